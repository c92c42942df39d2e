//! What a site's mistakes are told like: each folder under `tests/errors/` is a
//! site with one kind of mistake, with the whole answer of `huimin check` in
//! `expected.zh.txt` and `expected.en.txt`.
//! `INSTA_UPDATE=always cargo test --test errors` writes those anew.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use common::{NOW, huimin, pinned, project};
use rayon::prelude::*;

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("tests/errors")).expect("read");
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_mistake_is_told_as_pinned() {
    let wrong: Vec<String> = cases()
        .par_iter()
        .flat_map_iter(|case| ["zh", "en"].map(|lang| (case, lang)))
        .filter_map(|(case, lang)| {
            let ran = huimin(case, &["check", "--now", NOW, "--lang", lang]).ended(1);
            assert_eq!(ran.out, "", "{}", case.display());
            pinned(&case.join(format!("expected.{lang}.txt")), &ran.err).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A build stops where a check finds errors, says the same and writes nothing.
#[test]
fn a_build_says_the_same_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    cases().par_iter().for_each(|case| {
        let name = case.file_name().expect("a name").to_str().expect("UTF-8");
        let out = folder.path().join(name);
        let out_text = out.to_str().expect("UTF-8");
        let built = huimin(case, &["build", "--now", NOW, "--output", out_text]).ended(1);
        let said = fs::read_to_string(case.join("expected.zh.txt")).expect("read");
        // What only shows when a page is rendered leaves the other pages standing.
        if said.contains("themes/") && out.exists() {
            return;
        }
        assert!(!out.exists(), "{name} was written");
        let problems = said.rsplit_once("\n\n").expect("a last line").0;
        assert!(built.err.starts_with(problems), "{name}: {}", built.err);
        assert!(built.err.contains("没有写出"), "{name}: {}", built.err);
    });
}

/// The English answers are English: the writer's own words apart, which stand
/// in backquotes, in quoted source lines and after `write:`.
#[test]
fn english_answers_are_english() {
    for case in cases() {
        let said = fs::read_to_string(case.join("expected.en.txt")).expect("read");
        for line in said.lines().filter(|line| line.contains(" error[")) {
            let bare: String = line.split('`').step_by(2).skip(1).collect();
            let han = bare.chars().find(|c| ('一'..='龥').contains(c));
            assert_eq!(han, None, "{}: {line}", case.display());
        }
    }
}

/// Every problem that a site's files can have is among the cases.
#[test]
fn the_cases_are_complete() {
    // These need files that a repository cannot carry, a broken theme for
    // print, or are worth a warning only; other tests have them.
    let elsewhere = [
        "board-not-set",
        "board-outside",
        "board-overlap",
        "board-overlap",
        "board-warning",
        "case-twin",
        "conflict-copy",
        "link-outside",
        "name-not-unicode",
        "unreadable",
        "too-deep",
        "yaml-syntax",
    ];
    let said: String = cases()
        .iter()
        .map(|case| fs::read_to_string(case.join("expected.zh.txt")).expect("read"))
        .collect();
    let catalogue = include_str!("../src/diagnostic/problem.rs");
    let missing: BTreeSet<_> = catalogue
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split('"').nth(1))
        // What is wrong with a finished PDF comes of the theme or of pictures;
        // tests of preflight and of printing have it.
        .filter(|code| !code.starts_with("print"))
        .filter(|code| !said.contains(&format!("[{code}]")) && !elsewhere.contains(code))
        .collect();
    assert_eq!(missing, BTreeSet::new());
}

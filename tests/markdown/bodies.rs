//! What is written to each surface: every `bodies/NAME.md` with its HTML, its
//! Typst, its plain text and the problems told of, in the files beside it.
//!
//! `UPDATE=1 cargo test --test markdown` writes those files anew.

use std::fs;
use std::path::Path;

use huimin::diagnostic::Position;
use huimin::markdown::{html, plain, typst};

use crate::site::read;

/// The problems of a text, one a line: line and column, the text there, and
/// what it is.
fn told(text: &str) -> String {
    let mut told = String::new();
    for problem in read(text).1 {
        let place = problem.place.expect("problems of a body have a place");
        let Position { line, column } = Position::of(text, place.span.start);
        let there = &text[place.span];
        told += &format!("{line}:{column} `{there}` {:?}\n", problem.problem);
    }
    told
}

#[test]
fn come_out_as_the_files_beside_them_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown/bodies");
    let update = std::env::var_os("UPDATE").is_some();
    let mut bodies = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("its entries can be read").path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        bodies += 1;
        let text = fs::read_to_string(&path).expect("a body is text");
        let parsed = read(&text).0;
        let surfaces = [
            ("html", html(parsed.whole()).html),
            ("typ", typst(parsed.whole()) + "\n"),
            ("txt", plain(parsed.whole()) + "\n"),
            ("problems", told(&text)),
        ];
        for (extension, came) in surfaces {
            let file = path.with_extension(extension);
            if update && !came.is_empty() {
                fs::write(&file, &came).expect("the file can be written");
            }
            // No file stands for nothing.
            let wanted = fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(came, wanted, "{}", file.display());
        }
    }
    assert!(bodies > 5, "only {bodies} bodies were found");
}

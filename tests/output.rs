//! Writing the output folder, through the public API.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use huimin::output::{NameFault, Output, OutputError, Put, Summary, check_name};
use tempfile::TempDir;

/// A site's folder with a folder of sources and room for `public`.
struct Site {
    root: TempDir,
}

impl Site {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("content")).expect("made");
        Self { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn open_at(&self, out: &str) -> Result<Output, OutputError> {
        Output::open(&self.path(out), &[self.path("content"), self.path("data")])
    }

    fn open(&self) -> Output {
        self.open_at("public").expect("opened")
    }

    /// One run that puts these files.
    fn run(&self, files: &[(&str, &str)]) -> Summary {
        let output = self.open();
        for (path, text) in files {
            output.put(path, text.as_bytes()).expect("put");
        }
        output.finish().expect("finished")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// Every file of the output folder but the list.
    fn tree(&self) -> BTreeMap<String, String> {
        fn walk(folder: &Path, lead: &str, tree: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(folder).expect("read") {
                let path = entry.expect("an entry").path();
                let name = format!(
                    "{lead}{}",
                    path.file_name().expect("a name").to_string_lossy()
                );
                if path.is_dir() {
                    tree.insert(format!("{name}/"), String::new());
                    walk(&path, &format!("{name}/"), tree);
                } else {
                    tree.insert(name, fs::read_to_string(&path).expect("read"));
                }
            }
        }
        let mut tree = BTreeMap::new();
        walk(&self.path("public"), "", &mut tree);
        tree.remove(".huimin-manifest.json").expect("a list");
        tree
    }

    fn names(&self) -> Vec<String> {
        self.tree().into_keys().collect()
    }
}

fn counts(summary: &Summary) -> (usize, usize, usize) {
    (summary.written, summary.unchanged, summary.removed)
}

#[test]
fn a_second_run_touches_only_what_is_different() {
    let site = Site::new();
    let first = site.run(&[("index.html", "一"), ("a/b.html", "二"), ("a/c.html", "三")]);
    assert_eq!(counts(&first), (3, 0, 0));
    let time = |path: &str| {
        fs::metadata(site.path(path))
            .and_then(|found| found.modified())
            .expect("a time")
    };
    let before = [
        time("public/index.html"),
        time("public/.huimin-manifest.json"),
    ];

    let same = site.run(&[("a/c.html", "三"), ("index.html", "一"), ("a/b.html", "二")]);
    assert_eq!(counts(&same), (0, 3, 0));
    assert_eq!(
        before,
        [
            time("public/index.html"),
            time("public/.huimin-manifest.json")
        ]
    );

    let other = site.run(&[("index.html", "一"), ("a/b.html", "四")]);
    assert_eq!(counts(&other), (1, 1, 1));
    assert_eq!(site.names(), ["a/", "a/b.html", "index.html"]);
    assert_eq!(site.tree()["a/b.html"], "四");
}

#[test]
fn the_list_depends_on_nothing_but_the_files() {
    let (one, two) = (Site::new(), Site::new());
    one.run(&[("b", "x")]);
    one.run(&[("a", "1"), ("c/d", "2")]);
    two.run(&[("c/d", "2"), ("a", "1")]);
    let list =
        |site: &Site| fs::read_to_string(site.path("public/.huimin-manifest.json")).expect("read");
    assert_eq!(list(&one), list(&two));
}

#[test]
fn folders_left_empty_go_and_others_stay() {
    let site = Site::new();
    site.run(&[("a/b/c.html", "x"), ("d/e.html", "x"), ("f.html", "x")]);
    site.write("public/.gitignore", "*");
    site.write("public/d/我的.txt", "mine");
    fs::create_dir(site.path("public/空")).expect("made");
    let summary = site.run(&[("f.html", "x")]);
    assert_eq!(counts(&summary), (0, 1, 2));
    assert_eq!(
        site.names(),
        [".gitignore", "d/", "d/我的.txt", "f.html", "空/"]
    );
}

#[test]
fn what_somebody_changed_is_left_and_told() {
    let site = Site::new();
    site.run(&[("a.html", "ours"), ("b.html", "ours")]);
    site.write("public/a.html", "theirs");
    let summary = site.run(&[]);
    assert_eq!(
        (summary.removed, summary.left),
        (1, vec!["a.html".to_owned()])
    );
    assert_eq!(site.tree()["a.html"], "theirs");
}

#[test]
fn a_file_of_ours_is_mended_when_it_was_changed() {
    let site = Site::new();
    site.run(&[("a.html", "ours")]);
    site.write("public/a.html", "else");
    assert_eq!(counts(&site.run(&[("a.html", "ours")])), (1, 0, 0));
    assert_eq!(site.tree()["a.html"], "ours");
}

#[test]
fn a_foreign_file_is_never_overwritten() {
    let site = Site::new();
    site.write("public/a.html", "theirs");
    site.write("public/b.html", "same");
    let output = site.open();
    assert!(matches!(
        output.put("a.html", b"ours"),
        Err(OutputError::Foreign { .. })
    ));
    assert_eq!(output.put("b.html", b"same").expect("put"), Put::Unchanged);
    output.finish().expect("finished");
    assert_eq!(site.tree()["a.html"], "theirs");

    // It is not ours after that run either; the one with our bytes is.
    let summary = site.run(&[]);
    assert_eq!((summary.removed, summary.left), (1, vec![]));
    assert_eq!(site.names(), ["a.html"]);
}

#[test]
fn a_page_that_failed_keeps_its_last_good_form() {
    let site = Site::new();
    site.run(&[("a.html", "good"), ("b.html", "x")]);
    let output = site.open();
    output.keep("a.html").expect("kept");
    assert_eq!(counts(&output.finish().expect("finished")), (0, 0, 1));
    assert_eq!(site.names(), ["a.html"]);
    // And it is still known to be ours.
    assert_eq!(counts(&site.run(&[])), (0, 0, 1));
}

#[test]
fn the_output_folder_does_not_mix_with_sources() {
    let site = Site::new();
    for out in [
        "content",
        "content/public",
        "",
        ".",
        "data",
        "data/x",
        "public/../content/x",
    ] {
        assert!(
            matches!(site.open_at(out), Err(OutputError::MixesWithSources { .. })),
            "{out}"
        );
    }
    assert!(!site.path("content/public").exists());
    assert!(site.open_at("content2").is_ok());
}

#[test]
fn two_runs_at_once_are_kept_apart() {
    let site = Site::new();
    let first = site.open();
    assert!(matches!(
        site.open_at("public"),
        Err(OutputError::Busy { .. })
    ));
    first.finish().expect("finished");
    assert!(site.open_at("public").is_ok());
}

#[test]
fn names_must_work_on_every_system() {
    for (path, fault) in [
        ("", NameFault::Shape),
        ("/a", NameFault::Shape),
        ("a//b", NameFault::Shape),
        ("../a", NameFault::Shape),
        ("a/./b", NameFault::Shape),
        ("a\\b", NameFault::Character),
        ("a:b", NameFault::Character),
        ("what?", NameFault::Character),
        ("a\nb", NameFault::Character),
        ("con", NameFault::Reserved),
        ("a/NUL.html", NameFault::Reserved),
        ("Com1.tar.gz", NameFault::Reserved),
        ("lpt³", NameFault::Reserved),
        ("a./b", NameFault::Ending),
        ("a ", NameFault::Ending),
        (".huimin-manifest.json", NameFault::Kept),
    ] {
        assert_eq!(check_name(path), Err(fault), "{path:?}");
    }
    for path in [
        "a",
        "低保/怎么办.html",
        ".well-known/x",
        "console",
        "com10",
        "a.b.c",
        "com",
    ] {
        assert_eq!(check_name(path), Ok(()), "{path:?}");
    }
}

#[test]
fn two_outputs_never_share_a_file() {
    let site = Site::new();
    let output = site.open();
    output.put("A/x.html", b"1").expect("put");
    let clash = |path: &str| match output.put(path, b"2") {
        Err(OutputError::Twice { first, second }) => (first, second),
        other => panic!("{other:?}"),
    };
    assert_eq!(clash("A/x.html"), ("A/x.html".into(), "A/x.html".into()));
    assert_eq!(clash("a/X.html"), ("A/x.html".into(), "a/X.html".into()));
    assert!(output.put("A", b"3").is_err());
    assert!(output.put("A/x.html/y", b"4").is_err());
    output.finish().expect("finished");
    assert_eq!(site.tree()["A/x.html"], "1");
}

#[test]
fn a_file_and_a_folder_can_change_places() {
    let site = Site::new();
    site.run(&[
        ("a", "file"),
        ("b/c", "in a folder"),
        ("b/d/e", "deeper"),
        ("f/g/h", "x"),
        ("i/j", "x"),
    ]);
    site.run(&[
        ("a/x", "in a folder"),
        ("b", "file"),
        ("f/g", "file"),
        ("i/j/k", "x"),
    ]);
    assert_eq!(
        site.names(),
        ["a/", "a/x", "b", "f/", "f/g", "i/", "i/j/", "i/j/k"]
    );
    site.run(&[("a/x", "in a folder"), ("b", "file")]);

    site.write("public/a/我的.txt", "mine");
    let output = site.open();
    assert!(matches!(
        output.put("a", b"file"),
        Err(OutputError::Foreign { .. })
    ));
    output.put("b", b"file").expect("put");
    output.finish().expect("finished");
    assert_eq!(site.tree()["a/我的.txt"], "mine");
}

#[test]
fn a_run_that_died_does_not_stand_in_the_way() {
    let site = Site::new();
    site.run(&[("a.html", "1"), ("old.html", "1")]);
    let output = site.open();
    output.put("a.html", b"2").expect("put");
    output.put("new/b.html", b"2").expect("put");
    output.put("new/c.html", b"2").expect("put");
    drop(output);
    site.write("public/new/.huimin-tmp-7", "half");

    let summary = site.run(&[("a.html", "3"), ("new/b.html", "3")]);
    assert_eq!((counts(&summary), summary.left), ((2, 0, 2), vec![]));
    assert_eq!(site.names(), ["a.html", "new/", "new/b.html"]);
}

#[test]
fn a_broken_list_makes_nothing_ours() {
    let site = Site::new();
    site.run(&[("a.html", "1")]);
    site.write("public/.huimin-manifest.json", "{ \"files\": ");
    assert_eq!(counts(&site.run(&[])), (0, 0, 0));
    assert_eq!(site.names(), ["a.html"]);
}

#[test]
fn a_made_up_list_removes_nothing_outside() {
    let site = Site::new();
    site.write("content/a.md", "x");
    let hash = blake3::hash(b"x").to_hex();
    site.write(
        "public/.huimin-manifest.json",
        &format!("{{\"files\":{{\"../content/a.md\":\"{hash}\"}}}}"),
    );
    assert_eq!(counts(&site.run(&[])), (0, 0, 0));
    assert!(site.path("content/a.md").exists());
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    site.run(&[("a/x.html", "same"), ("b.html", "same")]);
    fs::rename(site.path("public/a"), site.path("elsewhere")).expect("moved");
    symlink(site.path("elsewhere"), site.path("public/a")).expect("linked");
    fs::rename(site.path("public/b.html"), site.path("b.html")).expect("moved");
    symlink(site.path("b.html"), site.path("public/b.html")).expect("linked");

    let output = site.open();
    assert!(matches!(
        output.put("a/y.html", b"x"),
        Err(OutputError::NotAFolder { .. })
    ));
    assert!(matches!(
        output.put("b.html", b"other"),
        Err(OutputError::Foreign { .. })
    ));
    let summary = output.finish().expect("finished");
    assert_eq!(summary.removed, 0);
    assert!(site.path("elsewhere/x.html").exists() && site.path("b.html").exists());
}

#[test]
fn many_threads_can_put() {
    let site = Site::new();
    let output = site.open();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let output = &output;
            scope.spawn(move || {
                for number in 0..200 {
                    let path = format!("{}/{}/{thread}-{number}.html", number % 7, number % 3);
                    output.put(&path, path.as_bytes()).expect("put");
                }
            });
        }
    });
    assert_eq!(counts(&output.finish().expect("finished")), (800, 0, 0));
    assert!(
        site.tree()
            .into_iter()
            .all(|(path, text)| path.ends_with('/') || path == text)
    );
}

//! A build that finds nothing changed does nothing, and says the same; any other
//! gives what a clean build gives.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use common::{NOW, Ran, Site};

/// A site with a bit of everything that a website is made from.
fn site() -> Site {
    let site = Site::small();
    site.write("data/facts.yaml", "文字:\n  话: 一句事实\n");
    site.write(
        "content/s/b.md",
        "---\n标题: 另一页\n日期: 2026-05-02\n标签: [低保]\n---\n【=话】，见[一页](../a.md)。\n\n![图](a.svg)\n",
    );
    site.write("content/s/a.svg", picture(10));
    site.write(
        "content/s/later.md",
        "---\n标题: 以后的\n日期: 2026-05-20\n---\n",
    );
    site
}

/// A picture so many pixels wide.
fn picture(width: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"9\"/>")
}

/// When each file of the website was last written.
fn times(site: &Site) -> BTreeMap<String, SystemTime> {
    let files = site.public().into_keys();
    let time = |path: String| {
        let found = fs::metadata(site.path("public").join(&path)).expect("there");
        (path, found.modified().expect("a time"))
    };
    files.map(time).collect()
}

/// What a run said, without how long it took and what it wrote.
fn said(ran: &Ran) -> String {
    let lines = ran.err.lines().map(|line| match line.split_once("；写出") {
        Some((counts, _)) => counts,
        None => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether the last build left a record by which the next has nothing to do. A
/// record that is gone is written anew only by a build that does its work.
fn skips(site: &Site, more: &[&str]) -> bool {
    let record = record(site);
    let before = fs::metadata(&record)
        .and_then(|found| found.modified())
        .expect("a time");
    std::thread::sleep(Duration::from_millis(20));
    site.build(more).ended(0);
    fs::metadata(&record)
        .and_then(|found| found.modified())
        .expect("a time")
        == before
}

/// The one record of a site.
#[track_caller]
fn record(site: &Site) -> std::path::PathBuf {
    let folder = fs::read_dir(site.path(".huimin/build")).expect("records");
    let files: Vec<_> = folder.map(|file| file.expect("read").path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

/// Checks that the website is that of a build into a new folder.
#[track_caller]
fn is_clean(site: &Site, what: &str) {
    let own = record(site);
    site.build(&["--output", "clean"]).ended(0);
    let clean = common::files(&site.path("clean"));
    let public = site.public();
    assert!(public.keys().eq(clean.keys()), "{what}");
    let differing: Vec<_> = public
        .keys()
        .filter(|path| public[*path] != clean[*path])
        .collect();
    assert_eq!(differing, Vec::<&String>::new(), "{what}");
    fs::remove_dir_all(site.path("clean")).expect("removed");
    for file in fs::read_dir(site.path(".huimin/build")).expect("records") {
        let file = file.expect("read").path();
        if file != own {
            fs::remove_file(file).expect("removed");
        }
    }
}

#[test]
fn nothing_changed_does_nothing_and_says_the_same() {
    let site = site();
    let first = site.build(&[]).ended(0);
    assert!(first.err.contains("2026-05-20 才发布"), "{}", first.err);
    let then = times(&site);
    assert!(skips(&site, &[]));
    let second = site.build(&[]).ended(0);
    assert_eq!(times(&site), then);
    assert_eq!(said(&second), said(&first));
    let count = then.len() - 1;
    let done = format!("写出 0，未变 {count}，删去 0");
    assert!(second.err.contains(&done), "{}", second.err);
    // The same as without the record.
    fs::remove_file(record(&site)).expect("removed");
    let whole = site.build(&["--format", "json"]).ended(0);
    let again = site.build(&["--format", "json"]).ended(0);
    assert_eq!(again.out, whole.out);
}

#[test]
fn every_kind_of_change_is_built() {
    let site = site();
    let changes: [(&str, &dyn Fn()); 12] = [
        ("text", &|| site.edit("content/a.md", "正文。", "真文。")),
        ("title", &|| site.edit("content/a.md", "一页", "首页")),
        ("date", &|| site.edit("content/a.md", "05-01", "05-03")),
        ("tag", &|| site.edit("content/s/b.md", "低保", "养老")),
        ("fact", &|| site.edit("data/facts.yaml", "一句", "两句")),
        ("template", &|| {
            site.write("themes/huimin/templates/page.html", "{{ page.title }}\n");
        }),
        ("css", &|| {
            site.write("themes/huimin/assets/more.css", "a{}")
        }),
        ("picture", &|| site.write("content/s/a.svg", picture(20))),
        ("file", &|| site.write("content/s/x.txt", "文件")),
        ("config", &|| {
            site.edit("site.yaml", "试县民政局\n域名", "试县\n域名")
        }),
        ("rename", &|| {
            fs::rename(site.path("content/s/later.md"), site.path("content/s/l.md"))
                .expect("renamed");
        }),
        ("delete", &|| site.remove("content/s/b.md")),
    ];
    for (what, change) in changes {
        site.build(&[]).ended(0);
        assert!(skips(&site, &[]), "{what}");
        change();
        site.build(&[]).ended(0);
        is_clean(&site, what);
    }
}

#[test]
fn what_somebody_did_to_the_output_is_put_right() {
    let site = site();
    site.build(&[]).ended(0);
    let whole = site.public();
    let page = "public/a/index.html";
    let changes: [(&str, &dyn Fn()); 5] = [
        ("changed", &|| site.edit(page, "正文", "改文")),
        ("removed", &|| site.remove(page)),
        ("list removed", &|| {
            site.remove("public/.huimin-manifest.json")
        }),
        ("all removed", &|| {
            fs::remove_dir_all(site.path("public")).expect("removed")
        }),
        ("died", &|| site.write("public/.huimin-unfinished", "")),
    ];
    for (what, change) in changes {
        assert!(skips(&site, &[]), "{what}");
        change();
        site.build(&[]).ended(0);
        assert_eq!(site.public(), whole, "{what}");
    }
}

#[test]
fn a_damaged_record_is_none() {
    let site = site();
    site.build(&[]).ended(0);
    let good = fs::read(record(&site)).expect("read");
    let whole = site.public();
    let bodies = record(&site)
        .to_str()
        .expect("UTF-8")
        .replace(".huimin/build", ".huimin/bodies");
    let mut turned = good.clone();
    turned[good.len() / 2] ^= 1;
    for bad in [&[][..], &good[..20], &good[..good.len() - 1], &turned] {
        fs::write(record(&site), bad).expect("written");
        fs::write(&bodies, bad).expect("written");
        site.build(&[]).ended(0);
        assert_ne!(fs::read(&bodies).expect("read"), bad);
        assert_ne!(fs::read(record(&site)).expect("read"), bad);
        assert!(skips(&site, &[]));
        assert_eq!(site.public(), whole);
    }
}

#[test]
fn other_options_are_another_build() {
    let site = site();
    site.build(&[]).ended(0);
    for more in [
        &["--drafts"][..],
        &["--base-url", "https://other.example/x/"],
        &["--allow", "print-dpi=可以"],
        &["--now", "2026-05-14T09:01"],
    ] {
        let now: &[&str] = if more[0] == "--now" {
            &["build"]
        } else {
            &["build", "--now", NOW]
        };
        let arguments = [now, more].concat();
        let before = fs::read(record(&site)).expect("read");
        site.huimin(&arguments).ended(0);
        assert_ne!(fs::read(record(&site)).expect("read"), before, "{more:?}");
        site.build(&[]).ended(0);
        assert!(skips(&site, &[]), "{more:?}");
    }
}

#[test]
fn a_day_that_has_come_is_seen() {
    let site = site();
    site.huimin(&["build", "--now", "2026-05-19T23:59"])
        .ended(0);
    assert!(!site.path("public/s/later").exists());
    site.huimin(&["build", "--now", "2026-05-20T00:00"])
        .ended(0);
    assert!(site.path("public/s/later").exists());
}

#[test]
fn a_build_with_mistakes_is_never_skipped() {
    let site = site();
    site.build(&[]).ended(0);
    site.edit("content/a.md", "标题:", "标提:");
    for _ in 0..2 {
        let ran = site.build(&[]).ended(1);
        assert!(ran.err.contains("标提"), "{}", ran.err);
    }
    site.edit("content/a.md", "标提:", "标题:");
    site.build(&[]).ended(0);
    assert!(skips(&site, &[]));
}

#[test]
fn two_output_folders_have_a_record_each() {
    let site = site();
    site.build(&[]).ended(0);
    site.build(&["--output", "other"]).ended(0);
    let records = || {
        fs::read_dir(site.path(".huimin/build"))
            .expect("records")
            .count()
    };
    assert_eq!(records(), 2);
    fs::remove_dir_all(site.path("other")).expect("removed");
    site.build(&[]).ended(0);
    site.build(&["--output", "other"]).ended(0);
    assert_eq!(common::files(&site.path("other")), site.public());
    assert_eq!(records(), 2);
}

#[test]
fn a_site_where_nothing_can_be_kept_is_built_all_the_same() {
    let site = site();
    // Not even root can make a folder where a file is.
    site.write(".huimin", "");
    for _ in 0..2 {
        site.build(&[]).ended(0);
    }
    assert!(site.path("public/a/index.html").is_file());
}

//! What a build does to the output folder, and what hangs on the day.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use common::{NOW, Site, files, project};

/// When each file of the website was last written.
fn times(site: &Site) -> BTreeMap<String, SystemTime> {
    let time = |path: &Path| {
        fs::metadata(path)
            .and_then(|m| m.modified())
            .expect("a time")
    };
    files(&site.path("public"))
        .into_keys()
        .map(|path| (path.clone(), time(&site.path("public").join(path))))
        .collect()
}

#[test]
fn a_mistake_leaves_the_last_good_website_as_it_was() {
    let site = Site::small();
    site.build(&[]).ended(0);
    let (before, then) = (site.public(), times(&site));
    site.write("content/b.md", "---\n标题: 新的一页\n日期: 五月八日\n---\n");
    site.edit("content/a.md", "正文。", "正文改了。");
    let ran = site.build(&[]).ended(1);
    assert!(ran.err.contains("上一次的网站原样保留"), "{}", ran.err);
    assert_eq!(site.public(), before);
    assert_eq!(times(&site), then);
}

#[test]
fn nothing_new_writes_nothing() {
    let site = Site::copy("county");
    site.build(&[]).ended(0);
    let then = times(&site);
    std::thread::sleep(Duration::from_millis(20));
    let ran = site.build(&[]).ended(0);
    assert_eq!(times(&site), then);
    assert!(ran.err.contains("写出 0，"), "{}", ran.err);
    // One page changed: its own files and lists are written, no others.
    site.edit("content/feedback/01.md", "灯不亮。", "灯又不亮了。");
    site.build(&[]).ended(0);
    let now = times(&site);
    assert_ne!(
        now["feedback/01/index.html"],
        then["feedback/01/index.html"]
    );
    for same in [
        "about/index.html",
        "assets/site.css",
        "boards/jintie/print.pdf",
    ] {
        assert_eq!(now[same], then[same], "{same}");
    }
}

#[test]
fn only_what_was_written_is_removed() {
    let site = Site::small();
    site.write(
        "content/b/c.md",
        "---\n标题: 另一页\n日期: 2026-05-02\n---\n",
    );
    site.write("public/.gitignore", "*\n!.gitignore\n");
    site.build(&[]).ended(0);
    site.write("public/b/别人的.txt", "不是程序写的");
    assert!(site.path("public/b/c/index.html").is_file());
    site.remove("content/b/c.md");
    site.build(&[]).ended(0);
    assert!(!site.path("public/b/c").exists());
    assert!(site.path("public/b/别人的.txt").is_file());
    assert!(site.path("public/.gitignore").is_file());
}

#[test]
fn the_output_must_not_mix_with_the_sources() {
    let site = Site::small();
    let before = files(site.root());
    for out in ["content", "content/out", ".", "data/x", "themes/huimin"] {
        let ran = site.build(&["--output", out]).ended(2);
        assert!(ran.err.contains("输出文件夹"), "{out}: {}", ran.err);
    }
    assert_eq!(files(site.root()), before);
    site.build(&["--output", "别处/网站"]).ended(0);
    assert!(site.path("别处/网站/a/index.html").is_file());
}

/// The same bytes whatever the number of threads and the order of files.
#[test]
fn two_builds_give_the_same_bytes() {
    let one = Site::copy("county");
    one.build(&["--jobs", "1"]).ended(0);
    let other = Site::empty();
    for (path, bytes) in files(&project().join("tests/fixtures/county")).iter().rev() {
        other.write(path, bytes);
    }
    other.build(&["--jobs", "4"]).ended(0);
    let (one, other) = (one.public(), other.public());
    assert!(one.keys().eq(other.keys()));
    let differing: Vec<_> = one
        .keys()
        .filter(|path| one[*path] != other[*path])
        .collect();
    assert_eq!(differing, Vec::<&String>::new());
}

#[test]
fn what_is_not_built_is_listed_with_the_reason() {
    let site = Site::copy("county");
    let ran = site.build(&[]).ended(0);
    for said in [
        "content/news/g-draft.md:1:1 说明[not-built] 这一页没有生成：是草稿",
        "content/news/h-future.md:1:1 说明[not-built] 这一页没有生成：2026-05-20 才发布",
        "content/news/i-expired.md:1:1 说明[not-built] 这一页没有生成：已在 2026-05-01 停止发布",
        "content/models/no-consent.md:1:1 说明[not-built] 这一页没有生成：本人没有同意公开",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    let ran = site.build(&["--drafts"]).ended(0);
    assert!(site.path("public/news/g-draft/index.html").is_file());
    assert!(!site.path("public/models/no-consent").exists());
    assert!(!ran.err.contains("是草稿"), "{}", ran.err);
    site.build(&[]).ended(0);
    assert!(!site.path("public/news/g-draft").exists());
}

/// No misspelling publishes a draft, and neither does `--drafts`.
#[test]
fn a_misspelt_draft_is_never_published() {
    for line in [
        "草搞: 是",
        "草稿: 对",
        "draf: true",
        "drafts: true",
        "草稿: 是的",
        "Draft: ture",
    ] {
        let site = Site::small();
        site.edit("content/a.md", "日期:", &format!("{line}\n日期:"));
        for more in [&[][..], &["--drafts"]] {
            let ran = site.build(more).ended(1);
            assert!(ran.err.contains("按草稿处理"), "{line}: {}", ran.err);
            assert!(!site.path("public").exists(), "{line}");
        }
    }
    for line in ["草稿：是", "DRAFT: True", "草稿: yes", "draft: TRUE"] {
        let site = Site::small();
        site.edit("content/a.md", "日期:", &format!("{line}\n日期:"));
        site.build(&[]).ended(0);
        assert!(!site.path("public/a").exists(), "{line}");
    }
}

/// A section that is a draft goes out neither itself nor with what is below it.
#[test]
fn a_draft_section_is_not_published() {
    let site = Site::small();
    let page = "---\n标题: 秘密\n日期: 2026-05-01\n---\n";
    let index = "---\n标题: 还没公开的栏目\n草稿: 是\n导航次序: 1\n---\n还没公开的话。\n";
    site.write("content/s/_index.md", index);
    site.write("content/s/x.md", page);
    site.write("content/s/inner/_index.md", "---\n标题: 里面的栏目\n---\n");
    site.write("content/s/inner/y.md", page);
    let ran = site.build(&[]).ended(0);
    for path in ["_index.md", "x.md", "inner/_index.md", "inner/y.md"] {
        assert!(
            ran.err.contains(&format!("content/s/{path}:1:1 说明")),
            "{}",
            ran.err
        );
    }
    for (path, bytes) in site.public() {
        let text = String::from_utf8_lossy(&bytes);
        for words in ["秘密", "还没公开", "里面的栏目"] {
            assert!(
                !path.starts_with("s/") && !text.contains(words),
                "{words} in {path}"
            );
        }
    }
    site.build(&["--drafts"]).ended(0);
    assert!(site.path("public/s/inner/y/index.html").is_file());
    site.edit("content/a.md", "正文。", "见[栏目](s/)。");
    let ran = site.check().ended(1);
    assert!(ran.err.contains("target-not-built"), "{}", ran.err);
}

/// A day without a time is its midnight in the site's zone.
#[test]
fn a_bare_date_is_local_midnight() {
    let site = Site::small();
    let page = |site: &Site| site.path("public/a/index.html").is_file();
    site.edit("content/a.md", "2026-05-01", "2026-05-08");
    site.huimin(&["build", "--now", "2026-05-07T23:59"])
        .ended(0);
    assert!(!page(&site));
    site.huimin(&["build", "--now", "2026-05-08T00:00"])
        .ended(0);
    assert!(page(&site));
    // The same minute said from Greenwich.
    site.huimin(&["build", "--now", "2026-05-07T15:59:00Z"])
        .ended(0);
    assert!(!page(&site));
    site.huimin(&["build", "--now", "2026-05-07T16:00:00Z"])
        .ended(0);
    assert!(page(&site));
    site.edit("content/a.md", "日期:", "停止发布: 2026年5月10日\n日期:");
    site.huimin(&["build", "--now", "2026-05-09 23:59"])
        .ended(0);
    assert!(page(&site));
    site.huimin(&["build", "--now", "2026-05-10 0:00"]).ended(0);
    assert!(!page(&site));
}

/// The process ends with the test, also with one that fails.
struct Watching(std::process::Child);

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn watching_builds_again_after_each_change() {
    let site = Site::small();
    let mut command = common::command(&["build", "--watch", "--now", NOW]);
    command.current_dir(site.root()).stderr(Stdio::piped());
    let mut watching = Watching(command.spawn().expect("it starts"));
    let said = watching.0.stderr.take().expect("piped");
    let (send, lines) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    let wait_for = |words: &str| {
        let until = Instant::now() + Duration::from_secs(20);
        let mut said = Vec::new();
        while let Ok(line) = lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            said.push(line);
            if said.last().is_some_and(|line| line.contains(words)) {
                return;
            }
        }
        panic!("{words} is not in {said:?}");
    };
    wait_for("等着改动");
    site.edit("content/a.md", "正文。", "改过的正文。");
    wait_for("写出");
    assert!(site.read("public/a/index.html").contains("改过的正文"));
    // A mistake is told and the watch goes on.
    site.edit("content/a.md", "标题:", "标提:");
    wait_for("没有写出");
    site.edit("content/a.md", "标提:", "标题:");
    site.write("data/facts.yaml", "文字:\n  话: 一句事实\n");
    wait_for("写出");
    site.edit("content/a.md", "改过的正文。", "【=话】。");
    wait_for("写出");
    let until = Instant::now() + Duration::from_secs(20);
    while !site.read("public/a/index.html").contains("一句事实") {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(50));
    }
}

//! Every change of a site's files is seen, however it is made.

mod common;
#[path = "watching/program.rs"]
mod program;
#[path = "watching/random.rs"]
mod random;
#[path = "watching/reader.rs"]
mod reader;

use std::fs::{self, File};
use std::io::Write;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use common::Site;
use huimin::diagnostic::Lang;
use huimin::source::Listing;
use huimin::watch::{How, Probes, Watch, Why};
use random::{Random, edit};
use reader::Reader;

/// Long enough for a change that should not be told to be told all the same.
const A_WHILE: Duration = Duration::from_millis(400);

/// A site with some files of every kind.
fn site() -> Site {
    let site = Site::small();
    for name in ["甲", "乙", "丙"] {
        site.write(
            &format!("content/policies/{name}.md"),
            "---\n标题: 一\n---\n1\n",
        );
    }
    site.write("content/policies/图.png", [1, 2, 3]);
    site.write("data/facts.yaml", "文字:\n  话: 一\n");
    site.write("themes/own/theme.yaml", "name: own\n");
    site.write("themes/own/assets/site.css", "a {}\n");
    site
}

#[test]
fn a_file_written_in_place_is_seen() {
    let site = site();
    let mut reader = Reader::of(site.root());
    for path in [
        "content/a.md",
        "content/policies/甲.md",
        "content/policies/图.png",
        "data/facts.yaml",
        "themes/own/assets/site.css",
        "site.yaml",
    ] {
        site.write(path, format!("# {path}\n"));
        reader.catch_up();
    }
}

#[test]
fn a_file_written_beside_and_renamed_is_seen() {
    let site = site();
    let mut reader = Reader::of(site.root());
    for text in ["一", "二", "三"] {
        site.write("content/.a.md.new", text);
        fs::rename(site.path("content/.a.md.new"), site.path("content/a.md")).expect("renamed");
        reader.catch_up();
    }
}

#[test]
fn a_file_deleted_and_created_again_is_seen() {
    let site = site();
    let mut reader = Reader::of(site.root());
    for text in ["一", "二", "三"] {
        fs::remove_file(site.path("content/a.md")).expect("removed");
        site.write("content/a.md", text);
        reader.catch_up();
        fs::remove_file(site.path("content/a.md")).expect("removed");
        reader.catch_up();
        site.write("content/a.md", text);
        reader.catch_up();
    }
}

#[test]
fn the_second_of_two_saves_is_seen_though_time_and_length_are_the_same() {
    let site = site();
    let mut reader = Reader::of(site.root());
    for pause in [0, 1, 5, 20, 50] {
        for round in 0..5 {
            site.write("content/a.md", format!("{pause:02}{round}一"));
            let time = fs::metadata(site.path("content/a.md")).and_then(|file| file.modified());
            thread::sleep(Duration::from_millis(pause));
            site.write("content/a.md", format!("{pause:02}{round}二"));
            let file = File::options().write(true).open(site.path("content/a.md"));
            file.and_then(|file| file.set_modified(time?))
                .expect("set back");
            reader.catch_up();
        }
    }
}

#[test]
fn what_was_read_before_the_watch_began_is_no_change() {
    let site = site();
    let before = Listing::take(site.root());
    // Written long enough ago for a first look to trust its time.
    thread::sleep(Duration::from_millis(300));
    let output = site.path("public");
    let mut watch = Watch::start(site.root(), &output, Probes::default(), &before);
    assert!(watch.listing().same_as(&before));
    assert!(watch.next(A_WHILE).is_none());
    site.write("content/a.md", "改了");
    let changes = watch.next(Duration::from_secs(60)).expect("seen");
    let changed = &changes.changes(&before).changed;
    assert_eq!(
        changed.iter().map(|path| &**path).collect::<Vec<_>>(),
        ["content/a.md"]
    );
}

#[test]
fn two_listings_at_once_tell_two_saves_apart() {
    let site = site();
    let mut before = Listing::take(site.root());
    for round in 0..300 {
        site.write("content/a.md", format!("{round:04}"));
        let listing = Listing::take_after(site.root(), &before);
        let changes = listing.changes(&before);
        assert_eq!(changes.changed, ["content/a.md".into()], "save {round}");
        before = match round % 2 {
            0 => listing,
            _ => before.look_again(site.root(), &["content/a.md"]),
        };
    }
}

#[test]
fn pages_and_folders_that_are_deleted_or_renamed_are_seen() {
    let site = site();
    let mut reader = Reader::of(site.root());
    fs::remove_file(site.path("content/policies/乙.md")).expect("removed");
    reader.catch_up();
    let to = site.path("content/policies/丁.md");
    fs::rename(site.path("content/policies/丙.md"), to).expect("renamed");
    reader.catch_up();
    fs::rename(site.path("content/policies"), site.path("content/政策")).expect("renamed");
    reader.catch_up();
    // The folder goes on being watched under its new name.
    site.write("content/政策/丁.md", "新");
    reader.catch_up();
    fs::remove_dir_all(site.path("content/政策")).expect("removed");
    reader.catch_up();
}

#[test]
fn a_git_checkout_of_many_files_is_seen() {
    if let Err(error) = Command::new("git").arg("--version").output() {
        let on_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!on_ci, "git must be installed on CI: {error}");
        eprintln!("skipped: git is not installed");
        return;
    }
    let site = site();
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args([
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@y",
                "-c",
                "core.autocrlf=false",
            ])
            .args(arguments)
            .current_dir(site.root())
            .output()
            .expect("git starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
    };
    let write = |version: &str| {
        for number in 0..500 {
            let path = format!("content/stories/{}/{number}.md", number % 7);
            site.write(&path, format!("{version} {number}\n"));
        }
        git(&["add", "."]);
        git(&["commit", "-q", "-m", version]);
    };
    git(&["init", "-q"]);
    write("1");
    git(&["branch", "one"]);
    fs::remove_dir_all(site.path("content/stories/3")).expect("removed");
    write("2");
    git(&["branch", "two"]);
    let mut reader = Reader::of(site.root());
    for branch in ["one", "two", "one"] {
        git(&["checkout", "-q", branch]);
        reader.catch_up();
    }
}

#[test]
fn a_file_that_is_being_written_for_two_seconds_is_seen_whole() {
    let site = site();
    let mut reader = Reader::of(site.root());
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut file = File::create(site.path("content/a.md")).expect("made");
            for line in 0..10 {
                writeln!(file, "第 {line} 行").expect("written");
                thread::sleep(Duration::from_millis(200));
            }
        });
        while !writer.is_finished() {
            reader.follow(Duration::from_millis(50));
        }
    });
    reader.catch_up();
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_for_a_moment_is_seen_again() {
    let site = site();
    let mut reader = Reader::of(site.root());
    let path = site.path("content/a.md");
    fs::rename(&path, site.path("content/.a.md")).expect("renamed");
    // Nobody can read a link to itself.
    std::os::unix::fs::symlink("a.md", &path).expect("linked");
    let told = ("content/a.md".to_owned(), "unreadable");
    reader.wait_until("told of", |reader| reader.problems().contains(&told));
    fs::rename(site.path("content/.a.md"), &path).expect("renamed");
    reader.wait_until("taken back", |reader| reader.problems().is_empty());
    reader.catch_up();
}

#[test]
fn what_programs_leave_lying_about_is_not_told() {
    let site = site();
    let mut reader = Reader::of(site.root());
    reader.catch_up();
    let told = reader.told;
    for name in [
        "~$x.docx",
        ".~lock.x.docx#",
        ".a.md.swp",
        "a.md.swx",
        "a.md.tmp",
        "x.md~",
        "图.png.crdownload",
        "图.png.part",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
    ] {
        site.write(&format!("content/policies/{name}"), "x");
        site.write(&format!("data/{name}"), "x");
    }
    // Nor is our own doing.
    site.write("public/a/index.html", "x");
    site.write(".huimin/print/x", "x");
    site.write("README.md", "x");
    assert!(!reader.follow(A_WHILE), "{:?}", reader.problems());
    assert_eq!(reader.told, told);
}

#[test]
fn a_copy_of_two_peoples_work_is_told_and_not_a_page() {
    let site = site();
    let mut reader = Reader::of(site.root());
    let copies = [
        "content/policies/甲 (张三的冲突副本 2026-05-08 10-11-12).md",
        "content/policies/甲（李四 的冲突副本）.md",
        "content/policies/乙 (Li's conflicted copy 2026-05-08).md",
        "content/policies/乙-冲突-王五.md",
        "content/policies/丙.sync-conflict-20260508-101112-ABCDEFG.md",
    ];
    for (at, copy) in copies.iter().enumerate() {
        site.write(copy, "---\n标题: 另一\n---\n");
        reader.wait_until("told of", |reader| reader.problems().len() == at + 1);
        assert!(
            reader
                .problems()
                .contains(&((*copy).to_owned(), "conflict-copy"))
        );
        assert!(!reader.knows(copy));
    }
    // A page that is about such copies is a page.
    site.write(
        "content/policies/怎么处理冲突副本.md",
        "---\n标题: 三\n---\n",
    );
    reader.wait_until("known", |reader| {
        reader.knows("content/policies/怎么处理冲突副本.md")
    });
    // Without its twin, the copy is all there is.
    fs::remove_file(site.path("content/policies/丙.md")).expect("removed");
    reader.wait_until("known", |reader| reader.knows(copies[4]));
    fs::remove_file(site.path(copies[0])).expect("removed");
    reader.wait_until("gone", |reader| reader.problems().len() == 3);
}

#[test]
fn changes_while_a_build_runs_are_seen() {
    let site = site();
    let mut reader = Reader::of(site.root());
    let has_ended = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut random = Random::new(7);
            for _ in 0..200 {
                edit(site.root(), &mut random);
                thread::sleep(Duration::from_millis(
                    u64::try_from(random.below(20)).expect("small"),
                ));
            }
            has_ended.store(true, Ordering::Relaxed);
        });
        while !has_ended.load(Ordering::Relaxed) {
            if reader.follow(Duration::from_millis(20)) {
                thread::sleep(Duration::from_millis(70));
            }
        }
    });
    reader.catch_up();
}

#[test]
fn the_content_folder_itself_can_be_replaced() {
    let site = site();
    let mut reader = Reader::of(site.root());
    for round in 0..4 {
        site.write(".new/b.md", format!("第 {round} 回"));
        site.write(".new/policies/c.md", "三");
        if round % 2 == 0 {
            fs::remove_dir_all(site.path("content")).expect("removed");
        } else {
            fs::rename(
                site.path("content"),
                site.path(format!(".old{round}").as_str()),
            )
            .expect("renamed");
        }
        if round > 1 {
            reader.catch_up();
        }
        fs::rename(site.path(".new"), site.path("content")).expect("renamed");
        reader.catch_up();
        for text in ["一", "二"] {
            site.write("content/policies/c.md", format!("{round} {text}"));
            reader.catch_up();
        }
    }
}

#[test]
fn theme_and_configuration_can_be_moved() {
    let site = site();
    let mut reader = Reader::of(site.root());
    fs::rename(site.path("themes/own"), site.path("themes/other")).expect("renamed");
    reader.catch_up();
    site.write("themes/other/assets/site.css", "b {}\n");
    reader.catch_up();
    fs::rename(site.path("themes"), site.path(".themes")).expect("renamed");
    reader.catch_up();
    fs::rename(site.path(".themes"), site.path("themes")).expect("renamed");
    reader.catch_up();
    site.write("themes/other/assets/site.css", "c {}\n");
    reader.catch_up();
    fs::rename(site.path("site.yaml"), site.path("站点.yaml")).expect("renamed");
    reader.wait_until("known", |reader| reader.knows("站点.yaml"));
    site.write("站点.yaml", "网站名称: 二\n");
    fs::rename(site.path("站点.yaml"), site.path("site.yaml")).expect("renamed");
    reader.catch_up();
    site.write("print-ledger.yaml", "[]\n");
    reader.catch_up();
}

#[cfg(unix)]
#[test]
fn what_a_symbolic_link_stands_for_is_seen() {
    use std::os::unix::fs::symlink;
    let site = site();
    site.write("材料/一.md", "一");
    site.write("材料/夹/二.md", "二");
    symlink("../材料/一.md", site.path("content/一.md")).expect("linked");
    symlink("../材料/夹", site.path("content/夹")).expect("linked");
    let mut reader = Reader::of(site.root());
    for text in ["新一", "又一"] {
        site.write("材料/一.md", text);
        reader.catch_up();
        site.write("材料/夹/二.md", text);
        site.write("材料/夹/三.md", text);
        reader.catch_up();
        fs::remove_file(site.path("材料/夹/三.md")).expect("removed");
        reader.catch_up();
    }
    fs::remove_file(site.path("content/一.md")).expect("removed");
    symlink("../材料/夹/二.md", site.path("content/一.md")).expect("linked");
    reader.catch_up();
    // One that leads out of the site is told, and one that leads in a circle.
    symlink("/", site.path("content/外")).expect("linked");
    symlink("..", site.path("content/policies/圈")).expect("linked");
    reader.wait_until("told of", |reader| {
        reader.problems()
            == [
                ("content/policies/圈".to_owned(), "unreadable"),
                ("content/外".to_owned(), "link-outside"),
            ]
    });
}

#[test]
fn a_site_can_be_watched_before_it_has_any_file() {
    let site = Site::empty();
    let mut reader = Reader::of(site.root());
    site.write("content/policies/a.md", "一");
    reader.catch_up();
    site.write("content/policies/a.md", "二");
    reader.catch_up();
    site.write("site.yaml", "网站名称: 一\n");
    reader.catch_up();
}

#[test]
fn the_probe_leaves_nothing_behind_and_the_way_of_watching_is_told() {
    let site = site();
    let mut reader = Reader::of(site.root());
    reader.wait_until("started", |reader| {
        *reader.watch.how() != How::Polling { why: Why::Starting }
    });
    assert!(!site.path(".huimin").exists());
    let polling = Watch::polling(site.root());
    let asked = How::Polling { why: Why::Asked };
    assert_eq!(*polling.how(), asked);
    let said = asked.sentence(Lang::Zh).expect("a sentence");
    assert_eq!(said, "定时查看文件有没有改动：按要求不用系统的通知");
    assert_eq!(How::Events.sentence(Lang::Zh), None);
}

#[test]
fn seven_hundred_changes_one_after_the_other_are_seen() {
    let site = site();
    let mut reader = Reader::of(site.root());
    let mut random = Random::new(1);
    for number in 0..700 {
        let what = edit(site.root(), &mut random);
        let told = reader.told;
        reader.catch_up();
        // Whatever is told, is told once.
        assert!(reader.told < told + 20, "{number} {what}");
    }
}

#[test]
fn with_events_switched_off_changes_are_seen_too() {
    let site = site();
    let mut reader = Reader::new(site.root(), Watch::polling(site.root()));
    let mut random = Random::new(2);
    for _ in 0..20 {
        for _ in 0..=random.below(30) {
            edit(site.root(), &mut random);
        }
        reader.catch_up();
    }
}

#[test]
fn a_quick_look_finds_what_a_full_one_finds() {
    let site = site();
    let mut random = Random::new(3);
    let mut quick = Listing::take(site.root());
    for number in 0..300 {
        let what = edit(site.root(), &mut random);
        let full = Listing::take_after(site.root(), &quick);
        let changes = full.changes(&quick);
        let hints: Vec<_> = changes
            .added
            .iter()
            .chain(&changes.changed)
            .chain(&changes.gone)
            .map(|path| site.path(path))
            .collect();
        let next = quick.look_again(site.root(), &hints);
        // One from the other: of two listings that do not know each other, the
        // later may know a file by less, since it was written longer ago.
        let left = Listing::take_after(site.root(), &next).changes(&next);
        assert_eq!(left, Default::default(), "{number} {what}");
        assert_eq!(next.problems, full.problems, "{number} {what}");
        quick = next;
    }
}

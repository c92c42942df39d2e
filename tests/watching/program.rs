//! `huimin build --watch` as people run it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::{self, NOW, Site};

const LIMIT: Duration = Duration::from_secs(60);

/// A running program, which ends with the test, also with one that fails.
struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    fn start(site: &Site, arguments: &[&str]) -> Self {
        let mut command = common::command(&["build", "--watch", "--now", NOW]);
        command.args(arguments).current_dir(site.root());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let said = child.stderr.take().expect("piped");
        let (send, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for its end.
    #[cfg(unix)]
    #[track_caller]
    fn ends(&mut self) -> std::process::ExitStatus {
        let until = Instant::now() + LIMIT;
        loop {
            if let Some(ended) = self.child.try_wait().expect("it is ours") {
                return ended;
            }
            assert!(Instant::now() < until, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for words on the terminal.
    #[track_caller]
    fn says(&self, words: &str) {
        let until = Instant::now() + LIMIT;
        let mut said = Vec::new();
        while let Ok(line) = self
            .lines
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            let is_it = line.contains(words);
            said.push(line);
            if is_it {
                return;
            }
        }
        panic!("{words} is not in {said:?}");
    }
}

/// Waits until something holds of the files written.
#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let until = Instant::now() + LIMIT;
    while !holds() {
        assert!(Instant::now() < until, "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn page(text: &str) -> String {
    format!("---\n标题: 一页\n日期: 2026-05-01\n---\n{text}\n")
}

fn changes_are_built(arguments: &[&str]) -> (Site, Program) {
    let site = Site::small();
    let program = Program::start(&site, arguments);
    program.says("等着改动");
    let has = |path: &str, text: &str| {
        std::fs::read_to_string(site.path(path)).is_ok_and(|html| html.contains(text))
    };
    site.write("content/a.md", page("改过的正文。"));
    wait_until("an edit", || has("public/a/index.html", "改过的正文"));
    site.write("content/b.md", page("第二页。"));
    wait_until("a new page", || has("public/b/index.html", "第二页"));
    std::fs::rename(site.path("content/b.md"), site.path("content/c.md")).expect("renamed");
    wait_until("a renamed page", || {
        has("public/c/index.html", "第二页") && !site.path("public/b").exists()
    });
    std::fs::remove_file(site.path("content/c.md")).expect("removed");
    wait_until("a deleted page", || !site.path("public/c").exists());
    std::fs::rename(site.path("content"), site.path(".old")).expect("renamed");
    site.write(".new/a.md", page("换了文件夹。"));
    std::fs::rename(site.path(".new"), site.path("content")).expect("renamed");
    wait_until("another folder", || {
        has("public/a/index.html", "换了文件夹")
    });
    site.write("content/a.md", page("换了以后再改。"));
    wait_until("an edit after that", || {
        has("public/a/index.html", "换了以后再改")
    });
    (site, program)
}

#[test]
fn the_program_builds_what_has_changed() {
    let (site, program) = changes_are_built(&[]);
    // A mistake is told, and the last page stays until it is mended.
    site.write("content/a.md", "---\n标提: 一页\n---\n错的。\n");
    program.says("没有写出");
    site.write("content/a.md", page("改好了。"));
    wait_until("mended", || {
        site.read("public/a/index.html").contains("改好了")
    });
}

#[test]
fn the_program_builds_what_has_changed_without_events() {
    let (_, program) = changes_are_built(&["--poll"]);
    drop(program);
}

/// Whenever Ctrl-C comes, the file that proves events does not stay. Once it has
/// begun, it ends as done.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_no_probe() {
    for wait in [0, 1, 2, 5, 10, 15, 20, 30, 50, 100, 200, 400, 800] {
        let site = Site::small();
        let mut program = Program::start(&site, &[]);
        thread::sleep(Duration::from_millis(wait));
        let has_begun = wait >= 400;
        if has_begun {
            program.says("等着改动");
        }
        // A program that was started in the background is deaf to Ctrl-C until it
        // has begun.
        let signal = if has_begun { "-INT" } else { "-TERM" };
        let interrupted = std::process::Command::new("kill")
            .args([signal, &program.child.id().to_string()])
            .status();
        assert!(interrupted.expect("kill runs").success());
        let ended = program.ends();
        assert!(!has_begun || ended.code() == Some(0), "{wait} ms: {ended}");
        let left = common::files(site.root()).into_keys();
        let probes: Vec<_> = left.filter(|path| path.contains("probe")).collect();
        assert_eq!(probes, [""; 0], "after {wait} ms");
    }
}

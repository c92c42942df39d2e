//! What tests in a browser need, and what happens where it is missing: on CI they
//! fail, elsewhere they say that they were skipped.

use std::path::Path;
use std::process::Command;

use super::project;

/// Whether everything is there to run a script of `tests/browser/` that calls
/// these commands beside node and Chromium.
///
/// # Panics
///
/// Where `CI` is `true` and something is missing.
pub fn can_run(commands: &[&str]) -> bool {
    let missing = missing(commands);
    if missing.is_empty() {
        return true;
    }
    let why = format!("without {}", missing.join(", "));
    let on_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!on_ci, "on CI the browser checks must run; they are {why}");
    eprintln!("skipped: the browser checks, {why}");
    false
}

/// Runs a script of `tests/browser/`, which ends well if it finds nothing.
#[track_caller]
pub fn run(script: &str, folder: &Path) {
    let ran = Command::new("node")
        .arg(script)
        .arg(folder)
        .current_dir(project().join("tests/browser"))
        .output()
        .expect("node starts");
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}

fn missing(commands: &[&str]) -> Vec<String> {
    let has = |command: &str| {
        let found = std::env::var_os("PATH").is_some_and(|paths| {
            std::env::split_paths(&paths).any(|folder| {
                folder.join(command).is_file() || folder.join(format!("{command}.exe")).is_file()
            })
        });
        found || Path::new(command).is_file()
    };
    let mut missing = Vec::new();
    for command in [&["node"], commands].concat() {
        if !has(command) {
            missing.push(command.to_owned());
        }
    }
    let browsers = ["chromium", "chromium-browser", "google-chrome"];
    if std::env::var_os("CHROMIUM").is_none() && !browsers.iter().any(|name| has(name)) {
        missing.push("chromium".into());
    }
    if !project().join("tests/browser/node_modules").is_dir() {
        missing.push("npm ci in tests/browser".into());
    }
    missing
}

//! The sample site in a browser: the Nu HTML checker on every page, axe-core
//! and widths on one page of each template. `tests/browser/` has the script;
//! `.ci/run` installs what it needs.

mod common;

use std::path::Path;
use std::process::Command;

use common::{NOW, huimin, project};

/// What is missing of what the script needs.
fn missing() -> Vec<String> {
    let has = |command: &str| {
        let found = std::env::var_os("PATH").is_some_and(|paths| {
            std::env::split_paths(&paths).any(|folder| {
                folder.join(command).is_file() || folder.join(format!("{command}.exe")).is_file()
            })
        });
        found || Path::new(command).is_file()
    };
    let mut missing = Vec::new();
    for command in ["node", "java"] {
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

#[test]
fn the_sample_site_has_no_findings() {
    let missing = missing();
    if !missing.is_empty() {
        let why = format!("without {}", missing.join(", "));
        let on_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!on_ci, "on CI the browser checks must run; they are {why}");
        eprintln!("skipped: the browser checks, {why}");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    let out_text = out.to_str().expect("UTF-8");
    huimin(project(), &["build", "--now", NOW, "--output", out_text]).ended(0);
    let checked = Command::new("node")
        .arg("check.mjs")
        .arg(&out)
        .current_dir(project().join("tests/browser"))
        .output()
        .expect("node starts");
    assert!(
        checked.status.success(),
        "{}{}",
        String::from_utf8_lossy(&checked.stdout),
        String::from_utf8_lossy(&checked.stderr)
    );
}

//! The sample site in a browser: the Nu HTML checker on every page, axe-core
//! and widths on one page of each template. `tests/browser/` has the script;
//! `.ci/run` installs what it needs.

mod common;

use common::{NOW, browser, huimin, project};

#[test]
fn the_sample_site_has_no_findings() {
    if !browser::can_run(&["java"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    let out_text = out.to_str().expect("UTF-8");
    huimin(project(), &["build", "--now", NOW, "--output", out_text]).ended(0);
    browser::run("check.mjs", &out);
}

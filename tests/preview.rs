//! The preview as an editor sees it: `tests/browser/preview.mjs` changes files of
//! a site that `huimin serve` shows, and looks.

mod common;

use common::{Site, browser, serving::Serving};

#[test]
fn an_editor_works_with_the_preview() {
    if !browser::can_run(&[]) {
        return;
    }
    let site = Site::copy("county");
    site.huimin(&["theme", "copy", "--name", "mine"]).ended(0);
    let config = site.read("site.yaml");
    site.write("site.yaml", format!("{config}\n主题: mine\n"));
    let serving = Serving::start(site.root(), None);
    site.write("address", serving.address());
    browser::run("preview.mjs", site.root());
}

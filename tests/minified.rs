//! Pages are minified in two parts: the frame by the minifier, the body as it
//! was written compactly. A pass over the whole page must find little to do and
//! change nothing that a browser would see.

mod common;

use std::collections::BTreeMap;

use common::{NOW, Site, files, huimin};
use minify_html::{Cfg, minify};
use scraper::node::Node;
use scraper::{ElementRef, Html};

/// What a browser sees of a page: elements with their attributes, and texts
/// with their white space collapsed.
fn seen(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut seen = Vec::new();
    for node in html.tree.root().descendants() {
        match node.value() {
            Node::Element(element) => {
                let attributes: BTreeMap<_, _> = element.attrs().collect();
                seen.push(format!("<{} {attributes:?}>", element.name()));
            }
            Node::Text(text) => {
                let pre = node
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|e| e.value().name() == "pre");
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                match pre {
                    true => seen.push(text.to_string()),
                    false if words.is_empty() => {}
                    false => seen.push(words),
                }
            }
            _ => {}
        }
    }
    seen
}

#[test]
fn a_pass_over_the_whole_page_changes_nothing() {
    let site = Site::copy("county");
    huimin(site.root(), &["build", "--now", NOW]).ended(0);
    let mut pages = 0;
    for (path, bytes) in files(&site.path("public")) {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).expect("UTF-8");
        let whole = minify(
            page.as_bytes(),
            &Cfg {
                keep_closing_tags: true,
                keep_html_and_head_opening_tags: true,
                minify_doctype: false,
                ..Cfg::new()
            },
        );
        let whole = String::from_utf8(whole).expect("UTF-8");
        assert_eq!(seen(&page), seen(&whole), "{path}");
        let spare = page.len() - whole.len().min(page.len());
        assert!(
            spare * 20 < page.len(),
            "{path}: {spare} of {} bytes are too many",
            page.len()
        );
        pages += 1;
    }
    assert!(pages > 20, "only {pages} pages");
}

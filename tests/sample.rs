//! The sample site: it has what it promises, and nothing in it is broken.

mod common;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use common::html::{broken, orphans, pages};
use common::{Site, files, kept, project};

/// The sample's website, built once, and what the build said.
fn sample() -> &'static (BTreeMap<String, Vec<u8>>, String) {
    static BUILT: OnceLock<(BTreeMap<String, Vec<u8>>, String)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let site = Site::sample();
        let ran = site.build(&[]);
        kept::keep(&site, "sample");
        (site.public(), ran.ended(0).err)
    })
}

#[test]
fn it_has_what_it_promises() {
    let count = |folder: &str| {
        let content = files(&project().join("content").join(folder));
        content
            .keys()
            .filter(|p| p.ends_with(".md") && !p.ends_with("_index.md"))
            .count()
    };
    for (folder, least) in [
        ("windows", 10),
        ("documents", 10),
        ("policies", 10),
        ("services", 12),
        ("models", 8),
        ("news", 15),
        ("schedule", 12),
        ("contacts", 3),
        ("feedback", 6),
        ("honours", 1),
        ("brands", 2),
        ("boards", 6),
    ] {
        assert!(count(folder) >= least, "{folder}: {}", count(folder));
    }
}

/// Nothing but pages that wait for their day is worth a word.
#[test]
fn it_is_built_without_a_complaint() {
    let said = &sample().1;
    assert!(!said.contains("错误[") && !said.contains("警告["), "{said}");
}

#[test]
fn every_page_is_found_by_links() {
    assert_eq!(orphans(&sample().0, "/"), Vec::<String>::new());
}

#[test]
fn every_link_leads_somewhere() {
    assert_eq!(broken(&sample().0, "/"), Vec::<String>::new());
}

#[test]
fn every_product_can_be_printed() {
    let products: Vec<_> = sample()
        .0
        .iter()
        .filter(|(path, _)| path.ends_with(".pdf"))
        .collect();
    assert!(products.len() >= 20, "{}", products.len());
    for (path, bytes) in products {
        assert!(bytes.starts_with(b"%PDF-"), "{path}");
    }
}

#[test]
fn every_picture_can_be_heard() {
    for (path, page) in pages(&sample().0) {
        for picture in page.all("img") {
            assert!(
                picture.attr("alt").is_some(),
                "{path}: {:?}",
                picture.attr("src")
            );
        }
        assert!(page.all("h1").len() == 1, "{path}");
    }
}

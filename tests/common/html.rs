//! Reads a built website with a real HTML parser.

#![allow(dead_code)] // each test file uses a part of this

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};

/// A page of a website.
pub struct Page(Html);

impl Page {
    /// Parses a document.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(Html::parse_document(
            std::str::from_utf8(bytes).expect("UTF-8"),
        ))
    }

    /// The elements that a CSS selector finds.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a selector");
        self.0.select(&selector).collect()
    }

    /// The texts of the elements that a CSS selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text).collect()
    }

    /// The text of the only element that a CSS selector finds.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let mut found = self.texts(selector);
        assert_eq!(found.len(), 1, "{selector}: {found:?}");
        found.remove(0)
    }

    /// One attribute of the elements that a CSS selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<&str> {
        self.all(selector)
            .into_iter()
            .filter_map(|element| element.attr(name))
            .collect()
    }

    /// What the page label of a name says.
    pub fn label(&self, name: &str) -> Option<&str> {
        let found = self.attributes(&format!("meta[name=\"{name}\"]"), "content");
        assert!(found.len() < 2, "{name} stands twice: {found:?}");
        found.first().copied()
    }

    /// The addresses that it links to.
    pub fn links(&self) -> BTreeSet<&str> {
        self.attributes("a[href]", "href").into_iter().collect()
    }

    /// Everything that it names by an address.
    pub fn addresses(&self) -> BTreeSet<&str> {
        let mut addresses = self.links();
        addresses.extend(self.attributes("link[href]", "href"));
        addresses.extend(self.attributes("[src]", "src"));
        addresses
    }

    /// Whether something on it has this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.all("[id]").iter().any(|e| e.attr("id") == Some(id))
    }
}

/// The words of an element, blanks made one.
pub fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pages of a website by their path.
pub fn pages(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, Page> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), Page::parse(bytes)))
        .collect()
}

/// The pages that nobody finds who follows links from the home page. Pages for
/// errors and former addresses are not meant to be found.
pub fn orphans(files: &BTreeMap<String, Vec<u8>>, base: &str) -> Vec<String> {
    let pages = pages(files);
    let mut found = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(page) = next.pop().and_then(|path| pages.get(path.as_str())) {
        for link in page.links() {
            let path = link.split(['#', '?']).next().unwrap_or_default();
            let Some(path) = path.strip_prefix(base) else {
                continue;
            };
            let path = file_of(path);
            if pages.contains_key(path.as_str()) && found.insert(path.clone()) {
                next.push(path);
            }
        }
    }
    pages
        .iter()
        .filter(|(path, page)| !path.ends_with("404.html") && page.label("robots").is_none())
        .map(|(path, _)| (*path).to_owned())
        .filter(|path| !found.contains(path))
        .collect()
}

/// The file of an encoded address below the base path.
fn file_of(address: &str) -> String {
    match percent_decode_str(address).decode_utf8_lossy() {
        path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        path => path.into_owned(),
    }
}

/// The links within a website that lead nowhere, as `page: address`.
pub fn broken(files: &BTreeMap<String, Vec<u8>>, base: &str) -> Vec<String> {
    let pages = pages(files);
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for address in page.addresses() {
            let is_elsewhere = address.starts_with("https://")
                || address.starts_with("tel:")
                || address.starts_with("mailto:");
            if !is_elsewhere && !leads_somewhere(&pages, files, path, page, address, base) {
                broken.push(format!("{path}: {address}"));
            }
        }
    }
    broken
}

fn leads_somewhere(
    pages: &BTreeMap<&str, Page>,
    files: &BTreeMap<String, Vec<u8>>,
    from: &str,
    page: &Page,
    address: &str,
    base: &str,
) -> bool {
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or_default();
    let anchor = percent_decode_str(anchor).decode_utf8_lossy();
    let target = if path.is_empty() {
        from.to_owned()
    } else {
        let Some(path) = path.strip_prefix(base) else {
            return false;
        };
        file_of(path)
    };
    let on = match target == from {
        true => Some(page),
        false => pages.get(target.as_str()),
    };
    files.contains_key(&target) && (anchor.is_empty() || on.is_some_and(|on| on.has_id(&anchor)))
}

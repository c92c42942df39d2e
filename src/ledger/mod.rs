//! What was printed already: `print-ledger.yaml`, written by `huimin print
//! --job`, and what of it is no longer true.

mod entry;
mod read;
mod write;

pub use entry::Entry;
pub use write::append;

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::job::{copies, places, sum};
use crate::model::Model;
use crate::plan::sources;
use crate::product::{self, Product};
use crate::site::Ground;

/// What is noted of a product that goes to the print shop.
pub fn entry(model: &Model, index: usize, product: &Product, job: &str) -> Entry {
    let page = &model.pages[index];
    Entry {
        job: job.to_owned(),
        page: page.path.to_string(),
        form: product.form.name.zh.to_owned(),
        title: page.title.clone(),
        date: model.now.day().to_string(),
        copies: copies(page),
        places: places(page),
        withdrawn: false,
        facts: facts(model, index, &product.lines),
        lines: product.lines.clone(),
        fingerprint: sum(&product.pdf),
    }
}

/// The facts that a product shows: those that its page or its sources name and
/// whose figure stands in its words.
fn facts(model: &Model, index: usize, lines: &[String]) -> Vec<(String, String)> {
    let mut pages = vec![index];
    pages.extend(sources(model, &model.pages[index]));
    let mut facts = BTreeMap::new();
    for page in pages {
        facts.extend(model.facts.named_in(&model.pages[page].text));
    }
    let shown = |value: &str| !value.is_empty() && lines.iter().any(|line| line.contains(value));
    facts
        .into_iter()
        .filter(|(_, fact)| shown(&fact.number()) || shown(&fact.whole()))
        .map(|(name, fact)| (name.to_owned(), fact.whole()))
        .collect()
}

/// The file in the site's root.
pub const FILE: &str = "print-ledger.yaml";

/// How many lines of a difference are told.
const TOLD: usize = 4;

/// Tells of every product that hangs outside and says something else than the
/// site says now. A product printed again, or taken down, is not told of.
pub fn check(ground: &Ground, problems: &mut Vec<Diagnostic>) {
    for (entry, place) in outside(&ground.root, problems) {
        let now = match ground.model.index_of(&entry.page) {
            Some(index) => product::lines(ground, index),
            None => Vec::new(),
        };
        let (mut said, mut is) = entry.differences(&now);
        if said.is_empty() && is.is_empty() {
            continue;
        }
        said.truncate(TOLD);
        is.truncate(TOLD);
        problems.push(Diagnostic::at(
            place,
            Problem::PrintedFalse {
                product: format!("{}「{}」", entry.form, entry.title),
                places: entry.places,
                said,
                now: is,
            },
        ));
    }
}

/// The entries whose products hang outside, each with its place: the last of
/// each page, unless it was taken down.
fn outside(root: &Path, problems: &mut Vec<Diagnostic>) -> Vec<(Entry, Place)> {
    let entries = read::read(root, problems);
    let mut last: Vec<(Entry, Place)> = Vec::new();
    for (entry, place) in entries {
        last.retain(|(earlier, _)| earlier.page != entry.page);
        last.push((entry, place));
    }
    last.retain(|(entry, _)| !entry.withdrawn);
    last
}

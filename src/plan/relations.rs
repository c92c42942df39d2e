//! Which pages refer to which: one declared reference gives links both ways.

use crate::model::{Datum, Fields, Model, Page};

/// Pages by index, both ways.
#[derive(Debug, Default)]
pub struct Relations {
    /// By page: the pages that it names, with the key that names them.
    pub refers: Vec<Vec<(&'static str, usize)>>,
    /// By page: the pages that name it, in order of their path.
    pub referred: Vec<Vec<usize>>,
}

impl Relations {
    /// Follows every key that names a page, and products to their sources.
    pub fn of(model: &Model) -> Self {
        let mut relations = Self {
            refers: model.pages.iter().map(|page| named(model, page)).collect(),
            referred: vec![Vec::new(); model.pages.len()],
        };
        for (from, named) in relations.refers.iter().enumerate() {
            for (_, to) in named {
                let back = &mut relations.referred[*to];
                if *to != from && model.pages[from].is_shown() && back.last() != Some(&from) {
                    back.push(from);
                }
            }
        }
        relations
    }
}

fn named(model: &Model, page: &Page) -> Vec<(&'static str, usize)> {
    let mut named = Vec::new();
    let index = |path: &str| model.by_path.get(path).copied();
    for (key, value) in &page.fields.0 {
        match &value.datum {
            Datum::Page(path) => named.extend(index(path).map(|to| (*key, to))),
            Datum::List(items) => named.extend(items.iter().filter_map(|item| match &item.datum {
                Datum::Page(path) => index(path).map(|to| (*key, to)),
                _ => None,
            })),
            _ => {}
        }
    }
    if page.kind.en == crate::product::KIND {
        named.extend(sources(model, page).into_iter().map(|to| ("from", to)));
    }
    if page.kind.en == "honours" {
        named.extend(honoured(model, &page.fields).map(|to| ("groups", to)));
    }
    named
}

/// The pages that a product is made from, folders left out.
pub fn sources(model: &Model, product: &Page) -> Vec<usize> {
    let path = |text: &str| {
        let (file, _) = text.split_once('#').unwrap_or((text, ""));
        match model.targets.find(&product.path, file) {
            crate::model::Target::Page(path, _) => model.by_path.get(&path).copied(),
            _ => None,
        }
    };
    let fields = &product.fields;
    let faces = fields.records("faces").flat_map(|face| face.texts("from"));
    let mut sources: Vec<usize> = fields.texts("from").chain(faces).filter_map(path).collect();
    let mut seen = std::collections::BTreeSet::new();
    sources.retain(|&index| seen.insert(index));
    sources
}

/// The stories of those whom a list honours.
fn honoured<'a>(model: &'a Model, fields: &'a Fields) -> impl Iterator<Item = usize> + 'a {
    fields
        .records("groups")
        .flat_map(|group| group.texts("names"))
        .filter_map(|name| story_of(model, name))
}

/// The story about a person or team of this name.
pub fn story_of(model: &Model, name: &str) -> Option<usize> {
    model
        .pages
        .iter()
        .position(|page| page.kind.en == "story" && page.fields.text("name") == Some(name))
}

//! Which pages refer to which: one declared reference gives links both ways.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{Datum, Fields, Model, Page};

/// Pages by index, both ways.
#[derive(Debug, Default)]
pub struct Relations {
    /// By page, where there are any: the pages that name it, in order of their path.
    referred: FxHashMap<usize, Vec<usize>>,
    /// Stories by the name of the person or team that they are about; the first
    /// of each.
    stories: FxHashMap<String, usize>,
}

impl Relations {
    /// Follows every key that names a page, and products to their sources.
    pub fn of(model: &Model) -> Self {
        let mut relations = Self::default();
        for (index, page) in model.pages.iter().enumerate() {
            if let Some(name) = story_about(page) {
                relations.stories.entry(name.to_owned()).or_insert(index);
            }
        }
        let named: Vec<_> = (0..model.pages.len())
            .into_par_iter()
            .map(|from| relations.refers(model, &model.pages[from]))
            .collect();
        for (from, named) in named.into_iter().enumerate() {
            if named.is_empty() || !model.pages[from].is_shown() {
                continue;
            }
            for (_, to) in named {
                let back = relations.referred.entry(to).or_default();
                if to != from && back.last() != Some(&from) {
                    back.push(from);
                }
            }
        }
        relations
    }

    /// The pages that a page names, with the key that names them.
    pub fn refers(&self, model: &Model, page: &Page) -> Vec<(&'static str, usize)> {
        let mut named = Vec::new();
        let index = |path: &str| model.index_of(path);
        for (key, value) in &page.fields.0 {
            match &value.datum {
                Datum::Page(path) => named.extend(index(path).map(|to| (*key, to))),
                Datum::List(items) => {
                    named.extend(items.iter().filter_map(|item| match &item.datum {
                        Datum::Page(path) => index(path).map(|to| (*key, to)),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        if page.kind.en == crate::product::KIND {
            named.extend(sources(model, page).into_iter().map(|to| ("from", to)));
        }
        if page.kind.en == "honours" {
            named.extend(self.honoured(&page.fields).map(|to| ("groups", to)));
        }
        named
    }

    /// The pages that name a page, in order of their path.
    pub fn referred(&self, to: usize) -> &[usize] {
        self.referred.get(&to).map_or(&[], Vec::as_slice)
    }

    /// The story about a person or team of this name.
    pub fn story_of(&self, name: &str) -> Option<usize> {
        self.stories.get(name).copied()
    }

    /// Whether a page that changed relates to the others as it did.
    pub fn same_for(&self, before: &Model, old: &Page, model: &Model, new: &Page) -> bool {
        old.is_shown() == new.is_shown()
            && story_about(old) == story_about(new)
            && self.refers(before, old) == self.refers(model, new)
    }

    /// The stories of those whom a list honours.
    fn honoured<'a>(&'a self, fields: &'a Fields) -> impl Iterator<Item = usize> + 'a {
        fields
            .records("groups")
            .flat_map(|group| group.texts("names"))
            .filter_map(|name| self.story_of(name))
    }
}

/// The name of the person or team that a story is about.
fn story_about(page: &Page) -> Option<&str> {
    page.fields.text("name").filter(|_| page.kind.en == "story")
}

/// The pages that a product is made from, folders left out.
pub fn sources(model: &Model, product: &Page) -> Vec<usize> {
    let path = |text: &str| {
        let (file, _) = text.split_once('#').unwrap_or((text, ""));
        match model.targets().find(&product.path, file) {
            crate::model::Target::Page(path, _) => model.index_of(&path),
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

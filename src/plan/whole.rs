//! The whole site, as everything that a page may be made from.

use std::collections::BTreeMap;

use super::{Grouped, Relations};
use crate::body::Bodies;
use crate::media::Media;
use crate::model::{Model, Section};
use crate::product::Products;
use crate::text::slug;
use crate::theme::Theme;

/// The site with all that was found out about it.
#[derive(Debug)]
pub struct Whole<'a> {
    /// Pages, sections, facts.
    pub model: &'a Model,
    /// Files beside the text.
    pub media: &'a Media,
    /// The bodies in HTML, of the edition at hand.
    pub bodies: &'a Bodies,
    /// The theme.
    pub theme: &'a Theme,
    /// The theme's options as the site sets them.
    pub options: &'a BTreeMap<String, serde_json::Value>,
    /// The printed products that were made, by index of their page.
    pub products: &'a Products,
    /// Which pages refer to which.
    pub relations: Relations,
    /// Tags by their address, each with its pages, newest first.
    pub tags: Vec<Tag>,
    /// By page: its tags, by index.
    pub tags_of: Vec<Vec<usize>>,
    /// Every folder but the root, in the order of the navigation and then of
    /// folders.
    pub ordered: Vec<&'a Section>,
    /// By section: its pages in groups.
    pub groups: Vec<Grouped>,
    kinds: BTreeMap<&'static str, Vec<usize>>,
}

/// A tag.
#[derive(Debug)]
pub struct Tag {
    /// As it is first written.
    pub name: String,
    /// Its pages by index, newest first.
    pub pages: Vec<usize>,
}

impl<'a> Whole<'a> {
    /// Finds out what is not written in any one file.
    pub fn new(
        model: &'a Model,
        media: &'a Media,
        bodies: &'a Bodies,
        theme: &'a Theme,
        options: &'a BTreeMap<String, serde_json::Value>,
        products: &'a Products,
    ) -> Self {
        let tags = tags(model);
        let mut tags_of = vec![Vec::new(); model.pages.len()];
        for (tag, Tag { pages, .. }) in tags.iter().enumerate() {
            for &page in pages {
                tags_of[page].push(tag);
            }
        }
        Self {
            relations: Relations::of(model),
            tags,
            tags_of,
            ordered: ordered(model),
            groups: model
                .sections
                .iter()
                .map(|section| Grouped::of(model, section))
                .collect(),
            kinds: kinds(model),
            model,
            media,
            bodies,
            theme,
            options,
            products,
        }
    }

    /// The pages of a kind, in the order of their sections.
    pub fn by_kind(&self, kind: &str) -> impl Iterator<Item = usize> + '_ {
        self.kinds.get(kind).into_iter().flatten().copied()
    }

    /// The whole address of a page.
    pub fn permalink(&self, address: &str) -> String {
        format!(
            "{}{}",
            self.model.config.base_url,
            crate::model::encode(address)
        )
    }
}

fn ordered(model: &Model) -> Vec<&Section> {
    let weight = |section: &Section| section.fields.number("weight").unwrap_or(f64::MAX);
    let mut sections: Vec<&Section> = model
        .sections
        .iter()
        .filter(|section| !section.folder.is_empty())
        .collect();
    sections.sort_by(|a, b| {
        weight(a)
            .total_cmp(&weight(b))
            .then_with(|| a.folder.cmp(&b.folder))
    });
    sections
}

fn kinds(model: &Model) -> BTreeMap<&'static str, Vec<usize>> {
    let mut kinds: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for section in &model.sections {
        for &index in &section.pages {
            kinds
                .entry(model.pages[index].kind.en)
                .or_default()
                .push(index);
        }
    }
    kinds
}

/// Two spellings of one address are one tag.
fn tags(model: &Model) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (index, page) in model.pages.iter().enumerate().filter(|(_, p)| p.is_shown()) {
        for name in page.fields.texts("tags") {
            let tag = tags.entry(slug(name)).or_insert_with(|| Tag {
                name: name.into(),
                pages: Vec::new(),
            });
            if tag.pages.last() != Some(&index) {
                tag.pages.push(index);
            }
        }
    }
    for tag in tags.values_mut() {
        crate::model::Sort::Date.apply(&model.pages, &mut tag.pages);
    }
    tags.into_values().collect()
}

//! Tags: what pages are about, across sections.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Model, Page, Sort};
use crate::text::slug;

/// All tags by the name in their address.
#[derive(Debug, Clone, Default)]
pub struct Tags(BTreeMap<String, Tag>);

/// A tag.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As it is first written.
    pub name: String,
    /// Its pages by index, newest first.
    pub pages: Arc<[usize]>,
}

impl Tags {
    /// The tags of a site. Two spellings of one address are one tag.
    pub fn of(model: &Model) -> Self {
        let mut pages: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, page) in model.pages.iter().enumerate() {
            for slug in slugs(page) {
                pages.entry(slug).or_default().push(index);
            }
        }
        let tag = |(slug, mut pages): (String, Vec<usize>)| {
            Sort::Date.apply(&model.pages, &mut pages);
            let tag = Tag::of(model, &slug, pages)?;
            Some((slug, tag))
        };
        Self(pages.into_iter().filter_map(tag).collect())
    }

    /// The tags once some pages are other ones; `changed` is sorted.
    pub fn changed(
        self: &Arc<Self>,
        before: &Model,
        model: &Model,
        changed: &[usize],
    ) -> Arc<Self> {
        let differs = |at: &usize| before.pages[*at].fields != model.pages[*at].fields;
        let changed: Vec<usize> = changed.iter().copied().filter(differs).collect();
        // The pages that changed, by each tag that one of them has or had.
        let mut touched: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in &changed {
            for slug in slugs(&before.pages[at]) {
                touched.entry(slug).or_default();
            }
            for slug in slugs(&model.pages[at]) {
                touched.entry(slug).or_default().push(at);
            }
        }
        if touched.is_empty() {
            return self.clone();
        }
        let mut tags = Self::clone(self);
        for (slug, more) in touched {
            let old = tags.0.remove(&slug);
            let mut pages: Vec<usize> = old.map_or(Vec::new(), |tag| tag.pages.to_vec());
            pages.retain(|index| changed.binary_search(index).is_err());
            let pages = Sort::Date.merge(&model.pages, &pages, more);
            if let Some(tag) = Tag::of(model, &slug, pages) {
                tags.0.insert(slug, tag);
            }
        }
        Arc::new(tags)
    }

    /// Every tag with the name in its address, in its order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Tag)> {
        self.0.iter().map(|(slug, tag)| (slug.as_str(), tag))
    }

    /// The tag of a name in an address.
    pub fn get(&self, slug: &str) -> Option<&Tag> {
        self.0.get(slug)
    }

    /// The tags of a page, in the order of their addresses.
    pub fn of_page(&self, page: &Page) -> impl Iterator<Item = &Tag> {
        slugs(page).into_iter().filter_map(|slug| self.0.get(&slug))
    }
}

impl Tag {
    /// The tag of these pages, which are in order; none if there are none.
    fn of(model: &Model, slug: &str, pages: Vec<usize>) -> Option<Self> {
        let first = pages.iter().min()?;
        let name = model.pages[*first]
            .fields
            .texts("tags")
            .find(|name| self::slug(name) == slug)?
            .to_owned();
        Some(Self {
            name,
            pages: pages.into(),
        })
    }
}

/// The tags of a page as they stand in addresses.
fn slugs(page: &Page) -> BTreeSet<String> {
    match page.is_shown() {
        true => page.fields.texts("tags").map(slug).collect(),
        false => BTreeSet::new(),
    }
}

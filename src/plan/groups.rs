//! The pages of a section by what one of their keys says.

use crate::model::{Datum, Model, Page, Section, View};
use crate::text::slug;

/// The pages that share a value.
#[derive(Debug, Clone)]
pub struct Group {
    /// The value, as readers see it.
    pub name: String,
    /// Pages by index, in the section's order.
    pub pages: Vec<usize>,
}

/// The keys that a section's own page groups by, the first that its kind has.
const USUAL: &[&str] = &["audience", "town", "category"];

/// The groups of a section: those of its own page, and those of each view.
#[derive(Debug)]
pub struct Grouped {
    /// By the usual key of its kind.
    own: Vec<Group>,
    /// By the key of each view, by index.
    views: Vec<Vec<Group>>,
}

impl Grouped {
    /// Groups a section's pages in every way that it is shown.
    pub fn of(model: &Model, section: &Section) -> Self {
        let by = |view| groups(model, section, view);
        Self {
            own: by(None),
            views: section.views.iter().map(|view| by(Some(view))).collect(),
        }
    }

    /// The groups of a view by its index or, without one, of the section's own
    /// page.
    pub fn by(&self, view: Option<usize>) -> &[Group] {
        match view {
            Some(view) => &self.views[view],
            None => &self.own,
        }
    }
}

/// The groups of a section by a view's key or, without a view, by the usual
/// key of its kind. Groups stand in the order in which they first occur; pages
/// that do not have the key are in none.
fn groups(model: &Model, section: &Section, view: Option<&View>) -> Vec<Group> {
    let usual = || {
        let fields = section.kind.map_or(&[][..], |kind| kind.fields);
        USUAL
            .iter()
            .copied()
            .find(|key| fields.iter().any(|field| field.en == *key))
    };
    let Some(key) = view.map(|view| view.group_by).or_else(usual) else {
        return Vec::new();
    };
    let mut groups: Vec<Group> = Vec::new();
    for &index in section.pages.iter() {
        for name in values(model, &model.pages[index], key) {
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.pages.push(index),
                None => groups.push(Group {
                    name,
                    pages: vec![index],
                }),
            }
        }
    }
    groups
}

impl Group {
    /// The address of the group's own page, in a view with one for each.
    pub fn address(&self, section: &Section, view: &View) -> String {
        format!("{}{}/{}/", section.address, view.slug, slug(&self.name))
    }
}

/// What a page says under a key, as words.
fn values(model: &Model, page: &Page, key: &str) -> Vec<String> {
    let words = |datum: &Datum| match datum {
        Datum::Text(text) => Some(text.clone()),
        Datum::Choice(said) => Some(said.zh.into()),
        Datum::Page(path) => model.page(path).map(|page| page.title.clone()),
        Datum::Date(moment) => Some(moment.day().to_string()),
        Datum::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match page.fields.get(key).map(|value| &value.datum) {
        Some(Datum::List(items)) => items.iter().filter_map(|item| words(&item.datum)).collect(),
        Some(datum) => words(datum).into_iter().collect(),
        None => Vec::new(),
    }
}

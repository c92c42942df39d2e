//! A section: a folder with its `_index.md`.

use std::cmp::Ordering;
use std::sync::Arc;

use imbl::Vector;

use crate::model::{Fields, Moment, Page};
use crate::schema::Kind;

/// A folder of content.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The folder below `content/`, such as `policies`; empty for the root.
    pub folder: String,
    /// The path of its `_index.md`, if it has one.
    pub path: Option<Arc<str>>,
    /// The whole text of the `_index.md`, and where its body begins.
    pub text: Arc<str>,
    /// See `text`.
    pub body: usize,
    /// Its address below the site's base path, `policies/`.
    pub address: String,
    /// Its name.
    pub title: String,
    /// The kind of its pages, if it says so.
    pub kind: Option<&'static Kind>,
    /// How its pages follow each other.
    pub sort: Sort,
    /// Entries on one page of its list.
    pub page_size: usize,
    /// Other arrangements of the same pages.
    pub views: Vec<View>,
    /// The keys of its `_index.md`.
    pub fields: Fields,
    /// Whether it, or one that it lies in, is a draft.
    pub draft: bool,
    /// Its pages, as indices into the model, in order.
    pub pages: Arc<[usize]>,
}

impl Section {
    /// Whether a folder is the section's or lies in it.
    pub fn contains(&self, folder: &str) -> bool {
        self.folder.is_empty()
            || folder
                .strip_prefix(&self.folder)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Another arrangement of a section's pages.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its name.
    pub title: String,
    /// Its name in the address.
    pub slug: String,
    /// The English name of the key to group by.
    pub group_by: &'static str,
    /// Whether each group has a page of its own.
    pub each: bool,
    /// The template, if it is not the section's.
    pub template: Option<String>,
}

/// How pages follow each other. Larger weights come first in every order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The newest first.
    #[default]
    Date,
    /// By weight, then by number and path.
    Weight,
    /// By title.
    Title,
    /// The earliest start first.
    Time,
}

impl Sort {
    /// The order of its declaration's English word.
    pub fn named(word: &str) -> Self {
        match word {
            "weight" => Self::Weight,
            "title" => Self::Title,
            "time" => Self::Time,
            _ => Self::Date,
        }
    }

    /// Puts pages in order; the path decides where nothing else does.
    pub fn apply(self, pages: &Vector<Arc<Page>>, order: &mut [usize]) {
        order.sort_by(|&a, &b| self.compare(&pages[a], &pages[b]));
    }

    /// Puts more pages into an order, where they belong. Quick where they are few:
    /// most of those that are in order already are not looked at.
    pub fn merge(
        self,
        pages: &Vector<Arc<Page>>,
        order: &[usize],
        mut more: Vec<usize>,
    ) -> Vec<usize> {
        self.apply(pages, &mut more);
        let mut all = Vec::with_capacity(order.len() + more.len());
        let mut rest = order;
        for index in more {
            let is_before = |&other: &usize| self.compare(&pages[other], &pages[index]).is_lt();
            let (before, after) = rest.split_at(rest.partition_point(is_before));
            all.extend_from_slice(before);
            all.push(index);
            rest = after;
        }
        all.extend_from_slice(rest);
        all
    }

    fn compare(self, a: &Page, b: &Page) -> Ordering {
        let by_key = match self {
            Self::Date => b.date.cmp(&a.date),
            Self::Weight => number(a).total_cmp(&number(b)),
            Self::Title => a.title.cmp(&b.title),
            Self::Time => start(a).cmp(&start(b)),
        };
        b.weight
            .cmp(&a.weight)
            .then(by_key)
            .then_with(|| a.path.cmp(&b.path))
    }
}

/// When an event starts; else a page's date.
fn start(page: &Page) -> Option<Moment> {
    page.fields.date("start").or(page.date)
}

/// A page's own number: of a window or of a board.
fn number(page: &Page) -> f64 {
    page.fields
        .number("number")
        .or_else(|| page.fields.number("board_number"))
        .unwrap_or(f64::MAX)
}

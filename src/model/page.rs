//! A page: a Markdown file that will be built.

use std::sync::Arc;

use crate::model::{Fields, Moment};
use crate::schema::Kind;

/// A content file, its keys read as its kind declares.
#[derive(Debug)]
pub struct Page {
    /// Path from the site's root, such as `content/policies/a.md`.
    pub path: Arc<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// Where the body begins in `text`.
    pub body: usize,
    /// What kind of content it is.
    pub kind: &'static Kind,
    /// The index of its section in the model.
    pub section: usize,
    /// Its address below the site's base path, `policies/a/`.
    pub address: String,
    /// Its title, facts put in.
    pub title: String,
    /// Its date.
    pub date: Option<Moment>,
    /// Larger comes first in lists.
    pub weight: i64,
    /// Every key written, by its English name.
    pub fields: Fields,
}

impl Page {
    /// Whether the website shows it. A product can be for the print shop alone.
    pub fn is_shown(&self) -> bool {
        self.fields.get("on_web").is_none() || self.fields.flag("on_web")
    }

    /// The text of its body.
    pub fn markdown(&self) -> &str {
        &self.text[self.body..]
    }
}

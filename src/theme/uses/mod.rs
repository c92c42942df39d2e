//! What a template can read of its context.
//!
//! An output hangs on its template and on its context, but a template reads
//! only a part of that. Which part is found here from the text of the template,
//! of what it extends and includes, and of the components that it calls. It may
//! be said to be more than is read, but never less: what is not understood
//! counts as read.
//!
//! `{% for page in by_kind.news[:4] %}{{ page.title }}` reads `by_kind.news.*.title`.

mod closure;
mod component;
mod expression;
mod facts;
mod flow;
mod reader;
mod shape;
mod text;
mod token;

pub use closure::UsesOf;
pub use shape::Shape;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fingerprint::Fingerprint;

/// By this name Tera 2 gives a template all of its context.
const WHOLE_CONTEXT: &str = "__tera_context";

/// A piece of a template was not understood.
#[derive(Debug)]
struct NotUnderstood;

/// What of one value is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reads {
    /// Nothing.
    None,
    /// Only members with these names.
    Parts(BTreeSet<String>),
    /// Perhaps all of it.
    Whole,
}

/// What one template can read of its context.
#[derive(Debug)]
pub struct Uses {
    /// Of the context as a map; whole if the template asks for all of it.
    shape: Shape,
    hash: Fingerprint,
    names: BTreeSet<Arc<str>>,
    calls: BTreeMap<Arc<str>, BTreeSet<Option<String>>>,
}

impl Uses {
    /// What is read of the value with this name.
    pub fn reads(&self, name: &str) -> Reads {
        if self.shape.is_whole() {
            return Reads::Whole;
        }
        match self.shape.field(name) {
            None => Reads::None,
            Some(shape) if shape.is_whole() || shape.reads_size() || shape.each().is_some() => {
                Reads::Whole
            }
            Some(shape) => Reads::Parts(shape.fields().map(|(part, _)| part.to_owned()).collect()),
        }
    }

    /// The paths below a name that are read: `today.month`, `sheet.*.state`. The
    /// empty one is the value itself, or how much there is of it.
    pub fn paths(&self, name: &str) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        let all = Shape::whole();
        let shape = self.shape.is_whole().then_some(&all);
        if let Some(shape) = shape.or(self.shape.field(name)) {
            shape.paths("", &mut paths);
        }
        paths
    }

    /// Whether this name stands anywhere in the template or in what belongs to
    /// it, be it a value, a member, a filter or a word of the language.
    pub fn names(&self, name: &str) -> bool {
        self.shape.is_whole() || self.names.contains(name)
    }

    /// With what a function is called that takes one text, such as
    /// `asset(path="site.css")`.
    pub fn called(&self, function: &str) -> Reads {
        match self.calls.get(function) {
            _ if self.shape.is_whole() => Reads::Whole,
            None => Reads::None,
            Some(with) => match with.iter().cloned().collect() {
                Some(texts) => Reads::Parts(texts),
                None => Reads::Whole,
            },
        }
    }

    /// What is read of the whole context, as if it were a map.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Stands for the template's own text and for that of all it is made from.
    pub fn hash(&self) -> Fingerprint {
        self.hash
    }
}

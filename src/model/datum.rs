//! The value of a key, once its declaration has said what it means.

use std::ops::Range;

use serde::Serialize;

use crate::model::Moment;
use crate::schema::Said;

/// A value read as its key declares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Datum {
    /// Words; facts named in them are put in by `resolve`.
    Text(String),
    /// A number, as written.
    Number(f64),
    /// 是 or 否.
    Bool(bool),
    /// A day, perhaps with a time.
    Date(Moment),
    /// One of the words of the declaration.
    Choice(Said),
    /// A picture: its path from the site's root, once resolved.
    Picture(String),
    /// A file: its path from the site's root, once resolved.
    File(String),
    /// Another page: its file's path from the site's root, once resolved.
    Page(String),
    /// Several values.
    List(Vec<Located>),
    /// Keys and values.
    Record(Fields),
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Located {
    /// What it is.
    pub datum: Datum,
    /// Byte range in its file's text.
    pub span: Range<usize>,
}

/// Values by the English names of their keys, in the order written.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Fields(pub Vec<(&'static str, Located)>);

impl Fields {
    /// The value of a key, if it is written.
    pub fn get(&self, name: &str) -> Option<&Located> {
        self.0
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// The words of a key.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.datum {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The words of a list.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.list(name).iter().filter_map(|item| match &item.datum {
            Datum::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The items of a list; none if the key is not written.
    pub fn list(&self, name: &str) -> &[Located] {
        match self.get(name).map(|value| &value.datum) {
            Some(Datum::List(items)) => items,
            _ => &[],
        }
    }

    /// The records of a list.
    pub fn records(&self, name: &str) -> impl Iterator<Item = &Fields> {
        self.list(name)
            .iter()
            .filter_map(|item| item.datum.as_record())
    }

    /// The record of a key.
    pub fn record(&self, name: &str) -> Option<&Fields> {
        self.get(name)?.datum.as_record()
    }

    /// The day of a key.
    pub fn date(&self, name: &str) -> Option<Moment> {
        match self.get(name)?.datum {
            Datum::Date(moment) => Some(moment),
            _ => None,
        }
    }

    /// The truth of a key; not written is false.
    pub fn flag(&self, name: &str) -> bool {
        matches!(
            self.get(name),
            Some(Located {
                datum: Datum::Bool(true),
                ..
            })
        )
    }

    /// The number of a key.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)?.datum {
            Datum::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The Chinese word chosen for a key.
    pub fn choice(&self, name: &str) -> Option<Said> {
        match self.get(name)?.datum {
            Datum::Choice(said) => Some(said),
            _ => None,
        }
    }

    /// Puts a value where none is written.
    pub fn fill(&mut self, name: &'static str, value: Located) {
        if self.get(name).is_none() {
            self.0.push((name, value));
        }
    }
}

impl Datum {
    /// The keys and values, if it is a record.
    pub fn as_record(&self) -> Option<&Fields> {
        match self {
            Self::Record(fields) => Some(fields),
            _ => None,
        }
    }
}

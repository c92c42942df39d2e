//! What a content file may say, declared once as data.
//!
//! From these declarations come the reading of front matter (`model::read`),
//! `huimin new`, the tables of the manual and the JSON Schema for editors.

mod common;
mod forms;
mod json;
mod kinds;
mod manual;
mod records;
mod section;
mod site;
mod starter;

use serde::Serialize;

pub use common::COMMON;
pub use forms::{FORMS, Face, Form, HANDOUT, Setting};
pub use json::json_schema;
pub use kinds::{KINDS, kind_named};
pub use manual::manual;
pub use records::{ADDRESS_FACT, AMOUNT, AMOUNT_FACT, PHONE_FACT, WINDOW_FACT};
pub use section::{SECTION, VIEW};
pub use site::SITE;
pub use starter::starter;

/// A kind of content.
#[derive(Debug)]
pub struct Kind {
    /// Name in English, used in templates, in `kind:` and by `huimin new`.
    pub en: &'static str,
    /// Name in Chinese, used in `类型:` and shown to readers.
    pub zh: &'static str,
    /// What it is for, in Chinese and English.
    pub about: Said,
    /// Its own keys, beside [`COMMON`].
    pub fields: &'static [Field],
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.en == other.en
    }
}

/// A key of the front matter or of a YAML file.
#[derive(Debug)]
pub struct Field {
    /// The key in English; also its name in templates.
    pub en: &'static str,
    /// Its twin in Chinese.
    pub zh: &'static str,
    /// Other spellings that writers know.
    pub also: &'static [&'static str],
    /// What its value must be.
    pub ty: Type,
    /// Whether a file without it is in error.
    pub required: bool,
    /// The value it has when it is not written, as it would be written.
    pub default: Option<&'static str>,
    /// What it means, in Chinese and English.
    pub about: Said,
}

/// The same words in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Words on one line or several; facts may be named in it.
    Text,
    /// Words in Markdown.
    Markdown,
    /// A whole number.
    Integer,
    /// A number, perhaps with decimals.
    Number,
    /// 是 or 否, true or false.
    Bool,
    /// A day, perhaps with a time, in the site's zone.
    Date,
    /// One of some words, each Chinese and English.
    Choice(&'static [Said]),
    /// A picture beside the text.
    Picture,
    /// A file beside the text.
    File,
    /// Another page, by file path or title, of this kind (empty: of any).
    Page(&'static str),
    /// The word 无 (none), or else another page of this kind.
    PageOrNone(&'static str),
    /// A web address, or a path of this site.
    Url,
    /// An amount: [`AMOUNT`], or nothing but its figure or its fact.
    Amount,
    /// Several of these; one alone may stand without the list.
    List(&'static Type),
    /// Keys and values.
    Record(&'static [Field]),
}

impl Kind {
    /// The key of this kind or of all kinds that a writer may have meant.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        find(self.fields, name).or_else(|| find(COMMON, name))
    }
}

/// The field of this name, in either language or another known spelling.
pub fn find(fields: &'static [Field], name: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.answers_to(name))
}

impl Field {
    /// A key with a Chinese twin; the rest is added by the methods below.
    pub const fn new(en: &'static str, zh: &'static str, ty: Type, about: Said) -> Self {
        Self {
            en,
            zh,
            also: &[],
            ty,
            required: false,
            default: None,
            about,
        }
    }

    /// Must be there.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Also answers to these names.
    pub const fn also(mut self, names: &'static [&'static str]) -> Self {
        self.also = names;
        self
    }

    /// Has this value when it is not written.
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// Whether `name` means this key. Case does not count in Latin names.
    pub fn answers_to(&self, name: &str) -> bool {
        self.zh == name
            || self.en.eq_ignore_ascii_case(name)
            || self
                .also
                .iter()
                .any(|other| other.eq_ignore_ascii_case(name))
    }
}

/// The same words in both languages.
pub const fn said(zh: &'static str, en: &'static str) -> Said {
    Said { zh, en }
}

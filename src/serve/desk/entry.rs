//! A content file as the desk lists it.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::told::Told;
use crate::model::Skipped;
use crate::serve::spoken::spoken;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Path from the site's root.
    pub path: String,
    /// What it is, in Chinese: its kind, 栏目, 事实, 网站设置.
    pub kind: &'static str,
    /// Its title; the file's name where it has none.
    pub title: String,
    /// The day that it bears, as `2026-05-08`.
    pub date: Option<String>,
    /// Whether it is public now.
    pub state: State,
    /// The same in words, with the day.
    pub says: String,
    /// Its address in the preview below the base path, if it has a page.
    pub address: Option<String>,
    /// How long its text is, as office programs count.
    pub words: usize,
    /// When the file last changed, in milliseconds since 1970.
    pub changed: Option<i64>,
    /// One or two sentences about it.
    pub summary: String,
    /// What is wrong with it, the worst first.
    pub problems: Vec<Told>,
}

/// Whether the public sees a file's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It does.
    Live,
    /// It is a draft.
    Draft,
    /// It goes live on a day to come.
    Future,
    /// It is no longer public.
    Expired,
    /// Somebody decided that it is not for the website.
    Kept,
    /// It has errors, which stop the site from going out.
    Broken,
}

impl Entry {
    /// Puts the worst problem first, and says so if it is an error.
    pub fn with(mut self, mut problems: Vec<Told>) -> Self {
        problems.sort_by_key(|told| match told.severity {
            "error" => 0,
            "warning" => 1,
            _ => 2,
        });
        if problems.iter().any(|told| told.severity == "error") {
            self.state = State::Broken;
            self.says = "有错误".to_owned();
        }
        self.problems = problems;
        self
    }
}

impl State {
    /// The state of a page that is not built, and the words for it.
    pub fn of(why: Skipped, today: Date) -> (Self, String) {
        match why {
            Skipped::Draft | Skipped::PerhapsDraft => (Self::Draft, "草稿".to_owned()),
            Skipped::NotYet(from) => (Self::Future, format!("{}起公布", spoken(from.day(), today))),
            Skipped::Expired(until) => {
                let day = spoken(until.day(), today);
                (Self::Expired, format!("{day}已到期"))
            }
            Skipped::NoConsent => (Self::Kept, "本人没同意公开".to_owned()),
        }
    }
}

/// The name of a file, without its folders.
pub fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// How many words a file had when its text was this one: texts that did not
/// change are not counted again.
#[derive(Debug, Clone, Default)]
pub struct Lengths(rustc_hash::FxHashMap<Arc<str>, (Arc<str>, usize)>);

impl Lengths {
    /// The length of the body of a file, taken from `before` if its text is the
    /// same.
    pub fn of(&mut self, before: &Self, path: &Arc<str>, text: &Arc<str>, body: usize) -> usize {
        let known = before
            .0
            .get(path)
            .filter(|(counted, _)| Arc::ptr_eq(counted, text));
        let words = match known {
            Some((_, words)) => *words,
            None => crate::text::count(text.get(body..).unwrap_or_default()).words,
        };
        self.0.insert(path.clone(), (text.clone(), words));
        words
    }
}

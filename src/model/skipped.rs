//! Why a content file is not built today.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Lang, Place, Problem};
use crate::model::Moment;

/// The reasons for leaving a page out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Skipped {
    /// It says that it is a draft, or lies in a section that does.
    Draft,
    /// Its key for drafts is misspelt, so nobody can know.
    PerhapsDraft,
    /// It goes live on that day.
    NotYet(Moment),
    /// It is no longer published since that day.
    Expired(Moment),
    /// The person it tells of has not agreed to be named.
    NoConsent,
}

impl Skipped {
    /// The note that lists it.
    pub fn note(&self, path: &Arc<str>) -> Diagnostic {
        Diagnostic::at(Place::file(path), Problem::NotBuilt { why: *self })
    }

    /// Why, in words.
    pub fn reason(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let day = |moment: &Moment| format!("{} {}", moment.day(), moment.time());
        match self {
            Self::Draft if zh => "是草稿".into(),
            Self::Draft => "it is a draft".into(),
            Self::PerhapsDraft if zh => "「草稿」写得不对，按草稿处理".into(),
            Self::PerhapsDraft => "its key `draft` is not right, so it is taken for one".into(),
            Self::NotYet(from) if zh => format!("{} 才发布", day(from).trim_end()),
            Self::NotYet(from) => format!("it goes live on {}", day(from).trim_end()),
            Self::Expired(until) if zh => format!("已在 {} 停止发布", day(until).trim_end()),
            Self::Expired(until) => format!("it expired on {}", day(until).trim_end()),
            Self::NoConsent if zh => "本人没有同意公开".into(),
            Self::NoConsent => "the person has not agreed to be named".into(),
        }
    }
}

//! Why the public does not see a page that the preview shows.

use jiff::civil::Date;
use serde::Serialize;

use super::spoken::spoken;
use crate::diagnostic::Lang;
use crate::model::{Moment, Skipped};
use crate::plan::{Output, Planned};
use crate::site::Site;

/// The mark of a page that is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(Skipped);

/// A mark in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// In a word or two: 草稿, 6月1日起公布, 已于5月1日到期.
    pub short: String,
    /// What `build` says of it.
    pub long: String,
}

impl Mark {
    /// The mark of an output, if it is a page or a list that is not published on
    /// the day of its site, though that was asked for everything.
    pub fn of(site: &Site, planned: &Planned) -> Option<Self> {
        let model = &site.ground.model;
        let why = match &planned.output {
            Output::Page(index) => model.withheld(*index),
            Output::List(slice) => {
                let section = model.sections.get(slice.section)?;
                section.draft.then_some(Skipped::Draft)
            }
            _ => None,
        };
        why.map(Self)
    }

    /// The mark in words, as they are said on a day.
    pub fn words(&self, today: Date, lang: Lang) -> Words {
        let zh = lang == Lang::Zh;
        let day = |moment: &Moment| match zh {
            true => spoken(moment.day(), today),
            false => moment.day().to_string(),
        };
        let short = match &self.0 {
            Skipped::Draft | Skipped::PerhapsDraft if zh => "草稿".to_owned(),
            Skipped::Draft | Skipped::PerhapsDraft => "draft".to_owned(),
            Skipped::NotYet(from) if zh => format!("{}起公布", day(from)),
            Skipped::NotYet(from) => format!("public from {}", day(from)),
            Skipped::Expired(until) if zh => format!("已于{}到期", day(until)),
            Skipped::Expired(until) => format!("expired on {}", day(until)),
            Skipped::NoConsent if zh => "本人没有同意公开".to_owned(),
            Skipped::NoConsent => "no consent".to_owned(),
        };
        Words {
            short,
            long: self.0.reason(lang),
        }
    }
}

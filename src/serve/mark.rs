//! Why the public does not see a page that the preview shows.

use jiff::civil::Date;
use serde::Serialize;

use super::generation::Generation;
use crate::diagnostic::{Lang, Problem};
use crate::model::{Fields, Moment, Skipped};
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
    /// The mark of an output, if it is a page or a list that is not published.
    /// `is_now` tells whether the site is of the preview's own day.
    pub fn of(
        generation: &Generation,
        site: &Site,
        planned: &Planned,
        is_now: bool,
    ) -> Option<Self> {
        let model = &site.ground.model;
        let fields = match &planned.output {
            Output::Page(index) => Some(&*model.pages.get(*index)?.fields),
            Output::List(slice) => Some(&model.sections.get(slice.section)?.fields),
            _ => None,
        }?;
        // A section that is a draft makes drafts of its pages: only the reading
        // knows.
        let file = site.source(planned)?;
        let told = generation.problems.iter().find_map(|told| {
            let place = told.place.as_ref()?;
            match told.problem {
                Problem::NotBuilt { why } if place.file == file => Some(why),
                _ => None,
            }
        });
        let hangs_on_days = |why: &Skipped| matches!(why, Skipped::NotYet(_) | Skipped::Expired(_));
        told.filter(|why| is_now || !hangs_on_days(why))
            .or_else(|| by_its_keys(fields, model.now))
            .map(Self)
    }

    /// The mark in words, as they are said on a day.
    pub fn words(&self, today: Date, lang: Lang) -> Words {
        let day = |moment: &Moment| spoken(moment.day(), today, lang);
        let zh = lang == Lang::Zh;
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

/// What a page says of itself, whether or not drafts are wanted.
fn by_its_keys(fields: &Fields, now: Moment) -> Option<Skipped> {
    if fields.flag("draft") {
        return Some(Skipped::Draft);
    }
    let from = fields.date("publish_from").or_else(|| fields.date("date"));
    let not_yet = from.filter(|from| from.at > now.at).map(Skipped::NotYet);
    let until = fields.date("expires").filter(|until| until.at <= now.at);
    not_yet.or(until.map(Skipped::Expired))
}

/// A day as people say it; with the year where that is another.
fn spoken(day: Date, today: Date, lang: Lang) -> String {
    match (lang, day.year() == today.year()) {
        (Lang::En, _) => day.to_string(),
        (Lang::Zh, true) => format!("{}月{}日", day.month(), day.day()),
        (Lang::Zh, false) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

//! What many pages of one edition show, made once.

use rayon::prelude::*;
use tera::{Map, Value};

use super::{Edition, Whole, frame, object, tag_address, view};
use crate::model::Section;
use crate::schema::KINDS;

/// Values that are shared by the pages of one edition.
#[derive(Debug)]
pub struct Views<'a> {
    /// The edition.
    pub edition: Edition<'a>,
    /// `site`.
    pub site: Value,
    /// `month`.
    pub month: Value,
    /// `page` of every page, by index.
    pub pages: Vec<Value>,
    /// `by_kind`: all pages of each kind.
    pub by_kind: Value,
    /// `sections` by folder.
    pub sections: Value,
    /// `sections_list`, in the order of the navigation and then of folders.
    pub sections_list: Value,
    /// `tags`, each with its pages.
    pub tags: Value,
    /// `upcoming`: how many events are to come, and where they are listed.
    pub upcoming: Value,
    /// `today_events` and `next_events`.
    pub today_events: Value,
    /// See `today_events`.
    pub next_events: Value,
    /// `generated`: the time of the build.
    pub generated: Value,
}

/// How many of a section's newest pages `sections` gives.
const NEWEST: usize = 8;
/// How many coming events the home page gives.
const NEXT: usize = 6;

impl<'a> Views<'a> {
    /// Makes them.
    pub fn new(of: &Whole<'a>, edition: Edition<'a>) -> Self {
        let shared = view::Shared::new(of, edition);
        let count = of.model.pages.len();
        let pages: Vec<Value> = (0..count)
            .into_par_iter()
            .map(|index| view::page(of, edition, &shared, index))
            .collect();
        let pick = |indices: &[usize]| -> Value {
            indices
                .iter()
                .map(|&index| pages[index].clone())
                .collect::<Vec<_>>()
                .into()
        };
        let mut by_kind = Map::new();
        for kind in KINDS {
            let indices: Vec<_> = of.by_kind(kind.en).collect();
            by_kind.insert(kind.en.into(), pick(&indices));
        }
        let mut sections = Map::new();
        let mut sections_list = Vec::new();
        for &section in &of.ordered {
            let value = summary(of, edition, section, &pick);
            sections.insert(section.folder.clone().into(), value.clone());
            sections_list.push(value);
        }
        let tags = of.tags.iter().map(|tag| {
            object([
                ("name", tag.name.as_str().into()),
                ("url", edition.url(&tag_address(&tag.name)).into()),
                ("count", (tag.pages.len() as u64).into()),
                ("pages", pick(&tag.pages)),
            ])
        });
        let tags: Vec<_> = tags.collect();
        let today = of.model.now.day();
        let start = |index: usize| of.model.pages[index].fields.date("start").map(|m| m.day());
        let end = |index: usize| of.model.pages[index].fields.date("end").map(|m| m.day());
        let mut coming: Vec<usize> = of
            .by_kind("event")
            .filter(|&index| end(index).or_else(|| start(index)) >= Some(today))
            .collect();
        coming.sort_by_key(|&index| of.model.pages[index].fields.date("start"));
        let on_today: Vec<_> = coming
            .iter()
            .copied()
            .filter(|&index| start(index) <= Some(today))
            .collect();
        let schedule = coming
            .first()
            .map(|&index| &of.model.sections[of.model.pages[index].section]);
        let upcoming = object([
            ("count", (coming.len() as u64).into()),
            (
                "url",
                schedule.map_or(Value::none(), |s| edition.url(&s.address).into()),
            ),
        ]);
        Self {
            edition,
            site: frame::site(of, edition),
            month: frame::month(of),
            by_kind: by_kind.into(),
            sections: sections.into(),
            sections_list: sections_list.into(),
            tags: tags.into(),
            upcoming,
            today_events: pick(&on_today),
            next_events: pick(&coming[..coming.len().min(NEXT)]),
            generated: super::date(of.model.now, &of.model.config.zone),
            pages,
        }
    }

    /// Some pages as a list.
    pub fn pick(&self, indices: &[usize]) -> Value {
        indices
            .iter()
            .map(|&index| self.pages[index].clone())
            .collect::<Vec<_>>()
            .into()
    }
}

fn summary(
    of: &Whole<'_>,
    edition: Edition<'_>,
    section: &Section,
    pick: &dyn Fn(&[usize]) -> Value,
) -> Value {
    let newest = section
        .pages
        .iter()
        .filter_map(|&index| of.model.pages[index].date)
        .max();
    object([
        ("title", section.title.as_str().into()),
        ("url", edition.url(&section.address).into()),
        (
            "summary",
            section
                .fields
                .text("summary")
                .map_or(Value::none(), Into::into),
        ),
        (
            "kind",
            section.kind.map_or(Value::none(), |kind| kind.en.into()),
        ),
        ("slug", section.folder.as_str().into()),
        ("count", (section.pages.len() as u64).into()),
        (
            "pages",
            pick(&section.pages[..section.pages.len().min(NEWEST)]),
        ),
        (
            "updated",
            newest.map_or(Value::none(), |m| super::date(m, &of.model.config.zone)),
        ),
    ])
}

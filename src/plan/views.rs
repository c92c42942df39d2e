//! What many pages of one edition show, made when it is first asked for.

use std::sync::OnceLock;

use rayon::prelude::*;
use tera::{Map, Value};

use super::{Edition, Tag, Whole, frame, object, tag_address, view};
use crate::fingerprint::Memo;
use crate::product::KIND;
use crate::schema::KINDS;

/// Values that are shared by the pages of one edition.
#[derive(Debug)]
pub struct Views {
    /// `site`.
    pub site: Value,
    /// `generated`: the time of the build.
    pub generated: Value,
    /// The fingerprints of those values that are large.
    pub memo: Memo,
    shared: view::Shared,
    pages: Vec<OnceLock<Value>>,
    month: OnceLock<Value>,
    kinds: Vec<OnceLock<Value>>,
    sections: Vec<OnceLock<Value>>,
    sections_list: OnceLock<Value>,
    by_folder: OnceLock<Value>,
    all: Vec<OnceLock<Value>>,
    tags: OnceLock<Value>,
    coming: OnceLock<Coming>,
}

/// The events from today on.
#[derive(Debug)]
struct Coming {
    /// `upcoming`: how many there are, and where they are listed.
    upcoming: Value,
    today: Value,
    next: Value,
}

/// How many of a section's newest pages `sections` gives.
const NEWEST: usize = 8;
/// So many pages are worth the help of other threads.
const MANY: usize = 256;
/// How many coming events the home page gives.
const NEXT: usize = 6;

impl Views {
    /// Of an edition of a site.
    pub fn new(of: &Whole, edition: Edition<'_>) -> Self {
        let empty = |count: usize| (0..count).map(|_| OnceLock::new()).collect();
        let sections = of.model.sections.len();
        let memo = Memo::default();
        let site = frame::site(of, edition);
        memo.share(&site);
        Self {
            site,
            generated: super::date(of.model.now, &of.model.config.zone),
            memo,
            shared: view::Shared::new(of, edition),
            pages: empty(of.model.pages.len()),
            month: OnceLock::new(),
            kinds: empty(KINDS.len()),
            sections: empty(sections),
            sections_list: OnceLock::new(),
            by_folder: OnceLock::new(),
            all: empty(sections),
            tags: OnceLock::new(),
            coming: OnceLock::new(),
        }
    }
}

/// The values of an edition of a site.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The site.
    pub of: &'a Whole,
    /// The edition.
    pub edition: Edition<'a>,
    /// Its values.
    pub views: &'a Views,
}

impl Shown<'_> {
    /// A value that many contexts share.
    fn shared(&self, value: &OnceLock<Value>, make: impl FnOnce() -> Value) -> Value {
        let make = || {
            let made = make();
            self.views.memo.share(&made);
            made
        };
        value.get_or_init(make).clone()
    }

    /// `page` of the page of an index.
    pub fn page(&self, index: usize) -> Value {
        let make = || view::page(self.of, self.edition, &self.views.shared, index);
        self.shared(&self.views.pages[index], make)
    }

    /// Some pages as a list.
    pub fn pick(&self, indices: &[usize]) -> Value {
        let make = |&index: &usize| self.page(index);
        let pages: Vec<Value> = match self.is_divided(indices) {
            true => indices.par_iter().map(make).collect(),
            false => indices.iter().map(make).collect(),
        };
        pages.into()
    }

    /// Whether those pages of many that are not there yet are made side by side.
    /// Not on a thread among which the outputs are divided already, nor where one
    /// would have to wait for the printed products, which wait for such threads.
    fn is_divided(&self, indices: &[usize]) -> bool {
        let pages = &self.of.model.pages;
        indices.len() >= MANY
            && rayon::current_thread_index().is_none()
            && indices.iter().all(|&index| pages[index].kind.en != KIND)
    }

    /// `month`.
    pub fn month(&self) -> Value {
        self.shared(&self.views.month, || frame::month(self.of))
    }

    /// `by_kind`: all pages of each kind that is `wanted`.
    pub fn by_kind(&self, wanted: &dyn Fn(&str) -> bool) -> Value {
        let mut by_kind = Map::new();
        for (kind, value) in KINDS.iter().zip(&self.views.kinds) {
            if wanted(kind.en) {
                let value = self.shared(value, || self.pick(self.of.by_kind(kind.en)));
                by_kind.insert(kind.en.into(), value);
            }
        }
        by_kind.into()
    }

    /// `all`: every page of a section, in its order.
    pub fn all(&self, section: usize) -> Value {
        self.shared(&self.views.all[section], || {
            self.pick(&self.of.model.sections[section].pages)
        })
    }

    /// `sections` by folder.
    pub fn sections(&self) -> Value {
        let make = || {
            let mut sections = Map::new();
            for &at in &self.of.ordered {
                let folder = self.of.model.sections[at].folder.clone();
                sections.insert(folder.into(), self.summary(at));
            }
            sections.into()
        };
        self.shared(&self.views.by_folder, make)
    }

    /// `sections_list`, in the order of the navigation and then of folders.
    pub fn sections_list(&self) -> Value {
        let make = || {
            let sections = self.of.ordered.iter().map(|&at| self.summary(at));
            sections.collect::<Vec<_>>().into()
        };
        self.shared(&self.views.sections_list, make)
    }

    /// `tags`, each with its pages.
    pub fn tags(&self) -> Value {
        let one = |(slug, tag): (&str, &Tag)| {
            object([
                ("name", tag.name.as_str().into()),
                ("url", self.edition.url(&tag_address(slug)).into()),
                ("count", (tag.pages.len() as u64).into()),
                ("pages", self.pick(&tag.pages)),
            ])
        };
        let make = || self.of.tags().iter().map(one).collect::<Vec<_>>().into();
        self.shared(&self.views.tags, make)
    }

    /// `upcoming`.
    pub fn upcoming(&self) -> Value {
        self.coming().upcoming.clone()
    }

    /// `today_events`.
    pub fn today_events(&self) -> Value {
        self.coming().today.clone()
    }

    /// `next_events`.
    pub fn next_events(&self) -> Value {
        self.coming().next.clone()
    }

    fn coming(&self) -> &Coming {
        self.views.coming.get_or_init(|| {
            let Self { of, edition, .. } = self;
            let today = of.model.now.day();
            let day = |index: usize, key: &str| {
                let moment = of.model.pages[index].fields.date(key);
                moment.map(|moment| moment.day())
            };
            let start = |index: usize| day(index, "start");
            let mut coming: Vec<usize> = of.by_kind("event").to_vec();
            coming.retain(|&index| day(index, "end").or_else(|| start(index)) >= Some(today));
            coming.sort_by_key(|&index| of.model.pages[index].fields.date("start"));
            let on_today: Vec<_> = coming
                .iter()
                .copied()
                .filter(|&index| start(index) <= Some(today))
                .collect();
            let schedule = coming
                .first()
                .map(|&index| &of.model.sections[of.model.pages[index].section]);
            Coming {
                upcoming: object([
                    ("count", (coming.len() as u64).into()),
                    (
                        "url",
                        schedule.map_or(Value::none(), |s| edition.url(&s.address).into()),
                    ),
                ]),
                today: self.pick(&on_today),
                next: self.pick(&coming[..coming.len().min(NEXT)]),
            }
        })
    }

    /// A section by index.
    fn summary(&self, at: usize) -> Value {
        let Self { of, edition, views } = self;
        let section = &of.model.sections[at];
        let make = || {
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
                    self.pick(&section.pages[..section.pages.len().min(NEWEST)]),
                ),
                (
                    "updated",
                    newest.map_or(Value::none(), |m| super::date(m, &of.model.config.zone)),
                ),
            ])
        };
        self.shared(&views.sections[at], make)
    }
}

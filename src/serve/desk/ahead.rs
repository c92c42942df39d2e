//! What the coming days bring: pages that go live or end, events, dates that
//! run out.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Config, Model, Moment, Page, weekday};

/// How many days are looked ahead, today included.
pub const DAYS: i32 = 30;

/// A day on which something happens.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Day {
    /// The day, `2026-05-08`.
    pub date: String,
    /// 一 to 日.
    pub weekday: char,
    /// How many days from today; 0 is today.
    pub away: i32,
    /// What happens, in the order of its time.
    pub items: Vec<Item>,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// The time of day, if one is given.
    pub time: String,
    /// The page's title.
    pub title: String,
    /// At most some characters of it, for a narrow column.
    pub short: String,
    /// What it means for the site.
    pub means: String,
    /// The file.
    pub path: String,
    /// The page's address below the base path, if it has one.
    pub address: Option<String>,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A page goes live.
    Live,
    /// A page is no longer public.
    Ends,
    /// An event.
    Event,
    /// A document, or the words on a board, no longer hold.
    Runs,
    /// A document comes into force.
    Force,
    /// A phase of the campaign begins or ends.
    Phase,
}

/// The coming days on which something happens. `all` has the pages that are not
/// public yet.
pub fn ahead(all: &Model, now: Moment) -> Vec<Day> {
    let mut days = Days {
        today: now.day(),
        days: BTreeMap::new(),
    };
    for page in all.pages.iter() {
        if !page.fields.flag("draft") {
            days.page(page, now);
        }
    }
    days.phases(&all.config);
    days.into_days()
}

struct Days {
    today: Date,
    days: BTreeMap<Date, Vec<Item>>,
}

impl Days {
    /// How many days away a day is, if it is near enough.
    fn away(&self, day: Date) -> Option<i32> {
        let away = self.today.until(day).ok()?.get_days();
        (0..DAYS).contains(&away).then_some(away)
    }

    fn page(&mut self, page: &Page, now: Moment) {
        let fields = &page.fields;
        let from = fields.date("publish_from").or(fields.date("date"));
        if let Some(from) = from.filter(|from| from.at > now.at) {
            self.put(page, from, What::Live, "从这时起网站上看得到");
        }
        if let Some(until) = fields.date("expires").filter(|until| until.at > now.at) {
            self.put(page, until, What::Ends, "从这时起网站上不再有");
        }
        match page.kind.en {
            "event" => {
                if let Some(start) = fields.date("start") {
                    let place = [fields.text("place"), fields.text("host")];
                    let means: Vec<_> = place.into_iter().flatten().collect();
                    self.put(page, start, What::Event, &means.join("，"));
                }
            }
            "document" => {
                if let Some(day) = fields.date("effective") {
                    self.put(page, day, What::Force, "文件这天起施行");
                }
                if let Some(day) = fields.date("valid_until") {
                    self.put(page, day, What::Runs, "有效期到这天，看看效力状态要不要改");
                }
            }
            "product" => {
                if let Some(day) = fields.date("valid_until") {
                    self.put(
                        page,
                        day,
                        What::Runs,
                        "板上的内容到这天为止，摆着的要撤或重印",
                    );
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, page: &Page, moment: Moment, what: What, means: &str) {
        let name = page.fields.text("short").unwrap_or(&page.title);
        self.add(
            moment,
            Item {
                what,
                time: moment.time(),
                title: page.title.clone(),
                short: short(name),
                means: means.to_owned(),
                path: page.path.to_string(),
                address: page.is_shown().then(|| page.address.to_string()),
            },
        );
    }

    fn phases(&mut self, config: &Config) {
        for phase in config.phases() {
            let name = phase.fields.text("name").unwrap_or_default();
            let ends = [
                (phase.start, "这个阶段开始"),
                (phase.end, "这个阶段最后一天"),
            ];
            for (day, means) in ends {
                let moment = Moment {
                    at: day.to_datetime(jiff::civil::Time::midnight()),
                    timed: false,
                };
                self.add(
                    moment,
                    Item {
                        what: What::Phase,
                        time: String::new(),
                        title: name.to_owned(),
                        short: short(name),
                        means: means.to_owned(),
                        path: config.file.to_string(),
                        address: None,
                    },
                );
            }
        }
    }

    fn add(&mut self, moment: Moment, item: Item) {
        let day = moment.day();
        if self.away(day).is_some() {
            self.days.entry(day).or_default().push(item);
        }
    }

    fn into_days(mut self) -> Vec<Day> {
        let days = std::mem::take(&mut self.days);
        days.into_iter()
            .map(|(date, mut items)| {
                items.sort_by(|a, b| order(a).cmp(&order(b)));
                Day {
                    date: date.to_string(),
                    weekday: weekday(date),
                    away: self.away(date).unwrap_or_default(),
                    items,
                }
            })
            .collect()
    }
}

/// What has no time comes first, then by the time of day: `8:30` before `14:30`.
fn order(item: &Item) -> (usize, &str, &str) {
    (item.time.len(), &item.time, &item.path)
}

/// At most six characters for a narrow column: the short name, else the first
/// clause of the title that says something.
fn short(name: &str) -> String {
    let is_mark = |c: char| !c.is_alphanumeric();
    let clauses = || name.split(is_mark).filter(|clause| !clause.is_empty());
    let clause = clauses().find(|clause| clause.chars().count() > 2);
    let clause = clause.or_else(|| clauses().next()).unwrap_or(name);
    clause.chars().take(6).collect()
}

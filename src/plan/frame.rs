//! What every page shows: the site, the state of the month, the navigation.

use jiff::ToSpan;
use jiff::civil::Date;
use tera::Value;

use super::value::{date, object, short};
use super::{Edition, Whole, view};
use crate::model::{Fields, Moment, Section, weekday};
use crate::schema::{SITE, Type, find};

/// `site`: every key of site.yaml under its English name.
pub fn site(of: &Whole, edition: Edition<'_>) -> Value {
    let config = &of.model.config;
    let mut map = view::record(of, edition, &config.fields, SITE)
        .into_map()
        .unwrap_or_default();
    map.insert("base_url".into(), config.base_url.as_str().into());
    map.insert("phases".into(), phases(of, edition));
    map.insert(
        "theme_options".into(),
        Value::from_serializable(&*of.options),
    );
    map.into()
}

fn phases(of: &Whole, edition: Edition<'_>) -> Value {
    let today = of.model.now.day();
    let declared = match find(SITE, "phases").map(|field| field.ty) {
        Some(Type::List(Type::Record(declared))) => *declared,
        _ => &[],
    };
    let one = |phase: crate::model::Phase<'_>| {
        let state = phase.state(today);
        let mut map = view::record(of, edition, phase.fields, declared)
            .into_map()
            .unwrap_or_default();
        map.insert("state".into(), state.name().into());
        map.insert("state_text".into(), state.words().into());
        Value::from(map)
    };
    of.model.config.phases().map(one).collect::<Vec<_>>().into()
}

/// `month`: where in the campaign today is, and its days with what is on.
pub fn month(of: &Whole) -> Value {
    let now = of.model.now;
    let today = now.day();
    let today_value = date(
        Moment {
            at: today.to_datetime(jiff::civil::Time::midnight()),
            timed: false,
        },
        &of.model.config.zone,
    );
    let Some(campaign) = of.model.config.campaign() else {
        return object([
            ("state", "none".into()),
            ("day", 0.into()),
            ("days", 0.into()),
            ("left", 0.into()),
            ("until", 0.into()),
            ("today", today_value),
            ("sheet", Vec::<Value>::new().into()),
        ]);
    };
    let days = |from: Date, to: Date| i64::from(from.until(to).map_or(0, |span| span.get_days()));
    let total = days(campaign.start, campaign.end) + 1;
    let (state, day) = match () {
        () if today < campaign.start => ("before", 0),
        () if today > campaign.end => ("after", 0),
        () => ("now", days(campaign.start, today) + 1),
    };
    object([
        ("state", state.into()),
        ("day", day.into()),
        ("days", total.into()),
        (
            "left",
            (if state == "now" { total - day } else { 0 }).into(),
        ),
        ("until", days(today, campaign.start).max(0).into()),
        ("today", today_value),
        ("sheet", sheet(of, campaign.start, campaign.end)),
    ])
}

/// A campaign of more days than this has no sheet.
const LONGEST_SHEET: usize = 62;

fn sheet(of: &Whole, start: Date, end: Date) -> Value {
    let today = of.model.now.day();
    let third = |day: Date| (i64::from(day.day()) - 1).min(29) / 10;
    let one = |day: Date| {
        let events = events_on(of, day);
        let label = match events.as_slice() {
            [] => String::new(),
            [only] => label(&only.fields, &only.title),
            [first, ..] => format!(
                "{}等{}场",
                label(&first.fields, &first.title),
                han(events.len())
            ),
        };
        object([
            ("day", i64::from(day.day()).into()),
            ("date", short(day).into()),
            ("weekday", weekday(day).to_string().into()),
            ("iso", day.to_string().into()),
            (
                "state",
                (if day < today {
                    "past"
                } else if day == today {
                    "now"
                } else {
                    "future"
                })
                .into(),
            ),
            ("xun", third(day).into()),
            (
                "xun_now",
                (third(day) == third(today) && day.month() == today.month()).into(),
            ),
            ("label", label.into()),
            ("events", (events.len() as u64).into()),
        ])
    };
    let days = start
        .series(1.day())
        .take_while(|day| *day <= end)
        .take(LONGEST_SHEET);
    days.map(one).collect::<Vec<_>>().into()
}

/// At most six Han: what the month sheet has room for.
fn label(fields: &Fields, title: &str) -> String {
    fields
        .text("short")
        .or(fields.text("town"))
        .unwrap_or(title)
        .chars()
        .take(6)
        .collect()
}

fn han(count: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九"];
    DIGITS
        .get(count)
        .map_or_else(|| count.to_string(), |digit| (*digit).into())
}

/// The events of a day, by their start.
pub fn events_on(of: &Whole, day: Date) -> Vec<&crate::model::Page> {
    of.by_kind("event")
        .iter()
        .map(|&index| &*of.model.pages[index])
        .filter(|page| {
            let start = page.fields.date("start").map(|moment| moment.day());
            let end = page.fields.date("end").map(|moment| moment.day()).or(start);
            start <= Some(day) && Some(day) <= end
        })
        .collect()
}

/// The entries of the navigation: home, then sections by their order, each
/// with the sections, views and theme pages that belong to it. `folder` is the
/// folder of the page at hand, `url` its path.
pub fn nav(of: &Whole, edition: Edition<'_>, folder: Option<&str>, url: &str) -> Value {
    let link = |title: &str, address: &str| {
        let target = edition.url(address);
        let current = target == url;
        object([
            ("title", title.into()),
            ("url", target.into()),
            ("current", current.into()),
        ])
    };
    let entry = |title: &str, address: &str, current: bool, children: Vec<Value>| {
        object([
            ("title", title.into()),
            ("url", edition.url(address).into()),
            ("current", current.into()),
            ("children", children.into()),
        ])
    };
    let mut entries = vec![entry("首页", "", folder == Some(""), Vec::new())];
    for section in nav_sections(of) {
        let is_current = folder == Some(section.folder.as_str());
        let mut children = Vec::new();
        // Only the current entry shows what belongs to it.
        if is_current {
            let belonging = of.model.sections.iter().filter(|other| {
                other.folder != section.folder
                    && other.fields.text("nav") == Some(section.folder.as_str())
            });
            for one in std::iter::once(section).chain(belonging) {
                children.push(link(&one.title, &one.address));
                for view in &one.views {
                    children.push(link(&view.title, &format!("{}{}/", one.address, view.slug)));
                }
            }
            for page in &of.theme.declaration.pages {
                if page.nav.as_ref() == Some(&section.folder) {
                    children.push(link(&page.title, &page.path));
                }
            }
        }
        entries.push(entry(
            &section.title,
            &section.address,
            is_current,
            children,
        ));
    }
    entries.into()
}

/// The sections that are entries of the navigation, in its order.
fn nav_sections(of: &Whole) -> impl Iterator<Item = &Section> {
    of.ordered()
        .filter(|section| section.fields.get("weight").is_some())
}

/// The folder whose entry of the navigation is current in a section.
pub fn nav_folder(section: &Section) -> &str {
    section.fields.text("nav").unwrap_or(&section.folder)
}

/// 当前位置: from home to the page at hand. The last one has no link.
pub fn breadcrumb(
    of: &Whole,
    edition: Edition<'_>,
    section: Option<&Section>,
    last: &str,
) -> Value {
    let step = |title: &str, url: Value| object([("title", title.into()), ("url", url)]);
    let mut steps = vec![step("首页", edition.url("").into())];
    if let Some(section) = section.filter(|section| !section.folder.is_empty()) {
        let above = nav_sections(of).find(|s| s.folder == nav_folder(section));
        for section in above
            .filter(|above| above.folder != section.folder)
            .into_iter()
            .chain([section])
        {
            if section.title != last {
                steps.push(step(&section.title, edition.url(&section.address).into()));
            }
        }
    }
    steps.push(step(last, Value::none()));
    steps.into()
}

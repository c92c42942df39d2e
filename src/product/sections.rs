//! The parts of a product that are made from keys: amounts, steps, tables,
//! schedule, phases, people.

use tera::{Map, Value};

use super::data::Gather;
use super::source::Source;
use crate::body::printed;
use crate::media::Media;
use crate::model::{Datum, Fields, Model, Page, Section, State};
use crate::plan::{object, words};
use crate::schema::Setting;
use crate::text::sort_by_strokes;

/// Adds the parts that a page and its sources have keys for. What `own` says
/// goes before what the sources say.
///
/// `titled` parts say what their figures are; where a board's title asks, its
/// answer does.
pub fn add(of: Gather<'_>, own: &Fields, sources: &[Source<'_>], titled: bool, data: &mut Map) {
    let model = of.model;
    let pages: Vec<&Fields> = std::iter::once(own)
        .chain(sources.iter().filter_map(|source| match source {
            Source::Page(page) => Some(&page.fields),
            _ => None,
        }))
        .collect();
    amounts(&pages, titled, data);
    bar(own, data);
    steps(own, &pages, data);
    materials(&pages, data);
    questions(of, &pages, data);
    gallery(of.media, &pages, data);
    if titled {
        quote(&pages, data);
    }
    let mut tables = Vec::new();
    for source in sources {
        match source {
            Source::Phases => {
                data.insert("phases".into(), phases(model));
            }
            Source::Section(section) => match section.kind.map(|kind| kind.en) {
                Some("event") => {
                    data.insert("schedule".into(), schedule(model, section));
                }
                Some("story") => {
                    data.insert("people".into(), people(model, section));
                }
                Some("window") => tables.extend(windows(model, section)),
                Some("service") => tables.push(services(model, section)),
                _ => tables.push(titles(model, section)),
            },
            Source::Page(_) | Source::Part(..) => {}
        }
    }
    if !tables.is_empty() {
        data.insert("tables".into(), tables.into());
    }
}

/// The records of the first page that has the key.
fn first<'a>(pages: &[&'a Fields], key: &str) -> Vec<&'a Fields> {
    pages
        .iter()
        .map(|fields| fields.records(key).collect::<Vec<_>>())
        .find(|all| !all.is_empty())
        .unwrap_or_default()
}

fn amounts(pages: &[&Fields], titled: bool, data: &mut Map) {
    let all = first(pages, "amounts");
    let items: Vec<Value> = all
        .iter()
        .map(|amount| {
            let value = amount.text("value").unwrap_or_default();
            let unit = amount.text("unit").unwrap_or("元");
            // 每月 after 元 is 元/月; 每人每月 goes without saying on a board.
            let period = amount.text("period").unwrap_or_default();
            let per = ["月", "年", "天", "次"]
                .into_iter()
                .find(|per| period.ends_with(&format!("每{per}")));
            let label = amount.text("label").unwrap_or_default();
            // Any other period goes behind the label.
            let label = match (per, period, label) {
                (Some(_), ..) | (None, "", _) => label.to_owned(),
                (None, period, "") => period.to_owned(),
                (None, period, label) => format!("{label}，{period}"),
            };
            object([
                ("label", label.into()),
                ("n", number(value)),
                (
                    "unit",
                    per.map_or_else(|| unit.to_owned(), |per| format!("{unit}/{per}"))
                        .into(),
                ),
            ])
        })
        .collect();
    if !items.is_empty() {
        let threshold = all.iter().all(|amount| amount.flag("threshold"));
        let said = |key: &str| {
            let said = pages.iter().find_map(|fields| fields.text(key));
            words(said.filter(|_| titled).unwrap_or_default())
        };
        data.insert(
            "amounts".into(),
            object([
                ("title", said("amounts_title")),
                ("note", said("amounts_note")),
                ("threshold", threshold.into()),
                ("items", items.into()),
            ]),
        );
    }
}

/// How a figure is made up.
fn bar(own: &Fields, data: &mut Map) {
    let Some(bar) = own.record("bar") else {
        return;
    };
    let items: Vec<Value> = bar
        .records("items")
        .map(|item| {
            let value = item.text("value").unwrap_or_default();
            object([
                ("label", item.text("label").unwrap_or_default().into()),
                ("n", number(value)),
                ("red", item.flag("red").into()),
            ])
        })
        .collect();
    if !items.is_empty() {
        data.insert(
            "bar".into(),
            object([
                ("label", bar.text("label").unwrap_or_default().into()),
                ("items", items.into()),
            ]),
        );
    }
}

/// What somebody said, with their picture.
fn quote(pages: &[&Fields], data: &mut Map) {
    let Some((page, said)) = pages
        .iter()
        .find_map(|page| Some((page, page.text("quote")?)))
    else {
        return;
    };
    let text = |key: &str| words(page.text(key).unwrap_or_default());
    let picture = match page.get("portrait").map(|value| &value.datum) {
        Some(Datum::Picture(path)) => printed(path).into(),
        _ => Value::none(),
    };
    data.insert(
        "quote".into(),
        object([
            ("text", said.into()),
            ("who", text("name")),
            ("post", text("post")),
            ("picture", picture),
            ("alt", text("portrait_alt")),
        ]),
    );
}

/// A whole number as such, anything else as it is written.
fn number(text: &str) -> Value {
    text.parse::<i64>()
        .map_or_else(|_| text.into(), Value::from)
}

/// The photographs of the first page that has some.
fn gallery(media: &Media, pages: &[&Fields], data: &mut Map) {
    let items: Vec<Value> = first(pages, "gallery")
        .into_iter()
        .filter_map(|photo| {
            let Some(Datum::Picture(path)) = photo.get("file").map(|file| &file.datum) else {
                return None;
            };
            let alt = photo.text("alt").unwrap_or_default();
            let credit = photo.text("credit").unwrap_or_default();
            let (width, height) = media.get(path).and_then(|size| size.pixels)?;
            Some(object([
                (
                    "ratio",
                    (f64::from(width) / f64::from(height.max(1))).into(),
                ),
                ("picture", printed(path).into()),
                ("alt", alt.into()),
                ("caption", alt.into()),
                ("credit", credit.into()),
            ]))
        })
        .collect();
    if !items.is_empty() {
        data.insert("gallery".into(), object([("items", items.into())]));
    }
}

fn steps(board: &Fields, pages: &[&Fields], data: &mut Map) {
    let items: Vec<Value> = first(pages, "steps")
        .into_iter()
        .map(|step| {
            object([
                ("title", step.text("title").unwrap_or_default().into()),
                ("when", words(step.text("time").unwrap_or_default())),
                ("text", words(step.text("text").unwrap_or_default())),
            ])
        })
        .collect();
    if items.is_empty() {
        return;
    }
    let counted = [
        "零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十",
    ]
    .get(items.len());
    let title = counted.map_or_else(|| "怎么办".to_owned(), |count| format!("{count}步办好"));
    let note = pages.iter().find_map(|fields| fields.text("steps_note"));
    data.insert(
        "path".into(),
        object([
            ("title", board.text("steps_title").unwrap_or(&title).into()),
            ("note", words(note.unwrap_or_default())),
            ("money", (!first(pages, "amounts").is_empty()).into()),
            ("items", items.into()),
        ]),
    );
}

fn materials(pages: &[&Fields], data: &mut Map) {
    let all = first(pages, "materials");
    let names = |not_needed: bool| -> Vec<Value> {
        let chosen = all
            .iter()
            .filter(|material| material.flag("not_needed") == not_needed);
        chosen
            .filter_map(|material| material.text("name"))
            .map(Into::into)
            .collect()
    };
    if !all.is_empty() {
        data.insert(
            "bring".into(),
            object([
                ("title", "要带的".into()),
                ("items", names(false).into()),
                ("not", names(true).into()),
                ("not_title", "不用带".into()),
            ]),
        );
    }
}

/// Questions on a sheet, where its page does not say how many.
const QUESTIONS: usize = 3;

fn questions(of: Gather<'_>, pages: &[&Fields], data: &mut Map) {
    let usual = match of.subject.form.setting {
        Setting::Wall | Setting::Pages => usize::MAX,
        _ => QUESTIONS,
    };
    let fields = &of.subject.page.fields;
    let limit = fields
        .number("question_limit")
        .map_or(usual, |limit| limit.max(0.0) as usize);
    let items: Vec<Value> = first(pages, "questions")
        .into_iter()
        .take(limit)
        .map(|question| {
            object([
                ("q", question.text("q").unwrap_or_default().into()),
                ("a", question.text("a").unwrap_or_default().into()),
            ])
        })
        .collect();
    if !items.is_empty() {
        data.insert(
            "faq".into(),
            object([("title", "问得最多".into()), ("items", items.into())]),
        );
    }
}

fn table(title: &str, columns: &[(&str, &str)], rows: Vec<Value>) -> Value {
    let columns: Vec<Value> = columns
        .iter()
        .map(|(head, role)| object([("head", (*head).into()), ("role", (*role).into())]))
        .collect();
    object([
        ("title", title.into()),
        ("cols", columns.into()),
        ("rows", rows.into()),
    ])
}

fn row(cells: &[&str]) -> Value {
    cells
        .iter()
        .map(|cell| Value::from(*cell))
        .collect::<Vec<_>>()
        .into()
}

fn pages<'a>(model: &'a Model, section: &'a Section) -> impl Iterator<Item = &'a Page> {
    section.pages.iter().map(|&index| &model.pages[index])
}

/// Windows in the hall by their numbers, then those elsewhere by their places.
fn windows(model: &Model, section: &Section) -> Vec<Value> {
    let text = |page: &Page, key: &str| page.fields.text(key).unwrap_or_default().to_owned();
    let name = |page: &Page| page.title.trim_end_matches("窗口").to_owned();
    let in_hall =
        |page: &&Page| page.fields.get("in_hall").is_none() || page.fields.flag("in_hall");
    let inside: Vec<Value> = pages(model, section)
        .filter(in_hall)
        .map(|page| {
            let number = page
                .fields
                .number("number")
                .map_or_else(String::new, |n| n.to_string());
            row(&[
                &number,
                &name(page),
                &text(page, "what"),
                &text(page, "phone"),
            ])
        })
        .collect();
    let outside: Vec<Value> = pages(model, section)
        .filter(|page| !in_hall(page))
        .map(|page| row(&[&name(page), &text(page, "address"), &text(page, "phone")]))
        .collect();
    let mut tables = Vec::new();
    if !inside.is_empty() {
        let columns = [
            ("窗口", "key"),
            ("名称", "name"),
            ("能办什么", "text"),
            ("电话", "tel"),
        ];
        tables.push(table("在服务大厅", &columns, inside));
    }
    if !outside.is_empty() {
        let columns = [("名称", "name"), ("在哪里", "text"), ("电话", "tel")];
        tables.push(table("不在大厅，请到这里", &columns, outside));
    }
    tables
}

fn services(model: &Model, section: &Section) -> Value {
    let rows = pages(model, section).map(|page| {
        // The title is what people say; the official name is longer.
        let name = &page.title;
        let audience = page.fields.texts("audience").collect::<Vec<_>>().join("、");
        row(&[
            name,
            &audience,
            page.fields.text("promised_limit").unwrap_or_default(),
        ])
    });
    let columns = [("办什么", "name"), ("给谁", "text"), ("几天办好", "date")];
    table("", &columns, rows.collect())
}

/// Any other folder: what there is to read.
fn titles(model: &Model, section: &Section) -> Value {
    let rows = pages(model, section)
        .map(|page| row(&[&page.title, page.fields.text("summary").unwrap_or_default()]));
    table(
        &section.title,
        &[("标题", "name"), ("内容", "text")],
        rows.collect(),
    )
}

fn schedule(model: &Model, section: &Section) -> Value {
    let items: Vec<Value> = pages(model, section)
        .filter_map(|page| {
            let start = page.fields.date("start")?;
            let end = page
                .fields
                .date("end")
                .map(|end| end.time())
                .filter(|time| !time.is_empty());
            let time = match end {
                Some(end) => format!("{}—{end}", start.time()),
                None => start.time(),
            };
            let forms: Vec<_> = page
                .fields
                .list("forms")
                .iter()
                .filter_map(|form| match &form.datum {
                    Datum::Choice(said) => Some(*said),
                    _ => None,
                })
                .collect();
            let shape = forms.first().map_or("circle", |form| match form.en {
                "boards" => "square",
                "home visits" => "triangle",
                "leaflets" => "diamond",
                _ => "circle",
            });
            let names: Vec<_> = forms.iter().map(|form| form.zh).collect();
            Some(object([
                ("day", start.day().day().to_string().into()),
                ("month", format!("{}月", start.day().month()).into()),
                ("week", format!("周{}", start.weekday()).into()),
                (
                    "place",
                    page.fields.text("place").unwrap_or_default().into(),
                ),
                ("form", names.join("、").into()),
                ("shape", shape.into()),
                ("time", time.into()),
                ("text", page.fields.text("about").unwrap_or_default().into()),
            ]))
        })
        .collect();
    object([("items", items.into())])
}

fn phases(model: &Model) -> Value {
    let today = model.now.day();
    let items: Vec<Value> = model
        .config
        .phases()
        .map(|phase| {
            let state = phase.state(today);
            // The print theme's word for what is to come.
            let name = match state {
                State::Future => "next",
                other => other.name(),
            };
            let day = |date: jiff::civil::Date| format!("{}月{}日", date.month(), date.day());
            let tasks: Vec<Value> = phase
                .fields
                .records("steps")
                .map(|step| {
                    format!(
                        "{}　{}",
                        step.text("date").unwrap_or_default(),
                        step.text("title").unwrap_or_default()
                    )
                    .into()
                })
                .collect();
            object([
                ("name", phase.fields.text("name").unwrap_or_default().into()),
                ("from", day(phase.start).into()),
                ("to", day(phase.end).into()),
                ("state", name.into()),
                ("word", state.words().into()),
                (
                    "text",
                    phase.fields.text("summary").unwrap_or_default().into(),
                ),
                ("tasks", tasks.into()),
            ])
        })
        .collect();
    object([("items", items.into())])
}

fn people(model: &Model, section: &Section) -> Value {
    let mut pages: Vec<&Page> = pages(model, section).collect();
    if section.fields.get("sort").is_none() {
        sort_by_strokes(&mut pages, |page| {
            page.fields.text("name").unwrap_or(&page.title)
        });
    }
    let items: Vec<Value> = pages
        .into_iter()
        .map(|page| {
            let text = |key: &str| page.fields.text(key).unwrap_or_default();
            let honour = page
                .fields
                .records("honours")
                .next()
                .and_then(|honour| honour.text("name"));
            let picture = match page.fields.get("portrait").map(|value| &value.datum) {
                Some(Datum::Picture(path)) => printed(path).into(),
                _ => Value::none(),
            };
            object([
                ("name", text("name").into()),
                ("unit", words(text("post"))),
                ("honour", words(honour.unwrap_or_default())),
                ("text", text("deed").into()),
                ("picture", picture),
                ("alt", words(text("portrait_alt"))),
            ])
        })
        .collect();
    object([("items", items.into())])
}

//! The parts of a product that are made from folders: tables of windows and
//! services, the timetable, people; and the phases of the campaign.

use tera::{Map, Value};

use super::source::Source;
use crate::body::printed;
use crate::model::{Datum, Model, Page, Section, State};
use crate::plan::{object, words};
use crate::text::sort_by_strokes;

/// Adds the parts that folders give, and the phases where they are asked for.
pub fn add(model: &Model, sources: &[Source<'_>], data: &mut Map) {
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
    section.pages.iter().map(|&index| &*model.pages[index])
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

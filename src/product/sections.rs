//! The parts of a product that are made from keys of pages: amounts, steps,
//! materials, questions, pictures, words of people.

use tera::{Map, Value};

use super::data::Gather;
use super::folders;
use super::source::Source;
use crate::body::printed;
use crate::media::Media;
use crate::model::{Datum, Fields};
use crate::plan::{object, words};
use crate::schema::Setting;

/// Adds the parts that a page and its sources have keys for. What `own` says
/// goes before what the sources say.
///
/// `titled` parts say what their figures are; where a board's title asks, its
/// answer does.
pub fn add(of: Gather<'_>, own: &Fields, sources: &[Source<'_>], titled: bool, data: &mut Map) {
    let pages: Vec<&Fields> = std::iter::once(own)
        .chain(sources.iter().filter_map(|source| match source {
            Source::Page(page) => Some(&*page.fields),
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
    folders::add(of.model, sources, data);
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

fn steps(own: &Fields, pages: &[&Fields], data: &mut Map) {
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
            ("title", own.text("steps_title").unwrap_or(&title).into()),
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

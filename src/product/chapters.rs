//! The articles of a wall newspaper and the chapters of a booklet.

use tera::value::Key;
use tera::{Map, Value};

use super::data::{Gather, content};
use super::prose::Prose;
use super::source::{Source, answers};
use crate::diagnostic::Diagnostic;
use crate::model::{Fields, Page, encode};
use crate::plan::{items, object};
use crate::print::qr;
use crate::schema::Setting;

/// Folders whose pages make one table, list or timetable together.
const TOGETHER: &[&str] = &["event", "window", "service"];

/// A chapter for each source; for each page of a folder, unless its pages are
/// rows of one table. The product's own text comes first.
pub fn of(of: Gather<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Value> {
    let is_wall = of.subject.form.setting == Setting::Wall;
    let mut chapters = Vec::new();
    if of.subject.is_product() {
        let mut prose = Prose::default();
        prose.take_page(of, of.subject.page, problems);
        if !prose.parts.is_empty() {
            let data = Map::from_iter([("prose".into(), prose.parts.into())]);
            // Every article of a wall has a head.
            let title = if is_wall { "写在前面" } else { "" };
            chapters.push(chapter(of, title, None, data));
        }
    }
    for source in &of.subject.sources {
        let none = Fields::default();
        match source {
            Source::Section(section)
                if !section.kind.is_some_and(|kind| TOGETHER.contains(&kind.en)) =>
            {
                for &index in section.pages.iter() {
                    let page = &of.model.pages[index];
                    let data = content(of, &none, &[Source::Page(page)], true, problems);
                    chapters.push(chapter(of, &page.title, Some(page), data));
                }
            }
            _ => {
                let (title, page) = match source {
                    Source::Phases => ("活动走到哪一步", None),
                    Source::Section(section) => (section.title.as_str(), None),
                    Source::Page(page) => (page.title.as_str(), Some(*page)),
                    Source::Part(page, title, _) => (*title, Some(*page)),
                };
                let mut data = content(of, &none, std::slice::from_ref(source), true, problems);
                if matches!(source, Source::Part(..)) {
                    untitle(&mut data);
                }
                chapters.push(chapter(of, title, page, data));
            }
        }
    }
    // Without a word of its own it still has a foot.
    if chapters.is_empty() && !is_wall {
        chapters.push(Map::new().into());
    }
    chapters
}

/// One chapter, shaped like a board's data.
fn chapter(of: Gather<'_>, title: &str, page: Option<&Page>, content: Map) -> Value {
    let mut data = Map::new();
    let mut put = |key: &'static str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            data.insert(key.into(), text.replace('｜', "|").into());
        }
    };
    put("title", Some(title));
    let text = |key: &str| page.and_then(|page| page.fields.text(key));
    put("summary", text("summary"));
    put("kicker", page.map(|page| page.kind.zh));
    put("by", text("author").or(text("source")));
    data.extend(content);
    if let Some(page) = page.filter(|page| answers(page)) {
        data.insert("foot".into(), foot(of, page));
    }
    data.into()
}

/// Where to ask about one page, and its QR code.
fn foot(of: Gather<'_>, page: &Page) -> Value {
    let mut foot = Map::new();
    if let Some(phone) = page.fields.text("phone") {
        let tel = object([("head", "打电话问".into()), ("no", phone.into())]);
        foot.insert("tel".into(), tel);
    }
    let address = format!("{}{}", of.model.config.base_url, encode(&page.address));
    if let Ok(rows) = qr(&address) {
        let rows: Vec<Value> = rows.into_iter().map(Value::from).collect();
        foot.insert("scan".into(), object([("head", "扫码看这一项".into())]));
        foot.insert("qr".into(), rows.into());
        foot.insert("qr_alt".into(), format!("二维码：{address}").into());
    }
    foot.into()
}

/// The one part of a page that makes a chapter has the chapter's title.
fn untitle(data: &mut Map) {
    let Some(prose) = data.get_mut(&Key::Str("prose")) else {
        return;
    };
    let parts: Vec<Value> = items(prose)
        .into_iter()
        .map(|part| {
            let mut part = part.into_map().unwrap_or_default();
            part.insert("title".into(), "".into());
            part.into()
        })
        .collect();
    *prose = parts.into();
}

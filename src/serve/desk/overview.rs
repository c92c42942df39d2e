//! The site as the desk shows it: every file with what it is, what state it is
//! in and what is wrong with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::ahead::{self, Day};
use super::entry::{Entry, Lengths, State, name_of};
use super::told::Told;
use crate::diagnostic::{Lang, Problem, Report, Texts};
use crate::model::{Model, Page, Section, weekday};
use crate::schema::{COMMON, find};
use crate::serve::spoken::spoken;
use crate::source::{Kind, Listed, Value, document};

/// What an overview is made from.
pub struct Seen<'a> {
    /// Tells this overview from others.
    pub version: String,
    /// The site's folder, as people see it.
    pub root: String,
    /// The site as it is built now.
    pub model: &'a Model,
    /// The site with drafts, pages to come and pages that ended.
    pub all: &'a Model,
    /// Every file, and when it last changed in milliseconds since 1970.
    pub files: Vec<(Arc<str>, Option<i64>)>,
    /// What is wrong.
    pub report: &'a Report,
    /// The texts of files that something is wrong with.
    pub texts: &'a dyn Texts,
}

/// The site as the desk shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// What is not of single files.
    #[serde(flatten)]
    pub head: Head,
    /// Every file, by path.
    pub files: Vec<Entry>,
}

/// What is not of single files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Head {
    /// Tells this overview from others.
    pub version: String,
    /// The campaign's or the site's name.
    pub name: String,
    /// Who runs the site.
    pub owner: String,
    /// The site's folder.
    pub root: String,
    /// The path of the public site, with `/` at both ends.
    pub base: String,
    /// Today for the site, `2026-05-08`.
    pub today: String,
    /// The same as people say it: `5月8日 周五`.
    pub spoken: String,
    /// What is wrong with the site as a whole, or with files that are not listed,
    /// such as those of a theme: by path, empty for the site.
    pub others: BTreeMap<String, Vec<Told>>,
    /// The coming days on which something happens.
    pub ahead: Vec<Day>,
}

impl Overview {
    /// Looks the site over. `before` has the lengths of texts counted before and
    /// is replaced by those of now.
    pub fn of(seen: &Seen<'_>, lengths: &mut Lengths) -> Self {
        let Seen { model, all, .. } = seen;
        let before = std::mem::take(lengths);
        let mut problems: BTreeMap<String, Vec<Told>> = BTreeMap::new();
        let mut skipped = BTreeMap::new();
        for diagnostic in seen.report {
            let path = diagnostic.place.as_ref().map_or("", |place| &place.file);
            match (&diagnostic.problem, path) {
                // Its state says it.
                (Problem::NotBuilt { why }, _) => drop(skipped.insert(path, *why)),
                _ => problems.entry(path.to_owned()).or_default().push(Told::of(
                    diagnostic,
                    seen.texts,
                    Lang::Zh,
                )),
            }
        }
        let sections: BTreeMap<&str, &Section> = model
            .sections
            .iter()
            .chain(all.sections.iter())
            .filter_map(|section| Some((&**section.path.as_ref()?, section)))
            .collect();
        let today = model.now.day();
        let files = seen
            .files
            .iter()
            .map(|(path, changed)| {
                let why = skipped.get(&**path).copied();
                let mut entry = Entry {
                    path: path.to_string(),
                    kind: "文章",
                    title: name_of(path).to_owned(),
                    date: None,
                    state: State::Live,
                    says: "公布".to_owned(),
                    address: None,
                    words: 0,
                    changed: *changed,
                    summary: String::new(),
                    problems: Vec::new(),
                };
                if let Some(why) = why {
                    (entry.state, entry.says) = State::of(why, today);
                }
                let mut count = |text, body| lengths.of(&before, path, text, body);
                if let Some(page) = model.page(path).or_else(|| all.page(path)) {
                    let words = count(&page.text, page.body);
                    page_entry(&mut entry, page, words);
                } else if let Some(section) = sections.get(&**path) {
                    let words = count(&section.text, section.body);
                    section_entry(&mut entry, section, words);
                } else if !path.starts_with("content/") {
                    data_entry(&mut entry, path);
                } else {
                    unread_entry(&mut entry, seen, path);
                }
                entry.with(problems.remove(&**path).unwrap_or_default())
            })
            .collect();
        let config = &model.config;
        let campaign = config.fields.record("campaign");
        let name = campaign.and_then(|campaign| campaign.text("name"));
        let head = Head {
            version: seen.version.clone(),
            name: name.unwrap_or_else(|| config.text("title")).to_owned(),
            owner: config.text("organizer").to_owned(),
            root: seen.root.clone(),
            base: config.base_path.clone(),
            today: today.to_string(),
            spoken: format!("{} 周{}", spoken(today, today), weekday(today)),
            others: problems,
            ahead: ahead::ahead(all, model.now),
        };
        Self { head, files }
    }
}

fn page_entry(entry: &mut Entry, page: &Page, words: usize) {
    entry.kind = page.kind.zh;
    if !page.title.is_empty() {
        entry.title.clone_from(&page.title);
    }
    entry.date = page.date.map(|date| date.day().to_string());
    entry.summary = page.fields.text("summary").unwrap_or_default().to_owned();
    entry.words = words;
    if page.is_shown() {
        entry.address = Some(page.address.to_string());
    } else if entry.state == State::Live {
        (entry.state, entry.says) = (State::Kept, "只印，不上网".to_owned());
    }
}

fn section_entry(entry: &mut Entry, section: &Section, words: usize) {
    entry.kind = "栏目";
    if !section.title.is_empty() {
        entry.title.clone_from(&section.title);
    }
    entry.summary = section
        .fields
        .text("summary")
        .unwrap_or_default()
        .to_owned();
    entry.address = Some(section.address.clone());
    entry.words = words;
}

fn data_entry(entry: &mut Entry, path: &str) {
    let is_fact = path.starts_with("data/");
    entry.kind = if is_fact { "事实" } else { "网站设置" };
    entry.says = "在用".to_owned();
}

/// A page that no reading of the site has: what its text says of it, if there is
/// a text.
fn unread_entry(entry: &mut Entry, seen: &Seen<'_>, path: &Arc<str>) {
    let Some(text) = seen.texts.text(path) else {
        return;
    };
    let document = document(path.clone(), text.into());
    let keys = match document.front.as_ref().map(|node| &node.value) {
        Some(Value::Map(keys)) => keys.as_slice(),
        _ => &[],
    };
    let title = keys
        .iter()
        .find(|entry| find(COMMON, &entry.key).is_some_and(|field| field.en == "title"));
    if let Some(Value::Scalar(title)) = title.map(|entry| &entry.node.value) {
        entry.title.clone_from(title);
    }
    if path.ends_with("/_index.md") {
        entry.kind = "栏目";
    }
    entry.words = crate::text::count(&document.text[document.body..]).words;
}

/// A file that the desk lists, and when it was last written in milliseconds since
/// 1970: what people write, and not the theme or what lies beside the text.
pub fn dated(listed: &Listed) -> Option<(Arc<str>, Option<i64>)> {
    let is_written = matches!(listed.kind, Kind::Config | Kind::Document | Kind::Data);
    is_written.then(|| {
        let written = listed.stamp.modified() / 1_000_000;
        (listed.path.clone(), Some(written))
    })
}

//! A page: a Markdown file that will be built.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::resolve::Resolver;
use crate::model::{Asked, Asking, Config, Datum, Fields, Located, Moment, Written};
use crate::nearest::nearest;
use crate::schema::{COMMON, Kind};

/// A content file, its keys read as its kind declares and followed.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path from the site's root, such as `content/policies/a.md`.
    pub path: Arc<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// Where the body begins in `text`.
    pub body: usize,
    /// What kind of content it is.
    pub kind: &'static Kind,
    /// The index of its section in the model.
    pub section: usize,
    /// Its address below the site's base path, `policies/a/`.
    pub address: Arc<str>,
    /// Its title, facts put in.
    pub title: String,
    /// Its date.
    pub date: Option<Moment>,
    /// Larger comes first in lists.
    pub weight: i64,
    /// Every key written, by its English name.
    pub fields: Arc<Fields>,
    /// What is wrong with what its keys name.
    pub problems: Vec<Diagnostic>,
    /// What it was read from.
    pub(super) written: Arc<Written>,
    /// What following its keys asked of the site.
    pub(super) asked: Box<[Asked]>,
}

impl Page {
    /// Whether the website shows it. A product can be for the print shop alone.
    pub fn is_shown(&self) -> bool {
        self.fields.get("on_web").is_none() || self.fields.flag("on_web")
    }

    /// Whether it names what stands in `site.yaml`.
    pub(super) fn names_config(&self) -> bool {
        NAMES.iter().any(|(key, ..)| self.fields.get(key).is_some())
    }

    /// The text of its body.
    pub fn markdown(&self) -> &str {
        &self.text[self.body..]
    }
}

/// Follows what a page's keys name.
pub(super) fn follow(
    written: &Arc<Written>,
    section: usize,
    site: Asking<'_>,
    config: &Config,
) -> Page {
    let document = &written.document;
    let mut resolver = Resolver {
        file: &document.path,
        site: &site,
        problems: Vec::new(),
    };
    let declared = [written.kind.fields, COMMON];
    let mut fields = resolver.fields((*written.fields).clone(), &declared);
    let mut problems = resolver.problems;
    check_names(&document.path, &fields, config, &mut problems);
    let date = fields.date("date").or_else(|| fields.date("start"));
    take_window_facts(&mut fields, &site);
    // Most pages name nothing, and then need no keys of their own.
    let fields = match fields == *written.fields {
        true => written.fields.clone(),
        false => Arc::new(fields),
    };
    Page {
        path: document.path.clone(),
        text: document.text.clone(),
        body: document.body,
        kind: written.kind,
        section,
        address: written.address.clone(),
        title: fields.text("title").unwrap_or_default().into(),
        date,
        weight: fields.number("weight").map_or(0, |weight| weight as i64),
        fields,
        problems,
        written: written.clone(),
        asked: site.asked(),
    }
}

/// A window that names a fact takes telephone, address and hours from it.
fn take_window_facts(fields: &mut Fields, site: &Asking<'_>) {
    let Some(value) = fields.get("fact") else {
        return;
    };
    let span = value.span.clone();
    let Some(name) = fields.text("fact").map(str::to_owned) else {
        return;
    };
    for key in ["phone", "address", "hours"] {
        if let Ok(said) = site.say(&format!("{name}.{key}")) {
            let datum = Datum::Text(said);
            let span = span.clone();
            fields.fill(key, Located { datum, span });
        }
    }
}

/// Keys that name something in `site.yaml`, in English and Chinese, and the list
/// in which it stands there.
const NAMES: [(&str, &str, &str); 2] = [
    ("phase", "所属阶段", "phases"),
    ("activity", "所属活动", "activities"),
];

/// Phases and activities that a page names must stand in site.yaml.
fn check_names(file: &Arc<str>, fields: &Fields, config: &Config, problems: &mut Vec<Diagnostic>) {
    for (key, zh, list) in NAMES {
        let Some(name) = fields.text(key) else {
            continue;
        };
        let known: Vec<&str> = config
            .fields
            .records(list)
            .filter_map(|one| one.text("name"))
            .collect();
        if known.contains(&name) {
            continue;
        }
        let span = fields.get(key).map_or(0..0, |value| value.span.clone());
        problems.push(Diagnostic::at(
            Place::new(file, span),
            Problem::UnknownName {
                key: zh.into(),
                name: name.into(),
                nearest: nearest(name, known.iter().copied()).map(Into::into),
            },
        ));
    }
}

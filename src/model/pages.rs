//! Pages: one Markdown file read as its kind declares, and whether it is built.

use std::sync::Arc;

use super::addresses::{address, folder_of};
use crate::diagnostic::{Diagnostic, Lang, Place, Problem};
use crate::model::read::Reader;
use crate::model::{Config, Moment, Page, Section, Skipped};
use crate::nearest::nearest;
use crate::schema::{COMMON, KINDS, Kind, find, kind_named};
use crate::source::{Document, Node, Value};

pub(super) enum Outcome {
    Built(Box<Page>),
    Skipped(Arc<str>, Skipped),
}

/// Reads one page, with its own problems.
pub(super) fn read_page(
    document: Document,
    sections: &[Section],
    config: &Config,
    now: Moment,
    drafts: bool,
) -> (Outcome, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let Document {
        path,
        text,
        front,
        body,
    } = document;
    let folder = folder_of(&path);
    let index = sections
        .iter()
        .rposition(|s| s.contains(folder))
        .unwrap_or(0);
    let section = &sections[index];
    let none = Node {
        value: Value::Null,
        span: 0..0,
    };
    let node = front.as_ref().unwrap_or(&none);
    let kind = kind_of(node, section, &path, &mut problems);
    let before = problems.len();
    let fields = Reader {
        file: &path,
        zone: &config.zone,
        problems: &mut problems,
    }
    .fields(node, &[kind.fields, COMMON]);
    let perhaps_draft = problems[before..].iter().any(|found| match &found.problem {
        Problem::UnknownKey { nearest, .. } => matches!(nearest.as_deref(), Some("草稿" | "draft")),
        Problem::WrongValue { key, .. } => key.get(Lang::Zh) == "草稿",
        _ => false,
    });
    let why = if perhaps_draft {
        Some(Skipped::PerhapsDraft)
    } else if !drafts && super::drafts::is_within(folder, sections) {
        Some(Skipped::Draft)
    } else {
        Skipped::of(&fields, now, drafts)
    };
    if let Some(why) = why {
        // What a draft still lacks is no mistake.
        if why == Skipped::Draft {
            problems.retain(|told| !matches!(told.problem, Problem::RequiredKey { .. }));
        }
        return (Outcome::Skipped(path, why), problems);
    }
    let page = Page {
        address: address(&path, section, &fields),
        kind,
        section: index,
        title: fields.text("title").unwrap_or_default().into(),
        date: fields.date("date").or_else(|| fields.date("start")),
        weight: fields.number("weight").map_or(0, |weight| weight as i64),
        fields,
        path,
        text,
        body,
    };
    (Outcome::Built(Box::new(page)), problems)
}

/// A page's kind: its own key, else its section's, else 文章.
fn kind_of(
    node: &Node,
    section: &Section,
    path: &Arc<str>,
    problems: &mut Vec<Diagnostic>,
) -> &'static Kind {
    let article = || kind_named("article").unwrap_or(KINDS[0]);
    let own = match &node.value {
        Value::Map(entries) => entries
            .iter()
            .find(|e| find(COMMON, &e.key).is_some_and(|field| field.en == "kind")),
        _ => None,
    };
    let Some((name, span)) = own.and_then(|entry| match &entry.node.value {
        Value::Scalar(name) => Some((name, &entry.node.span)),
        _ => None,
    }) else {
        return section.kind.unwrap_or_else(article);
    };
    kind_named(name).unwrap_or_else(|| {
        problems.push(unknown_kind(Place::new(path, span.clone()), name));
        section.kind.unwrap_or_else(article)
    })
}

/// A name that is none of the kinds', at its place.
pub(super) fn unknown_kind(place: Place, name: &str) -> Diagnostic {
    let names = KINDS.iter().flat_map(|kind| [kind.zh, kind.en]);
    let problem = Problem::UnknownKind {
        name: name.into(),
        nearest: nearest(name, names).map(Into::into),
    };
    Diagnostic::at(place, problem)
}

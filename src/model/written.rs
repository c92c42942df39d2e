//! A Markdown file read as its kind declares; nothing that it names followed.

use std::sync::Arc;

use super::addresses::{address, check_written, folder_of};
use crate::diagnostic::{Diagnostic, Lang, Place, Problem};
use crate::model::read::Reader;
use crate::model::{Config, Fields, Moment, Options, Section, Skipped};
use crate::nearest::nearest;
use crate::schema::{COMMON, KINDS, Kind, find, kind_named};
use crate::source::{Document, Node, Value};

/// A content file as it is written.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub document: Arc<Document>,
    /// What kind of content it is.
    pub kind: &'static Kind,
    /// Its section, as an index into all sections, drafts among them.
    pub section: usize,
    /// Its address below the site's base path.
    pub address: Arc<str>,
    /// Every key written, by its English name.
    pub fields: Arc<Fields>,
    /// What is wrong with its keys.
    pub problems: Vec<Diagnostic>,
    /// Why it is not built whatever the day is.
    never: Option<Skipped>,
    /// The days at which that can change.
    days: Days,
}

/// When a page begins and ends to be published.
#[derive(Debug, Clone, Copy, Default)]
struct Days {
    from: Option<Moment>,
    until: Option<Moment>,
}

impl Written {
    /// Reads one file. `sections` are all there are, drafts among them.
    pub fn read(document: Arc<Document>, sections: &[Section], config: &Config) -> Self {
        let mut problems = Vec::new();
        let path = &document.path;
        let folder = folder_of(path);
        let index = sections
            .iter()
            .rposition(|s| s.contains(folder))
            .unwrap_or(0);
        let section = &sections[index];
        let none = Node {
            value: Value::Null,
            span: 0..0,
        };
        let node = document.front.as_ref().unwrap_or(&none);
        let kind = kind_of(node, section, path, &mut problems);
        let before = problems.len();
        let fields = Reader {
            file: path,
            zone: &config.zone,
            problems: &mut problems,
        }
        .fields(node, &[kind.fields, COMMON]);
        check_written(path, &fields, &mut problems);
        let perhaps_draft = problems[before..].iter().any(|found| match &found.problem {
            Problem::UnknownKey { nearest, .. } => {
                matches!(nearest.as_deref(), Some("草稿" | "draft"))
            }
            Problem::WrongValue { key, .. } => key.get(Lang::Zh) == "草稿",
            _ => false,
        });
        let never = if perhaps_draft {
            Some(Skipped::PerhapsDraft)
        } else if section.draft || fields.flag("draft") {
            Some(Skipped::Draft)
        } else {
            consent(&fields)
        };
        Self {
            address: address(path, section, &fields).into(),
            kind,
            section: index,
            days: Days {
                from: fields.date("publish_from").or_else(|| fields.date("date")),
                until: fields.date("expires"),
            },
            fields: Arc::new(fields),
            problems,
            never,
            document,
        }
    }

    /// Why it is not built at `now`, if it is not.
    pub fn skipped(&self, now: Moment, options: &Options) -> Option<Skipped> {
        let why = match self.never {
            Some(Skipped::Draft) if options.drafts => consent(&self.fields),
            other => other,
        };
        let by_day = || {
            let not_yet = self.days.from.filter(|from| from.at > now.at);
            let expired = self.days.until.filter(|until| until.at <= now.at);
            not_yet
                .map(Skipped::NotYet)
                .or(expired.map(Skipped::Expired))
        };
        why.or_else(by_day).filter(|_| !options.everything)
    }

    /// The next moment after `now` at which it begins or ends to be published.
    pub fn next(&self, now: Moment) -> Option<Moment> {
        [self.days.from, self.days.until]
            .into_iter()
            .flatten()
            .filter(|day| day.at > now.at)
            .min_by_key(|day| day.at)
    }

    /// What is wrong with its keys. What a draft still lacks is no mistake.
    pub fn told(&self, why: Option<Skipped>) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().filter(move |told| {
            why != Some(Skipped::Draft) || !matches!(told.problem, Problem::RequiredKey { .. })
        })
    }
}

/// Whether the person that a page tells of has not agreed to it.
fn consent(fields: &Fields) -> Option<Skipped> {
    let asked = fields.get("consent").is_some();
    (asked && !fields.flag("consent")).then_some(Skipped::NoConsent)
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

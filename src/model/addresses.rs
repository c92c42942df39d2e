//! Addresses: from the paths of files, and what writers may put into them.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Datum, Fields, Section, Written};
use crate::output::check_name;
use crate::schema::{Said, said};
use crate::text::slug;

/// Tells of names in a file's addresses that could not be files on every system,
/// or would lead out of the website.
pub fn check_written(file: &Arc<str>, fields: &Fields, problems: &mut Vec<Diagnostic>) {
    check_slug(file, fields, problems);
    fields
        .records("views")
        .for_each(|view| check_slug(file, view, problems));
    for alias in fields.list("aliases") {
        let Datum::Text(text) = &alias.datum else {
            continue;
        };
        let path = text.trim_start_matches('/').trim_end_matches('/');
        if check_name(path).is_err() {
            let place = Place::new(file, alias.span.clone());
            let wanted = said(
                "本站以前的路径，如 /old/a.html",
                "a former path of this site, such as /old/a.html",
            );
            problems.push(wrong(place, said("别名", "aliases"), text, wanted));
        }
    }
}

fn check_slug(file: &Arc<str>, fields: &Fields, problems: &mut Vec<Diagnostic>) {
    let (Some(value), Some(slug)) = (fields.get("slug"), fields.text("slug")) else {
        return;
    };
    if slug.contains('/') || check_name(slug).is_err() {
        let place = Place::new(file, value.span.clone());
        let wanted = said(
            "一个名字，不含 / ? : * 等符号，如 gaoling-jintie",
            "a name without signs such as / ? : *, such as gaoling-jintie",
        );
        problems.push(wrong(place, said("网址名", "slug"), slug, wanted));
    }
}

fn wrong(place: Place, key: Said, found: &str, wanted: Said) -> Diagnostic {
    let problem = Problem::WrongValue {
        key: key.into(),
        found: found.into(),
        wanted: wanted.into(),
    };
    Diagnostic::at(place, problem)
}

/// `content/policies/a.md` is `policies/a/`; `index.md` stands for its folder.
pub(super) fn address(path: &str, section: &Section, fields: &Fields) -> String {
    let folder = folder_of(path);
    let between = between(&section.folder, &format!("{folder}/x"));
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let own = fields.text("slug").map_or_else(|| slug(stem), Into::into);
    match stem {
        "index" => format!("{}{between}", section.address),
        _ => format!("{}{between}{own}/", section.address),
    }
}

/// The folders between an outer folder and the last part of an inner one,
/// each ended by `/`.
pub(super) fn between(outer: &str, inner: &str) -> String {
    let rest = inner
        .strip_prefix(outer)
        .unwrap_or(inner)
        .trim_start_matches('/');
    match rest.rfind('/') {
        Some(slash) => rest[..=slash]
            .split_inclusive('/')
            .map(|part| format!("{}/", slug(part.trim_end_matches('/'))))
            .collect(),
        None => String::new(),
    }
}

/// The folder of a content file, below `content/`.
pub(super) fn folder_of(path: &str) -> &str {
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.rfind('/').map_or("", |slash| &below[..slash])
}

/// Two files must not have one address, nor may a former address lead away
/// from a page that is there.
pub(super) fn check_addresses(
    pages: &[&Written],
    sections: &[&Section],
    problems: &mut Vec<Diagnostic>,
) {
    let mut taken: FxHashMap<Cow<'_, str>, &Arc<str>> = FxHashMap::default();
    let indexes = sections
        .iter()
        .filter_map(|s| Some((s.address.as_str(), s.path.as_ref()?)));
    let pages_at = pages.iter().map(|p| (&*p.address, &p.document.path));
    for (address, path) in indexes.chain(pages_at) {
        if let Some(first) = taken.insert(address.into(), path) {
            problems.push(twice(address, first, Place::file(path)));
        }
    }
    let sections = sections
        .iter()
        .filter_map(|s| Some((&s.fields, s.path.as_ref()?)));
    for (fields, path) in sections.chain(pages.iter().map(|p| (&*p.fields, &p.document.path))) {
        for alias in fields.list("aliases") {
            if let Datum::Text(text) = &alias.datum {
                let address = crate::plan::alias_address(text);
                if let Some(first) = taken.insert(address.clone().into(), path) {
                    let place = Place::new(path, alias.span.clone());
                    problems.push(twice(&address, first, place));
                }
            }
        }
    }
}

fn twice(address: &str, first: &Arc<str>, place: Place) -> Diagnostic {
    let problem = Problem::AddressTwice {
        address: format!("/{address}"),
        first: first.to_string(),
    };
    Diagnostic::at(place, problem)
}

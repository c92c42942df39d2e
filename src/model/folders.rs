//! Sections: folders of content, and what their `_index.md` says.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::Vector;

use super::addresses::{between, check_written, folder_of};
use super::written::unknown_kind;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::read::Reader;
use crate::model::{Config, Fields, Section, Sort, View};
use crate::nearest::nearest;
use crate::schema::{COMMON, Kind, SECTION, find, kind_named};
use crate::source::Document;

/// Every folder that holds content, with its `_index.md` where there is one.
///
/// A folder without an `_index.md` belongs to the one around it.
pub(super) fn sections(
    documents: &Vector<Arc<Document>>,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Section> {
    let mut folders: BTreeMap<&str, Option<&Document>> = documents
        .iter()
        .filter(|document| is_index(&document.path))
        .map(|document| (folder_of(&document.path), Some(&**document)))
        .collect();
    folders.entry("").or_default();
    let mut sections: Vec<Section> = Vec::new();
    for (folder, document) in folders {
        let section = section(folder.to_owned(), document, &sections, config, problems);
        sections.push(section);
    }
    sections
}

/// Whether a file tells of its folder and is no page of its own.
pub(super) fn is_index(path: &str) -> bool {
    path.ends_with("/_index.md")
}

fn section(
    folder: String,
    document: Option<&Document>,
    before: &[Section],
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Section {
    let (path, text, body): (Arc<str>, Arc<str>, usize) = match document {
        Some(document) => (document.path.clone(), document.text.clone(), document.body),
        None => ("".into(), "".into(), 0),
    };
    let front = document.and_then(|document| document.front.as_ref());
    let fields = match front {
        Some(node) => Reader {
            file: &path,
            zone: &config.zone,
            problems,
        }
        .fields(node, &[SECTION]),
        None => Fields::default(),
    };
    check_written(&path, &fields, problems);
    let around = &before.iter().rfind(|s| s.contains(&folder));
    let kind = fields.text("kind").and_then(|name| {
        let kind = kind_named(name);
        if kind.is_none() {
            let span = fields.get("kind").map_or(0..0, |value| value.span.clone());
            problems.push(unknown_kind(Place::new(&path, span), name));
        }
        kind
    });
    let kind = kind.or_else(|| around.and_then(|section| section.kind));
    let own = folder.rsplit('/').next().unwrap_or_default();
    let own = fields.text("slug").unwrap_or(own);
    let address = match around {
        Some(_) if folder.is_empty() => String::new(),
        Some(around) => {
            let between = between(&around.folder, &folder);
            format!("{}{between}{own}/", around.address)
        }
        None => String::new(),
    };
    let views = fields
        .records("views")
        .filter_map(|view| read_view(view, kind, &path, problems));
    Section {
        views: views.collect(),
        title: fields.text("title").unwrap_or(own).into(),
        sort: fields
            .choice("sort")
            .map_or(Sort::Date, |word| Sort::named(word.en)),
        page_size: fields
            .number("page_size")
            .map_or(20, |n| n.max(1.0) as usize),
        path: (!path.is_empty()).then(|| path.clone()),
        address,
        kind,
        text,
        body,
        draft: fields.flag("draft") || around.is_some_and(|section| section.draft),
        fields,
        folder,
        pages: Arc::default(),
    }
}

fn read_view(
    view: &Fields,
    kind: Option<&'static Kind>,
    path: &Arc<str>,
    problems: &mut Vec<Diagnostic>,
) -> Option<View> {
    let by = view.text("group_by")?;
    let declared = kind.map_or(&[][..], |kind| kind.fields);
    let Some(field) = find(declared, by).or_else(|| find(COMMON, by)) else {
        let names = declared
            .iter()
            .chain(COMMON)
            .flat_map(|field| [field.zh, field.en]);
        let span = view
            .get("group_by")
            .map_or(0..0, |value| value.span.clone());
        problems.push(Diagnostic::at(
            Place::new(path, span),
            Problem::UnknownKey {
                key: by.into(),
                nearest: nearest(by, names).map(Into::into),
            },
        ));
        return None;
    };
    Some(View {
        title: view.text("title")?.into(),
        slug: view.text("slug")?.into(),
        group_by: field.en,
        each: view.flag("each"),
        template: view.text("template").map(Into::into),
    })
}

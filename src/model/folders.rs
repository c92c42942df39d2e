//! Sections: folders of content, and what their `_index.md` says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::{between, folder_of};
use super::pages::unknown_kind;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::read::Reader;
use crate::model::{Config, Fields, Section, Sort, View};
use crate::nearest::nearest;
use crate::schema::{COMMON, Kind, SECTION, find, kind_named};
use crate::source::Document;

/// Every folder that holds content, with its `_index.md` where there is one.
pub(super) fn sections(
    indexes: Vec<Document>,
    documents: &[Document],
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Section> {
    let mut indexes: BTreeMap<String, Document> = indexes
        .into_iter()
        .map(|d| (folder_of(&d.path).to_owned(), d))
        .collect();
    let mut folders: Vec<String> = documents
        .iter()
        .map(|document| folder_of(&document.path).to_owned())
        .collect();
    folders.extend(indexes.keys().cloned());
    folders.push(String::new());
    folders.sort();
    folders.dedup();
    let mut sections: Vec<Section> = Vec::new();
    for folder in folders {
        let document = indexes.remove(&folder);
        // A folder without an `_index.md` belongs to the one around it.
        if document.is_none() && !folder.is_empty() {
            continue;
        }
        let section = section(folder, document, &sections, config, problems);
        sections.push(section);
    }
    sections
}

fn section(
    folder: String,
    document: Option<Document>,
    before: &[Section],
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Section {
    let Document {
        path,
        text,
        front,
        body,
    } = document.unwrap_or_else(|| Document {
        path: "".into(),
        text: "".into(),
        front: None,
        body: 0,
    });
    let fields = match &front {
        Some(node) => Reader {
            file: &path,
            zone: &config.zone,
            problems,
        }
        .fields(node, &[SECTION]),
        None => Fields::default(),
    };
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
        fields,
        folder,
        pages: Vec::new(),
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

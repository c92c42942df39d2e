//! The site as a whole: reads every file as its kind declares, decides what is
//! built, gives addresses, follows references and puts pages in order.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Lang, Place, Problem};
use crate::model::read::Reader;
use crate::model::resolve::Resolver;
use crate::model::{
    Config, Datum, Facts, Fields, Moment, Page, Section, Skipped, Sort, Targets, View,
};
use crate::nearest::nearest;
use crate::schema::{COMMON, KINDS, Kind, SECTION, SITE, find, kind_named};
use crate::source::{Document, Node, Sources, Value};
use crate::text::slug;

/// What a build is asked for beyond what the files say.
#[derive(Debug, Clone)]
pub struct Options {
    /// The one clock: what is published and which day it is hang on it.
    pub now: Option<String>,
    /// Whether drafts are built too.
    pub drafts: bool,
    /// Takes the place of the address in `site.yaml`.
    pub base_url: Option<String>,
}

/// The whole site, typed and linked.
#[derive(Debug)]
pub struct Model {
    /// `site.yaml`, facts put in.
    pub config: Config,
    /// All facts.
    pub facts: Facts,
    /// Every page that is built, by path.
    pub pages: Vec<Page>,
    /// Every folder, by its name; the first is the root.
    pub sections: Vec<Section>,
    /// All that can be linked to.
    pub targets: Targets,
    /// Indices of pages by the path of their file.
    pub by_path: BTreeMap<Arc<str>, usize>,
    /// When this build is.
    pub now: Moment,
}

impl Model {
    /// The page of a file.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.by_path.get(path).map(|&index| &self.pages[index])
    }
}

/// Builds the model. All problems of all files are pushed to `problems`.
pub fn build(sources: Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Model {
    let mut config = Config::read(&sources, options.base_url.as_deref(), problems);
    let now = now(options, &config, problems);
    let facts = Facts::read(&sources.data, &config.zone, problems);
    let (indexes, documents): (Vec<_>, Vec<_>) = sources
        .documents
        .into_iter()
        .partition(|d| d.path.ends_with("/_index.md"));
    let mut sections = sections(indexes, &documents, &config, problems);

    let read: Vec<_> = documents
        .into_par_iter()
        .map(|document| read_page(document, &sections, &config, now, options.drafts))
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    let mut skipped = BTreeMap::new();
    for (outcome, found) in read {
        problems.extend(found);
        match outcome {
            Outcome::Built(page) => pages.push(*page),
            Outcome::Skipped(path, why) => {
                problems.push(why.note(&path));
                skipped.insert(path, why);
            }
        }
    }

    if !options.drafts {
        sections = super::drafts::take_out(sections, &mut pages, &mut skipped, problems);
    }
    let mut addresses: BTreeMap<Arc<str>, String> = pages
        .iter()
        .map(|page| (page.path.clone(), page.address.clone()))
        .collect();
    for section in &sections {
        if let Some(path) = &section.path {
            addresses.insert(path.clone(), section.address.clone());
        }
    }
    let targets = Targets::new(addresses, sources.files, skipped);
    check_addresses(&pages, &sections, problems);
    super::addresses::check_written(&pages, &sections, problems);

    let found: Vec<_> = pages
        .par_iter_mut()
        .map(|page| {
            let mut resolver = Resolver {
                file: &page.path,
                facts: &facts,
                targets: &targets,
                problems: Vec::new(),
            };
            let fields = std::mem::take(&mut page.fields);
            page.fields = resolver.fields(fields, &[page.kind.fields, COMMON]);
            page.title = page.fields.text("title").unwrap_or_default().into();
            let found = resolver.problems;
            take_window_facts(page, &facts);
            found
        })
        .collect();
    problems.extend(found.into_iter().flatten());
    resolve_rest(&mut config, &mut sections, &facts, &targets, problems);
    check_names(&config, &pages, problems);

    for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.is_shown()) {
        sections[page.section].pages.push(index);
    }
    for section in &mut sections {
        let mut order = std::mem::take(&mut section.pages);
        section.sort.apply(&pages, &mut order);
        section.pages = order;
    }
    let by_path = pages
        .iter()
        .enumerate()
        .map(|(i, page)| (page.path.clone(), i))
        .collect();
    Model {
        config,
        facts,
        pages,
        sections,
        targets,
        by_path,
        now,
    }
}

enum Outcome {
    Built(Box<Page>),
    Skipped(Arc<str>, Skipped),
}

/// The time of the build: as asked for, else the system's clock. This is the
/// only place that reads it.
fn now(options: &Options, config: &Config, problems: &mut Vec<Diagnostic>) -> Moment {
    let system = || Moment {
        at: jiff::Timestamp::now()
            .to_zoned_datetime(config.zone.clone())
            .datetime(),
        timed: true,
    };
    let Some(text) = &options.now else {
        return system();
    };
    Moment::parse(text, &config.zone).unwrap_or_else(|| {
        problems.push(Diagnostic::general(Problem::WrongValue {
            key: "--now".into(),
            found: text.as_str().into(),
            wanted: "2026-05-08T09:00".into(),
        }));
        system()
    })
}

/// Every folder that holds content, with its `_index.md` where there is one.
fn sections(
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
            problems.push(unknown_kind(&path, name, &fields));
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

/// Reads one page, with its own problems.
fn read_page(
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
        let names = KINDS.iter().flat_map(|kind| [kind.zh, kind.en]);
        problems.push(Diagnostic::at(
            Place::new(path, span.clone()),
            Problem::UnknownKind {
                name: name.clone(),
                nearest: nearest(name, names).map(Into::into),
            },
        ));
        section.kind.unwrap_or_else(article)
    })
}

fn unknown_kind(path: &Arc<str>, name: &str, fields: &Fields) -> Diagnostic {
    let names = KINDS.iter().flat_map(|kind| [kind.zh, kind.en]);
    let span = fields.get("kind").map_or(0..0, |value| value.span.clone());
    Diagnostic::at(
        Place::new(path, span),
        Problem::UnknownKind {
            name: name.into(),
            nearest: nearest(name, names).map(Into::into),
        },
    )
}

/// `content/policies/a.md` is `policies/a/`; `index.md` stands for its folder.
fn address(path: &str, section: &Section, fields: &Fields) -> String {
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
fn between(outer: &str, inner: &str) -> String {
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
fn folder_of(path: &str) -> &str {
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.rfind('/').map_or("", |slash| &below[..slash])
}

/// Two files must not have one address, nor may a former address lead away
/// from a page that is there.
fn check_addresses(pages: &[Page], sections: &[Section], problems: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, Arc<str>> = BTreeMap::new();
    let mut take = |address: &str, place: Place, problems: &mut Vec<Diagnostic>| {
        let file = place.file.clone();
        if let Some(first) = taken.insert(address.to_owned(), file) {
            let problem = Problem::AddressTwice {
                address: format!("/{address}"),
                first: first.to_string(),
            };
            problems.push(Diagnostic::at(place, problem));
        }
    };
    let indexes = sections
        .iter()
        .filter_map(|s| Some((s.address.as_str(), s.path.as_ref()?)));
    for (address, path) in indexes.chain(pages.iter().map(|p| (p.address.as_str(), &p.path))) {
        take(address, Place::file(path), problems);
    }
    let sections = sections
        .iter()
        .filter_map(|s| Some((&s.fields, s.path.as_ref()?)));
    for (fields, path) in sections.chain(pages.iter().map(|p| (&p.fields, &p.path))) {
        for alias in fields.list("aliases") {
            if let Datum::Text(text) = &alias.datum {
                let address = crate::plan::alias_address(text);
                take(&address, Place::new(path, alias.span.clone()), problems);
            }
        }
    }
}

/// Phases and activities that pages name must stand in site.yaml.
fn check_names(config: &Config, pages: &[Page], problems: &mut Vec<Diagnostic>) {
    for (key, zh, list) in [
        ("phase", "所属阶段", "phases"),
        ("activity", "所属活动", "activities"),
    ] {
        let known: Vec<&str> = config
            .fields
            .records(list)
            .filter_map(|one| one.text("name"))
            .collect();
        for page in pages {
            let Some(name) = page.fields.text(key).filter(|name| !known.contains(name)) else {
                continue;
            };
            let span = page
                .fields
                .get(key)
                .map_or(0..0, |value| value.span.clone());
            problems.push(Diagnostic::at(
                Place::new(&page.path, span),
                Problem::UnknownName {
                    key: zh.into(),
                    name: name.into(),
                    nearest: nearest(name, known.iter().copied()).map(Into::into),
                },
            ));
        }
    }
}

/// A window that names a fact takes telephone, address and hours from it.
fn take_window_facts(page: &mut Page, facts: &Facts) {
    let Some(value) = page.fields.get("fact") else {
        return;
    };
    let span = value.span.clone();
    let Some(name) = page.fields.text("fact").map(str::to_owned) else {
        return;
    };
    for key in ["phone", "address", "hours"] {
        if let Ok(said) = facts.say(&format!("{name}.{key}")) {
            let datum = Datum::Text(said);
            page.fields.fill(
                key,
                super::Located {
                    datum,
                    span: span.clone(),
                },
            );
        }
    }
}

/// Facts and files named in `site.yaml` and in `_index.md` files.
fn resolve_rest(
    config: &mut Config,
    sections: &mut [Section],
    facts: &Facts,
    targets: &Targets,
    problems: &mut Vec<Diagnostic>,
) {
    let mut follow = |file: &Arc<str>, fields: &mut Fields, declared| {
        let mut resolver = Resolver {
            file,
            facts,
            targets,
            problems: Vec::new(),
        };
        *fields = resolver.fields(std::mem::take(fields), &[declared]);
        problems.append(&mut resolver.problems);
    };
    follow(&config.file, &mut config.fields, SITE);
    for section in sections {
        if let Some(path) = &section.path {
            follow(path, &mut section.fields, SECTION);
        }
    }
}

//! The site as a whole: reads every file as its kind declares, decides what is
//! built, gives addresses, follows references and puts pages in order.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::addresses::check_addresses;
use crate::model::folders::sections;
use crate::model::pages::{Outcome, read_page};
use crate::model::resolve::Resolver;
use crate::model::{Config, Datum, Facts, Fields, Moment, Page, Section, Targets};
use crate::nearest::nearest;
use crate::schema::{COMMON, SECTION, SITE};
use crate::source::Sources;

/// What a build is asked for beyond what the files say.
#[derive(Debug, Clone)]
pub struct Options {
    /// The one clock: what is published and which day it is hang on it.
    pub now: Option<String>,
    /// Whether drafts are built too.
    pub drafts: bool,
    /// Takes the place of the address in `site.yaml`.
    pub base_url: Option<String>,
    /// What may be wrong with a finished product: a code and the reason why.
    pub allow: Vec<(String, String)>,
}

impl Options {
    /// A problem as it is told: allowed, if somebody took it upon himself.
    pub fn allowed(&self, problem: Problem) -> Problem {
        match self.allow.iter().find(|(code, _)| code == problem.code()) {
            Some((_, reason)) => Problem::Allowed {
                problem: Box::new(problem),
                reason: reason.clone(),
            },
            None => problem,
        }
    }
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

//! The site as a whole: reads every file as its kind declares, decides what is
//! built, gives addresses, follows references and puts pages in order.
//!
//! What has not changed since the site was read before is taken from there. The
//! result never hangs on it: a page is the same as long as its file, its section
//! and every answer that the rest of the site gave for it are the same.

use std::sync::Arc;

use imbl::Vector;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::folders::{is_index, sections};
use crate::model::index::{Index, NONE};
use crate::model::page::follow;
use crate::model::resolve::Resolver;
use crate::model::{
    Asked, Asking, Config, Facts, Fields, Moment, Options, Page, Section, Skipped, Targets, Written,
};
use crate::schema::{SECTION, SITE};
use crate::source::{Delta, Sources};

/// The whole site, typed and linked.
#[derive(Debug)]
pub struct Model {
    /// `site.yaml`, facts put in.
    pub config: Arc<Config>,
    /// All facts.
    pub facts: Arc<Facts>,
    /// Every page that is built, by path.
    pub pages: Vector<Arc<Page>>,
    /// Every folder that is built, by its name; the first is the root.
    pub sections: Arc<[Section]>,
    /// When this build is.
    pub now: Moment,
    /// How it differs from the site as it was read before.
    pub changed: Changed,
    index: Arc<Index>,
    read: Read,
    /// What is wrong with the time that was asked for and, once followed, with
    /// `site.yaml` and sections.
    followed: Vec<Diagnostic>,
}

/// How a site differs from the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// In anything.
    Everything,
    /// In nothing but these pages, by index: no page came or went, none has
    /// another address; sections and `site.yaml` are the same. Facts may be other
    /// ones; of pages these are then all whose keys show it. Sorted.
    Pages(Vec<usize>),
}

/// What was read, before anything was followed.
#[derive(Debug, Clone)]
struct Read {
    config: Arc<(Config, Vec<Diagnostic>)>,
    facts: Arc<(Arc<Facts>, Vec<Diagnostic>)>,
    /// Drafts among them.
    sections: Arc<(Vec<Section>, Vec<Diagnostic>)>,
    /// By document; none for an `_index.md`.
    written: Vector<Option<Arc<Written>>>,
    base_url: Option<String>,
}

impl Model {
    /// The page of a file.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.index_of(path).map(|index| &*self.pages[index])
    }

    /// The index of the page of a file.
    pub fn index_of(&self, path: &str) -> Option<usize> {
        self.index.by_path.get(path).map(|&index| index as usize)
    }

    /// The index of the page at an address below the base path.
    pub fn page_at(&self, address: &str) -> Option<usize> {
        self.index.page_at(&self.pages, address)
    }

    /// Why the public does not see a page that is built only because drafts, or
    /// everything, were asked for.
    pub fn withheld(&self, page: usize) -> Option<Skipped> {
        let page = self.pages.get(page)?;
        page.written.skipped(self.now, &Options::default())
    }

    /// All that can be linked to.
    pub fn targets(&self) -> &Targets {
        &self.index.targets
    }

    /// The next moment after `now` at which a page begins or ends to be
    /// published, if there is one.
    pub fn until(&self) -> Option<Moment> {
        self.index.until
    }

    /// Everything that is wrong with what was read, apart from files as such and
    /// from the bodies of pages.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let read = &self.read;
        let mut problems = read.config.1.clone();
        problems.extend_from_slice(&read.facts.1);
        problems.extend_from_slice(&read.sections.1);
        for (document, written) in read.written.iter().enumerate() {
            if let Some(written) = written {
                let why = self.index.skipped(document);
                problems.extend(written.told(why).cloned());
                problems.extend(why.map(|why| why.note(&written.document.path)));
            }
        }
        problems.extend_from_slice(&self.index.problems);
        problems.extend_from_slice(&self.followed);
        problems.extend(
            self.pages
                .iter()
                .flat_map(|page| page.problems.iter().cloned()),
        );
        problems
    }
}

/// Builds the model. `delta` says in what `sources` differ from those that
/// `before` was built from.
pub fn build(sources: &Sources, delta: &Delta, options: &Options, before: Option<&Model>) -> Model {
    let read = Read::of(sources, delta, options, before.map(|before| &before.read));
    // Documents are read with the zone, and when they are published hangs on it.
    let same_frame = before.filter(|before| {
        before.read.config.0.zone == read.config.0.zone && before.read.frames_as(&read.sections.0)
    });
    let (now, mut followed) = now(options, &read.config.0);
    let index = match same_frame.filter(|before| {
        let old = &before.read.written;
        let new = &read.written;
        !delta.names && before.index.holds(old, new, &delta.documents, now, options)
    }) {
        Some(before) => before.index.clone(),
        None => Arc::new(Index::of(
            sources,
            &read.written,
            &read.sections.0,
            now,
            options,
        )),
    };
    let facts = read.facts.0.clone();

    let config = read.config.0.clone();
    let config = Config {
        fields: followed_fields(
            &config.file,
            &config.fields,
            SITE,
            &facts,
            &index.targets,
            &mut followed,
        ),
        ..config
    };
    let config = match before.filter(|before| *before.config == config) {
        Some(before) => before.config.clone(),
        None => Arc::new(config),
    };
    let mut sections: Vec<Section> = index
        .kept
        .iter()
        .map(|&at| {
            let section = read.sections.0[at].clone();
            let Some(path) = &section.path else {
                return section;
            };
            let fields = followed_fields(
                path,
                &section.fields,
                SECTION,
                &facts,
                &index.targets,
                &mut followed,
            );
            Section { fields, ..section }
        })
        .collect();

    let (pages, changed) = pages(&read.written, delta, &index, &config, &facts, before);
    let same = before.filter(|before| {
        Arc::ptr_eq(&before.index, &index) && Arc::ptr_eq(&before.config, &config)
    });
    order(
        &mut sections,
        &pages,
        &changed,
        before.filter(|before| Arc::ptr_eq(&before.index, &index)),
    );
    // The order of pages may be another; whoever shows it compares it.
    let same = same.filter(|before| {
        let bare = |section: &Section| Section {
            pages: Arc::default(),
            ..section.clone()
        };
        before.sections.len() == sections.len()
            && before
                .sections
                .iter()
                .zip(&sections)
                .all(|(a, b)| bare(a) == bare(b))
            && before.now.day() == now.day()
    });
    Model {
        changed: match same {
            Some(_) => Changed::Pages(changed),
            None => Changed::Everything,
        },
        config,
        facts,
        pages,
        sections: sections.into(),
        now,
        index,
        read,
        followed,
    }
}

impl Read {
    fn of(sources: &Sources, delta: &Delta, options: &Options, before: Option<&Self>) -> Self {
        let config = match before.filter(|b| !delta.config && b.base_url == options.base_url) {
            Some(before) => before.config.clone(),
            None => {
                let mut problems = Vec::new();
                let config = Config::read(sources, options.base_url.as_deref(), &mut problems);
                kept(before.map(|b| &b.config), (config, problems))
            }
        };
        let same_zone = before.filter(|before| before.config.0.zone == config.0.zone);
        let facts = match same_zone.filter(|_| !delta.data) {
            Some(before) => before.facts.clone(),
            None => {
                let mut problems = Vec::new();
                let facts = Facts::read(&sources.data, &config.0.zone, &mut problems);
                // An edit that leaves all facts alone is none.
                let facts = kept(before.map(|b| &b.facts.0), facts);
                Arc::new((facts, problems))
            }
        };
        let is_section = |&at: &usize| is_index(&sources.documents[at].path);
        let sections =
            match same_zone.filter(|_| !delta.names && !delta.documents.iter().any(is_section)) {
                Some(before) => before.sections.clone(),
                None => {
                    let mut problems = Vec::new();
                    let sections = sections(&sources.documents, &config.0, &mut problems);
                    kept(before.map(|b| &b.sections), (sections, problems))
                }
            };
        let same = same_zone.filter(|before| before.frames_as(&sections.0));
        let write = |document: &Arc<_>| {
            let read = || Written::read(Arc::clone(document), &sections.0, &config.0);
            (!is_index(&document.path)).then(|| Arc::new(read()))
        };
        let written = match same {
            Some(before) if !delta.names => {
                let mut written = before.written.clone();
                for &at in &delta.documents {
                    written.set(at, write(&sources.documents[at]));
                }
                written
            }
            before => {
                let old = before.map(|before| &before.written);
                let mut old = old.into_iter().flatten().flatten().peekable();
                let known: Vec<_> = sources
                    .documents
                    .iter()
                    .map(|document| {
                        while old
                            .next_if(|old| old.document.path < document.path)
                            .is_some()
                        {}
                        let same = old.next_if(|old| old.document.path == document.path);
                        let same = same.filter(|old| Arc::ptr_eq(&old.document, document));
                        (document, same.cloned())
                    })
                    .collect();
                let all: Vec<_> = known
                    .into_par_iter()
                    .map(|(document, known)| known.or_else(|| write(document)))
                    .collect();
                all.into()
            }
        };
        Self {
            config,
            facts,
            sections,
            written,
            base_url: options.base_url.clone(),
        }
    }
}

impl Read {
    /// Whether sections are the same in what pages and addresses hang on.
    fn frames_as(&self, sections: &[Section]) -> bool {
        let same = |a: &Section, b: &Section| {
            a.folder == b.folder
                && a.path == b.path
                && a.address == b.address
                && a.kind == b.kind
                && a.draft == b.draft
                && a.fields.list("aliases") == b.fields.list("aliases")
        };
        let mine = &self.sections.0;
        mine.len() == sections.len() && mine.iter().zip(sections).all(|(a, b)| same(a, b))
    }
}

/// The value from before, if it is the same.
fn kept<T: PartialEq>(before: Option<&Arc<T>>, value: T) -> Arc<T> {
    match before.filter(|before| ***before == value) {
        Some(before) => before.clone(),
        None => Arc::new(value),
    }
}

/// The pages, and those that are not as before, by index.
fn pages(
    written: &Vector<Option<Arc<Written>>>,
    delta: &Delta,
    index: &Arc<Index>,
    config: &Config,
    facts: &Arc<Facts>,
    before: Option<&Model>,
) -> (Vector<Arc<Page>>, Vec<usize>) {
    let same_config = before.is_some_and(|before| *before.config == *config);
    let same_index = before.filter(|before| Arc::ptr_eq(&before.index, index));
    // Asking where every link of a large site leads takes longer than all else.
    let matters = |asked: &Asked| same_index.is_none() || !matches!(asked, Asked::Target(..));
    let make = |document: usize, old: Option<&Arc<Page>>| {
        let written = written[document].as_ref()?;
        let section = index.section(written.section);
        let site = Asking::new(&written.document.path, facts, &index.targets);
        let same = old.filter(|old| {
            Arc::ptr_eq(&old.written, written)
                && old.section == section
                && (same_config || !old.names_config())
                && site.still(&old.asked, matters)
        });
        match same {
            Some(old) => Some(old.clone()),
            None => Some(Arc::new(follow(written, section, site, config))),
        }
    };
    if let Some(before) = same_index {
        let mut pages = before.pages.clone();
        let mut changed = Vec::new();
        let ask_all = !Arc::ptr_eq(&before.facts, facts) || !same_config;
        let asked: Vec<usize> = match ask_all {
            true => (0..written.len()).collect(),
            false => delta.documents.clone(),
        };
        let new: Vec<_> = asked
            .into_par_iter()
            .filter(|&document| index.page_of[document] != NONE)
            .filter_map(|document| {
                let at = index.page_of[document] as usize;
                let old = &before.pages[at];
                let page = make(document, Some(old))?;
                (!Arc::ptr_eq(&page, old)).then_some((at, page))
            })
            .collect();
        for (at, page) in new {
            pages.set(at, page);
            changed.push(at);
        }
        return (pages, changed);
    }
    let old = |path: &str| before.and_then(|before| Some(&before.pages[before.index_of(path)?]));
    let all: Vec<_> = index
        .documents
        .par_iter()
        .filter_map(|&document| {
            let path = &written[document as usize].as_ref()?.document.path;
            make(document as usize, old(path))
        })
        .collect();
    (all.into(), Vec::new())
}

/// Puts the pages of sections in order. Where only some pages changed, only the
/// sections they are in are looked at.
fn order(
    sections: &mut [Section],
    pages: &Vector<Arc<Page>>,
    changed: &[usize],
    before: Option<&Model>,
) {
    let Some(before) = before else {
        let mut orders = vec![Vec::new(); sections.len()];
        for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.is_shown()) {
            orders[page.section].push(index);
        }
        sections
            .par_iter_mut()
            .zip(orders)
            .for_each(|(section, mut order)| {
                section.sort.apply(pages, &mut order);
                section.pages = order.into();
            });
        return;
    };
    let mut touched: Vec<usize> = Vec::new();
    for (at, (section, old)) in sections.iter_mut().zip(before.sections.iter()).enumerate() {
        section.pages = old.pages.clone();
        if section.sort != old.sort {
            touched.push(at);
        }
    }
    for &at in changed {
        let (old, new) = (&before.pages[at], &pages[at]);
        if old.fields != new.fields || old.title != new.title {
            touched.push(new.section);
        }
    }
    touched.sort_unstable();
    touched.dedup();
    for at in touched {
        let section = &mut sections[at];
        let mut order: Vec<usize> = section.pages.to_vec();
        // They are in the order of pages.
        order.retain(|index| changed.binary_search(index).is_err());
        if section.sort != before.sections[at].sort {
            section.sort.apply(pages, &mut order);
        }
        let mut more = changed.to_vec();
        more.retain(|&index| pages[index].section == at && pages[index].is_shown());
        section.pages = section.sort.merge(pages, &order, more).into();
    }
}

/// The time of the build: as asked for, else the system's clock. This is the
/// only place that reads it.
fn now(options: &Options, config: &Config) -> (Moment, Vec<Diagnostic>) {
    let system = || Moment {
        at: jiff::Timestamp::now()
            .to_zoned_datetime(config.zone.clone())
            .datetime(),
        timed: true,
    };
    let Some(text) = &options.now else {
        return (system(), Vec::new());
    };
    match Moment::parse(text, &config.zone) {
        Some(now) => (now, Vec::new()),
        None => {
            let problem = Problem::WrongValue {
                key: "--now".into(),
                found: text.as_str().into(),
                wanted: "2026-05-08T09:00".into(),
            };
            (system(), vec![Diagnostic::general(problem)])
        }
    }
}

/// Facts and files named in `site.yaml` and in `_index.md` files.
fn followed_fields(
    file: &Arc<str>,
    fields: &Fields,
    declared: &'static [crate::schema::Field],
    facts: &Facts,
    targets: &Targets,
    problems: &mut Vec<Diagnostic>,
) -> Fields {
    let site = Asking::new(file, facts, targets);
    let mut resolver = Resolver {
        file,
        site: &site,
        problems: Vec::new(),
    };
    let fields = resolver.fields(fields.clone(), &[declared]);
    problems.append(&mut resolver.problems);
    fields
}

//! The Markdown of pages, read with the site around it: facts, links and
//! pictures followed.

mod resolver;
mod stored;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use imbl::Vector;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::Fingerprint;
use crate::markdown::{self, Body, Html, Parsed, TocEntry};
use crate::media::Media;
use crate::model::{Asked, Changed, Model};
use crate::plan::Edition;
use crate::text::Counts;

use resolver::Anchors;
pub use resolver::{PRINTED, SiteResolver, printed, published};
pub use stored::{Stored, StoredRef};

/// What is known of a body without its HTML.
#[derive(Debug, Serialize, Deserialize)]
pub struct Digest {
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// How long it is.
    pub counts: Counts,
    /// The files that it shows or links to, by path.
    #[serde(with = "crate::record::shared::set")]
    pub files: BTreeSet<Arc<str>>,
    /// What is wrong with it, headings in other files apart.
    pub problems: Vec<Diagnostic>,
    /// Whether it links to a heading.
    anchored: bool,
    /// The text that it was read from, and where in it the body begins.
    #[serde(skip)]
    text: Arc<str>,
    #[serde(skip)]
    start: usize,
    /// What reading it asked of the site.
    asked: Box<[Asked]>,
    /// Its HTML in the standard edition, where it is kept.
    #[serde(skip)]
    html: Option<Box<str>>,
}

/// The bodies of all pages and sections.
#[derive(Debug)]
pub struct Bodies {
    /// By index of the page.
    pub pages: Vector<Arc<Digest>>,
    /// By index of the section.
    pub sections: Vec<Arc<Digest>>,
    /// Whether the HTML of some is kept.
    kept: bool,
    /// Links to headings that are not there.
    lost: OnceLock<Vec<Diagnostic>>,
}

/// A body of the site, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyOf {
    /// A page's.
    Page(usize),
    /// A section's.
    Section(usize),
}

impl BodyOf {
    /// The path of its file, the whole text and where the body begins.
    fn source(self, model: &Model) -> (&Arc<str>, &Arc<str>, usize) {
        match self {
            Self::Page(index) => {
                let page = &model.pages[index];
                (&page.path, &page.text, page.body)
            }
            Self::Section(index) => {
                let section = &model.sections[index];
                // Without an `_index.md` there is no text that would need a path.
                let path = section.path.as_ref().unwrap_or(&section.text);
                (path, &section.text, section.body)
            }
        }
    }
}

impl Bodies {
    /// Reads every body. Those that are as they were `before` are taken from
    /// there: their text is the same, and so is every answer that the site gave.
    /// So are those that another run `stored`. With `keep` the HTML of the standard
    /// edition is kept, for those who want all of it.
    pub fn read(
        model: &Model,
        media: &Media,
        keep: bool,
        before: Option<Before<'_>>,
        stored: Stored,
    ) -> Self {
        let stored = stored.of(model);
        let edition = Edition::standard(&model.config.base_path);
        let before = before.filter(|before| {
            let (old, new) = (&before.model.config, &model.config);
            old.raw_html == new.raw_html && old.base_path == new.base_path
        });
        let same_targets = before.is_some() && matches!(model.changed, Changed::Pages(_));
        let read = |of: BodyOf, old: Option<&Arc<Digest>>| {
            let (file, text, start) = of.source(model);
            let site = SiteResolver::new(model, media, edition, file);
            match old.filter(|old| {
                Arc::ptr_eq(&old.text, text)
                    && old.start == start
                    && (!keep || old.html.is_some())
                    && site.asking.still(&old.asked, |asked| match asked {
                        Asked::Target(..) => !same_targets,
                        // They stand in the HTML alone.
                        Asked::Size(..) => old.html.is_some(),
                        _ => true,
                    })
            }) {
                Some(old) => old.clone(),
                None => Arc::new(digest(model, of, site, keep)),
            }
        };
        let pages = match (&before, &model.changed) {
            (Some(before), Changed::Pages(changed)) => {
                let mut pages = before.bodies.pages.clone();
                let same_sizes = before.same_media || !before.bodies.kept;
                let same_answers = same_sizes && Arc::ptr_eq(&before.model.facts, &model.facts);
                let asked: Cow<'_, [usize]> = match same_answers {
                    true => changed.into(),
                    false => (0..pages.len()).collect(),
                };
                let new: Vec<_> = asked
                    .par_iter()
                    .filter_map(|&at| {
                        let old = &pages[at];
                        let digest = read(BodyOf::Page(at), Some(old));
                        (!Arc::ptr_eq(&digest, old)).then_some((at, digest))
                    })
                    .collect();
                for (at, digest) in new {
                    pages.set(at, digest);
                }
                pages
            }
            (before, _) => {
                let all: Vec<_> = (0..model.pages.len())
                    .into_par_iter()
                    .map(|index| {
                        let of_site = before.as_ref().and_then(|before| {
                            let at = before.model.index_of(&model.pages[index].path)?;
                            before.bodies.pages.get(at)
                        });
                        read(BodyOf::Page(index), of_site.or(stored.get(&index)))
                    })
                    .collect();
                all.into()
            }
        };
        let old = |index: usize| {
            let before = before.as_ref()?;
            let folder = &model.sections[index].folder;
            let at = before
                .model
                .sections
                .iter()
                .position(|old| old.folder == *folder)?;
            before.bodies.sections.get(at)
        };
        let sections = (0..model.sections.len())
            .map(|index| read(BodyOf::Section(index), old(index)))
            .collect();
        Self {
            pages,
            sections,
            kept: keep || before.is_some_and(|before| before.bodies.kept),
            lost: OnceLock::new(),
        }
    }

    /// Whether these bodies, which are of the same pages and sections, name the
    /// files that those do.
    pub fn same_files(&self, before: &Self) -> bool {
        let same = |(a, b): (&Arc<Digest>, &Arc<Digest>)| Arc::ptr_eq(a, b) || a.files == b.files;
        self.pages.iter().zip(&before.pages).all(same)
            && self.sections.iter().zip(&before.sections).all(same)
    }

    /// What is known of one body.
    pub fn digest(&self, of: BodyOf) -> &Digest {
        match of {
            BodyOf::Page(index) => &self.pages[index],
            BodyOf::Section(index) => &self.sections[index],
        }
    }

    /// The HTML of one body.
    pub fn html(
        &self,
        model: &Model,
        media: &Media,
        edition: Edition<'_>,
        of: BodyOf,
    ) -> Cow<'_, str> {
        match &self.digest(of).html {
            Some(html) if !edition.large => Cow::Borrowed(html),
            _ => {
                let (file, ..) = of.source(model);
                let site = SiteResolver::new(model, media, edition, file);
                let parsed = parsed(model, of, &site, &mut Vec::new());
                Cow::Owned(markdown::html(parsed.whole()).html)
            }
        }
    }

    /// Stands for [`Bodies::html`], without a need to make it.
    pub fn fingerprint(
        &self,
        model: &Model,
        media: &Media,
        edition: Edition<'_>,
        of: BodyOf,
    ) -> Option<Fingerprint> {
        let digest = self.digest(of);
        let text = digest.text.get(digest.start..);
        // Sizes stand in the HTML alone: where none is kept they may be old ones.
        let now = digest.asked.iter().map(|asked| match asked {
            Asked::Size(path, _) => Cow::Owned(Asked::Size(path.clone(), media.get(path))),
            asked => Cow::Borrowed(asked),
        });
        let asked: Vec<Cow<'_, Asked>> = now.collect();
        let raw_html = model.config.raw_html;
        Fingerprint::of_parts(&(text, asked, edition.base, edition.large, raw_html))
    }

    /// Everything that is wrong in bodies.
    pub fn problems(&self, model: &Model, media: &Media) -> Vec<Diagnostic> {
        let lost = self.lost.get_or_init(|| self.lost(model, media));
        let digests = self.pages.iter().chain(&self.sections);
        digests
            .flat_map(|digest| &digest.problems)
            .chain(lost)
            .cloned()
            .collect()
    }

    /// Whether a heading is there is known only once all are read: files that
    /// link to one are read again.
    fn lost(&self, model: &Model, media: &Media) -> Vec<Diagnostic> {
        let pages = (0..self.pages.len()).map(BodyOf::Page);
        let all: Vec<BodyOf> = pages
            .chain((0..self.sections.len()).map(BodyOf::Section))
            .collect();
        let anchored: Vec<BodyOf> = all
            .iter()
            .copied()
            .filter(|&of| self.digest(of).anchored)
            .collect();
        if anchored.is_empty() {
            return Vec::new();
        }
        let anchors: Anchors = all
            .iter()
            .map(|&of| {
                let ids = self.digest(of).toc.iter().map(|entry| entry.id.as_str());
                (&**of.source(model).0, ids.collect())
            })
            .collect();
        let edition = Edition::standard(&model.config.base_path);
        let found = anchored.into_par_iter().flat_map_iter(|of| {
            let mut site = SiteResolver::new(model, media, edition, of.source(model).0);
            site.anchors = Some(&anchors);
            let mut found = Vec::new();
            parsed(model, of, &site, &mut found);
            found
                .into_iter()
                .filter(|told| matches!(told.problem, Problem::MissingAnchor { .. }))
        });
        found.collect()
    }
}

/// The bodies as they were read before.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Of that site.
    pub model: &'a Model,
    /// The bodies.
    pub bodies: &'a Bodies,
    /// Whether the files beside the text are the same.
    pub same_media: bool,
}

fn parsed<'a>(
    model: &'a Model,
    of: BodyOf,
    site: &SiteResolver<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    parse_source(model, of.source(model), site, problems)
}

fn parse_source<'a>(
    model: &Model,
    (file, text, start): (&'a Arc<str>, &'a Arc<str>, usize),
    site: &SiteResolver<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    let body = Body {
        file,
        text,
        start,
        raw_html: model.config.raw_html,
    };
    markdown::parse(body, site, problems)
}

fn digest(model: &Model, of: BodyOf, site: SiteResolver<'_>, keep: bool) -> Digest {
    let mut problems = Vec::new();
    let parsed = parsed(model, of, &site, &mut problems);
    let Html { html, toc } = markdown::html(parsed.whole());
    let (_, text, start) = of.source(model);
    Digest {
        toc,
        counts: crate::text::count(&markdown::plain(parsed.whole())),
        files: site.files.take(),
        problems,
        anchored: site.anchored.get(),
        text: text.clone(),
        start,
        asked: site.asking.asked(),
        // Without the room left to grow.
        html: keep.then(|| html.as_str().into()),
    }
}

/// Parses one page's body for use on a product.
pub fn parse<'a>(
    model: &Model,
    site: &SiteResolver<'_>,
    page: &'a crate::model::Page,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    parse_source(model, (&page.path, &page.text, page.body), site, problems)
}

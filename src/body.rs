//! The Markdown of pages, read with the site around it: facts, links and
//! pictures followed.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Problem};
use crate::markdown::{self, Body, Html, Parsed, Picture, Resolver, TocEntry};
use crate::media::Media;
use crate::model::{Model, Target};
use crate::nearest::nearest;
use crate::plan::Edition;
use crate::text::Counts;

/// A page's body as the website shows it.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Its HTML.
    pub html: Box<str>,
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// How long it is.
    pub counts: Counts,
    /// The files that it shows or links to, by path.
    pub files: BTreeSet<Arc<str>>,
}

/// The bodies of all pages and sections.
#[derive(Debug, Default)]
pub struct Bodies {
    /// By index of the page.
    pub pages: Vec<Rendered>,
    /// By index of the section.
    pub sections: Vec<Rendered>,
}

/// Renders every body of the site.
pub fn render(
    model: &Model,
    media: &Media,
    edition: Edition<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Bodies {
    let nameless: Arc<str> = "content/_index.md".into();
    let pages = model.pages.iter().map(|p| (&p.path, &*p.text, p.body));
    let sections = model
        .sections
        .iter()
        .map(|s| (s.path.as_ref().unwrap_or(&nameless), &*s.text, s.body));
    let files: Vec<(&Arc<str>, &str, usize)> = pages.chain(sections).collect();
    let parse = |(file, text, start): (&Arc<str>, &str, usize), site: &SiteResolver<'_>| {
        let body = Body {
            file,
            text,
            start,
            raw_html: model.config.raw_html,
        };
        let mut found = Vec::new();
        let parsed = markdown::parse(body, site, &mut found);
        let Html { html, toc } = markdown::html(parsed.whole());
        let rendered = Rendered {
            // All bodies are kept until the end: without the room left to grow.
            html: html.as_str().into(),
            toc,
            counts: crate::text::count(&markdown::plain(parsed.whole())),
            files: site.files.take(),
        };
        (rendered, found, site.anchored.get())
    };
    let done: Vec<_> = files
        .par_iter()
        .map(|&file| parse(file, &SiteResolver::new(model, media, edition, file.0)))
        .collect();

    // Whether a heading is there is known only once all are read: files that
    // link to one are read again.
    let anchors: Anchors = files
        .iter()
        .zip(&done)
        .map(|((path, ..), (rendered, ..))| {
            let ids = rendered.toc.iter().map(|entry| entry.id.clone());
            ((*path).clone(), ids.collect())
        })
        .collect();
    let again: Vec<_> = files
        .par_iter()
        .zip(&done)
        .filter(|(_, (.., anchored))| *anchored)
        .flat_map_iter(|(&file, _)| {
            let mut site = SiteResolver::new(model, media, edition, file.0);
            site.anchors = Some(&anchors);
            let (_, found, _) = parse(file, &site);
            found
                .into_iter()
                .filter(|told| matches!(told.problem, Problem::MissingAnchor { .. }))
        })
        .collect();

    let mut bodies = Bodies::default();
    for (index, (rendered, found, _)) in done.into_iter().enumerate() {
        problems.extend(found);
        if index < model.pages.len() {
            bodies.pages.push(rendered);
        } else {
            bodies.sections.push(rendered);
        }
    }
    problems.extend(again);
    bodies
}

/// The names of headings that can be linked to, by file.
type Anchors = BTreeMap<Arc<str>, BTreeSet<String>>;

/// Parses one page's body for use on a product.
pub fn parse<'a>(
    model: &Model,
    site: &SiteResolver<'_>,
    page: &'a crate::model::Page,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    let body = Body {
        file: &page.path,
        text: &page.text,
        start: page.body,
        raw_html: model.config.raw_html,
    };
    markdown::parse(body, site, problems)
}

/// What one file's body may name.
pub struct SiteResolver<'a> {
    model: &'a Model,
    media: &'a Media,
    edition: Edition<'a>,
    file: &'a str,
    for_print: bool,
    /// Whether a heading was linked to.
    anchored: Cell<bool>,
    /// All headings, where links to them are to be checked.
    anchors: Option<&'a Anchors>,
    /// The files that were named.
    pub files: RefCell<BTreeSet<Arc<str>>>,
}

impl<'a> SiteResolver<'a> {
    /// Follows what the file at `file` names.
    pub fn new(model: &'a Model, media: &'a Media, edition: Edition<'a>, file: &'a str) -> Self {
        Self {
            model,
            media,
            edition,
            file,
            for_print: false,
            anchored: Cell::new(false),
            anchors: None,
            files: RefCell::default(),
        }
    }

    /// The same for a product: pictures are then the ones in four inks.
    pub fn for_print(self) -> Self {
        Self {
            for_print: true,
            ..self
        }
    }

    /// Checks that the file at `path` has the heading that a link names after
    /// `#`; once all headings are known.
    fn heading(&self, path: &str, link: &str) -> Result<(), Problem> {
        let Some((page, name)) = link.split_once('#').filter(|(_, name)| !name.is_empty()) else {
            return Ok(());
        };
        self.anchored.set(true);
        let Some(ids) = self.anchors.and_then(|anchors| anchors.get(path)) else {
            return Ok(());
        };
        let name = percent_decode_str(name).decode_utf8_lossy();
        if ids.contains(&*name) {
            return Ok(());
        }
        let meant = nearest(&name, ids.iter().map(String::as_str));
        Err(Problem::MissingAnchor {
            target: link.into(),
            nearest: meant.map(|id| format!("{page}#{id}")),
        })
    }

    fn file(&self, path: Arc<str>) -> String {
        let url = self.edition.shared(published(&path));
        self.files.borrow_mut().insert(path);
        url
    }
}

/// How products name a picture of the site: as the JPEG that is made of it.
pub fn printed(path: &str) -> String {
    format!("/{path}{PRINTED}")
}

/// What [`printed`] adds to a path.
pub const PRINTED: &str = ".print.jpg";

/// Where a file beside the text lies on the website: as it lies in `content/`.
pub fn published(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

impl Resolver for SiteResolver<'_> {
    fn fact(&self, name: &str) -> Result<String, Problem> {
        self.model.facts.say(name)
    }

    fn link(&self, destination: &str) -> Result<String, Problem> {
        if is_elsewhere(destination) {
            return Ok(destination.into());
        }
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, format!("#{anchor}")),
            None => (destination, String::new()),
        };
        if path.is_empty() {
            return self.heading(self.file, destination).map(|()| anchor);
        }
        match self.model.targets.find(self.file, path) {
            Target::Page(file, address) => {
                self.heading(&file, destination)?;
                Ok(self.edition.url(&address) + &anchor)
            }
            Target::File(path) => Ok(self.file(path)),
            Target::Skipped(why) => Err(Problem::TargetNotBuilt {
                target: path.into(),
                why,
            }),
            Target::Missing(nearest) => Err(Problem::MissingTarget {
                target: path.into(),
                nearest,
            }),
        }
    }

    fn picture(&self, destination: &str) -> Result<Picture, Problem> {
        let missing = |nearest| Problem::MissingPicture {
            target: destination.into(),
            nearest,
        };
        match self.model.targets.find(self.file, destination) {
            Target::File(path) => {
                let pixels = self.media.get(&path).and_then(|size| size.pixels);
                Ok(Picture {
                    file: if self.for_print {
                        printed(&path).into()
                    } else {
                        path.clone()
                    },
                    width: pixels.map(|(width, _)| width),
                    height: pixels.map(|(_, height)| height),
                    url: self.file(path),
                })
            }
            Target::Missing(nearest) => Err(missing(nearest)),
            _ => Err(missing(None)),
        }
    }
}

/// Whether a link has a scheme or a host of its own.
fn is_elsewhere(destination: &str) -> bool {
    destination.starts_with("//")
        || destination.split_once(':').is_some_and(|(scheme, _)| {
            scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        })
}

//! The Markdown of pages, read with the site around it: facts, links and
//! pictures followed.

mod stored;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use imbl::Vector;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::Fingerprint;
use crate::markdown::{self, Body, Html, Parsed, Picture, Resolver, TocEntry};
use crate::media::Media;
use crate::model::{Asked, Asking, Changed, Model, Target};
use crate::nearest::nearest;
use crate::plan::Edition;
use crate::text::Counts;

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
    /// With `keep` the HTML of the standard edition is kept, for those who want
    /// all of it.
    pub fn read(model: &Model, media: &Media, keep: bool, before: Before<'_>) -> Self {
        let (before, stored) = match before {
            Before::Nothing => (None, FxHashMap::default()),
            Before::Site(before) => (Some(before), FxHashMap::default()),
            Before::Stored(stored) => (None, stored.of(model)),
        };
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

/// What is known of bodies already.
#[derive(Debug)]
pub enum Before<'a> {
    /// Nothing.
    Nothing,
    /// Those of the site before.
    Site(SiteBefore<'a>),
    /// What another run left on the disk.
    Stored(Stored),
}

/// The bodies as they were read before.
#[derive(Debug, Clone, Copy)]
pub struct SiteBefore<'a> {
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

/// The names of headings that can be linked to, by file.
type Anchors<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Parses one page's body for use on a product.
pub fn parse<'a>(
    model: &Model,
    site: &SiteResolver<'_>,
    page: &'a crate::model::Page,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    parse_source(model, (&page.path, &page.text, page.body), site, problems)
}

/// What one file's body may name.
pub struct SiteResolver<'a> {
    asking: Asking<'a>,
    edition: Edition<'a>,
    for_print: bool,
    /// Whether a heading was linked to.
    anchored: Cell<bool>,
    /// All headings, where links to them are to be checked.
    anchors: Option<&'a Anchors<'a>>,
    /// The files that were named.
    pub files: RefCell<BTreeSet<Arc<str>>>,
}

impl<'a> SiteResolver<'a> {
    /// Follows what the file at `file` names.
    pub fn new(model: &'a Model, media: &'a Media, edition: Edition<'a>, file: &'a str) -> Self {
        Self {
            asking: Asking::new(file, &model.facts, model.targets()).with_media(media),
            edition,
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
        let meant = nearest(&name, ids.iter().copied());
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
        self.asking.say(name)
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
            return self.heading(self.asking.file, destination).map(|()| anchor);
        }
        match self.asking.target(path) {
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
        match self.asking.target(destination) {
            Target::File(path) => {
                let pixels = self.asking.size(&path).and_then(|size| size.pixels);
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

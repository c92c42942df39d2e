//! What the Markdown of a file may name: facts, pages, files and pictures.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diagnostic::Problem;
use crate::markdown::{Picture, Resolver};
use crate::media::Media;
use crate::model::{Asking, Model, Target};
use crate::nearest::nearest;
use crate::plan::Edition;

/// The names of headings that can be linked to, by file.
pub(super) type Anchors<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// What one file's body may name.
pub struct SiteResolver<'a> {
    pub(super) asking: Asking<'a>,
    edition: Edition<'a>,
    for_print: bool,
    /// Whether a heading was linked to.
    pub(super) anchored: Cell<bool>,
    /// All headings, where links to them are to be checked.
    pub(super) anchors: Option<&'a Anchors<'a>>,
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

//! What Typst can see while it sets one product.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{Files, Press};

use crate::lock::lock;

/// One product's world: the main text, the files it may read, the shared fonts.
pub(super) struct SheetWorld<'a> {
    press: &'a Press,
    files: &'a dyn Files,
    main: Source,
    /// What was read, so that a file is the same for the whole of one job.
    read: Mutex<HashMap<FileId, FileResult<Bytes>>>,
    /// What was parsed of it.
    parsed: Mutex<HashMap<FileId, FileResult<Source>>>,
}

impl<'a> SheetWorld<'a> {
    /// A world around a main text. A path that is none becomes `board.typ`.
    pub(super) fn new(press: &'a Press, files: &'a dyn Files, path: &str, text: &str) -> Self {
        let path = VirtualPath::new(path)
            .ok()
            .filter(|path| !path.is_root())
            .or_else(|| VirtualPath::new("board.typ").ok());
        let main = match path {
            Some(path) => {
                let id = RootedPath::new(VirtualRoot::Project, path).intern();
                Source::new(id, text.to_owned())
            }
            None => Source::detached(text),
        };
        Self {
            press,
            files,
            main,
            read: Mutex::default(),
            parsed: Mutex::default(),
        }
    }

    fn fetch(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        let found = match id.root() {
            VirtualRoot::Project if !path.is_empty() => self.files.read(path),
            // Packages would have to be downloaded.
            _ => None,
        };
        found
            .map(Bytes::new)
            .ok_or_else(|| FileError::NotFound(PathBuf::from(path)))
    }
}

/// Looks a thing up, or makes and keeps it. It is made outside the lock: two
/// threads may make the same thing, and the first one made is kept.
fn once<T: Clone>(kept: &Mutex<HashMap<FileId, T>>, id: FileId, make: impl FnOnce() -> T) -> T {
    if let Some(found) = lock(kept).get(&id) {
        return found.clone();
    }
    let made = make();
    let mut kept = lock(kept);
    kept.entry(id).or_insert(made).clone()
}

impl World for SheetWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        once(&self.parsed, id, || {
            let bytes = self.file(id)?;
            let text = bytes.as_str().map_err(|_| FileError::InvalidUtf8)?;
            Ok(Source::new(id, text.to_owned()))
        })
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.main.id() {
            return Ok(Bytes::from_string(self.main.text().to_owned()));
        }
        once(&self.read, id, || self.fetch(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

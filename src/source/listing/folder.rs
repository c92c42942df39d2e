//! Walks the folders of a site.

use std::fs::{self, DirEntry, FileType};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::names::{CONFIG, Top, is_ignored};
use super::{Kind, Listed, Stamp, conflict};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::ledger;

/// So many files are looked at by one thread before another helps.
const SHARE: usize = 256;

/// What a walk finds, in no order.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) files: Vec<Listed>,
    pub(super) problems: Vec<Diagnostic>,
}

impl Found {
    pub(super) fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.problems.extend(other.problems);
    }

    fn problem(path: &str, problem: Problem) -> Self {
        Self {
            files: Vec::new(),
            problems: vec![Diagnostic::at(Place::file(&path.into()), problem)],
        }
    }

    /// What cannot be looked at. A file that is gone again was an editor's.
    fn failed(path: &str, disk: &Path, error: &io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound && disk.symlink_metadata().is_err() {
            return Self::default();
        }
        let reason = error.to_string();
        Self::problem(path, Problem::Unreadable { reason })
    }
}

/// Looks at the folders of one site.
pub(super) struct Walker<'a> {
    root: &'a Path,
    /// The root itself may be reached through a link.
    real_root: PathBuf,
}

impl<'a> Walker<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self {
            root,
            real_root: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
        }
    }

    /// Where the root is, without links.
    pub(super) fn real_root(&self) -> &Path {
        &self.real_root
    }

    /// Everything that the site is read from.
    pub(super) fn whole(&self) -> Found {
        let mut found = self.single_files();
        for top in Top::ALL {
            found.add(self.top(top));
        }
        found
    }

    /// The files in the root itself: configuration and ledger.
    pub(super) fn single_files(&self) -> Found {
        let look = |name: &str, kind| {
            let metadata = fs::metadata(self.root.join(name)).ok()?;
            metadata.is_file().then(|| Listed {
                path: name.into(),
                kind,
                stamp: Stamp::of(&metadata),
            })
        };
        let config = CONFIG.iter().find_map(|name| look(name, Kind::Config));
        let ledger = look(ledger::FILE, Kind::Ledger);
        Found {
            files: config.into_iter().chain(ledger).collect(),
            problems: Vec::new(),
        }
    }

    /// One of the folders that a site is read from; nothing if it is not there.
    pub(super) fn top(&self, top: Top) -> Found {
        let disk = self.root.join(top.name());
        match fs::symlink_metadata(&disk) {
            Ok(metadata) if metadata.is_symlink() => self.link(top.name(), &disk, top),
            Ok(metadata) if metadata.is_dir() => self.folder(top.name(), &disk, top),
            _ => Found::default(),
        }
    }

    /// A folder and all below it. `path` is the site's, `disk` the system's.
    pub(super) fn folder(&self, path: &str, disk: &Path, top: Top) -> Found {
        let mut found = Found::default();
        let entries = match fs::read_dir(disk) {
            Ok(entries) => entries,
            Err(error) => return Found::failed(path, disk, &error),
        };
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for entry in entries {
            let (entry, file_type) = match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((file_type, entry)) => (entry, file_type),
                Err(error) => {
                    found.add(Found::failed(path, disk, &error));
                    continue;
                }
            };
            let name = entry.file_name();
            if is_ignored(&name) {
                continue;
            }
            match name.into_string() {
                Ok(name) if file_type.is_dir() => folders.push(name),
                Ok(name) => files.push((name, file_type, entry)),
                Err(name) => {
                    let shown = format!("{path}/{}", name.to_string_lossy());
                    let problem = Problem::NameNotUnicode { shown };
                    found.problems.push(Diagnostic::general(problem));
                }
            }
        }
        if top != Top::Themes {
            set_copies_apart(path, &mut files, &mut found.problems);
        }
        let of_files = files.par_iter().with_min_len(SHARE).fold(
            Found::default,
            |mut found, (name, file_type, entry)| {
                self.file(
                    &format!("{path}/{name}"),
                    *file_type,
                    entry,
                    top,
                    &mut found,
                );
                found
            },
        );
        let of_folders = folders
            .par_iter()
            .map(|name| self.folder(&format!("{path}/{name}"), &disk.join(name), top));
        for part in of_files.chain(of_folders).collect::<Vec<_>>() {
            found.add(part);
        }
        found
    }

    /// An entry of a folder that is no folder itself.
    fn file(&self, path: &str, file_type: FileType, entry: &DirEntry, top: Top, found: &mut Found) {
        if file_type.is_symlink() {
            found.add(self.link(path, &entry.path(), top));
        } else if file_type.is_file() {
            let Some(kind) = top.kind(path) else { return };
            match entry.metadata() {
                Ok(metadata) => found.files.push(Listed {
                    path: path.into(),
                    kind,
                    stamp: Stamp::of(&metadata),
                }),
                Err(error) => found.add(Found::failed(path, &entry.path(), &error)),
            }
        }
    }

    /// What a symbolic link stands for. A theme may be one; within a theme,
    /// none is followed, and elsewhere only those that stay in the site.
    fn link(&self, path: &str, disk: &Path, top: Top) -> Found {
        let is_theme = path.matches('/').count() < 2;
        if top == Top::Themes && !is_theme {
            return Found::default();
        }
        let read = disk
            .canonicalize()
            .and_then(|target| Ok((fs::metadata(&target)?, target)));
        let (metadata, target) = match read {
            Ok(read) => read,
            Err(error) => return Found::failed(path, disk, &error),
        };
        if top != Top::Themes && !target.starts_with(&self.real_root) {
            return Found::problem(path, Problem::LinkOutside);
        }
        if metadata.is_dir() {
            if self.is_above(disk, &target) {
                let reason = "link to a folder around it".to_owned();
                return Found::problem(path, Problem::Unreadable { reason });
            }
            return self.folder(path, disk, top);
        }
        let kind = top.kind(path).filter(|_| metadata.is_file());
        Found {
            files: kind
                .map(|kind| Listed {
                    path: path.into(),
                    kind,
                    stamp: Stamp::of(&metadata),
                })
                .into_iter()
                .collect(),
            problems: Vec::new(),
        }
    }

    /// Whether a link's target is one of the folders that it lies in.
    fn is_above(&self, disk: &Path, target: &Path) -> bool {
        disk.ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(self.root))
            .any(|folder| folder.canonicalize().is_ok_and(|real| real == target))
    }
}

/// Takes copies of files that two people saved at once out of the list, and
/// tells of them.
fn set_copies_apart(
    folder: &str,
    files: &mut Vec<(String, FileType, DirEntry)>,
    problems: &mut Vec<Diagnostic>,
) {
    if !files.iter().any(|(name, ..)| conflict::is_marked(name)) {
        return;
    }
    let names: Vec<String> = files.iter().map(|(name, ..)| name.clone()).collect();
    files.retain(|(name, ..)| {
        let Some(twin) = conflict::twin(name, names.iter().map(String::as_str)) else {
            return true;
        };
        let path: Arc<str> = format!("{folder}/{name}").into();
        let problem = Problem::ConflictCopy {
            of: format!("{folder}/{twin}"),
        };
        problems.push(Diagnostic::at(Place::file(&path), problem));
        false
    });
}

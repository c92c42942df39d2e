//! Which files a site has.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Place, Problem};

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The site's configuration.
    Config,
    /// Markdown under `content/`.
    Document,
    /// YAML under `data/`.
    Data,
    /// Anything else under `content/`, such as a picture.
    Other,
}

/// A file that was found.
#[derive(Debug)]
pub struct Found {
    /// Path from the site's root, parts joined by `/`.
    pub path: Arc<str>,
    /// Where it is on the disk.
    pub disk: PathBuf,
    /// What it is read as.
    pub kind: Kind,
}

/// Names that the configuration can have; the first there is counts.
const CONFIG: [&str; 4] = ["site.yaml", "site.yml", "站点.yaml", "站点.yml"];

/// The files of the site at `root`, sorted by path.
pub fn find(root: &Path, problems: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut found = Vec::new();
    if let Some((name, disk)) = CONFIG
        .iter()
        .map(|name| (*name, root.join(name)))
        .find(|(_, disk)| disk.is_file())
    {
        found.push(Found {
            path: name.into(),
            disk,
            kind: Kind::Config,
        });
    }
    // The root itself may be reached through a link.
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    for folder in ["content", "data"] {
        walk(root, &real_root, folder, &mut found, problems);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    case_twins(&found, problems);
    found
}

fn walk(
    root: &Path,
    real_root: &Path,
    folder: &str,
    found: &mut Vec<Found>,
    problems: &mut Vec<Diagnostic>,
) {
    let top = root.join(folder);
    if !top.exists() {
        return;
    }
    let mut outside = Vec::new();
    let entries = WalkDir::new(top)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            if entry.depth() > 0 && is_ignored(entry.file_name()) {
                return false;
            }
            let inside = !entry.path_is_symlink() || leads_inside(entry, real_root);
            if !inside {
                outside.push(entry.path().to_owned());
            }
            inside
        });
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // A file that is gone again was an editor's.
                if error
                    .io_error()
                    .is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
                    && error
                        .path()
                        .is_none_or(|path| path.symlink_metadata().is_err())
                {
                    continue;
                }
                let shown = error.path().map_or(folder.into(), |path| shown(root, path));
                let reason = error
                    .io_error()
                    .map_or_else(|| error.to_string(), ToString::to_string);
                problems.push(Diagnostic::at(
                    Place::file(&shown),
                    Problem::Unreadable { reason },
                ));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = site_path(root, entry.path()) else {
            let shown = shown(root, entry.path()).to_string();
            problems.push(Diagnostic::general(Problem::NameNotUnicode { shown }));
            continue;
        };
        if let Some(kind) = kind(folder, &path) {
            found.push(Found {
                path,
                disk: entry.into_path(),
                kind,
            });
        }
    }
    for path in outside {
        problems.push(Diagnostic::at(
            Place::file(&shown(root, &path)),
            Problem::LinkOutside,
        ));
    }
}

fn kind(folder: &str, path: &str) -> Option<Kind> {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match (folder, extension.as_deref()) {
        ("content", Some("md" | "markdown")) => Some(Kind::Document),
        ("content", _) => Some(Kind::Other),
        (_, Some("yaml" | "yml")) => Some(Kind::Data),
        _ => None,
    }
}

/// Hidden files, and what editors, downloads and systems leave lying about.
fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || [".swp", ".tmp", ".crdownload"]
            .iter()
            .any(|ending| lower.ends_with(ending))
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
}

fn leads_inside(entry: &DirEntry, real_root: &Path) -> bool {
    entry
        .path()
        .canonicalize()
        .is_ok_and(|target| target.starts_with(real_root))
}

/// The path from the root, parts joined by `/`; none if it is not Unicode.
fn site_path(root: &Path, path: &Path) -> Option<Arc<str>> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .iter()
        .map(OsStr::to_str)
        .collect();
    Some(parts?.join("/").into())
}

/// A path for messages, where a name need not be exact.
fn shown(root: &Path, path: &Path) -> Arc<str> {
    let parts: Vec<_> = path
        .strip_prefix(root)
        .unwrap_or(path)
        .iter()
        .map(OsStr::to_string_lossy)
        .collect();
    parts.join("/").into()
}

/// Files that are one on a disk that does not tell letter case.
fn case_twins(found: &[Found], problems: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    for file in found {
        let first = seen.entry(file.path.to_lowercase()).or_insert(&file.path);
        if *first != &file.path {
            let problem = Problem::CaseTwin {
                other: first.to_string(),
            };
            problems.push(Diagnostic::at(Place::file(&file.path), problem));
        }
    }
}

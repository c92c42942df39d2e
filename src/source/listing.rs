//! Which files a site has, and what tells that one of them has changed.

mod again;
mod conflict;
mod folder;
mod given;
mod names;
mod settle;
mod stamp;
mod twins;

use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};

pub use names::{is_ignored, is_read};
pub use stamp::Stamp;

use crate::diagnostic::{Diagnostic, Problem};

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The site's configuration.
    Config,
    /// Markdown under `content/`.
    Document,
    /// YAML under `data/`.
    Data,
    /// Anything else under `content/`, such as a picture.
    Other,
    /// Anything under `themes/`.
    Theme,
    /// `print-ledger.yaml`.
    Ledger,
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Path from the site's root, parts joined by `/`.
    #[serde(with = "crate::record::shared")]
    pub path: Arc<str>,
    /// What it is read as.
    pub kind: Kind,
    /// What changes when the file does.
    pub stamp: Stamp,
}

/// Every file that a site is read from, as it was at one time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Listing {
    /// The files, sorted by path.
    pub files: Vec<Listed>,
    /// What is wrong with the folders and with the names of files.
    pub problems: Vec<Diagnostic>,
    /// Files that could be written again without their time of writing telling,
    /// and until when; sorted by path.
    #[serde(with = "settle::restless")]
    restless: Vec<(Arc<str>, Instant)>,
}

/// How one listing differs from an earlier one; paths from the site's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there before.
    pub added: Vec<Arc<str>>,
    /// Files that were written again.
    pub changed: Vec<Arc<str>>,
    /// Files that are no longer there.
    pub gone: Vec<Arc<str>>,
}

impl Listing {
    /// Looks at every file of the site at `root`. A folder that is not there
    /// has no files; what cannot be looked at is told in `problems`.
    pub fn take(root: &Path) -> Self {
        Self::take_after(root, &Self::default())
    }

    /// Looks at every file again. The result differs from `before` where, and
    /// only where, something has changed on the disk.
    pub fn take_after(root: &Path, before: &Self) -> Self {
        let clock = settle::Clock::now();
        let folder::Found {
            mut files,
            mut problems,
        } = folder::Walker::new(root).whole();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let restless = settle::settle(root, &mut files, before, &clock);
        twins::check(&files, &mut problems);
        sort(&mut problems);
        Self {
            files,
            problems,
            restless,
        }
    }

    /// Looks again at some paths only: files or folders, from the site's root
    /// or with it. A hint that is quick to follow; [`Listing::take_after`] has
    /// the last word.
    pub fn look_again(&self, root: &Path, paths: &[impl AsRef<Path>]) -> Self {
        again::look(self, root, paths).unwrap_or_else(|| Self::take_after(root, self))
    }

    /// The files that may have been written again unseen, and when that will
    /// be known.
    pub fn restless(&self) -> impl Iterator<Item = (&str, Instant)> {
        self.restless.iter().map(|(path, until)| (&**path, *until))
    }

    /// The file at a path from the root.
    pub fn file(&self, path: &str) -> Option<&Listed> {
        let at = self
            .files
            .binary_search_by(|listed| (*listed.path).cmp(path));
        at.ok().map(|at| &self.files[at])
    }

    /// Whether nothing that a site is read from differs.
    pub fn same_as(&self, other: &Self) -> bool {
        self.files == other.files && self.problems == other.problems
    }

    /// How this listing differs from one taken before.
    pub fn changes(&self, before: &Self) -> Changes {
        let mut changes = Changes::default();
        let (mut new, mut old) = (self.files.iter().peekable(), before.files.iter().peekable());
        loop {
            let order = match (new.peek(), old.peek()) {
                (Some(new), Some(old)) => new.path.cmp(&old.path),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return changes,
            };
            match order {
                Ordering::Less => changes.added.extend(new.next().map(|new| new.path.clone())),
                Ordering::Greater => changes.gone.extend(old.next().map(|old| old.path.clone())),
                Ordering::Equal => {
                    if let (Some(new), Some(old)) = (new.next(), old.next())
                        && new != old
                    {
                        changes.changed.push(new.path.clone());
                    }
                }
            }
        }
    }
}

impl Changes {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many files they are of.
    pub fn len(&self) -> usize {
        self.added.len() + self.changed.len() + self.gone.len()
    }
}

/// Puts problems in an order that does not hang on the order of the disk.
fn sort(problems: &mut [Diagnostic]) {
    let shown = |problem: &Diagnostic| match &problem.problem {
        Problem::NameNotUnicode { shown } => shown.clone(),
        _ => String::new(),
    };
    problems.sort_by_cached_key(|problem| {
        let file = problem.place.as_ref().map(|place| place.file.clone());
        (file, problem.problem.code(), shown(problem))
    });
}

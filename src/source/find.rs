//! Which files of a site its sources are read from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::listing::{Kind, Listing};
use crate::diagnostic::Diagnostic;

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

/// The sources of the site at `root`, sorted by path.
pub fn find(root: &Path, problems: &mut Vec<Diagnostic>) -> Vec<Found> {
    let listing = Listing::take(root);
    problems.extend(listing.problems);
    listing
        .files
        .into_iter()
        .filter(|file| !matches!(file.kind, Kind::Theme | Kind::Ledger))
        .map(|file| Found {
            disk: root.join(&*file.path),
            path: file.path,
            kind: file.kind,
        })
        .collect()
}

//! One reading of the site, with all that is made from it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

use crate::diagnostic::{Diagnostic, Severity};
use crate::lock::lock;
use crate::model::Options;
use crate::site::Site;
use crate::source::{Changes, Listing};

/// How many readings of another kind are kept beside the one of now.
const BESIDE: usize = 4;

/// Files that stand for the whole site when they are wrong.
const WHOLE: [&str; 2] = ["site.yaml", "themes/"];

/// One reading of the site. It never changes; a later one takes its place.
#[derive(Debug)]
pub struct Generation {
    /// Counts up; in a preview from a number that no other start of it has, so
    /// that a page which was open all the while sees another.
    pub number: u64,
    /// The site as it is published now.
    pub site: Site,
    /// What is wrong with files, bodies and the theme.
    pub problems: Vec<Diagnostic>,
    /// The files that it was read from.
    pub listing: Arc<Listing>,
    /// How they differ from those of the reading before.
    pub changes: Changes,
    /// Where the writer was at work, if this reading tells.
    pub edited: Option<super::edited::Edited>,
    /// The last reading whose `site.yaml` and theme were right, where they are
    /// wrong in this one.
    pub good: Option<Arc<Generation>>,
    /// Whether some page could not be rendered.
    pub(super) failed: AtomicBool,
    product_problems: OnceLock<Vec<Diagnostic>>,
    beside: Mutex<BTreeMap<Reading, Arc<OnceLock<Arc<Site>>>>>,
}

/// A way of reading the site other than as it is published now.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// The day or time to take for now, if it is not that of the preview.
    pub now: Option<String>,
    /// Drafts, pages to come and pages that ended, too.
    pub everything: bool,
}

impl Generation {
    /// Reads the site. What has not changed since `before` is taken from there.
    pub fn read(
        root: &Path,
        listing: Arc<Listing>,
        options: &Options,
        before: Option<&Arc<Self>>,
    ) -> Self {
        let site = Site::read(root, &listing, options, before.map(|before| &before.site));
        let problems = site.problems();
        let changes =
            before.map_or_else(Changes::default, |before| listing.changes(&before.listing));
        let edited =
            before.and_then(|before| super::edited::Edited::of(&changes, &before.site, &site));
        let good = before
            .filter(|_| problems.iter().any(breaks_all))
            .and_then(|before| {
                let was_good = !before.problems.iter().any(breaks_all);
                was_good
                    .then(|| before.clone())
                    .or_else(|| before.good.clone())
            });
        Self {
            number: before.map_or(1, |before| before.number + 1),
            site,
            problems,
            listing,
            changes,
            edited,
            good,
            failed: AtomicBool::new(false),
            product_problems: OnceLock::new(),
            beside: Mutex::default(),
        }
    }

    /// Whether the theme or `site.yaml` is not the one of the reading before.
    pub fn looks_different(&self) -> bool {
        let Changes {
            added,
            changed,
            gone,
        } = &self.changes;
        let mut paths = added.iter().chain(changed).chain(gone);
        paths.any(|path| is_whole(path))
    }

    /// The site that answers: this one or, while `site.yaml` or the theme is
    /// broken, the last good one.
    pub fn answering(&self) -> &Self {
        self.good.as_deref().unwrap_or(self)
    }

    /// Makes the printed products, if they are not made yet, and keeps what is
    /// wrong with them. Can take seconds.
    pub fn make_products(&self) -> &[Diagnostic] {
        self.product_problems
            .get_or_init(|| self.site.product_problems())
    }

    /// What is wrong with the printed products, once they are made.
    pub fn product_problems(&self) -> Option<&[Diagnostic]> {
        self.product_problems.get().map(Vec::as_slice)
    }

    /// The site read in another way, from this reading. The first call reads,
    /// later ones share.
    pub fn beside(&self, root: &Path, options: &Options, reading: &Reading) -> Arc<Site> {
        let slot = {
            let mut beside = lock(&self.beside);
            if beside.len() >= BESIDE && !beside.contains_key(reading) {
                beside.pop_first();
            }
            beside.entry(reading.clone()).or_default().clone()
        };
        let site = slot.get_or_init(|| {
            let mut options = options.clone();
            options.everything |= reading.everything;
            if reading.now.is_some() {
                options.now.clone_from(&reading.now);
            }
            let site = Site::read(root, &self.listing, &options, Some(&self.site));
            Arc::new(site)
        });
        site.clone()
    }
}

/// Whether a problem makes every page doubtful.
fn breaks_all(problem: &Diagnostic) -> bool {
    problem.severity() == Severity::Error
        && problem
            .place
            .as_ref()
            .is_none_or(|place| is_whole(&place.file))
}

/// Whether all pages hang on a file.
fn is_whole(path: &str) -> bool {
    WHOLE.iter().any(|start| path.starts_with(start))
}

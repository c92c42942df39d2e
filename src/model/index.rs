//! Which files are pages, and where: what holds as long as no page comes, goes
//! or moves.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use imbl::Vector;
use rustc_hash::FxHashMap;

use super::addresses::check_addresses;
use crate::diagnostic::Diagnostic;
use crate::model::{Moment, Options, Page, Section, Skipped, Targets, Written};
use crate::source::Sources;

/// Stands for no page.
pub const NONE: u32 = u32::MAX;

/// Which files are pages, and where.
#[derive(Debug)]
pub struct Index {
    /// Documents that are pages, by index of the page.
    pub documents: Vec<u32>,
    /// The index of its page by index of the document, or [`NONE`].
    pub page_of: Vec<u32>,
    /// Indices of pages by the path of their file.
    pub by_path: FxHashMap<Arc<str>, u32>,
    /// All that can be linked to.
    pub targets: Targets,
    /// The sections that are built, as indices into all.
    pub kept: Vec<usize>,
    /// Pages and sections that want one address; notes of sections not built.
    pub problems: Vec<Diagnostic>,
    /// The next moment at which a page begins or ends to be published.
    pub until: Option<Moment>,
    /// Since when that is so.
    since: Moment,
    skipped: BTreeMap<usize, Skipped>,
    asked: (bool, bool),
    by_address: OnceLock<FxHashMap<Arc<str>, u32>>,
}

impl Index {
    /// Looks at every file.
    pub fn of(
        sources: &Sources,
        written: &Vector<Option<Arc<Written>>>,
        sections: &[Section],
        now: Moment,
        options: &Options,
    ) -> Self {
        let mut problems = Vec::new();
        let mut skipped = BTreeMap::new();
        let mut built = Vec::new();
        let mut documents = Vec::new();
        let mut page_of = vec![NONE; written.len()];
        for (document, written) in written.iter().enumerate() {
            let Some(written) = written else { continue };
            match written.skipped(now, options) {
                Some(why) => drop(skipped.insert(document, why)),
                None => {
                    page_of[document] = documents.len() as u32;
                    documents.push(document as u32);
                    built.push(&**written);
                }
            }
        }

        let mut not_built: BTreeMap<Arc<str>, Skipped> = skipped
            .iter()
            .map(|(&document, &why)| (sources.documents[document].path.clone(), why))
            .collect();
        let mut kept = Vec::new();
        for (at, section) in sections.iter().enumerate() {
            // The root stays: every site has a home page.
            let out = section.draft && !section.folder.is_empty();
            match section.path.as_ref() {
                Some(path) if out && !options.drafts && !options.everything => {
                    problems.push(Skipped::Draft.note(path));
                    not_built.insert(path.clone(), Skipped::Draft);
                }
                _ => kept.push(at),
            }
        }

        let mut targets: BTreeMap<Arc<str>, Arc<str>> = built
            .iter()
            .map(|page| (page.document.path.clone(), page.address.clone()))
            .collect();
        let sections: Vec<&Section> = kept.iter().map(|&at| &sections[at]).collect();
        for section in &sections {
            if let Some(path) = &section.path {
                targets.insert(path.clone(), section.address.as_str().into());
            }
        }
        check_addresses(&built, &sections, &mut problems);
        Self {
            by_path: built
                .iter()
                .enumerate()
                .map(|(index, page)| (page.document.path.clone(), index as u32))
                .collect(),
            targets: Targets::new(targets, sources.names.clone(), not_built),
            until: written
                .iter()
                .flatten()
                .filter_map(|written| written.next(now))
                .min(),
            documents,
            page_of,
            kept,
            problems,
            since: now,
            skipped,
            asked: (options.drafts, options.everything),
            by_address: OnceLock::new(),
        }
    }

    /// Whether it would be the same now that some documents are other ones.
    pub fn holds(
        &self,
        before: &Vector<Option<Arc<Written>>>,
        written: &Vector<Option<Arc<Written>>>,
        changed: &[usize],
        now: Moment,
        options: &Options,
    ) -> bool {
        let same_time = self.since.at <= now.at && self.until.is_none_or(|until| now.at < until.at);
        same_time
            && self.asked == (options.drafts, options.everything)
            && changed.iter().all(|&at| match (&before[at], &written[at]) {
                (None, None) => true,
                (Some(old), Some(new)) => {
                    old.address == new.address
                        && old.section == new.section
                        && old.fields.list("aliases") == new.fields.list("aliases")
                        && old.skipped(now, options) == new.skipped(now, options)
                        && old.next(now) == new.next(now)
                }
                _ => false,
            })
    }

    /// Why a document is not built, if it is not.
    pub fn skipped(&self, document: usize) -> Option<Skipped> {
        self.skipped.get(&document).copied()
    }

    /// The index of a section among those that are built.
    pub fn section(&self, all: usize) -> usize {
        self.kept.partition_point(|&kept| kept < all)
    }

    /// The page at an address; the first, if several want it.
    pub fn page_at(&self, pages: &Vector<Arc<Page>>, address: &str) -> Option<usize> {
        let by_address = self.by_address.get_or_init(|| {
            let mut by_address = FxHashMap::default();
            for (index, page) in pages.iter().enumerate() {
                let first = by_address.entry(page.address.clone());
                first.or_insert(index as u32);
            }
            by_address
        });
        by_address.get(address).map(|&index| index as usize)
    }
}

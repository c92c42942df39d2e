//! Sections that are not published.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Page, Section, Skipped};

/// Whether a folder lies in a section that is a draft.
pub fn is_within(folder: &str, sections: &[Section]) -> bool {
    sections
        .iter()
        .any(|section| section.contains(folder) && section.fields.flag("draft"))
}

/// Takes out the sections that are drafts or lie in one; their pages are out
/// already. The root stays: every site has a home page.
pub fn take_out(
    sections: Vec<Section>,
    pages: &mut [Page],
    skipped: &mut BTreeMap<Arc<str>, Skipped>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Section> {
    let out: Vec<bool> = sections
        .iter()
        .map(|section| !section.folder.is_empty() && is_within(&section.folder, &sections))
        .collect();
    for page in pages {
        page.section -= out[..page.section].iter().filter(|&&out| out).count();
    }
    let mut kept = Vec::with_capacity(sections.len());
    for (section, out) in sections.into_iter().zip(out) {
        match section.path.as_ref().filter(|_| out) {
            Some(path) => {
                problems.push(Skipped::Draft.note(path));
                skipped.insert(path.clone(), Skipped::Draft);
            }
            None => kept.push(section),
        }
    }
    kept
}

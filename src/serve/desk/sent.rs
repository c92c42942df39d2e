//! An overview as it is sent: whole, or what is different from one that the page
//! has.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::Entry;
use super::overview::{Head, Overview};

/// What is sent.
#[derive(Debug, Serialize)]
pub struct Sent<'a> {
    #[serde(flatten)]
    head: &'a Head,
    /// The version that the page has, if only what is different from it is sent.
    since: Option<&'a str>,
    /// Files, or those that are new or different.
    files: Vec<&'a Entry>,
    /// Files that are no longer there.
    gone: Vec<&'a str>,
}

impl<'a> Sent<'a> {
    /// An overview for a page that has the one `before`, if it has any.
    pub fn of(overview: &'a Overview, before: Option<&'a Overview>) -> Self {
        let known: BTreeMap<&str, &Entry> = before
            .iter()
            .flat_map(|before| &before.files)
            .map(|entry| (entry.path.as_str(), entry))
            .collect();
        let files: Vec<_> = overview
            .files
            .iter()
            .filter(|entry| known.get(entry.path.as_str()) != Some(entry))
            .collect();
        let mut gone = known;
        for entry in &overview.files {
            gone.remove(entry.path.as_str());
        }
        Self {
            head: &overview.head,
            since: before.map(|before| before.head.version.as_str()),
            files,
            gone: gone.into_keys().collect(),
        }
    }
}

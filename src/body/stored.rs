//! What is known of bodies, as one run leaves it on the disk for the next: those
//! that are as they were need not be read again.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Bodies, BodyOf, Digest};
use crate::fingerprint::Fingerprint;
use crate::model::Model;

/// What another run knew of the bodies of pages.
#[derive(Debug, Serialize, Deserialize)]
pub struct Stored<T = Digest>(Vec<Entry<T>>);

/// The same, to be written.
pub type StoredRef<'a> = Stored<&'a Digest>;

#[derive(Debug, Serialize, Deserialize)]
struct Entry<T> {
    /// The path of its file.
    file: String,
    /// Stands for what it was read from, answers of the site apart.
    of: Fingerprint,
    digest: T,
}

impl Bodies {
    /// What is known of the bodies of pages, to be left on the disk.
    pub fn stored(&self, model: &Model) -> StoredRef<'_> {
        let entry = |(index, digest)| {
            Some(Entry {
                file: model.pages[index].path.to_string(),
                of: read_from(model, index)?,
                digest,
            })
        };
        let pages: Vec<&Digest> = self.pages.iter().map(|digest| &**digest).collect();
        Stored(
            pages
                .into_par_iter()
                .enumerate()
                .filter_map(entry)
                .collect(),
        )
    }
}

impl Default for Stored {
    /// Of another run that knew nothing.
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl Stored {
    /// The bodies whose text is the same in this site, by index of the page.
    pub(super) fn of(self, model: &Model) -> FxHashMap<usize, Arc<Digest>> {
        let known = |entry: Entry<Digest>| {
            let index = model.index_of(&entry.file)?;
            let (_, text, start) = BodyOf::Page(index).source(model);
            let digest = Digest {
                text: text.clone(),
                start,
                ..entry.digest
            };
            (read_from(model, index)? == entry.of).then(|| (index, Arc::new(digest)))
        };
        self.0.into_par_iter().filter_map(known).collect()
    }
}

/// Stands for what a page's body is read from, answers of the site apart.
fn read_from(model: &Model, index: usize) -> Option<Fingerprint> {
    let (file, text, start) = BodyOf::Page(index).source(model);
    let config = &model.config;
    Fingerprint::of_parts(&(&**file, &**text, start, config.raw_html, &config.base_path))
}

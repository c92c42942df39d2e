//! Files that are known by name, such as those that a build wrote.

use std::path::Path;
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use super::settle::{self, Clock};
use super::{Kind, Listed, Listing, Stamp};

impl Listing {
    /// Files as they were once they were written, each with its path, its stamp
    /// and a hash of what was written.
    pub fn of_written(written: Vec<(String, Stamp, Hash)>) -> Self {
        let clock = Clock::now();
        let mut listing = Self::default();
        for (path, stamp, hash) in written {
            let path: Arc<str> = path.into();
            let until = clock.restless_until(&stamp);
            let content = until.and_then(|_| settle::short(&hash));
            listing
                .restless
                .extend(until.map(|until| (path.clone(), until)));
            listing.files.push(Listed {
                path,
                kind: Kind::Other,
                stamp: stamp.with_content(content),
            });
        }
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        listing.restless.sort();
        listing
    }

    /// The same files of `folder` as they are now, without those that are no
    /// longer plain files.
    pub fn again_in(&self, folder: &Path) -> Self {
        let clock = Clock::now();
        let mut files: Vec<Listed> = self
            .files
            .par_iter()
            .filter_map(|file| {
                let found = folder.join(&*file.path).symlink_metadata().ok()?;
                found.is_file().then(|| Listed {
                    stamp: Stamp::of(&found),
                    ..file.clone()
                })
            })
            .collect();
        let restless = settle::settle(folder, &mut files, self, &clock);
        Self {
            files,
            problems: Vec::new(),
            restless,
        }
    }
}

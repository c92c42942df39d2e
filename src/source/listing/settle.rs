//! Finds by their content the changes that times of writing do not tell.
//!
//! A disk notes the time of writing in steps: 2 s on a USB stick, 1 s on some
//! shared folders, some milliseconds elsewhere. A file that is written twice
//! within one step looks the same before and after. So a file that was written
//! just now is told by its content, until the step must be over.

use std::fs::File;
use std::num::NonZeroU64;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use super::stamp::nanoseconds;
use super::{Listed, Listing, Stamp};

/// The longest step of disks that give whole seconds only.
const COARSE: Duration = Duration::from_secs(2);
/// The longest step of all others: the clock of the system ticks no slower.
const FINE: Duration = Duration::from_millis(100);

/// When a listing began: nothing in it is older.
pub(super) struct Clock {
    wall: i64,
    instant: Instant,
}

impl Clock {
    pub(super) fn now() -> Self {
        Self {
            wall: nanoseconds(SystemTime::now()),
            instant: Instant::now(),
        }
    }

    /// Until when a file that is seen for the first time with this stamp could
    /// change without it. A server's clock can go before ours, so a time in the
    /// future is as good as now.
    pub(super) fn restless_until(&self, stamp: &Stamp) -> Option<Instant> {
        let step = if stamp.modified() % 1_000_000_000 == 0 {
            COARSE
        } else {
            FINE
        };
        let age = self.wall.saturating_sub(stamp.modified());
        let over = u64::try_from(age).is_ok_and(|age| Duration::from_nanos(age) > step);
        (!over).then(|| self.instant + step)
    }
}

/// Carries over from `before` what is known of files that look the same, and
/// reads those that looks do not tell. `files` are sorted by path. Returns the
/// files that are to be read next time too, sorted, with the time until when.
pub(super) fn settle(
    root: &Path,
    files: &mut [Listed],
    before: &Listing,
    clock: &Clock,
) -> Vec<(Arc<str>, Instant)> {
    let mut old = Before::new(before, files.len());
    let mut reading: Vec<(usize, Instant)> = Vec::new();
    for (at, file) in files.iter_mut().enumerate() {
        match old.find(&file.path) {
            Some(known) if known.stamp.same_outside(&file.stamp) && known.kind == file.kind => {
                *file = known.clone();
                if let Some(until) = old.restless_until(&file.path) {
                    reading.push((at, until));
                }
            }
            _ => reading.extend(clock.restless_until(&file.stamp).map(|until| (at, until))),
        }
    }
    let contents: Vec<_> = reading
        .par_iter()
        .map(|(at, _)| content(&root.join(&*files[*at].path)))
        .collect();
    let mut restless = Vec::new();
    for ((at, until), content) in reading.into_iter().zip(contents) {
        files[at].stamp = files[at].stamp.with_content(content);
        if clock.instant < until {
            restless.push((files[at].path.clone(), until));
        }
    }
    restless
}

/// A hash of a file's content; none if it cannot be read just now.
fn content(disk: &Path) -> Option<NonZeroU64> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(disk).ok()?).ok()?;
    short(&hasher.finalize())
}

/// A hash as it stands in a stamp.
pub(super) fn short(hash: &blake3::Hash) -> Option<NonZeroU64> {
    let first = *hash.as_bytes().first_chunk()?;
    NonZeroU64::new(u64::from_le_bytes(first).max(1))
}

/// Restless files in a record. When it was written is not in it, so another
/// process takes them for written just now.
pub(super) mod restless {
    use std::sync::Arc;
    use std::time::Instant;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::COARSE;

    pub fn serialize<S: Serializer>(
        restless: &[(Arc<str>, Instant)],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(restless.iter().map(|(path, _)| &**path))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<(Arc<str>, Instant)>, D::Error> {
        let until = Instant::now() + COARSE;
        let paths = Vec::<String>::deserialize(from)?;
        Ok(paths.into_iter().map(|path| (path.into(), until)).collect())
    }
}

/// Finds files of an earlier listing: one after the other where all are asked
/// for, by halving where few are.
struct Before<'a> {
    listing: &'a Listing,
    few: bool,
    at: usize,
}

impl<'a> Before<'a> {
    fn new(listing: &'a Listing, asked: usize) -> Self {
        Self {
            listing,
            few: asked < listing.files.len() / 16,
            at: 0,
        }
    }

    /// The file of a path; paths are asked for in order.
    fn find(&mut self, path: &str) -> Option<&'a Listed> {
        if self.few {
            return self.listing.file(path);
        }
        let rest = self.listing.files.get(self.at..)?;
        self.at += rest.iter().take_while(|file| *file.path < *path).count();
        let file = self.listing.files.get(self.at)?;
        (*file.path == *path).then_some(file)
    }

    fn restless_until(&self, path: &str) -> Option<Instant> {
        let restless = &self.listing.restless;
        let at = restless.binary_search_by(|(known, _)| (**known).cmp(path));
        at.ok().map(|at| restless[at].1)
    }
}

//! What tells that a file has changed without reading it.

use std::fs::Metadata;
use std::num::NonZeroU64;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Equal stamps of one path mean equal content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    length: u64,
    /// When its content was last written: nanoseconds since 1970.
    modified: i64,
    /// When anything of it was last changed, which no program can set back;
    /// 0 where the system does not say.
    changed: i64,
    /// Which file it is, so that another one moved to its name is seen; 0 where
    /// the system does not say.
    id: u64,
    /// A hash of its content, where its times could not tell a second writing
    /// from the first.
    content: Option<NonZeroU64>,
}

impl Stamp {
    /// The stamp of a file by what the system says of it.
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds);
        Self {
            length: metadata.len(),
            modified,
            changed: changed(metadata),
            id: id(metadata),
            content: None,
        }
    }

    /// The same stamp with a hash of the content.
    pub(super) fn with_content(self, content: Option<NonZeroU64>) -> Self {
        Self { content, ..self }
    }

    /// Whether all but the hash is the same.
    pub(super) fn same_outside(&self, other: &Self) -> bool {
        self.with_content(None) == other.with_content(None)
    }

    /// Bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// When its content was last written: nanoseconds since 1970.
    pub fn modified(&self) -> i64 {
        self.modified
    }
}

/// A moment as nanoseconds since 1970; far ones are cut off at the year 2262.
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    let clamped = |nanoseconds: u128| i64::try_from(nanoseconds).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => clamped(after.as_nanos()),
        Err(before) => -clamped(before.duration().as_nanos()),
    }
}

#[cfg(unix)]
fn id(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn id(_: &Metadata) -> u64 {
    0
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> i64 {
    0
}

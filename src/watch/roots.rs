//! Which folders are watched, so that their being replaced is seen.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

/// The folders that a site is read from.
pub const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// Which folders stand at the watched paths: the root, then [`FOLDERS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roots(Vec<Option<Identity>>);

/// Which folder it is. A number alone can be given again to a new one.
type Identity = (u64, u64, Option<SystemTime>);

impl Roots {
    /// Looks at the folders of the site at `root`.
    pub fn of(root: &Path) -> Self {
        let folders = FOLDERS.iter().map(|name| root.join(name));
        let all = std::iter::once(root.to_owned()).chain(folders);
        Self(
            all.map(|folder| {
                let metadata = fs::metadata(folder).ok().filter(Metadata::is_dir)?;
                let (device, number) = number(&metadata);
                Some((device, number, metadata.created().ok()))
            })
            .collect(),
        )
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

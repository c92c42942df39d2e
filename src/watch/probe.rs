//! Proves that events come: a file is written, and its event waited for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::how::Why;
use crate::own;

/// How long the event of a probe may take.
const LIMIT: Duration = Duration::from_secs(1);

/// A folder of its own in a site, removed again when dropped.
#[derive(Debug)]
pub struct Probe {
    folder: PathBuf,
    own: PathBuf,
}

impl Probe {
    /// Makes the folder.
    ///
    /// # Errors
    /// If the site cannot be written to.
    pub fn make(root: &Path) -> io::Result<Self> {
        let number = getrandom::u64().map_err(io::Error::other)?;
        let own = own::folder(root);
        let folder = own.join(format!("probe-{number:016x}"));
        let made = fs::create_dir_all(&folder);
        // From here on, what was made is removed even if something fails.
        let probe = Self { folder, own };
        made.map(|()| probe)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file into the folder and waits for it to be told of by `told`.
    pub fn check(&self, watcher: &mut RecommendedWatcher, told: &Receiver<()>) -> Result<(), Why> {
        watcher
            .watch(&self.folder, RecursiveMode::NonRecursive)
            .map_err(|error| Why::Refused {
                reason: error.to_string(),
            })?;
        let written = fs::write(self.folder.join("probe"), "huimin");
        let result = match written {
            Ok(()) => told.recv_timeout(LIMIT).map_err(|_| Why::Silent),
            Err(error) => Err(Why::NoProbe {
                reason: error.to_string(),
            }),
        };
        // Where the folder is gone already, so is the watch.
        let _ = watcher.unwatch(&self.folder);
        result
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        // Nothing hangs on it: the folder is hidden and nobody reads it. The
        // one around it stays if it holds anything else.
        let _ = fs::remove_dir_all(&self.folder);
        let _ = fs::remove_dir(&self.own);
    }
}

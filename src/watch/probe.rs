//! Proves that events come: a file is written, and its event waited for.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::how::Why;
use crate::lock::lock;
use crate::own;

/// How long the event of a probe may take.
const LIMIT: Duration = Duration::from_secs(1);

/// The probes of one watch. They are laid by threads that nobody waits for, so
/// whoever ends the watch, or the program, takes away what lies there.
#[derive(Debug, Clone, Default)]
pub struct Probes(Arc<Mutex<Laid>>);

#[derive(Debug, Default)]
struct Laid {
    is_over: bool,
    folders: BTreeSet<PathBuf>,
}

impl Probes {
    /// Takes away every probe. From now on none is laid.
    pub fn end(&self) {
        let mut laid = lock(&self.0);
        laid.is_over = true;
        std::mem::take(&mut laid.folders)
            .iter()
            .for_each(|folder| remove(folder));
    }

    /// Makes a folder for a probe in the site at `root`.
    ///
    /// # Errors
    /// If the site cannot be written to, or the watch has ended.
    pub fn make(&self, root: &Path) -> io::Result<Probe> {
        let number = getrandom::u64().map_err(io::Error::other)?;
        let folder = own::folder(root).join(format!("probe-{number:016x}"));
        let mut laid = lock(&self.0);
        if laid.is_over {
            return Err(ErrorKind::Interrupted.into());
        }
        laid.folders.insert(folder.clone());
        let made = fs::create_dir_all(&folder);
        drop(laid);
        // From here on, what was made is removed even if something fails.
        let probe = Probe {
            folder,
            all: self.clone(),
        };
        made.map(|()| probe)
    }
}

/// A folder of its own in a site, removed again when dropped.
#[derive(Debug)]
pub struct Probe {
    folder: PathBuf,
    all: Probes,
}

impl Probe {
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
        let result = match self.write() {
            Ok(()) => told.recv_timeout(LIMIT).map_err(|_| Why::Silent),
            Err(error) => Err(Why::NoProbe {
                reason: error.to_string(),
            }),
        };
        // Where the folder is gone already, so is the watch.
        let _ = watcher.unwatch(&self.folder);
        result
    }

    /// Not while the folder is being taken away, or it would not be empty.
    fn write(&self) -> io::Result<()> {
        let _laid = lock(&self.all.0);
        fs::write(self.folder.join("probe"), "huimin")
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let mut laid = lock(&self.all.0);
        if laid.folders.remove(&self.folder) {
            remove(&self.folder);
        }
    }
}

/// Removes the folder of a probe, and the one around it if it holds nothing else.
fn remove(folder: &Path) {
    // Nothing hangs on it: the folder is hidden and nobody reads it.
    let _ = fs::remove_dir_all(folder);
    let _ = folder.parent().map(fs::remove_dir);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_laid_is_gone_once_it_is_over() {
        let site = tempfile::tempdir().expect("a folder");
        let probes = Probes::default();
        let probe = probes.make(site.path()).expect("made");
        probe.write().expect("written");
        probes.end();
        assert!(!own::folder(site.path()).exists());
        // The thread that was at work goes on for a while.
        assert!(probe.write().is_err());
        assert!(probes.make(site.path()).is_err());
        drop(probe);
        assert!(!own::folder(site.path()).exists());
    }

    #[test]
    fn what_others_keep_beside_a_probe_stays() {
        let site = tempfile::tempdir().expect("a folder");
        let kept = own::folder(site.path()).join("print/x");
        own::write(&kept, b"x").expect("written");
        let probe = Probes::default().make(site.path()).expect("made");
        let folder = probe.folder().to_owned();
        assert!(folder.is_dir());
        drop(probe);
        assert!(!folder.exists() && kept.is_file());
    }
}

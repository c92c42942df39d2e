//! Writing the outputs of one run.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self as disk, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use blake3::Hash;

use super::journal::Journal;
use super::manifest::{self, Files};
use super::{OutputError, fs, names};
use crate::lock::{lock, unlock};
use crate::source::{Listing, Stamp};

/// An output folder that is being written. Files are put from any thread.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// What earlier runs wrote: path and the hashes that it can have. A run
    /// that died may or may not have got to replacing a file.
    before: BTreeMap<String, Vec<Hash>>,
    /// What this run has, by path in small letters.
    now: Mutex<BTreeMap<String, Planned>>,
    /// Folders that are known to be there and to be real ones.
    folders: Mutex<BTreeSet<String>>,
    journal: Journal,
    written: AtomicUsize,
    unchanged: AtomicUsize,
    temporary: AtomicUsize,
}

/// An output of this run.
#[derive(Debug)]
struct Planned {
    path: String,
    /// None while it is not written, or kept as it was.
    hash: Option<Hash>,
    /// What the system said of the file when it was known to hold its bytes.
    stamp: Option<Stamp>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was new or different.
    Written,
    /// It was there, byte for byte, and was not touched.
    Unchanged,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files written.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of earlier runs removed.
    pub removed: usize,
    /// Files of earlier runs that are no longer planned, but were changed by
    /// somebody since and are left.
    pub left: Vec<String>,
}

impl Output {
    /// Opens an output folder; makes it if it is not there. `sources` are the
    /// folders that the site is read from; those that do not exist are fine.
    ///
    /// # Errors
    /// If the folder meets one of `sources`, is being written by another run,
    /// or cannot be made.
    pub fn open(out: &Path, sources: &[PathBuf]) -> Result<Self, OutputError> {
        let real = fs::real(out).map_err(OutputError::io(out))?;
        for source_folder in sources {
            let source = fs::real(source_folder).map_err(OutputError::io(source_folder))?;
            if real.starts_with(&source) || source.starts_with(&real) {
                return Err(OutputError::MixesWithSources {
                    out: out.to_owned(),
                    source_folder: source_folder.clone(),
                });
            }
        }
        disk::create_dir_all(out).map_err(OutputError::io(out))?;
        let (journal, died) = Journal::open(out)?;
        let mut before: BTreeMap<_, _> = manifest::read(out)?
            .into_iter()
            .map(|(path, hash)| (path, vec![hash]))
            .collect();
        if let Some(written) = died {
            fs::clean(out);
            for (path, hash) in written {
                before.entry(path).or_default().push(hash);
            }
        }
        Ok(Self {
            folder: out.to_owned(),
            before,
            now: Mutex::default(),
            folders: Mutex::default(),
            journal,
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            temporary: AtomicUsize::new(0),
        })
    }

    /// Puts a file at a path in the folder, parts joined by `/`.
    ///
    /// # Errors
    /// If the name cannot be one everywhere, if another output has it, if a
    /// file that is not ours is in the way, or if it cannot be written. A file
    /// of an earlier run at the path stays then.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, OutputError> {
        self.plan(path)?;
        let hash = blake3::hash(bytes);
        let target = fs::under(&self.folder, path);
        let folder = self.folder_of(path)?;
        let mut stamp = None;
        let put = match metadata(&target)? {
            Some(found) if found.is_file() => {
                if found.len() == bytes.len() as u64
                    && fs::holds(&target, bytes).map_err(OutputError::io(&target))?
                {
                    // Taken before its bytes were read.
                    stamp = Some(Stamp::of(&found));
                    Put::Unchanged
                } else if self.before.contains_key(path) {
                    Put::Written
                } else {
                    return Err(OutputError::Foreign { path: target });
                }
            }
            Some(found) if found.is_dir() => {
                self.clear_folder(path, &target)?;
                Put::Written
            }
            Some(_) => return Err(OutputError::Foreign { path: target }),
            None => Put::Written,
        };
        match put {
            Put::Unchanged => self.unchanged.fetch_add(1, Ordering::Relaxed),
            Put::Written => {
                self.write(path, &hash, bytes, &folder, &target)?;
                stamp = metadata(&target)?.map(|found| Stamp::of(&found));
                self.written.fetch_add(1, Ordering::Relaxed)
            }
        };
        self.note(path, hash, stamp);
        Ok(put)
    }

    /// Leaves what an earlier run wrote at a path, which this one would write
    /// again byte for byte; `stamp` is how the file looks. Returns whether the
    /// file is known to be ours: if not, it must be put.
    ///
    /// # Errors
    /// As [`Output::put`], for the path.
    pub fn leave(&self, path: &str, stamp: Stamp) -> Result<bool, OutputError> {
        let Some(&hash) = self.before.get(path).and_then(|hashes| hashes.first()) else {
            return Ok(false);
        };
        self.plan(path)?;
        self.unchanged.fetch_add(1, Ordering::Relaxed);
        self.note(path, hash, Some(stamp));
        Ok(true)
    }

    /// Keeps what an earlier run wrote at a path, such as the last good page
    /// where the new one could not be made.
    ///
    /// # Errors
    /// As [`Output::put`], for the path.
    pub fn keep(&self, path: &str) -> Result<(), OutputError> {
        self.plan(path)
    }

    /// Removes what earlier runs wrote and this one did not, and writes the
    /// list of what is there now.
    ///
    /// # Errors
    /// If the list cannot be written, or a folder cannot be looked into.
    pub fn finish(self) -> Result<Summary, OutputError> {
        Ok(self.finish_listed()?.0)
    }

    /// [`Output::finish`], with a listing of the files that were put and of the
    /// list of them.
    ///
    /// # Errors
    /// As [`Output::finish`].
    pub fn finish_listed(self) -> Result<(Summary, Listing), OutputError> {
        let mut summary = Summary {
            written: self.written.load(Ordering::Relaxed),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            ..Summary::default()
        };
        for path in self.before.keys() {
            match self.prune(path, 0)? {
                Pruned::Removed => summary.removed += 1,
                Pruned::Changed => summary.left.push(path.clone()),
                Pruned::Not => {}
            }
        }
        let now = unlock(self.now);
        let mut files = Files::new();
        let mut seen = Vec::new();
        for Planned { path, hash, stamp } in now.into_values() {
            let hash = hash.or_else(|| self.before.get(&path)?.last().copied());
            if let Some(hash) = hash {
                seen.extend(stamp.map(|stamp| (path.clone(), stamp, hash)));
                files.insert(path, hash);
            }
        }
        let hash = manifest::write(&self.folder, &files)?;
        let list = metadata(&self.folder.join(manifest::NAME))?;
        seen.extend(list.map(|found| (manifest::NAME.into(), Stamp::of(&found), hash)));
        self.journal.close()?;
        Ok((summary, Listing::of_written(seen)))
    }

    /// Notes that a path is an output of this run, once.
    fn plan(&self, path: &str) -> Result<(), OutputError> {
        names::check(path).map_err(|why| OutputError::BadName {
            path: path.to_owned(),
            why,
        })?;
        match lock(&self.now).entry(path.to_lowercase()) {
            Entry::Vacant(vacant) => {
                let path = path.to_owned();
                vacant.insert(Planned {
                    path,
                    hash: None,
                    stamp: None,
                });
                Ok(())
            }
            Entry::Occupied(other) => {
                let mut names = [other.get().path.clone(), path.to_owned()];
                names.sort();
                let [first, second] = names;
                Err(OutputError::Twice { first, second })
            }
        }
    }

    /// Notes what stands at a planned path.
    fn note(&self, path: &str, hash: Hash, stamp: Option<Stamp>) {
        if let Some(planned) = lock(&self.now).get_mut(&path.to_lowercase()) {
            planned.hash = Some(hash);
            planned.stamp = stamp;
        }
    }

    fn write(
        &self,
        path: &str,
        hash: &Hash,
        bytes: &[u8],
        folder: &Path,
        target: &Path,
    ) -> Result<(), OutputError> {
        let number = self.temporary.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!("{}{number}", fs::TEMPORARY));
        self.journal.note(path, hash)?;
        let put = fs::write_new(&beside, bytes).and_then(|()| fs::replace(&beside, target));
        put.map_err(|error| {
            // A full disk is told; the half file goes if it can.
            let _ = fs::remove(&beside);
            OutputError::io(target)(error)
        })
    }

    /// The folder on the disk in which a path lies; made if need be. No part of
    /// it is a link: what lies behind one is not ours.
    fn folder_of(&self, path: &str) -> Result<PathBuf, OutputError> {
        let Some((folder, _)) = path.rsplit_once('/') else {
            return Ok(self.folder.clone());
        };
        let on_disk = fs::under(&self.folder, folder);
        // Held while folders are made, so that no two threads make one.
        let mut known = lock(&self.folders);
        if known.contains(folder) {
            return Ok(on_disk);
        }
        let ends = folder
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([folder.len()]);
        for part in ends.map(|end| &folder[..end]) {
            if known.contains(part) {
                continue;
            }
            let on_disk = fs::under(&self.folder, part);
            match metadata(&on_disk)? {
                Some(found) if found.is_dir() => {}
                Some(_) => {
                    // A file of an earlier run can stand where now a folder is.
                    if self.is_planned(part)
                        || !matches!(self.remove_ours(part, &on_disk)?, Pruned::Removed)
                    {
                        return Err(OutputError::NotAFolder { path: on_disk });
                    }
                    disk::create_dir(&on_disk).map_err(OutputError::io(&on_disk))?;
                }
                None => disk::create_dir(&on_disk).map_err(OutputError::io(&on_disk))?,
            }
            known.insert(part.to_owned());
        }
        Ok(on_disk)
    }

    /// Removes a folder of earlier runs where now a file is to be. Whatever in
    /// it is not ours stops that.
    fn clear_folder(&self, path: &str, on_disk: &Path) -> Result<(), OutputError> {
        let inside = format!("{path}/");
        for old in self.before.keys().filter(|old| old.starts_with(&inside)) {
            self.prune(old, path.len())?;
        }
        match metadata(on_disk)? {
            None => Ok(()),
            Some(_) => Err(OutputError::Foreign {
                path: on_disk.to_owned(),
            }),
        }
    }

    fn is_planned(&self, path: &str) -> bool {
        lock(&self.now)
            .get(&path.to_lowercase())
            .is_some_and(|planned| planned.path == path)
    }

    /// Removes a file of an earlier run if this one does not have it, and the
    /// folders that it leaves empty, of those whose path is no shorter than
    /// `floor`: above it another thread may be about to write.
    fn prune(&self, path: &str, floor: usize) -> Result<Pruned, OutputError> {
        let target = fs::under(&self.folder, path);
        if let Some(planned) = lock(&self.now).get(&path.to_lowercase()) {
            // Where the disk does not tell letter case, an old spelling is the
            // new file.
            let new = fs::under(&self.folder, &planned.path);
            if planned.path == path || target.canonicalize().ok() == new.canonicalize().ok() {
                return Ok(Pruned::Not);
            }
        }
        let folders: Vec<&str> = path.match_indices('/').map(|(at, _)| &path[..at]).collect();
        for folder in &folders {
            let on_disk = fs::under(&self.folder, folder);
            if !metadata(&on_disk)?.is_some_and(|found| found.is_dir()) {
                return Ok(Pruned::Not);
            }
        }
        let pruned = self.remove_ours(path, &target)?;
        if let Pruned::Removed = pruned {
            for folder in folders.iter().rev().filter(|folder| folder.len() >= floor) {
                // Fails where something is left in it, and then shall.
                if disk::remove_dir(fs::under(&self.folder, folder)).is_err() {
                    break;
                }
            }
        }
        Ok(pruned)
    }

    /// Removes a file if it is as an earlier run wrote it.
    fn remove_ours(&self, path: &str, target: &Path) -> Result<Pruned, OutputError> {
        let Some(hashes) = self.before.get(path) else {
            return Ok(Pruned::Not);
        };
        match metadata(target)? {
            None => return Ok(Pruned::Not),
            Some(found) if !found.is_file() => return Ok(Pruned::Changed),
            Some(_) => {}
        }
        let bytes = disk::read(target).map_err(OutputError::io(target))?;
        if !hashes.contains(&blake3::hash(&bytes)) {
            return Ok(Pruned::Changed);
        }
        fs::remove(target).map_err(OutputError::io(target))?;
        Ok(Pruned::Removed)
    }
}

/// What became of a file of an earlier run.
enum Pruned {
    Removed,
    /// Somebody changed it, so it is left.
    Changed,
    /// It is an output still, or is not there.
    Not,
}

/// What is at a path, links not followed; none if nothing is.
fn metadata(path: &Path) -> Result<Option<Metadata>, OutputError> {
    match disk::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        // Below a file there is nothing either.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(OutputError::io(path)(error)),
    }
}

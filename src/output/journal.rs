//! What this run has written so far, in case that it does not live to write the
//! list. Its lock also keeps two runs apart.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use blake3::Hash;

use super::{OutputError, names};

/// Its name in the output folder.
const NAME: &str = ".huimin-unfinished";

/// Paths and what was to be put there.
pub type Written = Vec<(String, Hash)>;

/// Whether an output folder is being written, or a run died while it was.
pub fn is_unfinished(out: &Path) -> bool {
    out.join(NAME).symlink_metadata().is_ok()
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the journal of an output folder and returns what a run that died
    /// had written; none if the last run ended well.
    pub fn open(out: &Path) -> Result<(Self, Option<Written>), OutputError> {
        let path = out.join(NAME);
        let is_left = path.exists();
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(&path)
            .map_err(OutputError::io(&path))?;
        // Some network drives know no locks; then there is no guard.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(OutputError::Busy {
                out: out.to_owned(),
            });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(OutputError::io(&path))?;
        let lines = String::from_utf8_lossy(&bytes);
        let written = lines.lines().filter_map(entry).collect();
        // A last line that was cut short must not run into the next.
        let lead: &[u8] = if lines.is_empty() || lines.ends_with('\n') {
            b""
        } else {
            b"\n"
        };
        file.write_all(lead).map_err(OutputError::io(&path))?;
        Ok((Self { path, file }, is_left.then_some(written)))
    }

    /// Notes that a file is about to be put in its place.
    pub fn note(&self, path: &str, hash: &Hash) -> Result<(), OutputError> {
        // One call for the whole line: lines of several threads stay whole.
        let line = format!("{} {path}\n", hash.to_hex());
        (&self.file)
            .write_all(line.as_bytes())
            .map_err(OutputError::io(&self.path))
    }

    /// Removes the journal: the run ended well.
    pub fn close(self) -> Result<(), OutputError> {
        let Self { path, file } = self;
        drop(file);
        super::fs::remove(&path).map_err(OutputError::io(&path))
    }
}

fn entry(line: &str) -> Option<(String, Hash)> {
    let (hash, path) = line.split_once(' ')?;
    names::check(path).ok()?;
    Some((path.to_owned(), Hash::from_hex(hash).ok()?))
}

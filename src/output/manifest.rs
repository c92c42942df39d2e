//! The list of the files that we wrote, kept in the output folder.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use super::{OutputError, fs, names};

/// Its name in the output folder.
pub(super) const NAME: &str = ".huimin-manifest.json";

/// Paths in the output folder, and the BLAKE3 hash of what was written.
pub type Files = BTreeMap<String, Hash>;

#[derive(Serialize, Deserialize)]
struct Manifest {
    /// Hashes as hexadecimal text, by path.
    files: BTreeMap<String, String>,
}

fn path(out: &Path) -> PathBuf {
    out.join(NAME)
}

/// Reads the list; an empty one if there is none or it is broken, since then
/// nothing can be told to be ours. Paths that lead elsewhere are dropped: a
/// list that somebody made up must not have us remove other files.
pub fn read(out: &Path) -> Result<Files, OutputError> {
    let path = path(out);
    let bytes = match std::fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Files::new()),
        read => read.map_err(OutputError::io(&path))?,
    };
    let Ok(Manifest { files }) = serde_json::from_slice(&bytes) else {
        return Ok(Files::new());
    };
    let ours = files
        .into_iter()
        .filter(|(path, _)| names::check(path).is_ok());
    Ok(ours
        .filter_map(|(path, hash)| Some((path, Hash::from_hex(hash).ok()?)))
        .collect())
}

/// When the list was last written: when a build last changed something. None if
/// there is no list.
pub fn when(out: &Path) -> Option<SystemTime> {
    std::fs::metadata(path(out)).ok()?.modified().ok()
}

/// Writes the list, synced to the disk; not at all if it is the same. Returns a
/// hash of it.
pub fn write(out: &Path, files: &Files) -> Result<Hash, OutputError> {
    let path = path(out);
    let files = files
        .iter()
        .map(|(path, hash)| (path.clone(), hash.to_hex().to_string()))
        .collect();
    let write = || {
        let mut bytes = serde_json::to_vec_pretty(&Manifest { files })?;
        bytes.push(b'\n');
        let hash = blake3::hash(&bytes);
        if fs::holds(&path, &bytes)? {
            return Ok(hash);
        }
        let beside = out.join(format!("{}list", fs::TEMPORARY));
        fs::write_synced(&beside, &bytes)?;
        fs::replace(&beside, &path)?;
        Ok(hash)
    };
    write().map_err(OutputError::io(&path))
}

//! Files that are written for a while.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes files. When it is dropped they are as they were before, and the
/// folders that it made are gone.
#[derive(Default)]
pub struct PutBack {
    /// What was there before; none where nothing was.
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
    folders: Vec<PathBuf>,
}

impl PutBack {
    /// Writes a file whole, in place.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if !self.files.iter().any(|(known, _)| known == path) {
            let before = match fs::read(path) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            self.make_folders(path)?;
            self.files.push((path.to_owned(), before));
        }
        fs::write(path, bytes)
    }

    fn make_folders(&mut self, path: &Path) -> io::Result<()> {
        let above: Vec<_> = path.ancestors().skip(1).collect();
        for folder in above.into_iter().rev() {
            if !folder.as_os_str().is_empty() && !folder.exists() {
                fs::create_dir(folder)?;
                self.folders.push(folder.to_owned());
            }
        }
        Ok(())
    }
}

impl Drop for PutBack {
    fn drop(&mut self) {
        for (path, before) in &self.files {
            let done = match before {
                Some(bytes) => fs::write(path, bytes),
                None => fs::remove_file(path),
            };
            if let Err(error) = done {
                eprintln!("not put back: {}: {error}", path.display());
            }
        }
        for folder in self.folders.iter().rev() {
            // One that somebody else put something into stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

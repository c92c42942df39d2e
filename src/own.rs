//! The program's own folder in a site, `.huimin`. What lies there may be removed
//! at any time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Its name in the site's root.
const NAME: &str = ".huimin";

/// Where it is.
pub fn folder(root: &Path) -> PathBuf {
    root.join(NAME)
}

/// Writes a file into one of its folders, which are made if need be: beside its
/// place, then renamed.
///
/// # Errors
/// If it cannot be written.
pub fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    if !folder.is_dir() {
        fs::create_dir_all(folder)?;
    }
    let ignore = folder.with_file_name(".gitignore");
    if !ignore.exists() {
        // Nobody wants it in the site's history.
        fs::write(ignore, "*\n")?;
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, bytes)?;
    fs::rename(&beside, file)
}

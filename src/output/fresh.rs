//! Files that must not be there yet: what people have written is never replaced.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file that must not be there yet, and makes its folder. What could
/// not be written whole is taken away again.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if it is there; else what the system says.
pub fn write_fresh(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes).inspect_err(|_| {
        // Half a file is of no use; that it stays is told by the error.
        let _ = fs::remove_file(path);
    })
}

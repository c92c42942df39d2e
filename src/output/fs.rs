//! What differs between systems, and the small steps of writing.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use walkdir::WalkDir;

/// What the names of files that are being written begin with.
pub const TEMPORARY: &str = ".huimin-tmp-";

/// How often, and first after how long, a step is tried again that Windows
/// refuses while a scanner or a viewer has the file open.
const TRIES: u32 = 8;
const FIRST_WAIT: Duration = Duration::from_millis(4);

/// Puts a file in the place of another, in one step.
pub fn replace(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to))
}

/// Removes a file.
pub fn remove(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_file(path))
}

fn patiently(step: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut wait = FIRST_WAIT;
    for _ in 1..TRIES {
        match step() {
            Err(error) if is_passing(&error) => thread::sleep(wait),
            done => return done,
        }
        wait *= 2;
    }
    step()
}

/// Whether waiting can help: on Windows a file that is open elsewhere gives
/// "access denied" (5), "sharing violation" (32) or "lock violation" (33).
fn is_passing(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Writes a file that must not exist.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(bytes)
}

/// Writes a file, and waits until it is on the disk.
pub fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file in one step: beside its place, and renamed.
pub fn replace_with(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_by(path, |file| file.write_all(bytes))
}

/// Writes a file in one step, for what is not in memory as a whole: `write` gets
/// the open file beside its place, which is then synced and renamed. If anything
/// fails, nothing is left behind.
pub fn replace_by<T, E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let name = path.file_name().unwrap_or_default();
    let mut beside = OsString::from(TEMPORARY);
    beside.push(name);
    let beside = path.with_file_name(beside);
    let mut file = File::create(&beside)?;
    let written = write(&mut file).and_then(|value| {
        file.sync_all()?;
        drop(file);
        replace(&beside, path)?;
        Ok(value)
    });
    if written.is_err() {
        // What failed is told; that a rest of it stays is the lesser matter.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Whether a file exists and holds these very bytes.
pub fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        Ok(file) => same(file, bytes),
    }
}

/// Sizes are compared first, so that most changed files are never read.
fn same(mut file: File, bytes: &[u8]) -> io::Result<bool> {
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(rest.is_empty());
        }
        match rest.split_at_checked(length) {
            Some((expected, after)) if expected == &buffer[..length] => rest = after,
            _ => return Ok(false),
        }
    }
}

/// The path on the disk of a path whose parts are joined by `/`.
pub fn under(folder: &Path, path: &str) -> PathBuf {
    path.split('/')
        .fold(folder.to_owned(), |folder, part| folder.join(part))
}

/// The real path of a file or folder that need not exist yet: links of the
/// part that does exist are followed.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing: Vec<OsString> = Vec::new();
    let mut known = path.as_path();
    let mut real = loop {
        match known.canonicalize() {
            Ok(real) => break real,
            Err(error) => {
                let Some(parent) = known.parent() else {
                    return Err(error);
                };
                missing.extend(
                    known
                        .components()
                        .next_back()
                        .map(|part| part.as_os_str().to_owned()),
                );
                known = parent;
            }
        }
    };
    for part in missing.iter().rev() {
        if Path::new(part).components().next() == Some(Component::ParentDir) {
            real.pop();
        } else {
            real.push(part);
        }
    }
    Ok(real)
}

/// Removes what a run that died was about to write.
pub fn clean(folder: &Path) {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_type().is_file()) {
        if entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(TEMPORARY.as_bytes())
        {
            // Whatever cannot be removed now is tried again after the next death.
            let _ = remove(entry.path());
        }
    }
}

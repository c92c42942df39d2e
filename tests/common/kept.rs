//! Products that this very program made before, for tests that need a whole site
//! of them: a test file takes them over from the one before it and does not set
//! them again.

use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use super::{Site, files};

/// Where a site keeps what it made.
const FOLDER: &str = ".huimin/print";

/// The folder for a site of this name. Another program has another folder: what
/// it made may be wrong now.
fn folder(name: &str) -> PathBuf {
    let program = fs::metadata(env!("CARGO_BIN_EXE_huimin")).expect("the program");
    let made = program.modified().expect("a time");
    let made = made.duration_since(UNIX_EPOCH).expect("after 1970");
    let mark = format!("{name}-{}-{}", program.len(), made.as_nanos());
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("made")
        .join(mark)
}

/// Puts what was made before into a site.
pub fn take(site: &Site, name: &str) {
    for (file, bytes) in files_if_any(folder(name)) {
        site.write(&format!("{FOLDER}/{file}"), bytes);
    }
}

/// Keeps what a site made, and nothing that another program made of it.
pub fn keep(site: &Site, name: &str) {
    let folder = folder(name);
    let all = folder.parent().expect("a parent");
    fs::create_dir_all(&folder).expect("made");
    for other in fs::read_dir(all).expect("read").flatten() {
        let of_site = other.file_name().to_string_lossy().starts_with(name);
        if of_site && other.path() != folder {
            let _ = fs::remove_dir_all(other.path());
        }
    }
    for (file, bytes) in files_if_any(site.path(FOLDER)) {
        let path = folder.join(&file);
        if !path.exists() {
            let beside = folder.join(format!("{file}.{}", std::process::id()));
            fs::write(&beside, bytes).expect("written");
            fs::rename(&beside, path).expect("renamed");
        }
    }
}

fn files_if_any(folder: PathBuf) -> Vec<(String, Vec<u8>)> {
    match folder.is_dir() {
        true => files(&folder).into_iter().collect(),
        false => Vec::new(),
    }
}

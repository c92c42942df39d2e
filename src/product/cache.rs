//! What was made before, kept beside the site, so that a product that is the
//! same is not set again.
//!
//! A file for each product is named by the hash of all that it hangs on. It may
//! be removed at any time; a damaged one is made anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::Picture;
use crate::lock::lock;
use crate::own;
use crate::print::Fit;

/// The folder, in the program's own.
const FOLDER: &str = "print";

/// A product with which nothing is wrong.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Pictures of the pages.
    pub pictures: Vec<Picture>,
    /// How it fits.
    pub fit: Option<Fit>,
}

/// The first line of a file: what comes after it, and how long each is.
#[derive(Serialize, Deserialize)]
struct Head {
    pages: usize,
    fit: Option<Fit>,
    pdf: usize,
    /// Bytes, and pixels across and down, of each picture.
    pictures: Vec<(usize, u32, u32)>,
    /// Of what comes after the line, in hexadecimal.
    hash: String,
}

/// The files, and those that were asked for.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    /// The files of the site at `root`.
    pub fn open(root: &Path) -> Self {
        Self {
            folder: own::folder(root).join(FOLDER),
            used: Mutex::default(),
        }
    }

    /// A product by its key.
    pub fn get(&self, key: &str) -> Option<Kept> {
        let bytes = self.read(key)?;
        let end = memchr::memchr(b'\n', &bytes)?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let mut rest = &bytes[end + 1..];
        if blake3::hash(rest).to_hex().as_str() != head.hash {
            return None;
        }
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length)?;
            rest = left;
            Some(taken.to_vec())
        };
        Some(Kept {
            pdf: take(head.pdf)?,
            pages: head.pages,
            pictures: head
                .pictures
                .iter()
                .map(|&(bytes, width, height)| {
                    Some(Picture {
                        webp: take(bytes)?,
                        width,
                        height,
                    })
                })
                .collect::<Option<_>>()?,
            fit: head.fit,
        })
    }

    /// Keeps a product. Where it cannot be written, it is made again next time.
    pub fn keep(&self, key: &str, kept: &Kept) {
        let mut rest = kept.pdf.clone();
        rest.extend(kept.pictures.iter().flat_map(|picture| &picture.webp));
        let head = Head {
            pages: kept.pages,
            fit: kept.fit.clone(),
            pdf: kept.pdf.len(),
            pictures: kept
                .pictures
                .iter()
                .map(|picture| (picture.webp.len(), picture.width, picture.height))
                .collect(),
            hash: blake3::hash(&rest).to_hex().to_string(),
        };
        if let Ok(mut bytes) = serde_json::to_vec(&head) {
            bytes.push(b'\n');
            bytes.extend(rest);
            self.write(key, &bytes);
        }
    }

    /// How a product fits that has not been made.
    pub fn sizes(&self, key: &str) -> Option<Fit> {
        serde_json::from_slice(&self.read(&sizes(key))?).ok()
    }

    /// Keeps how a product fits.
    pub fn keep_sizes(&self, key: &str, fit: &Fit) {
        if let Ok(bytes) = serde_json::to_vec(fit) {
            self.write(&sizes(key), &bytes);
        }
    }

    /// Removes what was not asked for since it was opened.
    pub fn prune(&self) {
        let used = lock(&self.used);
        let files = std::fs::read_dir(&self.folder).into_iter().flatten();
        for file in files.flatten() {
            let name = file.file_name();
            let ours = name.to_str().is_some_and(is_key);
            if ours && name.to_str().is_some_and(|name| !used.contains(name)) {
                // It is in nobody's way, and gone next time.
                let _ = std::fs::remove_file(file.path());
            }
        }
    }

    fn read(&self, key: &str) -> Option<Vec<u8>> {
        let mut used = lock(&self.used);
        used.insert(key.to_owned());
        drop(used);
        std::fs::read(self.folder.join(key)).ok()
    }

    fn write(&self, key: &str, bytes: &[u8]) {
        // A site on a disk that cannot be written is only slower.
        let _ = own::write(&self.folder.join(key), bytes);
    }
}

fn sizes(key: &str) -> String {
    format!("{key}.fit")
}

/// Whether a name is one that this gives.
fn is_key(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    stem.len() == 64 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

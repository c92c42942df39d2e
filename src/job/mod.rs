//! What leaves the house: a folder and an archive for the print shop, with a
//! file for each product, a proof of each, a job ticket and checksums.

mod archive;
mod item;
mod names;
mod pack;
mod papers;
mod spreadsheet;

pub use archive::zip;
pub use item::{Item, copies, places};
pub use names::{safe, stem};
pub use pack::{Job, pack};
pub use papers::{impose, kept, png, tiles};
pub use spreadsheet::spreadsheet;

/// A file of a job: its name and its bytes.
pub type File = (String, Vec<u8>);

/// `SHA-256  NAME` for each file, as `sha256sum` and `certutil` print it.
pub fn checksums(files: &[File]) -> String {
    files
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", sum(bytes)))
        .collect()
}

/// The SHA-256 of some bytes in hexadecimal.
pub fn sum(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

//! The archive that the folder travels in.

use std::io::{Seek, Write};

use zip::result::ZipResult;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::folder::File;
use crate::model::Moment;

/// Endings of files that are small already: to deflate them is lost time.
const DENSE: [&str; 9] = [
    ".webp", ".png", ".jpg", ".jpeg", ".gif", ".mp4", ".zip", ".docx", ".xlsx",
];

/// A file, ready to be put in.
pub struct Packed {
    file: PreparedZipFile,
    /// The length of its path in UTF-16 units.
    pub length: usize,
}

/// How files are put in: all in one folder, all with one time.
#[derive(Debug)]
pub struct Packing<'a> {
    /// The folder's name.
    pub folder: &'a str,
    /// The time of every file, to two seconds. A zip knows years from 1980 to 2107.
    pub now: Moment,
}

impl Packing<'_> {
    /// Deflates a file. It may be done in several threads at once.
    ///
    /// # Errors
    ///
    /// Files that no zip can hold.
    pub fn pack(&self, (path, bytes): &File) -> ZipResult<Packed> {
        let at = self.now.at;
        let part = |number: i8| u8::try_from(number).unwrap_or_default();
        let time = u16::try_from(at.year()).ok().and_then(|year| {
            DateTime::from_date_and_time(
                year,
                part(at.month()),
                part(at.day()),
                part(at.hour()),
                part(at.minute()),
                part(at.second()),
            )
            .ok()
        });
        let lower = path.to_ascii_lowercase();
        let method = match DENSE.iter().any(|ending| lower.ends_with(ending)) {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(time.unwrap_or_default());
        let name = format!("{}/{path}", self.folder);
        Ok(Packed {
            length: name.encode_utf16().count(),
            file: PreparedZipFile::from_data(name, options, bytes)?,
        })
    }
}

/// Puts a packed file in.
///
/// # Errors
///
/// A name that is there already, or what the system says.
pub fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, file: Packed) -> ZipResult<()> {
    zip.add_prepared_file(file.file)
}

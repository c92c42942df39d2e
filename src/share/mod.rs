//! A preview to hand to somebody: the site as a folder in an archive, which opens
//! by double click on any computer, without a server and without the network.
//!
//! ```text
//! 青禾县民政局-预览-2026-05-08/
//!   打开预览.html      a copy of the first page
//!   files/preview.css  how the mark looks
//!   files/site/…       every page, both editions, and every file
//! ```
//!
//! Each output is what `build` would write, with its addresses made relative.

mod addresses;
mod archive;
mod attributes;
mod error;
mod folder;
mod mark;
mod page;
mod stylesheet;

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::Path;

use rayon::prelude::*;
use zip::ZipWriter;

pub use error::ShareError;
pub use folder::START;

use crate::output::replace_by;
use crate::plan::Planned;
use crate::render::RenderResult;
use crate::site::Site;
use archive::{Packed, Packing};
use folder::{Folder, is_page, is_shared};

/// What was shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The name of the folder in the archive.
    pub folder: String,
    /// How many pages of the site are in it.
    pub pages: usize,
    /// The size of the archive in bytes.
    pub size: u64,
    /// The longest path in it, in UTF-16 units, as Windows counts.
    pub longest: usize,
}

/// So many outputs are in memory at a time.
const AT_ONCE: usize = 64;

/// Writes the site as an archive to `to`, in one step. `step` is called for each
/// output, from several threads.
///
/// # Errors
///
/// A page that cannot be rendered; something at `to` that is no zip file; a system
/// that refuses. What was at `to` is left as it was then.
pub fn share(site: &Site, to: &Path, step: &(dyn Fn() + Sync)) -> Result<Shared, ShareError> {
    if !is_free(to)? {
        return Err(ShareError::Foreign);
    }
    let planned = site.plan();
    site.prepare();
    let model = &site.ground.model;
    let folder = Folder::new(&model.config, model.now, &planned);
    let packing = Packing {
        folder: &folder.name,
        now: model.now,
    };
    let (size, longest) = replace_by(to, |file| {
        let mut zip = ZipWriter::new(BufWriter::new(file));
        let longest = fill(&mut zip, &planned, &folder, &packing, &|one| {
            step();
            site.render(one)
        })?;
        let mut file = zip.finish()?;
        file.flush()?;
        Ok::<_, ShareError>((file.stream_position()?, longest))
    })?;
    Ok(Shared {
        pages: planned.iter().filter(|one| is_page(one)).count(),
        folder: folder.name,
        size,
        longest,
    })
}

/// Whether the place is free, or taken by a zip file, which may be replaced.
fn is_free(path: &Path) -> io::Result<bool> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        opened => opened?,
    };
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    let mut start = [0; 4];
    Ok(match file.read_exact(&mut start) {
        Ok(()) => matches!(&start, b"PK\x03\x04" | b"PK\x05\x06"),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(error),
    })
}

/// Renders, rewrites and packs every output in several threads, and puts them in
/// one after the other, in the order planned. Returns the length of the longest
/// path.
fn fill<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    planned: &[Planned],
    folder: &Folder,
    packing: &Packing<'_>,
    render: &(dyn Fn(&Planned) -> RenderResult + Sync),
) -> Result<usize, ShareError> {
    let own = packing.pack(&folder.own())?;
    let mut longest = own.length;
    archive::put(zip, own)?;
    let shared: Vec<&Planned> = planned.iter().filter(|one| is_shared(one)).collect();
    let mut failed = Vec::new();
    for some in shared.chunks(AT_ONCE) {
        let packed: Vec<Result<Vec<Packed>, ShareError>> = some
            .par_iter()
            .map(|one| {
                let bytes = render(one).map_err(|problem| ShareError::Pages(vec![*problem]))?;
                let files = folder.files(one, bytes);
                let packed = files.iter().map(|file| packing.pack(file));
                Ok(packed.collect::<Result<_, _>>()?)
            })
            .collect();
        for result in packed {
            match result {
                Ok(files) => {
                    for file in files {
                        longest = longest.max(file.length);
                        archive::put(zip, file)?;
                    }
                }
                Err(ShareError::Pages(problems)) => failed.extend(problems),
                Err(error) => return Err(error),
            }
        }
    }
    match failed.is_empty() {
        true => Ok(longest),
        false => Err(ShareError::Pages(failed)),
    }
}

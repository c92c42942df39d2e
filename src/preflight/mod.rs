//! The finished PDF read back, as a print shop would check it.
//!
//! Nothing here knows what was meant: [`read`] looks at the bytes that leave the
//! house, with other programs than the one that wrote them, and [`check`]
//! compares what it found with what was [`Wanted`]. [`render`] draws a page and
//! [`codes`] reads the QR codes from such a drawing. All are functions of their
//! arguments alone.
//!
//! # What is not seen
//!
//! Annotations, layers that are switched off, default colour spaces that stand
//! in for those of the device, and the inks of runs of colours and of pictures
//! with a table of colours. Clips are not followed: what is clipped away is
//! checked as if it were painted.

mod boxes;
mod codes;
mod colours;
mod finding;
mod font;
mod geometry;
mod inks;
mod notes;
mod objects;
mod paths;
mod pictures;
mod render;
mod report;
mod space;
mod state;
mod texts;
mod walk;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, LoadOptions, ObjectId};
use rayon::prelude::*;

pub use codes::{Code, codes, qr_codes};
pub use finding::Finding;
pub use geometry::{Area, Place};
pub use render::{Extent, render};
pub use report::{
    FontReport, HeaviestInk, ImageReport, Line, NoGlyph, NoGlyphs, PageReport, Painted, Report,
    TextInk, Through, Transparency, Use,
};
pub use space::Space;
pub use wanted::{Wanted, check, check_codes};

/// The largest table of objects that is unpacked, in bytes.
const UNPACKED: usize = 64 << 20;

/// Why a PDF cannot be checked or drawn. Pages count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is no PDF, or a damaged one.
    #[error("the PDF cannot be read: {0}")]
    Broken(String),
    /// It is locked with a password.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// It has no pages.
    #[error("the PDF has no pages")]
    Empty,
    /// It has no such page.
    #[error("the PDF has no page {page}")]
    NoPage {
        /// The page.
        page: usize,
    },
    /// The page has no MediaBox.
    #[error("page {page} of the PDF has no size")]
    NoSize {
        /// The page.
        page: usize,
    },
    /// The drawing of the page is not made of operators.
    #[error("the drawing of page {page} of the PDF cannot be read")]
    Garbled {
        /// The page.
        page: usize,
    },
    /// The drawing of the page is larger than any sheet needs.
    #[error("the drawing of page {page} of the PDF is too large")]
    TooLarge {
        /// The page.
        page: usize,
    },
    /// The picture would have no pixels, or far too many.
    #[error("page {page} of the PDF cannot be drawn at that size")]
    PictureSize {
        /// The page.
        page: usize,
    },
}

/// Reads a finished PDF.
///
/// # Errors
///
/// A PDF that cannot be read to its end: what is not understood must not pass as
/// clean.
pub fn read(pdf: &[u8]) -> Result<Report, Unreadable> {
    let options = LoadOptions::with_max_decompressed_size(UNPACKED);
    let document = Document::load_mem_with_options(pdf, options)
        .map_err(|error| Unreadable::Broken(error.to_string()))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let ids: Vec<ObjectId> = document.page_iter().collect();
    if ids.is_empty() {
        return Err(Unreadable::Empty);
    }
    let pages = ids
        .par_iter()
        .enumerate()
        .map(|(index, &id)| read_page(&document, id, index + 1))
        .collect::<Result<Vec<_>, _>>()?;
    let mut pictures = BTreeMap::new();
    for page in &pages {
        for (image, stream) in page.report.images.iter().zip(&page.streams) {
            if let Some((id, dictionary)) = *stream {
                pictures.insert(id, (dictionary, image.space.clone()));
            }
        }
    }
    let inks = inks::measure(pdf, &document, &pictures);
    let mut report = Report::default();
    let mut fonts = BTreeSet::new();
    for mut page in pages {
        for (image, stream) in page.report.images.iter_mut().zip(&page.streams) {
            image.ink_max = stream.and_then(|(id, _)| inks.get(&id).copied());
        }
        fonts.extend(page.fonts);
        report.pages.push(page.report);
    }
    report.fonts = fonts.into_iter().collect();
    Ok(report)
}

/// A page as read, its fonts, and where the data of each of its pictures lies.
struct Page<'a> {
    report: PageReport,
    fonts: BTreeSet<FontReport>,
    streams: Vec<Option<(ObjectId, &'a lopdf::Dictionary)>>,
}

fn read_page(document: &Document, id: ObjectId, page: usize) -> Result<Page<'_>, Unreadable> {
    let dictionary = document
        .get_dictionary(id)
        .map_err(|_| Unreadable::NoPage { page })?;
    let boxes = boxes::Boxes::read(document, dictionary).ok_or(Unreadable::NoSize { page })?;
    let (notes, fonts) =
        walk::walk(document, id, dictionary, boxes.to_mm).map_err(|stop| match stop {
            walk::Stop::Garbled => Unreadable::Garbled { page },
            walk::Stop::TooLarge => Unreadable::TooLarge { page },
        })?;
    let (images, streams) = notes
        .pictures
        .into_iter()
        .map(|picture| (picture.report, picture.stream))
        .unzip();
    let report = PageReport {
        media: boxes.media,
        crop: boxes.crop,
        bleed: boxes.bleed,
        trim: boxes.trim,
        vectors: notes.vectors,
        texts: notes.texts,
        ink: notes.ink,
        images,
        thinnest: notes.thinnest,
        no_glyphs: notes.no_glyphs,
        transparency: notes.transparency,
    };
    Ok(Page {
        report,
        fonts,
        streams,
    })
}

//! A PDF read from its first page to its last.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, ObjectId};
use rayon::prelude::*;

use super::boxes::Boxes;
use super::report::{FontReport, PageReport, Report};
use super::walk::{Stop, walk};
use super::{Unreadable, inks};

/// The largest table of objects that is unpacked, in bytes.
const UNPACKED: usize = 64 << 20;

/// Reads a finished PDF.
///
/// # Errors
///
/// A PDF that cannot be read to its end: what is not understood must not pass as
/// clean.
pub fn read(pdf: &[u8]) -> Result<Report, Unreadable> {
    let document = open(pdf)?;
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

/// Whether a page can be read to its end. Programs that draw may be trusted only
/// with such a page: forms that hold themselves and dashes without number bring
/// them down.
pub(super) fn vet(pdf: &[u8], page: usize) -> Result<(), Unreadable> {
    let document = open(pdf)?;
    let index = page.checked_sub(1).ok_or(Unreadable::NoPage { page })?;
    let id = document.page_iter().nth(index);
    read_page(&document, id.ok_or(Unreadable::NoPage { page })?, page).map(|_| ())
}

fn open(pdf: &[u8]) -> Result<Document, Unreadable> {
    let options = LoadOptions::with_max_decompressed_size(UNPACKED);
    let document = Document::load_mem_with_options(pdf, options)
        .map_err(|error| Unreadable::Broken(error.to_string()))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    Ok(document)
}

/// A page as read, its fonts, and where the data of each of its pictures lies.
struct Page<'a> {
    report: PageReport,
    fonts: BTreeSet<FontReport>,
    streams: Vec<Option<(ObjectId, &'a Dictionary)>>,
}

fn read_page(document: &Document, id: ObjectId, page: usize) -> Result<Page<'_>, Unreadable> {
    let dictionary = document
        .get_dictionary(id)
        .map_err(|_| Unreadable::NoPage { page })?;
    let boxes = Boxes::read(document, dictionary).ok_or(Unreadable::NoSize { page })?;
    let (notes, fonts) =
        walk(document, id, dictionary, boxes.to_mm).map_err(|stop| match stop {
            Stop::Garbled => Unreadable::Garbled { page },
            Stop::TooLarge => Unreadable::TooLarge { page },
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

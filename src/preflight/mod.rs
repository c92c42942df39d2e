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
mod read;
mod render;
mod report;
mod space;
mod state;
#[cfg(test)]
mod tests;
mod texts;
mod walk;
mod wanted;

pub use codes::{Code, codes, qr_codes};
pub use finding::Finding;
pub use geometry::{Area, Place};
pub use read::read;
pub use render::{Extent, render};
pub use report::{
    FontReport, HeaviestInk, ImageReport, Line, NoGlyph, NoGlyphs, PageReport, Painted, Report,
    TextInk, Through, Transparency, Use,
};
pub use space::Space;
pub use wanted::{Wanted, check, check_codes};

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

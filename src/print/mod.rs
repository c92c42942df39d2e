//! Typst source in, PDF and SVG out.
//!
//! [`Press`] holds what all products share, the fonts first of all. [`set`] turns
//! one [`Job`] into a [`Setting`], and [`make`] goes all the way to a
//! [`Printed`]. Both are functions of their arguments alone: a job reads no
//! clock, no system font, no package and no file but those that its [`Files`]
//! give. They may be called from many threads at once, rayon's too: each call
//! works on a thread of its own while the caller waits, and a panic of Typst
//! comes back as a [`Fault`].
//!
//! # What Typst keeps for the whole process
//!
//! - A cache of results (comemo), keyed by hashes of the inputs. It changes how
//!   long setting takes and never what comes out. It is aged after every job,
//!   failed ones too, so that it stays small; jobs that run side by side age it
//!   together, which costs at most some work done again.
//! - The names of files, at most 65,535 different ones and never given up. The
//!   names are those that theme files and products mention; a [`Job`]'s own path
//!   should hence be the template's, not one for each product.
//! - Interned labels and element names, a handful.
//!
//! # Boxes of a PDF
//!
//! MediaBox and BleedBox are the sheet with its bleed, TrimBox the finished
//! size, all three written out even without bleed. There is no CropBox on
//! purpose: viewers would look nicer with one cut to the trim, but the tools
//! that place PDFs on larger sheets take the CropBox first, and the bleed would
//! be gone without a word. The SVG is the one that shows the finished size.

mod alone;
mod boxes;
mod escape;
mod fault;
mod files;
mod fit;
mod fonts;
mod ink_jpeg;
mod literal;
mod pdf;
mod picture;
mod preflight;
mod qr;
mod separation;
mod setting;
mod slim;
mod svg;
mod world;

pub use escape::escape;
pub use fault::{Fault, Weight};
pub use files::Files;
pub use fit::{Cut, Fit};
pub use fonts::{BadFont, Fonts};
pub use literal::literal;
pub use picture::in_four_inks;
pub use preflight::{Missing, Outside, Overlap};
pub use qr::{TooMuch, qr};
pub use separation::{BadProfile, Separation};
pub use setting::{Job, Press, Setting, set};

/// A product set: the file to print, and what is known of it.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The PDF, all pages, with bleed.
    pub pdf: Vec<u8>,
    /// Finished width of the first page, in mm.
    pub width_mm: f64,
    /// Finished height of the first page, in mm.
    pub height_mm: f64,
    /// How many pages there are.
    pub pages: usize,
    /// What the product says of how it fits; none if it says nothing.
    pub fit: Option<Fit>,
    /// What Typst warned of.
    pub warnings: Vec<Fault>,
    /// Characters that no font has.
    pub missing: Vec<Missing>,
    /// Texts that reach beyond the finished size.
    pub outside: Vec<Outside>,
    /// Texts of which one lies on the other.
    pub overlaps: Vec<Overlap>,
    /// The families of the fonts used, sorted.
    pub fonts: Vec<String>,
}

/// Sets a job and makes its PDF.
///
/// # Errors
///
/// What Typst cannot set or write, every fault that it names.
pub fn make(press: &Press, job: &Job<'_>) -> Result<Printed, Vec<Fault>> {
    let product = alone::alone(|| {
        let setting = setting::set_here(press, job)?;
        let (width_mm, height_mm) = setting.size_mm();
        Ok(Printed {
            pdf: pdf::pdf(&setting)?,
            width_mm,
            height_mm,
            pages: setting.pages(),
            fit: setting.fit()?,
            missing: setting.missing(),
            outside: setting.outside(),
            overlaps: setting.overlaps(),
            fonts: setting.fonts(),
            warnings: setting.warnings,
        })
    });
    setting::age();
    product
}

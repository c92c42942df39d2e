//! What a finished PDF turns out to hold.

use std::collections::BTreeMap;

use super::geometry::{Area, Place};
use super::space::Space;

/// What was read out of a PDF.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Its pages, in order.
    pub pages: Vec<PageReport>,
    /// Its fonts, sorted by name, each once.
    pub fonts: Vec<FontReport>,
}

/// A font that the PDF names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontReport {
    /// Its PostScript name, with the mark of a subset before it.
    pub name: String,
    /// Whether its outlines are in the file.
    pub embedded: bool,
    /// Its kind as PDF names it, such as `CIDFontType0` or `TrueType`.
    pub kind: String,
}

/// What was found on one page.
///
/// Boxes are measured from the left and upper edge of the MediaBox, everything
/// else from those of the finished size. A page that is shown turned is measured
/// as it is written.
#[derive(Debug, Clone)]
pub struct PageReport {
    /// The whole sheet.
    pub media: Area,
    /// The part that viewers show, if the page names one.
    pub crop: Option<Area>,
    /// The finished size with its bleed, if the page names it.
    pub bleed: Option<Area>,
    /// The finished size, if the page names it.
    pub trim: Option<Area>,
    /// The colour spaces in which lines, areas and texts are painted.
    pub vectors: BTreeMap<Space, Use>,
    /// The colours of texts, each once, in the order met.
    pub texts: Vec<TextInk>,
    /// The vector colour with the most ink; none if none is made of inks.
    pub ink: Option<HeaviestInk>,
    /// Each picture at each place, in the order painted.
    pub images: Vec<ImageReport>,
    /// The thinnest line.
    pub thinnest: Option<Line>,
    /// Glyphs that stand for a character that the font does not have.
    pub no_glyphs: NoGlyphs,
    /// The first thing that lets shine through what lies under it.
    pub transparency: Option<Transparency>,
}

impl PageReport {
    /// The finished size; the whole sheet if the page does not name it.
    #[must_use]
    pub fn finished(&self) -> Area {
        self.trim.unwrap_or(self.media)
    }
}

/// How a colour space is used on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// How often something is painted in it.
    pub count: usize,
    /// What is painted in it first.
    pub what: Painted,
    /// Where that is.
    pub at: Place,
}

/// What is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Painted {
    /// A text.
    Text,
    /// An area.
    Area,
    /// A line.
    Line,
    /// A run of colours.
    Shading,
    /// A picture of one bit that takes the colour of areas.
    Stencil,
}

/// A colour in which texts are painted.
#[derive(Debug, Clone, PartialEq)]
pub struct TextInk {
    /// Its colour space.
    pub space: Space,
    /// Its components, 0 to 1; none for a pattern.
    pub values: Vec<f32>,
    /// The least size of such a text, in points.
    pub size_pt: f64,
    /// Where that text begins.
    pub at: Place,
    /// Its first characters, empty if the font does not say them.
    pub sample: String,
}

/// The colour that lays most ink on the paper.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaviestInk {
    /// The sum of its inks, in per cent.
    pub percent: f64,
    /// What is painted in it.
    pub what: Painted,
    /// Where.
    pub at: Place,
}

/// A picture where it is placed.
#[derive(Debug, Clone, PartialEq)]
pub struct ImageReport {
    /// Its name among the resources of where it is placed.
    pub name: String,
    /// Its width in pixels.
    pub width_px: u32,
    /// Its height in pixels.
    pub height_px: u32,
    /// The upright rectangle in which it lies.
    pub placed: Area,
    /// How large it is printed along its own sides, in mm, turned or not.
    pub printed_mm: (f64, f64),
    /// The pixels to an inch of the direction that has fewer.
    pub dpi: f64,
    /// Its colour space; that of the paint for a stencil.
    pub space: Space,
    /// The largest sum of inks of the pixels looked at, in per cent; none where
    /// it is not made of inks or cannot be decoded.
    pub ink_max: Option<f64>,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its width; 0 is as thin as the device can.
    pub width_mm: f64,
    /// Whether it is an area so narrow that it looks like a line.
    pub area: bool,
    /// Where it begins.
    pub at: Place,
}

/// Glyphs that stand for a missing character: printed as an empty box.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoGlyphs {
    /// How many there are.
    pub count: usize,
    /// Where the first ones are.
    pub first: Vec<NoGlyph>,
}

/// A glyph that stands for a missing character.
#[derive(Debug, Clone, PartialEq)]
pub struct NoGlyph {
    /// Where it begins, on the baseline.
    pub at: Place,
    /// The text that is shown with it, cut to some characters; empty if the
    /// font does not say it.
    pub near: String,
}

/// Something that lets shine through.
#[derive(Debug, Clone, PartialEq)]
pub struct Transparency {
    /// In which way.
    pub how: Through,
    /// Where.
    pub at: Place,
}

/// A way of shining through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// Painted at less than full opacity.
    Opacity,
    /// Through a soft mask.
    Mask,
    /// Mixed with what lies under it.
    Blend,
}

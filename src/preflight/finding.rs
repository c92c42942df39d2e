//! What a print shop would send a file back for.

use super::geometry::Place;
use super::report::{Painted, Through};
use super::space::Space;

/// Something that is not as it should be, with the numbers found and wanted.
/// Pages count from 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Another number of pages.
    Pages {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// The page does not name its finished size.
    NoTrim {
        /// The page.
        page: usize,
    },
    /// Another finished size, width and height in mm.
    Trim {
        /// The page.
        page: usize,
        /// What the page says.
        found: (f64, f64),
        /// What was ordered.
        wanted: (f64, f64),
    },
    /// The sheet or its BleedBox does not reach far enough over the finished
    /// size.
    Bleed {
        /// The page.
        page: usize,
        /// The least of its four sides, in mm; negative inside of the finished
        /// size.
        found: f64,
        /// What it should be on each side, in mm.
        wanted: f64,
    },
    /// A CropBox hides a part of the bleed from the tools that place pages.
    Crop {
        /// The page.
        page: usize,
        /// How much bleed is left on the side with least, in mm.
        found: f64,
        /// How much there should be, in mm.
        wanted: f64,
    },
    /// The outlines of a font are not in the file.
    FontMissing {
        /// The font.
        font: String,
    },
    /// Something is painted in a colour that a press must convert.
    Colour {
        /// The page.
        page: usize,
        /// The colour space.
        space: Space,
        /// What is painted first in it.
        what: Painted,
        /// Where.
        at: Place,
        /// How often it is used on the page.
        count: usize,
    },
    /// A picture in a colour that a press must convert.
    ImageColour {
        /// The page.
        page: usize,
        /// The colour space.
        space: Space,
        /// Where the picture lies.
        at: Place,
    },
    /// More ink than the paper takes.
    Ink {
        /// The page.
        page: usize,
        /// The sum of inks, in per cent.
        found: f64,
        /// The most allowed, in per cent.
        wanted: f64,
        /// What is painted in it.
        what: Painted,
        /// Where.
        at: Place,
    },
    /// More ink in a picture than the paper takes.
    ImageInk {
        /// The page.
        page: usize,
        /// The largest sum of inks, in per cent.
        found: f64,
        /// The most allowed, in per cent.
        wanted: f64,
        /// Where the picture lies.
        at: Place,
    },
    /// A picture in several inks whose amounts cannot be measured: it is not
    /// decoded, or not of 8 bits, or some of its inks have fewer samples.
    ImageUnread {
        /// The page.
        page: usize,
        /// Where the picture lies.
        at: Place,
    },
    /// Black text of more than one ink, too small to be printed sharp.
    RichBlack {
        /// The page.
        page: usize,
        /// The amounts of cyan, magenta, yellow and black, 0 to 1.
        inks: [f32; 4],
        /// The least size of the text, in points.
        size_pt: f64,
        /// From which size on it may be, in points.
        wanted_pt: f64,
        /// Where it begins.
        at: Place,
        /// Its first characters, empty if they are not known.
        text: String,
    },
    /// A picture with too few pixels for its size.
    Resolution {
        /// The page.
        page: usize,
        /// Pixels to an inch.
        found: f64,
        /// The least allowed.
        wanted: f64,
        /// The pixels of the picture, width and height.
        pixels: (u32, u32),
        /// How large it is printed, width and height in mm.
        printed_mm: (f64, f64),
        /// Where it lies.
        at: Place,
    },
    /// A line too thin to be printed.
    ThinLine {
        /// The page.
        page: usize,
        /// Its width, in mm; 0 is as thin as the device can.
        found: f64,
        /// The least allowed, in mm.
        wanted: f64,
        /// Where it begins.
        at: Place,
    },
    /// Characters that are printed as empty boxes.
    NoGlyph {
        /// The page.
        page: usize,
        /// How many there are on the page.
        count: usize,
        /// Where the first is.
        at: Place,
        /// The text around the first, empty if it is not known.
        near: String,
    },
    /// Something lets shine through what lies under it.
    Transparency {
        /// The page.
        page: usize,
        /// In which way.
        how: Through,
        /// Where.
        at: Place,
    },
    /// A QR code too small for the distance it is read from.
    CodeSmall {
        /// The page.
        page: usize,
        /// What it says.
        text: String,
        /// Its edge without the quiet zone, in mm.
        found: f64,
        /// The least edge, in mm.
        wanted: f64,
        /// Its upper left corner.
        at: Place,
    },
    /// A QR code that leads to nothing known.
    CodeTarget {
        /// The page.
        page: usize,
        /// What it says.
        text: String,
        /// Its upper left corner.
        at: Place,
    },
    /// Fewer QR codes can be read than there are.
    CodesUnread {
        /// The page.
        page: usize,
        /// How many can be read.
        found: usize,
        /// How many there are.
        wanted: usize,
    },
}

//! QR codes as a telephone sees them: read from a picture of the page.

use image::{GrayImage, RgbImage};
use rqrr::BitGrid as _;

use super::Unreadable;
use super::render::{Extent, render};

/// A QR code that can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// What it says.
    pub text: String,
    /// The left edge of its modules, in mm from that of the picture.
    pub x_mm: f64,
    /// The upper edge of its modules, in mm from that of the picture.
    pub y_mm: f64,
    /// Its edge without the quiet zone, in mm.
    pub edge_mm: f64,
    /// How many modules its edge has.
    pub modules: usize,
}

/// The pixels of the pictures that are looked at, one after the other until a
/// code is found. At the first a module of the smallest code allowed has three
/// to six pixels on every product.
const PIXELS: [f64; 2] = [3.0e6, 6.0e6];

/// More pixels to an inch than this show nothing new of a printed code.
const DPI: f64 = 300.0;

/// Reads the codes of a page, from 1, with places from its finished size.
///
/// The page is drawn as small as will do, and once more with more pixels if that
/// shows fewer codes than `expected`.
///
/// # Errors
///
/// What [`render`] cannot draw.
pub fn codes(
    pdf: &[u8],
    page: usize,
    trim_mm: (f64, f64),
    expected: usize,
) -> Result<Vec<Code>, Unreadable> {
    let mut best = Vec::new();
    for pixels in PIXELS {
        let square_inches = (trim_mm.0 * trim_mm.1).max(1.0) / (25.4 * 25.4);
        let dpi = (pixels / square_inches).sqrt().min(DPI);
        let picture = render(pdf, page, dpi, Extent::Trim)?;
        let found = qr_codes(&picture, dpi);
        if found.len() > best.len() || best.is_empty() {
            best = found;
        }
        if best.len() >= expected {
            break;
        }
    }
    Ok(best)
}

/// Reads the codes in a picture of so many pixels to an inch, from top to bottom.
#[must_use]
pub fn qr_codes(picture: &RgbImage, dpi: f64) -> Vec<Code> {
    let gray: GrayImage = image::imageops::grayscale(picture);
    let (width, height) = (gray.width() as usize, gray.height() as usize);
    if width == 0 || height == 0 {
        return Vec::new();
    }
    let pixels = gray.as_raw();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        pixels.get(y * width + x).copied().unwrap_or(255)
    });
    let mm = 25.4 / dpi;
    let mut codes: Vec<Code> = prepared
        .detect_grids()
        .into_iter()
        .filter_map(|grid| {
            let (_, text) = grid.decode().ok()?;
            let corners = grid.bounds;
            let x = corners.iter().map(|corner| corner.x).min()?;
            let y = corners.iter().map(|corner| corner.y).min()?;
            let side =
                |a: rqrr::Point, b: rqrr::Point| f64::from(a.x - b.x).hypot(f64::from(a.y - b.y));
            let around = (0..4).map(|at| side(corners[at], corners[(at + 1) % 4]));
            // The corners on the right and below are those of one module more.
            let modules = grid.grid.size();
            let share = modules as f64 / (modules + 1) as f64;
            Some(Code {
                text,
                modules,
                x_mm: f64::from(x) * mm,
                y_mm: f64::from(y) * mm,
                edge_mm: around.sum::<f64>() / 4.0 * share * mm,
            })
        })
        .collect();
    codes.sort_by(|a, b| a.y_mm.total_cmp(&b.y_mm).then(a.x_mm.total_cmp(&b.x_mm)));
    codes
}

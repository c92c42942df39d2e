//! Pictures of the finished pages for the website.

use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, RgbImage};

use super::spec::Spec;
use crate::preflight::{Extent, Unreadable, render};

/// The longer side of a picture in pixels.
const LONGEST: f64 = 1200.0;

/// A picture is not larger than this many bytes.
const HEAVIEST: usize = 200_000;

/// A picture is not made smaller than this share of its size, so that what is on
/// it can be read.
const SMALLEST: f64 = 0.5;

/// Pages that have a picture.
const PAGES: usize = 12;

/// Millimetres to an inch.
const INCH: f64 = 25.4;

/// A picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file, WebP.
    pub webp: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The pages of a product as a screen shows them.
#[derive(Debug, Default)]
pub struct Drawn {
    /// For the website.
    pub pictures: Vec<Picture>,
    /// The pages before they were compressed.
    pub pages: Vec<RgbImage>,
    /// Pixels to an inch of the PDF's page.
    pub dpi: f64,
}

/// Draws the first pages of a PDF at their finished size.
///
/// # Errors
///
/// A page that cannot be drawn.
pub fn draw(pdf: &[u8], pages: usize, spec: &Spec) -> Result<Drawn, Unreadable> {
    let longest = spec.size.width.max(spec.size.height) * spec.scale;
    let dpi = LONGEST / longest * INCH;
    let pages = (1..=pages.min(PAGES))
        .map(|page| render(pdf, page, dpi, Extent::Trim))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Drawn {
        pictures: pages.iter().map(light).collect(),
        pages,
        dpi,
    })
}

/// A picture light enough for a slow line: fine shades are dropped, then size.
fn light(page: &RgbImage) -> Picture {
    let (mut keep, mut side) = (0xFC, 1.0);
    loop {
        let picture = encoded(&reduced(page, keep, side));
        if picture.webp.len() <= HEAVIEST || side < SMALLEST {
            return picture;
        }
        match keep {
            0xF0 => side *= 0.85,
            _ => keep <<= 1,
        }
    }
}

/// The same picture with fewer shades, or smaller.
fn reduced(page: &RgbImage, keep: u8, side: f64) -> RgbImage {
    let length = |pixels: u32| ((f64::from(pixels) * side) as u32).max(1);
    let mut picture = match side < 1.0 {
        true => image::imageops::thumbnail(page, length(page.width()), length(page.height())),
        false => page.clone(),
    };
    let shades: [u8; 256] = std::array::from_fn(|shade| posterized(shade as u8, keep));
    for shade in picture.iter_mut() {
        *shade = shades[usize::from(*shade)];
    }
    picture
}

/// A shade with its finest bits dropped; white stays white and black black.
fn posterized(shade: u8, keep: u8) -> u8 {
    let kept = shade & keep;
    kept | (kept >> keep.count_ones())
}

fn encoded(picture: &RgbImage) -> Picture {
    let (width, height) = picture.dimensions();
    let mut webp = Vec::new();
    // Writing to memory does not fail, and no page has more pixels than WebP.
    let _ = WebPEncoder::new_lossless(&mut webp).encode(
        picture.as_raw(),
        width,
        height,
        ExtendedColorType::Rgb8,
    );
    Picture {
        webp,
        width,
        height,
    }
}

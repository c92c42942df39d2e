//! Pictures of the finished pages for the website.

use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, RgbImage};

use super::spec::Spec;
use crate::preflight::{Extent, render};

/// The longer side of a picture in pixels.
const LONGEST: f64 = 1200.0;

/// A picture is not larger than this many bytes.
const HEAVIEST: usize = 200_000;

/// Pages that have a picture.
const PAGES: usize = 12;

/// Millimetres to an inch.
const INCH: f64 = 25.4;

/// The pages of a product as a screen shows them.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Each picture, WebP.
    pub webp: Vec<Vec<u8>>,
    /// Its pixels across and down.
    pub pixels: (u32, u32),
    /// The pictures before they were compressed, and the dpi that they have at
    /// the size of the PDF.
    pub pages: Vec<RgbImage>,
    /// Pixels to an inch of the PDF's page.
    pub dpi: f64,
}

/// Draws the first pages of a PDF at their finished size.
pub fn draw(pdf: &[u8], pages: usize, spec: &Spec) -> Drawn {
    let longest = spec.size.width.max(spec.size.height) * spec.scale;
    let dpi = LONGEST / longest * INCH;
    let pages: Vec<RgbImage> = (1..=pages.min(PAGES))
        .filter_map(|page| render(pdf, page, dpi, Extent::Trim).ok())
        .collect();
    let webp = pages.iter().filter_map(light).collect();
    let pixels = pages.first().map_or((0, 0), RgbImage::dimensions);
    Drawn {
        webp,
        pixels,
        pages,
        dpi,
    }
}

/// A WebP light enough for a slow line: fine shades are dropped, then size.
fn light(picture: &RgbImage) -> Option<Vec<u8>> {
    let mut side = 1.0;
    for keep in [0xFC, 0xF8, 0xF0, 0xF0, 0xF0] {
        let shades = RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
            image::Rgb(
                picture
                    .get_pixel(x, y)
                    .0
                    .map(|shade| posterized(shade, keep)),
            )
        });
        let scaled = match side < 1.0 {
            true => image::imageops::thumbnail(
                &shades,
                (f64::from(picture.width()) * side) as u32,
                (f64::from(picture.height()) * side) as u32,
            ),
            false => shades,
        };
        let webp = encoded(&scaled)?;
        if webp.len() <= HEAVIEST {
            return Some(webp);
        }
        if keep == 0xF0 {
            side *= 0.8;
        }
    }
    None
}

/// A shade with its finest bits dropped; white stays white and black black.
fn posterized(shade: u8, keep: u8) -> u8 {
    let kept = shade & keep;
    kept | (kept >> keep.count_ones())
}

fn encoded(picture: &RgbImage) -> Option<Vec<u8>> {
    let mut webp = Vec::new();
    WebPEncoder::new_lossless(&mut webp)
        .encode(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .ok()?;
    Some(webp)
}

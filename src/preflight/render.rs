//! Pictures of pages, drawn by a program that did not write them.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Rect;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::RgbImage;

use super::Unreadable;
use super::read::vet;

/// The largest picture, in pixels.
const PIXELS: f64 = 64.0e6;

/// The longest side of a picture, in pixels.
const SIDE: f64 = 30_000.0;

/// How much of a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The finished size.
    Trim,
    /// The whole sheet with its bleed.
    Sheet,
}

/// Draws a page, from 1, at so many pixels to an inch.
///
/// Colours are near to print at best: no profile of a press is asked.
///
/// # Errors
///
/// A PDF or page that [`read`](super::read()) cannot read to its end, and a picture of no or
/// far too many pixels.
pub fn render(pdf: &[u8], page: usize, dpi: f64, extent: Extent) -> Result<RgbImage, Unreadable> {
    vet(pdf, page)?;
    let pdf = Pdf::new(pdf.to_vec()).map_err(|error| Unreadable::Broken(format!("{error:?}")))?;
    let pages = pdf.pages();
    let index = page.checked_sub(1);
    let shown = index
        .and_then(|index| pages.get(index))
        .ok_or(Unreadable::NoPage { page })?;
    let unit = shown.raw().get::<f32>("UserUnit".as_bytes());
    let unit = unit.filter(|unit| unit.is_finite() && *unit > 0.0);
    let scale = dpi / 72.0 * f64::from(unit.unwrap_or(1.0));
    let (width, height) = shown.render_dimensions();
    let (width, height) = (f64::from(width) * scale, f64::from(height) * scale);
    let fits = |side: f64| (0.5..SIDE).contains(&side);
    if !(fits(width) && fits(height) && width * height <= PIXELS) {
        return Err(Unreadable::PictureSize { page });
    }
    let settings = RenderSettings {
        x_scale: scale as f32,
        y_scale: scale as f32,
        width: Some(width.round().max(1.0) as u16),
        height: Some(height.round().max(1.0) as u16),
        bg_color: WHITE,
    };
    let pixmap = hayro::render(
        shown,
        &RenderCache::new(),
        &InterpreterSettings {
            render_annotations: false,
            ..InterpreterSettings::default()
        },
        &settings,
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // The ground is white and opaque, so nothing is left of the alpha.
    let bytes = pixmap
        .data_as_u8_slice()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let sheet = RgbImage::from_raw(width, height, bytes).ok_or(Unreadable::PictureSize { page })?;
    let trim = shown.raw().get::<Rect>("TrimBox".as_bytes());
    match trim {
        Some(trim) if extent == Extent::Trim => {
            let shown = shown.intersected_crop_box();
            let place = |from: f64| (from * scale).round().max(0.0) as u32;
            let left = place(trim.x0 - shown.x0).min(width - 1);
            let top = place(shown.y1 - trim.y1).min(height - 1);
            let side = |length: f64, rest: u32| place(length).clamp(1, rest);
            let width = side(trim.x1 - trim.x0, width - left);
            let height = side(trim.y1 - trim.y0, height - top);
            Ok(image::imageops::crop_imm(&sheet, left, top, width, height).to_image())
        }
        _ => Ok(sheet),
    }
}

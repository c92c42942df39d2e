//! Pictures for the print shop: drawings and photographs become photographs in
//! four inks, since Typst passes on a CMYK JPEG as it is and makes RGB of all
//! else.

use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage, imageops::FilterType};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use resvg::{tiny_skia, usvg};

/// The longer side of a picture on a web page, in pixels: a board is shown at
/// about a pixel for a millimetre, and enlarged some three times.
const ON_SCREEN: u32 = 480;

/// JPEG quality in per cent, for the print shop and for the web page.
const QUALITY: u8 = 88;
const QUALITY_ON_SCREEN: u8 = 80;

/// A picture (SVG, JPEG, PNG, WebP or GIF) as a JPEG in four inks, its longer
/// side so many pixels, or fewer if a photograph has fewer. None if it cannot be
/// read.
pub fn in_four_inks(path: &str, bytes: &[u8], longest: u32) -> Option<Vec<u8>> {
    let drawing = path
        .rsplit('.')
        .next()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    let picture = if drawing {
        drawn(bytes, longest)?
    } else {
        photographed(bytes, longest)?
    };
    let (width, height) = (
        u16::try_from(picture.width()).ok()?,
        u16::try_from(picture.height()).ok()?,
    );
    let inks: Vec<u8> = picture
        .pixels()
        .flat_map(|pixel| four_inks(pixel.0))
        .collect();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    // Else three of the four inks, black among them, are made coarser.
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(&inks, width, height, ColorType::Cmyk).ok()?;
    Some(jpeg)
}

/// A JPEG in four inks as one for a screen: browsers make other colours of four
/// inks, each its own. None if it is not in four inks.
pub(super) fn on_screen(jpeg: &[u8]) -> Option<Vec<u8>> {
    if components(jpeg)? != 4 {
        return None;
    }
    let picture = photographed(jpeg, ON_SCREEN)?;
    let (width, height) = (
        u16::try_from(picture.width()).ok()?,
        u16::try_from(picture.height()).ok()?,
    );
    let mut out = Vec::new();
    Encoder::new(&mut out, QUALITY_ON_SCREEN)
        .encode(picture.as_raw(), width, height, ColorType::Rgb)
        .ok()?;
    Some(out)
}

/// How many colours the frame header of a JPEG names.
fn components(jpeg: &[u8]) -> Option<u8> {
    let mut rest = jpeg.get(2..)?;
    loop {
        let (marker, length) = match *rest {
            [0xFF, marker, high, low, ..] => (marker, u16::from_be_bytes([high, low])),
            _ => return None,
        };
        // SOF0 to SOF15, without the tables and the reserved one among them.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return rest.get(9).copied();
        }
        rest = rest.get(2 + usize::from(length)..)?;
    }
}

/// The inks of a colour, 0 none and 255 full. All grey goes into black, so that
/// the inks together stay under 300 %.
fn four_inks([r, g, b]: [u8; 3]) -> [u8; 4] {
    let light = r.max(g).max(b);
    if light == 0 {
        return [0, 0, 0, 255];
    }
    let ink = |colour: u8| ((u32::from(light - colour) * 255) / u32::from(light)) as u8;
    [ink(r), ink(g), ink(b), 255 - light]
}

fn photographed(bytes: &[u8], longest: u32) -> Option<RgbImage> {
    let reader = ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut decoder = reader.into_decoder().ok()?;
    let turned = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > longest {
        picture = picture.resize(longest, longest, FilterType::Lanczos3);
    }
    Some(on_white(picture))
}

/// JPEG knows no transparency: what shines through is the paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, alpha] = picture.get_pixel(x, y).0;
        let over = |colour: u8| {
            let alpha = u32::from(alpha);
            ((u32::from(colour) * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image::Rgb([over(r), over(g), over(b)])
    })
}

fn drawn(bytes: &[u8], longest: u32) -> Option<RgbImage> {
    let tree = usvg::Tree::from_data(bytes, &usvg::Options::default()).ok()?;
    let size = tree.size();
    let scale = longest as f32 / size.width().max(size.height());
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let mut map = tiny_skia::Pixmap::new(side(size.width()), side(size.height()))?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut map.as_mut(),
    );
    let (width, height) = (map.width(), map.height());
    // The ground is opaque, so that colours are not multiplied by their alpha.
    let pixels = map
        .pixels()
        .iter()
        .flat_map(|p| [p.red(), p.green(), p.blue()])
        .collect();
    RgbImage::from_raw(width, height, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_back_on_the_screen() {
        let square = r##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">
            <rect width="2" height="4" fill="#1E3A5F"/><rect x="2" width="2" height="4" fill="#FCEFD0"/></svg>"##;
        let inks = in_four_inks("a.SVG", square.as_bytes(), 64).unwrap();
        assert_eq!(components(&inks), Some(4));
        let screen = on_screen(&inks).unwrap();
        assert_eq!(components(&screen), Some(3));
        let picture = image::load_from_memory(&screen).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (64, 64));
        for (x, wanted) in [(20, [0x1E, 0x3A, 0x5F]), (44, [0xFC, 0xEF, 0xD0])] {
            for y in 0..64 {
                let found = picture.get_pixel(x, y).0;
                let near = (0..3).all(|c| found[c].abs_diff(wanted[c]) <= 6);
                assert!(near, "{found:?} at {x}, {y}");
            }
        }
        assert_eq!(on_screen(&screen), None);
        assert_eq!(on_screen(b"no picture"), None);
    }
}

//! Pictures for the print shop: drawings and photographs become photographs in
//! four inks, since Typst passes on a CMYK JPEG as it is and makes RGB of all
//! else.

use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage, imageops::FilterType};
use jpeg_encoder::{ColorType, Encoder};
use resvg::{tiny_skia, usvg};

/// The longer side of a picture on a board, in pixels. At 100 dpi, what a board
/// is read at, that is 250 mm.
const LONGEST: u32 = 1000;

/// JPEG quality in per cent.
const QUALITY: u8 = 88;

/// A picture (SVG, JPEG, PNG, WebP or GIF) as a JPEG in four inks. None if it
/// cannot be read.
pub fn in_four_inks(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let drawing = path
        .rsplit('.')
        .next()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    let picture = if drawing {
        drawn(bytes)?
    } else {
        photographed(bytes)?
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
    Encoder::new(&mut jpeg, QUALITY)
        .encode(&inks, width, height, ColorType::Cmyk)
        .ok()?;
    Some(jpeg)
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

fn photographed(bytes: &[u8]) -> Option<RgbImage> {
    let reader = ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut decoder = reader.into_decoder().ok()?;
    let turned = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::Lanczos3);
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

fn drawn(bytes: &[u8]) -> Option<RgbImage> {
    let tree = usvg::Tree::from_data(bytes, &usvg::Options::default()).ok()?;
    let size = tree.size();
    let scale = LONGEST as f32 / size.width().max(size.height());
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

//! Pictures for the print shop: drawings and photographs become photographs in
//! four inks, since Typst passes on a CMYK JPEG as it is and makes RGB of all
//! else.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage, RgbaImage, imageops::FilterType,
};
use jpeg_encoder::{ColorType, Encoder};
use resvg::{tiny_skia, usvg};

use super::ink_jpeg;
use super::separation::{Kind, Separation};

/// The longer side of a picture on a web page, in pixels: a product is shown at
/// about a pixel for a millimetre, and enlarged some three times.
const ON_SCREEN: u32 = 480;

/// JPEG quality in per cent for the web page.
const QUALITY_ON_SCREEN: u8 = 80;

/// A picture (SVG, JPEG, PNG, WebP or GIF) as a JPEG in the four inks of a press,
/// its longer side so many pixels, or fewer if a photograph has fewer. Colours are
/// those of the ICC profile that came with it, else sRGB. None if it cannot be
/// read.
pub fn in_four_inks(
    path: &str,
    bytes: &[u8],
    longest: u32,
    separation: &Separation,
) -> Option<Vec<u8>> {
    let drawing = path
        .rsplit('.')
        .next()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    let picture = match drawing {
        true => drawn(bytes, longest)?,
        false => photographed(bytes, longest, separation)?,
    };
    let Picture {
        pixels,
        kind,
        profile,
    } = picture;
    let inks = separation.inks(pixels.as_raw(), kind, profile.as_deref());
    ink_jpeg::encode(&inks, pixels.width(), pixels.height())
}

/// A JPEG in four inks as one for a screen: browsers make other colours of four
/// inks, each its own. None if it is not in four inks.
pub(super) fn on_screen(jpeg: &[u8], separation: &Separation) -> Option<Vec<u8>> {
    let inks = DynamicImage::ImageRgba8(ink_jpeg::decode(jpeg)?);
    let inks = smaller(inks, ON_SCREEN).into_rgba8();
    let (width, height) = (
        u16::try_from(inks.width()).ok()?,
        u16::try_from(inks.height()).ok()?,
    );
    let pixels = separation.on_screen(inks.as_raw(), None);
    let mut out = Vec::new();
    Encoder::new(&mut out, QUALITY_ON_SCREEN)
        .encode(&pixels, width, height, ColorType::Rgb)
        .ok()?;
    Some(out)
}

/// A picture on its way to the press.
struct Picture {
    pixels: RgbImage,
    kind: Kind,
    /// The ICC profile that tells what its colours mean; without it they are sRGB.
    profile: Option<Vec<u8>>,
}

fn photographed(bytes: &[u8], longest: u32, separation: &Separation) -> Option<Picture> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let kind = match reader.format()? {
        ImageFormat::Jpeg | ImageFormat::WebP => Kind::Photograph,
        // What is kept without loss is a diagram or a stamp more often than not.
        _ => Kind::Drawing,
    };
    let mut decoder = reader.into_decoder().ok()?;
    let turned = decoder.orientation().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    if ink_jpeg::has_four_inks(bytes) {
        let mut inks = DynamicImage::ImageRgba8(ink_jpeg::decode(bytes)?);
        inks.apply_orientation(turned);
        let inks = smaller(inks, longest).into_rgba8();
        let pixels = separation.on_screen(inks.as_raw(), profile.as_deref());
        return Some(Picture {
            pixels: RgbImage::from_raw(inks.width(), inks.height(), pixels)?,
            kind,
            profile: None,
        });
    }
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    Some(Picture {
        pixels: on_white(smaller(picture, longest)),
        kind,
        profile,
    })
}

fn smaller(picture: DynamicImage, longest: u32) -> DynamicImage {
    match picture.width().max(picture.height()) > longest {
        true => picture.resize(longest, longest, FilterType::Lanczos3),
        false => picture,
    }
}

/// JPEG knows no transparency: what shines through is the paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture: RgbaImage = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, alpha] = picture.get_pixel(x, y).0;
        let over = |colour: u8| {
            let alpha = u32::from(alpha);
            ((u32::from(colour) * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image::Rgb([over(r), over(g), over(b)])
    })
}

fn drawn(bytes: &[u8], longest: u32) -> Option<Picture> {
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
    Some(Picture {
        pixels: RgbImage::from_raw(width, height, pixels)?,
        kind: Kind::Drawing,
        profile: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRESS: &[u8] = include_bytes!("../../themes/huimin/print/press.icc");

    fn separation() -> Separation {
        Separation::from_profile(PRESS, 300.0).unwrap()
    }

    #[test]
    fn colours_come_back_on_the_screen() {
        let separation = separation();
        let square = r##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">
            <rect width="2" height="4" fill="#1E3A5F"/><rect x="2" width="2" height="4" fill="#FCEFD0"/></svg>"##;
        let inks = in_four_inks("a.SVG", square.as_bytes(), 64, &separation).unwrap();
        assert!(ink_jpeg::has_four_inks(&inks));
        let screen = on_screen(&inks, &separation).unwrap();
        assert!(!ink_jpeg::has_four_inks(&screen));
        let picture = image::load_from_memory(&screen).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (64, 64));
        for (x, wanted) in [(20, [0x1E, 0x3A, 0x5F]), (44, [0xFC, 0xEF, 0xD0])] {
            for y in 0..64 {
                let found = picture.get_pixel(x, y).0;
                let near = (0..3).all(|c| found[c].abs_diff(wanted[c]) <= 6);
                assert!(near, "{found:?} at {x}, {y}");
            }
        }
        assert_eq!(on_screen(&screen, &separation), None);
        assert_eq!(on_screen(b"no picture", &separation), None);
    }

    #[test]
    fn lines_of_a_drawing_are_black_alone() {
        let separation = separation();
        let lines = r##"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">
            <rect x="16" width="32" height="64"/></svg>"##;
        let inks = in_four_inks("a.svg", lines.as_bytes(), 64, &separation).unwrap();
        let inks = ink_jpeg::decode(&inks).unwrap();
        for (x, wanted) in [(4, [0, 0, 0, 0]), (32, [0, 0, 0, 255])] {
            let found = inks.get_pixel(x, 32).0;
            let near = (0..4).all(|c| found[c].abs_diff(wanted[c]) <= 1);
            assert!(near, "{found:?} at {x}");
        }
    }

    /// A file with a picture of one colour, in the space of a profile.
    fn photograph(rgb: [u8; 3], profile: Option<&[u8]>) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 100);
        if let Some(profile) = profile {
            encoder.add_icc_profile(profile).unwrap();
        }
        encoder
            .encode(&rgb.repeat(256), 16, 16, ColorType::Rgb)
            .unwrap();
        jpeg
    }

    #[test]
    fn a_profile_that_came_with_a_photograph_counts() {
        let separation = separation();
        let pixel = |jpeg: &[u8]| {
            let inks = in_four_inks("a.jpg", jpeg, 64, &separation).unwrap();
            ink_jpeg::decode(&inks).unwrap().get_pixel(8, 8).0
        };
        let near = |a: [u8; 4], b: [u8; 4]| (0..4).all(|ink| a[ink].abs_diff(b[ink]) <= 3);
        let profile = |space: moxcms::ColorProfile| space.encode().unwrap();
        let srgb = profile(moxcms::ColorProfile::new_srgb());
        let p3 = profile(moxcms::ColorProfile::new_display_p3());
        let brick = [160, 90, 70];
        let plain = pixel(&photograph(brick, None));
        assert!(near(pixel(&photograph(brick, Some(&srgb))), plain));
        assert!(near(pixel(&photograph(brick, Some(b"none"))), plain));
        // The same colour in the wider space has numbers nearer to each other.
        let wide = pixel(&photograph([151, 93, 74], Some(&p3)));
        assert!(near(wide, plain), "{wide:?}, not {plain:?}");
        assert!(!near(pixel(&photograph(brick, Some(&p3))), plain));
    }

    #[test]
    fn a_photograph_in_four_inks_keeps_its_colours() {
        let separation = separation();
        let brick = photograph([160, 90, 70], None);
        let once = in_four_inks("a.jpg", &brick, 64, &separation).unwrap();
        let twice = in_four_inks("a.jpg", &once, 64, &separation).unwrap();
        let pixel = |jpeg: &[u8]| ink_jpeg::decode(jpeg).unwrap().get_pixel(8, 8).0;
        let (once, twice) = (pixel(&once), pixel(&twice));
        let near = (0..4).all(|ink| once[ink].abs_diff(twice[ink]) <= 5);
        assert!(near, "{twice:?}, not {once:?}");
    }
}

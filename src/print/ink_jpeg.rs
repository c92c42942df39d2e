//! JPEG files in four inks.
//!
//! They are stored as Adobe does it: marked so, and turned over, 255 for no ink.
//! Files of others without that mark are taken as they are.

use image::RgbaImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// JPEG quality in per cent.
const QUALITY: u8 = 88;

/// A picture whose four channels are inks, 255 full, as a file. None if a side is
/// longer than a JPEG may have.
pub(super) fn encode(inks: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    // Else three of the four inks, black among them, are made coarser.
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(inks, width, height, ColorType::Cmyk).ok()?;
    Some(jpeg)
}

/// The inks of a file as the channels of a picture, 255 full. None if it is no
/// JPEG in four inks, or broken.
pub(super) fn decode(jpeg: &[u8]) -> Option<RgbaImage> {
    let frame = Frame::of(jpeg)?;
    if frame.components != 4 {
        return None;
    }
    // Colours as they are stored: the decoder knows the way to screens alone.
    let stored = match frame.adobe {
        Some(2) => ColorSpace::YCCK,
        _ => ColorSpace::CMYK,
    };
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .jpeg_set_out_colorspace(stored);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let mut inks = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    if stored == ColorSpace::YCCK {
        inks.chunks_exact_mut(4).for_each(unfold);
    }
    if frame.adobe.is_some() {
        inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    RgbaImage::from_raw(width.try_into().ok()?, height.try_into().ok()?, inks)
}

/// Lightness and two differences of colour back into three channels, which were
/// turned over before they were folded.
fn unfold(pixel: &mut [u8]) {
    let [y, cb, cr] = [0, 1, 2].map(|n| f32::from(pixel[n]));
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    let colours = [
        y + 1.402 * cr,
        y - 0.344_14 * cb - 0.714_14 * cr,
        y + 1.772 * cb,
    ];
    for (channel, colour) in pixel.iter_mut().zip(colours) {
        *channel = (255.0 - colour).round() as u8;
    }
}

/// Whether a file is a JPEG in four inks.
pub(super) fn has_four_inks(jpeg: &[u8]) -> bool {
    Frame::of(jpeg).is_some_and(|frame| frame.components == 4)
}

/// What the head of a JPEG says.
struct Frame {
    /// How many channels there are.
    components: u8,
    /// How Adobe's mark says that they are folded, if there is one: 0 not at all,
    /// 2 as lightness and differences.
    adobe: Option<u8>,
}

impl Frame {
    fn of(jpeg: &[u8]) -> Option<Self> {
        let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
        let mut adobe = None;
        loop {
            let (marker, length) = match *rest {
                // Markers may have bytes in front that only fill.
                [0xFF, 0xFF, ..] => {
                    rest = &rest[1..];
                    continue;
                }
                [0xFF, marker, high, low, ..] => (marker, u16::from_be_bytes([high, low])),
                _ => return None,
            };
            let body = rest.get(4..)?;
            match marker {
                0xEE if body.starts_with(b"Adobe") => adobe = body.get(11).copied(),
                // SOF0 to SOF15, without the tables and the reserved one among them.
                0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                    let components = *body.get(5)?;
                    return Some(Self { components, adobe });
                }
                _ => {}
            }
            rest = rest.get(2 + usize::from(length)..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCHES: [[u8; 4]; 4] = [
        [0, 0, 0, 0],
        [255, 0, 40, 0],
        [0, 255, 255, 20],
        [180, 130, 120, 255],
    ];

    /// Four patches beside each other, each of 16 × 16 pixels.
    fn picture() -> Vec<u8> {
        (0..16 * 64)
            .flat_map(|pixel| PATCHES[pixel % 64 / 16])
            .collect()
    }

    fn assert_same(jpeg: &[u8]) {
        assert!(has_four_inks(jpeg));
        let inks = decode(jpeg).unwrap();
        assert_eq!(inks.dimensions(), (64, 16));
        for (x, patch) in (8..64).step_by(16).zip(PATCHES) {
            let found = inks.get_pixel(x, 8).0;
            let near = found.iter().zip(patch).all(|(a, b)| a.abs_diff(b) <= 4);
            assert!(near, "{found:?}, not {patch:?}");
        }
    }

    #[test]
    fn inks_come_back() {
        assert_same(&encode(&picture(), 64, 16).unwrap());
        let mut folded = Vec::new();
        Encoder::new(&mut folded, 95)
            .encode(&picture(), 64, 16, ColorType::CmykAsYcck)
            .unwrap();
        assert_same(&folded);
    }

    #[test]
    fn other_files_have_no_inks() {
        let mut colours = Vec::new();
        Encoder::new(&mut colours, 90)
            .encode(&[200; 64 * 3], 8, 8, ColorType::Rgb)
            .unwrap();
        assert!(!has_four_inks(&colours));
        assert_eq!(decode(&colours), None);
        let whole = encode(&picture(), 64, 16).unwrap();
        for end in [0, 2, 3, 20, 30, 60] {
            assert_eq!(decode(&whole[..end]), None);
        }
    }
}

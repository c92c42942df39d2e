//! How much ink pictures lay on the paper.

use std::collections::BTreeMap;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::stream::{ImageColorSpace, ImageDecodeParams};
use hayro::hayro_syntax::object::{ObjectIdentifier, Stream};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use super::objects::{entry, number};
use super::space::Space;

/// The edge of the squares over which ink is averaged, in pixels: paper does not
/// mind one dark pixel, and the compression of a photograph makes some.
const SQUARE: usize = 4;

/// For each picture with colours made of inks the largest sum, in per cent. Those
/// that cannot be decoded are left out.
pub(super) fn measure(
    pdf: &[u8],
    document: &Document,
    pictures: &BTreeMap<ObjectId, (&Dictionary, Space)>,
) -> BTreeMap<ObjectId, f64> {
    let wanted: Vec<_> = pictures
        .iter()
        .filter(|(_, (_, space))| space.is_ink())
        .collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let Ok(pdf) = Pdf::new(pdf.to_vec()) else {
        return BTreeMap::new();
    };
    wanted
        .into_par_iter()
        .filter_map(|(&id, (dictionary, space))| {
            Some((id, heaviest(&pdf, document, id, dictionary, space)?))
        })
        .collect()
}

fn heaviest(
    pdf: &Pdf,
    document: &Document,
    id: ObjectId,
    dictionary: &Dictionary,
    space: &Space,
) -> Option<f64> {
    let whole = |key: &[u8]| entry(document, dictionary, key)?.as_i64().ok();
    let width = u32::try_from(whole(b"Width")?).ok()?;
    let height = u32::try_from(whole(b"Height")?).ok()?;
    let channels = space.components()?;
    let bits = whole(b"BitsPerComponent")?;
    if bits != 8 {
        return None;
    }
    let id = ObjectIdentifier::new(i32::try_from(id.0).ok()?, i32::from(id.1));
    let stream: Stream<'_> = pdf.xref().get(id)?;
    if channels == 4 && !evenly_sampled(&stream.raw_data()) {
        return None;
    }
    let decoded = stream
        .decoded_image(&ImageDecodeParams {
            is_indexed: false,
            bpc: Some(8),
            num_components: u8::try_from(channels).ok(),
            target_dimension: None,
            width,
            height,
        })
        .ok()?;
    let (mut width, mut height) = (width as usize, height as usize);
    if let Some(image) = &decoded.image_data {
        let same = match image.color_space {
            Some(ImageColorSpace::Gray) => channels == 1,
            Some(ImageColorSpace::Cmyk) => channels == 4,
            None => true,
            _ => false,
        };
        if !same || image.bits_per_component != 8 {
            return None;
        }
        (width, height) = (image.width as usize, image.height as usize);
    }
    let ranges = ranges(document, dictionary, channels);
    let size = width.checked_mul(height)?.checked_mul(channels)?;
    let data = decoded.data.get(..size)?;
    largest(data, width, channels, |means| {
        let values: Vec<f32> = means
            .iter()
            .zip(&ranges)
            .map(|(mean, (from, to))| from + mean * (to - from))
            .collect();
        space.percent(&values)
    })
}

/// Whether a JPEG has as many samples of each channel; so has all that is none.
/// The decoder leaves out rows of those that have fewer where there are four.
fn evenly_sampled(data: &[u8]) -> bool {
    let Some(mut rest) = data.strip_prefix(b"\xff\xd8") else {
        return true;
    };
    // Marker by marker to the frame: FF, kind, length of two bytes, content.
    while let [0xff, kind, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            let parts = rest.get(10..2 + length).unwrap_or_default();
            let mut factors = parts.chunks_exact(3).map(|part| part[1]);
            let first = factors.next();
            return factors.all(|factor| Some(factor) == first);
        }
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    true
}

/// What the least and the largest number of each channel mean.
fn ranges(document: &Document, dictionary: &Dictionary, channels: usize) -> Vec<(f32, f32)> {
    let decode = entry(document, dictionary, b"Decode").map(Object::as_array);
    let numbers: Option<Vec<f32>> = decode.and_then(Result::ok).and_then(|parts| {
        let numbers = parts.iter().map(|part| number(document, part));
        numbers.map(|n| n.map(|n| n as f32)).collect()
    });
    match numbers {
        Some(numbers) if numbers.len() == 2 * channels => {
            numbers.chunks_exact(2).map(|n| (n[0], n[1])).collect()
        }
        _ => vec![(0.0, 1.0); channels],
    }
}

/// The largest value of the squares of a picture; the narrow rest at its right
/// and lower edge counts as squares of its own.
fn largest(
    data: &[u8],
    width: usize,
    channels: usize,
    value: impl Fn(&[f32]) -> Option<f64>,
) -> Option<f64> {
    let row = width * channels;
    if row == 0 {
        return None;
    }
    let mut sums = vec![0_u32; width.div_ceil(SQUARE) * channels];
    let mut means = vec![0.0; channels];
    let mut found: Option<f64> = None;
    for band in data.chunks(row * SQUARE) {
        sums.fill(0);
        let rows = band.chunks_exact(row);
        let high = rows.len();
        for pixels in rows {
            let squares = pixels.chunks(SQUARE * channels);
            for (square, sums) in squares.zip(sums.chunks_exact_mut(channels)) {
                for pixel in square.chunks_exact(channels) {
                    for (sum, &part) in sums.iter_mut().zip(pixel) {
                        *sum += u32::from(part);
                    }
                }
            }
        }
        for (index, sums) in sums.chunks_exact(channels).enumerate() {
            let wide = SQUARE.min(width - index * SQUARE);
            let full = (wide * high * 255) as f32;
            for (mean, &sum) in means.iter_mut().zip(sums) {
                *mean = sum as f32 / full;
            }
            if let Some(value) = value(&means) {
                found = Some(found.map_or(value, |found| found.max(value)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_square_is_found_and_a_dark_pixel_is_not() {
        let mut gray = vec![0_u8; 9 * 9];
        gray[4] = 255;
        let sum = |means: &[f32]| Some(f64::from(means.iter().sum::<f32>()));
        let found = largest(&gray, 9, 1, sum).expect("a value");
        assert!((found - 1.0 / 16.0).abs() < 1e-6, "{found}");
        gray[80] = 255;
        assert_eq!(
            largest(&gray, 9, 1, sum),
            Some(1.0),
            "the corner is a square of one pixel"
        );
        assert_eq!(largest(&[], 0, 4, sum), None);
    }

    #[test]
    fn channels_with_fewer_samples_are_seen() {
        let jpeg = |factor: u8| {
            let mut bytes =
                b"\xff\xd8\xff\xee\x00\x04ab\xff\xc0\x00\x14\x08\0\x01\0\x01\x04".to_vec();
            for channel in 1..=4 {
                bytes.extend([channel, if channel == 4 { factor } else { 0x11 }, 0]);
            }
            bytes
        };
        assert!(evenly_sampled(&jpeg(0x11)));
        assert!(!evenly_sampled(&jpeg(0x22)));
        assert!(evenly_sampled(b"raw") && evenly_sampled(b"\xff\xd8\xff\xc0"));
    }
}

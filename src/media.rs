//! Pictures and other files beside the text: their sizes, and what of them may
//! go out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use img_parts::{DynImage, ImageEXIF};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::{Kind, Listed, Listing};

/// What is known of every file beside the text, by its path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Media(BTreeMap<Arc<str>, Size>);

/// How large a file and, if it is a picture, its image are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// The file, in bytes.
    pub bytes: u64,
    /// The picture's width and height in CSS pixels, turned as it is seen.
    pub pixels: Option<(u32, u32)>,
}

/// The start of a raster picture holds its size; a drawing's is in its root.
const HEAD: usize = 256 * 1024;

impl Media {
    /// Measures the files beside the text of the site at `root`. Those that are
    /// as they were in the listing `before` are taken from there.
    pub fn measure(root: &Path, listing: &Listing, before: Option<(&Self, &Listing)>) -> Self {
        let known = |file: &Listed| {
            let (media, listing) = before?;
            let old = listing.file(&file.path)?;
            (old.stamp == file.stamp).then(|| media.get(&file.path))?
        };
        let sizes: Vec<_> = listing
            .files
            .par_iter()
            .filter(|file| file.kind == Kind::Other)
            .filter_map(|file| {
                let size = known(file).or_else(|| size(&root.join(&*file.path)))?;
                Some((file.path.clone(), size))
            })
            .collect();
        Self(sizes.into_iter().collect())
    }

    /// The size of a file.
    pub fn get(&self, path: &str) -> Option<Size> {
        self.0.get(path).copied()
    }
}

/// Whether files with this ending, in small letters, are pictures.
pub fn is_picture(ending: &str) -> bool {
    matches!(
        ending,
        "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp"
    )
}

fn size(path: &Path) -> Option<Size> {
    use std::io::Read;
    let mut file = std::fs::File::open(path).ok()?;
    let bytes = file.metadata().ok()?.len();
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let mut head = Vec::new();
    if is_picture(&extension) {
        file.by_ref()
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .ok()?;
    }
    let pixels = match extension.as_str() {
        "svg" => drawing(&head),
        _ => imagesize::blob_size(&head).ok().map(|size| {
            let (width, height) = (size.width as u32, size.height as u32);
            if sideways(&head) {
                (height, width)
            } else {
                (width, height)
            }
        }),
    };
    Some(Size { bytes, pixels })
}

/// An SVG's size: its width and height, else those of its view box.
fn drawing(svg: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(svg).ok()?;
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[start..].split('"').next()
    };
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok();
    let sides = match (
        attribute("width").and_then(pixels),
        attribute("height").and_then(pixels),
    ) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let mut numbers = attribute("viewBox")?
                .split([' ', ','])
                .filter_map(|n| n.parse::<f64>().ok());
            let (width, height) = (numbers.nth(2)?, numbers.next()?);
            (width, height)
        }
    };
    Some((sides.0.round() as u32, sides.1.round() as u32))
}

/// Whether a photograph's EXIF turns it by a quarter.
fn sideways(head: &[u8]) -> bool {
    orientation(head).is_some_and(|turned| (5..=8).contains(&turned))
}

/// The EXIF orientation, 1 to 8.
fn orientation(bytes: &[u8]) -> Option<u16> {
    let exif = DynImage::from_bytes(bytes.to_vec().into()).ok()??.exif()?;
    let little = exif.starts_with(b"II");
    let u16_at = |at: usize| {
        let pair = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    };
    let u32_at = |at: usize| {
        let four = exif.get(at..at + 4)?.try_into().ok()?;
        Some(if little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        })
    };
    let directory = u32_at(4)? as usize;
    (0..u16_at(directory)? as usize).find_map(|index| {
        let entry = directory + 2 + index * 12;
        (u16_at(entry)? == 0x0112)
            .then(|| u16_at(entry + 8))
            .flatten()
    })
}

/// A file as it may go out: a photograph without its EXIF (where it was taken,
/// by which camera, by whom), save for how it is turned.
pub fn publishable(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let extension = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "webp") {
        return bytes;
    }
    let turned = orientation(&bytes);
    let bytes = bytes::Bytes::from(bytes);
    match DynImage::from_bytes(bytes.clone()) {
        Ok(Some(mut image)) if image.exif().is_some() => {
            image.set_exif(
                turned
                    .filter(|turned| *turned != 1)
                    .map(|turned| only_turned(turned).into()),
            );
            let mut out = Vec::new();
            // Writing to memory does not fail.
            match image.encoder().write_to(&mut out) {
                Ok(_) => out,
                Err(_) => bytes.to_vec(),
            }
        }
        _ => bytes.to_vec(),
    }
}

/// The least EXIF there is: one directory with the orientation alone.
fn only_turned(turned: u16) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(turned.to_be_bytes());
    exif.extend([0; 6]);
    exif
}

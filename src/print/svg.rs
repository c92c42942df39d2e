//! The picture for the web page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use typst_svg::SvgOptions;

use super::{Separation, Setting, picture, slim};

/// What comes before the bytes of a photograph in the SVG.
const JPEG: &str = "data:image/jpeg;base64,";

/// Draws the pages at their finished size, bleed cut off: each a self-contained
/// SVG fit for `<img>`, text as outlines, pictures in the colours of screens.
/// Coordinates are rounded to 1/100 of a point, which no screen can show.
pub(super) fn svg(setting: &Setting, separation: &Separation) -> Vec<String> {
    let pages = setting.document.pages().iter();
    let svgs = pages.map(|page| typst_svg::svg(page, &SvgOptions::default()));
    svgs.map(|svg| for_screens(&slim::slim(&svg), separation))
        .collect()
}

/// The same SVG, its pictures in four inks made into pictures for screens.
fn for_screens(svg: &str, separation: &Separation) -> String {
    let mut parts = svg.split(JPEG);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (data, rest) = part.split_at(part.find('"').unwrap_or(part.len()));
        let bytes = STANDARD.decode(data).ok();
        out.push_str(JPEG);
        match bytes.and_then(|bytes| picture::on_screen(&bytes, separation)) {
            Some(picture) => STANDARD.encode_string(picture, &mut out),
            None => out.push_str(data),
        }
        out.push_str(rest);
    }
    out
}

//! The picture for the web page.

use typst_svg::SvgOptions;

use super::{Setting, slim};

/// Draws the first page at its finished size, bleed cut off: a self-contained
/// SVG fit for `<img>`, text as outlines. Coordinates are rounded to 1/100 of a
/// point, which no screen can show.
pub(super) fn svg(setting: &Setting) -> String {
    match setting.document.pages().first() {
        Some(page) => slim::slim(&typst_svg::svg(page, &SvgOptions::default())),
        None => String::new(),
    }
}

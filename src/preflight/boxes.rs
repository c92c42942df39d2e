//! The boxes of a page.

use lopdf::{Dictionary, Document, Object};

use super::geometry::{Area, MM, Matrix};
use super::objects::{entry, number, numbers};

/// How far up the tree of pages something may be inherited from.
const DEPTH: usize = 32;

/// The boxes of a page and the way from its units to places in mm.
#[derive(Debug)]
pub(super) struct Boxes {
    pub(super) media: Area,
    pub(super) crop: Option<Area>,
    pub(super) bleed: Option<Area>,
    pub(super) trim: Option<Area>,
    /// From units to mm from the left and upper edge of the finished size.
    pub(super) to_mm: Matrix,
}

impl Boxes {
    /// Reads them; none if the page has no sheet.
    pub(super) fn read(document: &Document, page: &Dictionary) -> Option<Self> {
        let sheet = sides(document, inherited(document, page, b"MediaBox")?)?;
        let unit = entry(document, page, b"UserUnit")
            .and_then(|unit| number(document, unit))
            .filter(|&unit| unit > 0.0)
            .unwrap_or(1.0)
            * MM;
        let area = |[left, bottom, right, top]: [f64; 4]| Area {
            left: (left - sheet[0]) * unit,
            top: (sheet[3] - top) * unit,
            width: (right - left) * unit,
            height: (top - bottom) * unit,
        };
        let named = |key: &[u8]| sides(document, page.get(key).ok()?);
        let trim = named(b"TrimBox");
        let [left, _, _, top] = trim.unwrap_or(sheet);
        Some(Self {
            media: area(sheet),
            crop: inherited(document, page, b"CropBox")
                .and_then(|object| sides(document, object))
                .map(area),
            bleed: named(b"BleedBox").map(area),
            trim: trim.map(area),
            to_mm: Matrix([unit, 0.0, 0.0, -unit, -left * unit, top * unit]),
        })
    }
}

/// An entry of a page or of what it hangs on.
pub(super) fn inherited<'a>(
    document: &'a Document,
    page: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEPTH {
        if let Some(found) = entry(document, node, key) {
            return Some(found);
        }
        node = entry(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// Left, bottom, right and top of a rectangle that is not empty.
fn sides(document: &Document, object: &Object) -> Option<[f64; 4]> {
    let [a, b, c, d] = numbers(document, object)?;
    let sides = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (sides[0] < sides[2] && sides[1] < sides[3]).then_some(sides)
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn rectangle(sides: [i64; 4]) -> Object {
        sides.map(Object::from).to_vec().into()
    }

    #[test]
    fn places_are_measured_from_the_finished_size() {
        let mut document = Document::new();
        let parent = document.add_object(dictionary! { "MediaBox" => rectangle([0, 0, 720, 360]) });
        let page = dictionary! {
            "Parent" => parent,
            "TrimBox" => rectangle([72, 36, 648, 288]),
            "UserUnit" => 2,
        };
        let boxes = Boxes::read(&document, &page).expect("boxes");
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        near(boxes.media.width, 508.0);
        let trim = boxes.trim.expect("a finished size");
        near(trim.left, 50.8);
        near(trim.top, 50.8);
        near(trim.height, 177.8);
        let (x, y) = boxes.to_mm.apply(72.0, 288.0);
        near(x, 0.0);
        near(y, 0.0);
        assert!(boxes.bleed.is_none() && boxes.crop.is_none());
    }

    #[test]
    fn a_page_without_a_sheet_has_no_boxes() {
        let document = Document::new();
        let page = dictionary! { "MediaBox" => rectangle([0, 0, 0, 10]) };
        assert!(Boxes::read(&document, &page).is_none());
    }
}

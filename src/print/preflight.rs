//! What can be seen of a product only after it is laid out.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::text::{TextItem, is_default_ignorable};
use typst_layout::PagedDocument;

/// How much text beside a character is told.
const BESIDE: usize = 6;

/// How far, in points, a text may reach over the edge: what rounding and the
/// side bearings of large letters make.
const TOLERANCE: f64 = 1.0;

/// A character that no font has: it would be printed as an empty box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The text around it, a few characters each way.
    pub near: String,
}

/// A text that reaches beyond the finished size, where the knife goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The page, from 1.
    pub page: usize,
    /// The text, cut to some characters.
    pub text: String,
}

/// Two texts that lie on each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The one set first, cut to some characters.
    pub text: String,
    /// The one over it.
    pub other: String,
}

/// Characters that no font has, in reading order, each once.
pub(super) fn missing(document: &PagedDocument) -> Vec<Missing> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    texts(document, &mut |_, _, _, item| {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let Some(part) = item.text.get(glyph.range()) else {
                continue;
            };
            // Joiners and the like have no shape anywhere.
            for character in part.chars().filter(|&c| !is_default_ignorable(c)) {
                if told.insert(character) {
                    let near = around(&item.text, glyph.range().start);
                    found.push(Missing { character, near });
                }
            }
        }
    });
    found
}

/// Texts that reach beyond the finished size of their page.
pub(super) fn outside(document: &PagedDocument) -> Vec<Outside> {
    let mut found = Vec::new();
    texts(document, &mut |page, size, at, item| {
        let ink = item.bbox();
        let corners = [
            ink.min,
            ink.max,
            Point::new(ink.min.x, ink.max.y),
            Point::new(ink.max.x, ink.min.y),
        ];
        let over = corners.iter().any(|&corner| {
            let point = corner.transform(at);
            let (x, y) = (point.x.to_pt(), point.y.to_pt());
            x.is_finite()
                && y.is_finite()
                && (x < -TOLERANCE
                    || y < -TOLERANCE
                    || x > size.x.to_pt() + TOLERANCE
                    || y > size.y.to_pt() + TOLERANCE)
        });
        if over {
            found.push(Outside {
                page,
                text: item.text.chars().take(2 * BESIDE).collect(),
            });
        }
    });
    found.dedup();
    found
}

/// Pairs of texts of which one lies on the other, by a third of its height at
/// least both ways: letters only touch where a line is set tight.
pub(super) fn overlaps(document: &PagedDocument) -> Vec<Overlap> {
    let mut boxes: Vec<(usize, [f64; 4], String)> = Vec::new();
    texts(document, &mut |page, _, at, item| {
        let ink = item.bbox();
        let (one, two) = (ink.min.transform(at), ink.max.transform(at));
        let (x, y) = (
            (one.x.to_pt(), two.x.to_pt()),
            (one.y.to_pt(), two.y.to_pt()),
        );
        let area = [x.0.min(x.1), y.0.min(y.1), x.0.max(x.1), y.0.max(y.1)];
        if area.iter().all(|side| side.is_finite()) {
            boxes.push((page, area, item.text.chars().take(2 * BESIDE).collect()));
        }
    });
    let mut found = Vec::new();
    for (index, (page, a, text)) in boxes.iter().enumerate() {
        for (_, b, other) in boxes[index + 1..].iter().filter(|(p, ..)| p == page) {
            let height = (a[3] - a[1]).min(b[3] - b[1]);
            let common = |from: usize| a[from + 2].min(b[from + 2]) - a[from].max(b[from]);
            if height > 0.0 && common(0) > height / 3.0 && common(1) > height / 3.0 {
                found.push(Overlap {
                    text: text.clone(),
                    other: other.clone(),
                });
            }
        }
    }
    found
}

/// The families of the fonts used, sorted, each once.
pub(super) fn fonts(document: &PagedDocument) -> Vec<String> {
    let mut families = BTreeSet::new();
    texts(document, &mut |_, _, _, item| {
        families.insert(item.font.info().family.clone());
    });
    families.into_iter().collect()
}

/// Shows every run of text: its page from 1, the page's size, where it lies.
fn texts(document: &PagedDocument, see: &mut dyn FnMut(usize, Size, Transform, &TextItem)) {
    for (index, page) in document.pages().iter().enumerate() {
        walk(&page.frame, Transform::identity(), &mut |at, item| {
            see(index + 1, page.frame.size(), at, item);
        });
    }
}

fn walk(frame: &Frame, at: Transform, see: &mut dyn FnMut(Transform, &TextItem)) {
    for (position, item) in frame.items() {
        let at = at.pre_concat(Transform::translate(position.x, position.y));
        match item {
            FrameItem::Text(text) => see(at, text),
            FrameItem::Group(group) => walk(&group.frame, at.pre_concat(group.transform), see),
            _ => {}
        }
    }
}

/// Some characters before and after a place.
fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(BESIDE).collect();
    before
        .into_iter()
        .rev()
        .chain(text[at..].chars().take(BESIDE + 1))
        .collect()
}

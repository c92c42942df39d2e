//! What is written down while a page is painted.

use std::collections::BTreeMap;

use lopdf::{Dictionary, ObjectId};

use super::geometry::{Bounds, MM, Place};
use super::report::{
    HeaviestInk, ImageReport, Line, NoGlyph, NoGlyphs, Painted, TextInk, Transparency, Use,
};
use super::state::{Ink, State};

/// How many colours of text and missing glyphs are kept: enough to be told, and
/// a bound on what a page made to do harm can use.
const KEPT: usize = 100;

/// An area narrower than this, in mm, looks like a line.
const NARROW: f64 = 0.1;

/// How long an area so narrow must be, in mm, to be a line and not a speck.
const LONG: f64 = 1.0;

/// How many characters of a text are told.
const SAMPLE: usize = 12;

/// A picture that was placed, and where its data lies.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) report: ImageReport,
    /// Its stream, unless it stands in the content itself.
    pub(super) stream: Option<(ObjectId, &'a Dictionary)>,
}

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    pub(super) vectors: BTreeMap<super::Space, Use>,
    pub(super) texts: Vec<TextInk>,
    pub(super) ink: Option<HeaviestInk>,
    pub(super) pictures: Vec<Picture<'a>>,
    pub(super) thinnest: Option<Line>,
    pub(super) no_glyphs: NoGlyphs,
    pub(super) transparency: Option<Transparency>,
}

impl Notes<'_> {
    /// Something is painted.
    pub(super) fn painted(&mut self, state: &State<'_>, what: Painted, at: Place) {
        let stroke = what == Painted::Line;
        let ink = if stroke { &state.stroke } else { &state.fill };
        self.used(ink, what, at);
        self.shines_through(state, stroke, at);
    }

    /// A colour is used.
    pub(super) fn used(&mut self, ink: &Ink, what: Painted, at: Place) {
        if let Some(known) = self.vectors.get_mut(&ink.space) {
            known.count += 1;
        } else {
            let first = Use { count: 1, what, at };
            self.vectors.insert(ink.space.clone(), first);
        }
        if let Some(percent) = ink.space.percent(&ink.values)
            && self.ink.as_ref().is_none_or(|ink| ink.percent < percent)
        {
            self.ink = Some(HeaviestInk { percent, what, at });
        }
    }

    pub(super) fn shines_through(&mut self, state: &State<'_>, stroke: bool, at: Place) {
        if self.transparency.is_none()
            && let Some(how) = state.through(stroke)
        {
            self.transparency = Some(Transparency { how, at });
        }
    }

    /// An area is filled: perhaps it is a line in truth.
    pub(super) fn area(&mut self, state: &State<'_>, path: Bounds) {
        let (x, y) = state.map.scales();
        let (width, height) = (path.width() * x, path.height() * y);
        if width.min(height) < NARROW && width.max(height) >= LONG {
            self.line(Line {
                width_mm: width.min(height),
                area: true,
                at: path.through(state.map).place(),
            });
        }
    }

    pub(super) fn line(&mut self, line: Line) {
        let thinner = |known: &Line| line.width_mm < known.width_mm;
        if self.thinnest.as_ref().is_none_or(thinner) {
            self.thinnest = Some(line);
        }
    }

    /// A text is painted in a colour, at a size in mm.
    pub(super) fn text(
        &mut self,
        ink: &Ink,
        size_mm: f64,
        at: Place,
        sample: impl FnOnce() -> Option<String>,
    ) {
        let size_pt = size_mm / MM;
        let same = |known: &&mut TextInk| known.space == ink.space && known.values == ink.values;
        let full = self.texts.len() == KEPT;
        match self.texts.iter_mut().find(same) {
            Some(known) if known.size_pt <= size_pt => {}
            Some(known) => {
                known.size_pt = size_pt;
                known.at = at;
                known.sample = cut(sample());
            }
            None if !full => self.texts.push(TextInk {
                space: ink.space.clone(),
                values: ink.values.clone(),
                size_pt,
                at,
                sample: cut(sample()),
            }),
            None => {}
        }
    }

    /// A glyph stands for a missing character.
    pub(super) fn no_glyph(&mut self, at: Place, near: impl FnOnce() -> Option<String>) {
        self.no_glyphs.count += 1;
        if self.no_glyphs.first.len() < KEPT {
            let near = cut(near());
            self.no_glyphs.first.push(NoGlyph { at, near });
        }
    }
}

/// The first characters, without those that have no shape.
fn cut(text: Option<String>) -> String {
    let shapeless = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let text = text.unwrap_or_default();
    text.chars()
        .filter(|&c| !shapeless(c))
        .take(SAMPLE)
        .collect()
}

//! What a content stream sets for what it paints next.

use std::rc::Rc;

use super::font::Font;
use super::geometry::Matrix;
use super::report::Through;
use super::space::Space;

/// A colour that is set.
#[derive(Debug, Clone)]
pub(super) struct Ink {
    pub(super) space: Space,
    pub(super) values: Vec<f32>,
}

impl Ink {
    pub(super) fn initial(space: Space) -> Self {
        let values = space.initial();
        Self { space, values }
    }
}

/// The graphics state, as far as it matters to a print shop.
#[derive(Clone)]
pub(super) struct State<'a> {
    /// From units to mm from the left and upper edge of the finished size.
    pub(super) map: Matrix,
    pub(super) fill: Ink,
    pub(super) stroke: Ink,
    pub(super) line_width: f64,
    /// How long a dash with its gap is; none for a line without.
    pub(super) dash: Option<f64>,
    pub(super) fill_opacity: f64,
    pub(super) stroke_opacity: f64,
    pub(super) mask: bool,
    pub(super) blend: bool,
    pub(super) text: Text<'a>,
}

impl State<'_> {
    pub(super) fn new(map: Matrix) -> Self {
        Self {
            map,
            fill: Ink::initial(Space::Gray),
            stroke: Ink::initial(Space::Gray),
            line_width: 1.0,
            dash: None,
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            mask: false,
            blend: false,
            text: Text::default(),
        }
    }

    /// How something painted now lets shine through what lies under it.
    pub(super) fn through(&self, stroke: bool) -> Option<Through> {
        let opacity = if stroke {
            self.stroke_opacity
        } else {
            self.fill_opacity
        };
        if opacity < 1.0 {
            Some(Through::Opacity)
        } else if self.mask {
            Some(Through::Mask)
        } else {
            self.blend.then_some(Through::Blend)
        }
    }
}

/// The text part of the state.
#[derive(Clone)]
pub(super) struct Text<'a> {
    pub(super) font: Option<Rc<Font<'a>>>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    /// 1 is as wide as the font is drawn.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
    /// Where the next glyph goes.
    pub(super) at: Matrix,
    /// Where the line begins.
    pub(super) line: Matrix,
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self {
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            at: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl Text<'_> {
    pub(super) fn set(&mut self, at: Matrix) {
        (self.at, self.line) = (at, at);
    }

    /// Goes to the start of a line that lies so far from the last one's.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::shift(x, y).then(self.line));
    }

    /// From ems to the units of the page.
    pub(super) fn map(&self) -> Matrix {
        let size = Matrix([
            self.size * self.stretch,
            0.0,
            0.0,
            self.size,
            0.0,
            self.rise,
        ]);
        size.then(self.at)
    }

    pub(super) fn fills(&self) -> bool {
        matches!(self.mode, 0 | 2 | 4 | 6)
    }

    pub(super) fn strokes(&self) -> bool {
        matches!(self.mode, 1 | 2 | 5 | 6)
    }
}

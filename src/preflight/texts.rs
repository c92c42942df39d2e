//! Texts: where they stand, in which colour, and glyphs that are missing.

use std::rc::Rc;

use lopdf::Object;

use super::font::{Font, Kind};
use super::geometry::{Matrix, Place};
use super::objects::exactly;
use super::report::{Line, Painted};
use super::walk::{Run, Stop};

impl Run<'_, '_> {
    /// Follows an operator of text; others do not matter.
    pub(super) fn text_operator(
        &mut self,
        operator: &str,
        operands: &[Object],
    ) -> Result<(), Stop> {
        let text = &mut self.state.text;
        match (operator, exactly::<1>(operands)) {
            ("BT", _) => text.set(Matrix::IDENTITY),
            ("Tc", Some([space])) => text.letter_space = space,
            ("Tw", Some([space])) => text.word_space = space,
            ("Tz", Some([per_cent])) => text.stretch = per_cent / 100.0,
            ("TL", Some([leading])) => text.leading = leading,
            ("Ts", Some([rise])) => text.rise = rise,
            ("Tr", Some([mode])) => text.mode = mode as i64,
            ("Tm", _) => {
                if let Some(at) = exactly(operands) {
                    text.set(Matrix(at));
                }
            }
            ("Td" | "TD", _) => {
                if let Some([x, y]) = exactly(operands) {
                    if operator == "TD" {
                        text.leading = -y;
                    }
                    text.next_line(x, y);
                }
            }
            ("T*", _) => text.next_line(0.0, -text.leading),
            ("Tf", _) => self.choose_font(operands),
            ("Tj", _) => self.show(operands)?,
            ("TJ", _) => {
                if let Some(Object::Array(parts)) = operands.first() {
                    self.show(parts)?;
                }
            }
            ("'", _) => {
                text.next_line(0.0, -text.leading);
                self.show(operands)?;
            }
            ("\"", _) => {
                if let Some([word, letter]) = exactly(operands) {
                    (text.word_space, text.letter_space) = (word, letter);
                }
                text.next_line(0.0, -text.leading);
                self.show(operands.get(2..).unwrap_or_default())?;
            }
            _ => {}
        }
        Ok(())
    }

    fn choose_font(&mut self, operands: &[Object]) {
        let Some((size, name)) = operands.split_last() else {
            return;
        };
        self.state.text.size = size.as_float().map_or(0.0, f64::from);
        let font = self.resource(b"Font", name);
        let font = font.and_then(|font| font.as_dict().ok());
        self.state.text.font = font.map(|font| self.walk.font(font));
    }

    /// Shows strings, with shifts between them in thousandths of an em.
    fn show(&mut self, parts: &[Object]) -> Result<(), Stop> {
        let Some(font) = self.state.text.font.clone() else {
            return Ok(());
        };
        let strings = || parts.iter().filter_map(|part| part.as_str().ok());
        if strings().any(|string| !string.is_empty()) && font.kind() != Kind::Drawn {
            self.note_text(|| {
                let bytes: Vec<u8> = strings().flatten().copied().collect();
                font.text(&bytes)
            });
        }
        for part in parts {
            match part {
                Object::String(bytes, _) => {
                    for (code, width) in font.codes(bytes) {
                        self.glyph(&font, code, width, parts)?;
                    }
                }
                other => {
                    let shift = other.as_float().map_or(0.0, f64::from);
                    self.advance(&font, -shift / 1000.0 * self.state.text.size);
                }
            }
        }
        Ok(())
    }

    fn note_text(&mut self, sample: impl Fn() -> Option<String>) {
        let (state, notes) = (&self.state, &mut self.walk.notes);
        let map = state.text.map().then(state.map);
        let (at, size) = (origin(map), map.scales().1);
        if state.text.fills() {
            notes.painted(state, Painted::Text, at);
            notes.text(&state.fill, size, at, &sample);
        }
        if state.text.strokes() {
            notes.painted(state, Painted::Line, at);
            notes.text(&state.stroke, size, at, &sample);
        }
        if state.text.strokes() && !state.text.fills() {
            notes.line(Line {
                width_mm: state.line_width * state.map.least_scale(),
                area: false,
                at,
            });
        }
    }

    fn glyph(
        &mut self,
        font: &Rc<Font<'_>>,
        code: u32,
        width: f64,
        parts: &[Object],
    ) -> Result<(), Stop> {
        let text = &self.state.text;
        let visible = text.fills() || text.strokes();
        let identity = matches!(font.kind(), Kind::Composite { identity: true, .. });
        if identity && code == 0 && visible {
            let at = origin(text.map().then(self.state.map));
            self.walk.notes.no_glyph(at, || {
                let strings = parts.iter().filter_map(|part| part.as_str().ok());
                let bytes: Vec<u8> = strings.flatten().copied().collect();
                font.text(&bytes)
            });
        }
        if font.kind() == Kind::Drawn && visible {
            self.drawn_glyph(code)?;
        }
        let text = &self.state.text;
        let mut by = width * text.size + text.letter_space;
        if code == 32 && !matches!(font.kind(), Kind::Composite { .. }) {
            by += text.word_space;
        }
        self.advance(font, by);
        Ok(())
    }

    /// Goes on in the direction of writing, by units of text.
    fn advance(&mut self, font: &Font<'_>, by: f64) {
        let text = &mut self.state.text;
        let shift = match font.kind() {
            // Downwards each Han is as high as the font is large.
            Kind::Composite { vertical: true, .. } => {
                Matrix::shift(0.0, -text.size - text.letter_space)
            }
            _ => Matrix::shift(by * text.stretch, 0.0),
        };
        text.at = shift.then(text.at);
    }

    /// Goes through the drawing of a glyph, as a form that lies in the text.
    fn drawn_glyph(&mut self, code: u32) -> Result<(), Stop> {
        let Some(font) = self.state.text.font.clone() else {
            return Ok(());
        };
        let stream = font
            .drawing(code)
            .and_then(|drawing| self.walk.document.dereference(drawing).ok())
            .and_then(|(_, drawing)| drawing.as_stream().ok());
        let Some(stream) = stream else {
            return Ok(());
        };
        let mut state = self.state.clone();
        state.map = font.matrix().then(state.text.map()).then(state.map);
        let outer = self.resources;
        self.resources = font.resources().or(outer);
        let done = self.inside(stream, state, false);
        self.resources = outer;
        done
    }
}

fn origin(map: Matrix) -> Place {
    let (x_mm, y_mm) = map.apply(0.0, 0.0);
    Place { x_mm, y_mm }
}

//! Operators that set colours and how they mix with what lies under them.

use lopdf::{Dictionary, Object};

use super::geometry::Place;
use super::objects::{dictionary, entry, number, operands as numbers};
use super::report::Painted;
use super::space::Space;
use super::state::{Ink, State};
use super::walk::{Run, Stop};

impl<'a> Run<'_, 'a> {
    /// Follows an operator that sets or spreads a colour; says whether it is one.
    pub(super) fn colour_operator(
        &mut self,
        operator: &str,
        operands: &[Object],
    ) -> Result<bool, Stop> {
        let space = match operator {
            "g" | "G" => Space::Gray,
            "rg" | "RG" => Space::Rgb,
            "k" | "K" => Space::Cmyk,
            "cs" | "CS" => {
                let space = operands.last().map_or(Space::Unknown, |object| {
                    Space::read(self.walk.document, object, self.spaces())
                });
                self.set(operator == "CS", Ink::initial(space));
                return Ok(true);
            }
            "sc" | "SC" | "scn" | "SCN" => {
                let stroke = operator.starts_with('S');
                if matches!(operands.last(), Some(Object::Name(_))) {
                    self.pattern(stroke, operands)?;
                } else {
                    let space = self.ink(stroke).space.clone();
                    let values = floats(operands);
                    self.set(stroke, Ink { space, values });
                }
                return Ok(true);
            }
            "sh" => {
                self.shading(operands);
                return Ok(true);
            }
            _ => return Ok(false),
        };
        let stroke = operator.chars().all(char::is_uppercase);
        let values = floats(operands);
        self.set(stroke, Ink { space, values });
        Ok(true)
    }

    /// Follows `gs`.
    pub(super) fn graphics_state(&mut self, operands: &[Object]) -> Result<(), Stop> {
        let set = self.resource(b"ExtGState", operands);
        let Some(Ok(set)) = set.map(Object::as_dict) else {
            return Ok(());
        };
        let document = self.walk.document;
        let value = |key: &[u8]| number(document, set.get(key).ok()?);
        if let Some(width) = value(b"LW") {
            self.state.line_width = width.abs();
        }
        if let Some(opacity) = value(b"ca") {
            self.state.fill_opacity = opacity;
        }
        if let Some(opacity) = value(b"CA") {
            self.state.stroke_opacity = opacity;
        }
        if let Some(mode) = entry(document, set, b"BM") {
            let first = match mode {
                Object::Array(modes) => modes.first().unwrap_or(mode),
                mode => mode,
            };
            self.state.blend = !matches!(first.as_name(), Ok(b"Normal" | b"Compatible"));
        }
        if let Some(Ok([dash, _])) = entry(document, set, b"D").map(pair) {
            self.dash(std::slice::from_ref(dash));
        }
        if let Some(Ok([font, size])) = entry(document, set, b"Font").map(pair) {
            let font = document.dereference(font).ok();
            if let Some(font) = font.and_then(|(_, font)| font.as_dict().ok()) {
                self.state.text.font = Some(self.walk.font(font));
            }
            self.state.text.size = number(document, size).unwrap_or(0.0);
        }
        if let Some(mask) = entry(document, set, b"SMask") {
            self.state.mask = mask.as_dict().is_ok();
            let group = mask.as_dict().ok();
            let group = group.and_then(|mask| entry(document, mask, b"G")?.as_stream().ok());
            if let Some(group) = group {
                // What a mask is drawn with is not printed.
                let notes = std::mem::take(&mut self.walk.notes);
                self.once(group, State::new(self.state.map), false)?;
                self.walk.notes = notes;
            }
        }
        Ok(())
    }

    fn spaces(&self) -> Option<&'a Dictionary> {
        dictionary(self.walk.document, self.resources?, b"ColorSpace")
    }

    fn ink(&self, stroke: bool) -> &Ink {
        if stroke {
            &self.state.stroke
        } else {
            &self.state.fill
        }
    }

    fn set(&mut self, stroke: bool, ink: Ink) {
        if self.uncoloured {
            return;
        }
        if stroke {
            self.state.stroke = ink;
        } else {
            self.state.fill = ink;
        }
    }

    /// Takes a pattern as the colour. What a tile is painted with is noted as
    /// the page's own, once.
    fn pattern(&mut self, stroke: bool, operands: &[Object]) -> Result<(), Stop> {
        let pattern = self.resource(b"Pattern", operands);
        match pattern {
            Some(Object::Stream(tile)) => {
                let document = self.walk.document;
                let paint = entry(document, &tile.dict, b"PaintType");
                let uncoloured = matches!(paint, Some(Object::Integer(2)));
                let space = if uncoloured {
                    self.ink(stroke).space.clone()
                } else {
                    Space::Pattern
                };
                let values = floats(operands);
                let ink = Ink { space, values };
                let mut state = State::new(self.base);
                if uncoloured {
                    (state.fill, state.stroke) = (ink.clone(), ink.clone());
                }
                self.once(tile, state, uncoloured)?;
                self.set(stroke, ink);
            }
            Some(Object::Dictionary(pattern)) => {
                let shading = entry(self.walk.document, pattern, b"Shading");
                let space = self.space_of_shading(shading);
                let values = Vec::new();
                self.set(stroke, Ink { space, values });
            }
            _ => self.set(stroke, Ink::initial(Space::Unknown)),
        }
        Ok(())
    }

    fn shading(&mut self, operands: &[Object]) {
        let shading = self.resource(b"Shading", operands);
        let ink = Ink {
            space: self.space_of_shading(shading),
            values: Vec::new(),
        };
        let (x_mm, y_mm) = self.state.map.apply(0.0, 0.0);
        let at = Place { x_mm, y_mm };
        self.walk.notes.used(&ink, Painted::Shading, at);
        self.walk.notes.shines_through(&self.state, false, at);
    }

    fn space_of_shading(&self, shading: Option<&Object>) -> Space {
        let dictionary = match shading {
            Some(Object::Dictionary(dictionary)) => Some(dictionary),
            Some(Object::Stream(stream)) => Some(&stream.dict),
            _ => None,
        };
        dictionary
            .and_then(|dictionary| dictionary.get(b"ColorSpace").ok())
            .map_or(Space::Unknown, |space| {
                Space::read(self.walk.document, space, self.spaces())
            })
    }
}

fn pair(object: &Object) -> Result<&[Object; 2], ()> {
    let parts = object.as_array().map_err(drop)?;
    parts.as_slice().try_into().map_err(drop)
}

fn floats(operands: &[Object]) -> Vec<f32> {
    numbers(operands).into_iter().map(|n| n as f32).collect()
}

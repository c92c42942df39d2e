//! Paths, areas and lines.

use lopdf::Object;

use super::geometry::Bounds;
use super::objects::{exactly, operands as numbers};
use super::report::{Line, Painted};
use super::walk::{Run, Stop};

/// How many parts of one path are kept; the rest is painted in the same colour.
const PARTS: usize = 100_000;

impl Run<'_, '_> {
    /// Follows an operator that makes or paints a path; says whether it is one.
    pub(super) fn path_operator(
        &mut self,
        operator: &str,
        operands: &[Object],
    ) -> Result<bool, Stop> {
        match operator {
            "m" => {
                if let Some([x, y]) = exactly(operands)
                    && self.path.len() < PARTS
                {
                    self.path.push(Bounds::point(x, y));
                }
            }
            "l" => self.reach(exactly::<2>(operands)),
            "c" => self.reach(exactly::<6>(operands)),
            "v" | "y" => self.reach(exactly::<4>(operands)),
            "re" => {
                if let Some([x, y, width, height]) = exactly(operands)
                    && self.path.len() < PARTS
                {
                    let mut bounds = Bounds::point(x, y);
                    bounds.add(x + width, y + height);
                    self.path.push(bounds);
                }
            }
            "S" | "s" => self.paint(false, true)?,
            "f" | "F" | "f*" => self.paint(true, false)?,
            "B" | "B*" | "b" | "b*" => self.paint(true, true)?,
            "n" => self.path.clear(),
            "h" | "W" | "W*" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Takes in points. The control points of a curve lie a little outside of
    /// it, which makes an area larger and never narrower.
    fn reach<const N: usize>(&mut self, points: Option<[f64; N]>) {
        if let (Some(points), Some(part)) = (points, self.path.last_mut()) {
            for point in points.chunks_exact(2) {
                part.add(point[0], point[1]);
            }
        }
    }

    /// Follows `d`.
    pub(super) fn dash(&mut self, operands: &[Object]) {
        let lengths = operands.first().and_then(|lengths| lengths.as_array().ok());
        let lengths = lengths.map(|lengths| numbers(lengths)).unwrap_or_default();
        let length: f64 = lengths.iter().sum();
        self.state.dash = (length > 0.0).then_some(length);
    }

    fn paint(&mut self, fill: bool, stroke: bool) -> Result<(), Stop> {
        let path = std::mem::take(&mut self.path);
        if stroke && let Some(dash) = self.state.dash {
            for part in &path {
                // Each dash is a shape to be drawn; a number too large for the
                // type is the largest there is.
                let dashes = (part.width() + part.height()) / dash;
                self.walk.spend(dashes.abs() as usize)?;
            }
        }
        let (state, notes) = (&self.state, &mut self.walk.notes);
        let Some(first) = path.first() else {
            return Ok(());
        };
        let at = first.through(state.map).place();
        if fill {
            notes.painted(state, Painted::Area, at);
        }
        if stroke {
            notes.painted(state, Painted::Line, at);
            notes.line(Line {
                width_mm: state.line_width * state.map.least_scale(),
                area: false,
                at,
            });
        } else {
            for part in path {
                notes.area(state, part);
            }
        }
        Ok(())
    }
}

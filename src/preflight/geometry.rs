//! Places on a page and the matrices that lead to them.

/// Millimetres of a point, the unit of PDF.
pub(super) const MM: f64 = 25.4 / 72.0;

/// A place on a page, in mm from the left and upper edge of the finished size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the left edge.
    pub x_mm: f64,
    /// From the upper edge, downwards.
    pub y_mm: f64,
}

/// An upright rectangle, in mm; who holds it says from where it is measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge, downwards.
    pub top: f64,
    /// Its width, never negative.
    pub width: f64,
    /// Its height, never negative.
    pub height: f64,
}

/// An affine map as PDF writes it: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map first, and the other on what comes of it.
    pub(super) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long the two unit vectors become.
    pub(super) fn scales(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// How much a length shrinks where it shrinks most: the smaller singular
    /// value.
    pub(super) fn least_scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        let squares = a * a + b * b + c * c + d * d;
        let determinant = a * d - b * c;
        let root = (squares * squares - 4.0 * determinant * determinant).max(0.0);
        ((squares - root.sqrt()).max(0.0) / 2.0).sqrt()
    }
}

/// The smallest upright rectangle around some points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) min: (f64, f64),
    pub(super) max: (f64, f64),
}

impl Bounds {
    pub(super) fn point(x: f64, y: f64) -> Self {
        Self {
            min: (x, y),
            max: (x, y),
        }
    }

    pub(super) fn add(&mut self, x: f64, y: f64) {
        self.min = (self.min.0.min(x), self.min.1.min(y));
        self.max = (self.max.0.max(x), self.max.1.max(y));
    }

    pub(super) fn width(self) -> f64 {
        self.max.0 - self.min.0
    }

    pub(super) fn height(self) -> f64 {
        self.max.1 - self.min.1
    }

    /// The rectangle around this one after a map.
    pub(super) fn through(self, map: Matrix) -> Self {
        let (x, y) = map.apply(self.min.0, self.min.1);
        let mut bounds = Self::point(x, y);
        for (x, y) in [
            (self.max.0, self.min.1),
            (self.max.0, self.max.1),
            (self.min.0, self.max.1),
        ] {
            let (x, y) = map.apply(x, y);
            bounds.add(x, y);
        }
        bounds
    }

    pub(super) fn place(self) -> Place {
        Place {
            x_mm: self.min.0,
            y_mm: self.min.1,
        }
    }

    pub(super) fn area(self) -> Area {
        Area {
            left: self.min.0,
            top: self.min.1,
            width: self.width(),
            height: self.height(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_follow_each_other() {
        let map = Matrix([2.0, 0.0, 0.0, 3.0, 0.0, 0.0]).then(Matrix::shift(10.0, 20.0));
        assert_eq!(map.apply(1.0, 1.0), (12.0, 23.0));
        assert_eq!(map.scales(), (2.0, 3.0));
        assert!((map.least_scale() - 2.0).abs() < 1e-9);
        let turned = Matrix([0.0, 2.0, -2.0, 0.0, 0.0, 0.0]);
        assert!((turned.least_scale() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn bounds_stay_around_what_is_turned() {
        let mut bounds = Bounds::point(0.0, 0.0);
        bounds.add(4.0, 2.0);
        let area = bounds
            .through(Matrix([0.0, 1.0, -1.0, 0.0, 5.0, 0.0]))
            .area();
        assert_eq!(
            (area.left, area.top, area.width, area.height),
            (3.0, 0.0, 2.0, 4.0)
        );
    }
}

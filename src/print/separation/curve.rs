//! A curve of a profile.

/// Values at even steps from 0 to 1, straight between them.
#[derive(Debug, Clone)]
pub(super) struct Curve(Vec<f64>);

impl Curve {
    /// A curve through these values; none if there are fewer than two.
    pub(super) fn through(values: Vec<f64>) -> Option<Self> {
        (values.len() >= 2).then_some(Self(values))
    }

    /// Its value and its slope at a place, which is moved to 0 or 1 if it lies
    /// beyond.
    pub(super) fn at(&self, x: f64) -> (f64, f64) {
        let steps = self.0.len() - 1;
        let x = x.clamp(0.0, 1.0) * steps as f64;
        let step = (x as usize).min(steps - 1);
        let (from, to) = (self.0[step], self.0[step + 1]);
        (
            from + (to - from) * (x - step as f64),
            (to - from) * steps as f64,
        )
    }
}

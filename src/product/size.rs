//! Sizes of sheets as writers say them.

/// Finished width and height in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
}

/// A PDF page measures at most 14,400 points, 5.08 m; a larger sheet is made at
/// a scale of 1:10.
pub const LARGEST: f64 = 5080.0;
/// The longest banner at 1:10.
const LONGEST: f64 = 10.0 * LARGEST;
/// A business card is 54 mm high.
const SMALLEST: f64 = 40.0;

/// Upright sheets by name, in mm: ISO 216 and the trimmed book sizes of GB/T 788.
const NAMED: &[(&str, f64, f64)] = &[
    ("A0", 841.0, 1189.0),
    ("A1", 594.0, 841.0),
    ("A2", 420.0, 594.0),
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("大16开", 210.0, 285.0),
    ("16开", 185.0, 260.0),
    ("32开", 130.0, 185.0),
];

impl Size {
    /// `900×1200`, with `x` or `*` as well, in mm; or a name, with 横 if it lies.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches("mm").trim_end_matches("毫米");
        let (name, lies) = match text.strip_suffix('横') {
            Some(name) => (name.trim(), true),
            None => (text, false),
        };
        let named = NAMED
            .iter()
            .find(|(known, ..)| known.eq_ignore_ascii_case(name));
        if let Some(&(_, short, long)) = named {
            let (width, height) = if lies { (long, short) } else { (short, long) };
            return Some(Self { width, height });
        }
        let (width, height) = text.split_once(['×', 'x', 'X', '*', '＊', '✕'])?;
        let side = |text: &str| {
            let side: f64 = text.trim().parse().ok()?;
            (SMALLEST..=LONGEST).contains(&side).then_some(side)
        };
        Some(Self {
            width: side(width)?,
            height: side(height)?,
        })
    }

    /// The smallest usual size of the same kind that has more room: for whom it
    /// does not fit.
    pub fn next_larger(self) -> Option<Self> {
        let boards = [
            (600.0, 900.0),
            (800.0, 1200.0),
            (900.0, 1200.0),
            (1200.0, 2400.0),
        ];
        let lies = self.width > self.height;
        let (short, long) = match lies {
            true => (self.height, self.width),
            false => (self.width, self.height),
        };
        let mut all: Vec<(f64, f64)> = match short > 500.0 {
            true => boards.to_vec(),
            false => NAMED[..7].iter().map(|&(_, w, h)| (w, h)).collect(),
        };
        all.sort_by(|a, b| (a.0 * a.1).total_cmp(&(b.0 * b.1)));
        let (w, h) = all
            .into_iter()
            .find(|(w, h)| w * h > 1.05 * short * long && *w >= short && *h >= long)?;
        Some(match lies {
            true => Self {
                width: h,
                height: w,
            },
            false => Self {
                width: w,
                height: h,
            },
        })
    }
}

/// `900×1200`.
impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}×{}", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_written() {
        let read = |text| Size::parse(text).map(|size| size.to_string());
        assert_eq!(read("900×1200").as_deref(), Some("900×1200"));
        assert_eq!(read("90 x 54 mm").as_deref(), Some("90×54"));
        assert_eq!(read("a3横").as_deref(), Some("420×297"));
        assert_eq!(read("16开").as_deref(), Some("185×260"));
        assert_eq!(read("9000×700").as_deref(), Some("9000×700"));
        assert_eq!(read("900"), None);
        assert_eq!(read("-1×5"), None);
    }

    #[test]
    fn the_next_larger_sheet_has_room() {
        let next = |text| {
            Size::parse(text)?
                .next_larger()
                .map(|size| size.to_string())
        };
        assert_eq!(next("900×1200").as_deref(), Some("1200×2400"));
        assert_eq!(next("A4横").as_deref(), Some("420×297"));
        assert_eq!(next("1200×2400"), None);
    }
}

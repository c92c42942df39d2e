//! The finished size of a board, as its page says it.

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::Page;
use crate::schema::said;

/// Finished width and height in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
}

/// What a PDF page can measure: 14,400 points, 5.08 m.
const LARGEST: f64 = 5080.0;
/// Nothing that is read as a board is smaller.
const SMALLEST: f64 = 50.0;

impl Size {
    /// `900×1200`, with `x` or `*` as well, in mm. A size that is none is told of.
    pub fn of(page: &Page, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let Some(text) = page.fields.text("size") else {
            return Some(Self {
                width: 900.0,
                height: 1200.0,
            });
        };
        let size = Self::parse(text);
        if size.is_none() {
            let span = page
                .fields
                .get("size")
                .map_or(0..0, |value| value.span.clone());
            problems.push(Diagnostic::at(
                Place::new(&page.path, span),
                Problem::WrongValue {
                    key: said("尺寸", "size").into(),
                    found: text.into(),
                    wanted: said(
                        "宽×高，毫米，50 到 5080，如 900×1200",
                        "width×height in millimetres, 50 to 5080, such as 900×1200",
                    )
                    .into(),
                },
            ));
        }
        size
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches("mm").trim_end_matches("毫米");
        let (width, height) = text.split_once(['×', 'x', 'X', '*', '＊', '✕'])?;
        let side = |text: &str| {
            let side: f64 = text.trim().parse().ok()?;
            (SMALLEST..=LARGEST).contains(&side).then_some(side)
        };
        Some(Self {
            width: side(width)?,
            height: side(height)?,
        })
    }
}

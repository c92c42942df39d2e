//! What a board's template gets as `data`; the theme's print/README.md is the
//! contract.

use tera::{Map, Value};

use super::source::Source;
use super::{frame, lines, prose, sections};
use crate::diagnostic::Diagnostic;
use crate::media::Media;
use crate::model::{Model, Page};

/// The data of a board, and its words.
#[derive(Debug)]
pub struct Data {
    /// For the template.
    pub value: Value,
    /// Every word on the board, in reading order.
    pub lines: Vec<String>,
}

impl Data {
    /// Gathers what a board's page and its sources say. What the page says
    /// itself goes before what the sources say.
    pub fn of(model: &Model, media: &Media, board: &Page, problems: &mut Vec<Diagnostic>) -> Self {
        let sources = Source::of(model, board, problems);
        let mut data = Map::new();
        frame::head(model, board, &sources, &mut data);
        sections::add(model, board, &sources, &mut data);
        let mut lines = lines::of(&data);
        let prose = prose::of(model, media, board, &sources, problems);
        lines.extend(prose.lines);
        if !prose.parts.is_empty() {
            data.insert("prose".into(), prose.parts.into());
        }
        let mut foot = Map::new();
        frame::foot(model, board, &sources, &mut foot, problems);
        lines.extend(lines::of(&foot));
        data.insert("foot".into(), foot.into());
        Self {
            value: data.into(),
            lines,
        }
    }
}

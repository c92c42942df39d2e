//! HTML for the website.

mod escape;
mod table;
mod write;

use serde::{Deserialize, Serialize};

use super::{Event, Piece, Spanned, Tag};

/// A piece as HTML, and its contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html {
    /// The elements, without one around them.
    pub html: String,
    /// Its headings, in order.
    pub toc: Vec<TocEntry>,
}

/// A line of a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TocEntry {
    /// Level of the heading, from 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text, not escaped.
    pub title: String,
}

/// Writes a piece as HTML. Text that the writer typed cannot leave its element.
pub fn html(piece: Piece<'_, '_>) -> Html {
    let mut writer = write::Writer::new(piece);
    writer.body();
    Html {
        html: writer.finish(),
        toc: toc(piece.events),
    }
}

fn toc(events: &[Spanned<'_>]) -> Vec<TocEntry> {
    events
        .iter()
        .filter_map(|spanned| match &spanned.event {
            Event::Start(Tag::Heading(heading)) => Some(TocEntry {
                level: heading.level,
                id: heading.id.clone(),
                title: heading.title.clone(),
            }),
            _ => None,
        })
        .collect()
}

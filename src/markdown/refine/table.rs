//! Tables, and the paragraph before one that is its caption.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr};

use super::{End, Event, Refiner, Spanned, Tag};

/// How a caption begins.
const SIGNS: [&str; 4] = ["表：", "表:", "Table:", "Table："];

impl<'a> Refiner<'a, '_> {
    /// Starts a table. A paragraph right before it that begins with `表：` moves
    /// into it.
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, span: Range<usize>) {
        let table = Event::Start(Tag::Table(alignments));
        let Some(start) = self.caption() else {
            return self.block(table, span);
        };
        self.out[start].event = Event::Start(Tag::Caption);
        if let Some(last) = self.out.last_mut() {
            last.event = Event::End(End::Caption);
        }
        self.line.restart();
        self.out.insert(start, Spanned { event: table, span });
    }

    /// Where the caption begins, if a caption has just ended; its sign is taken
    /// off.
    fn caption(&mut self) -> Option<usize> {
        matches!(self.out.last()?.event, Event::End(End::Paragraph)).then_some(())?;
        let start = self
            .out
            .iter()
            .rposition(|spanned| matches!(spanned.event, Event::Start(Tag::Paragraph)))?;
        let Spanned {
            event: Event::Text(text),
            ..
        } = self.out.get_mut(start + 1)?
        else {
            return None;
        };
        let sign = SIGNS.iter().find(|sign| text.starts_with(**sign))?;
        *text = match text {
            CowStr::Borrowed(slice) => CowStr::Borrowed(slice[sign.len()..].trim_start()),
            _ => text[sign.len()..].trim_start().to_owned().into(),
        };
        Some(start)
    }
}

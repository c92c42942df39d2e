//! Plain text, for summaries, the search and the count of characters.

use super::parsed::referred;
use super::{End, Event, Piece, Spanned, Tag};

/// The text of a piece as a reader sees it: a line for each paragraph, cells
/// apart by a tab, a note as `[1]` and its text at the end.
pub fn plain(piece: Piece<'_, '_>) -> String {
    let mut out = String::new();
    write(piece.events, &mut out);
    for number in referred(piece) {
        write(&piece.notes[number - 1], &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text of a heading, up to its end.
pub(super) fn title(events: &[Spanned<'_>]) -> String {
    let mut out = String::new();
    for spanned in events {
        match &spanned.event {
            Event::End(End::Heading(_)) => break,
            Event::Note(_) => {}
            event => step(event, &mut out),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text of a table's caption, given what follows the table's start.
pub(super) fn caption(events: &[Spanned<'_>]) -> Option<String> {
    matches!(events.first()?.event, Event::Start(Tag::Caption)).then_some(())?;
    let mut out = String::new();
    for spanned in &events[1..] {
        match &spanned.event {
            Event::End(End::Caption) => break,
            Event::Note(_) => {}
            event => step(event, &mut out),
        }
    }
    Some(out)
}

fn write(events: &[Spanned<'_>], out: &mut String) {
    for spanned in events {
        step(&spanned.event, out);
    }
}

fn step(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::SoftBreak { space: true } => out.push(' '),
        Event::SoftBreak { space: false } => {}
        Event::HardBreak => out.push('\n'),
        Event::Note(number) => {
            out.push('[');
            out.push_str(&number.to_string());
            out.push(']');
        }
        Event::Figure(image) => {
            out.push_str(&image.title);
            out.push('\n');
        }
        Event::End(End::Cell) => out.push('\t'),
        Event::End(end) if ends_line(*end) => new_line(out),
        // Text of an item before a list, a quote or a table in it.
        Event::Start(Tag::List(_) | Tag::Quote | Tag::Callout(_) | Tag::Table(_)) => new_line(out),
        Event::Start(_) | Event::End(_) | Event::Html(_) => {}
        Event::Rule | Event::Task(_) | Event::Picture(_) => {}
    }
}

fn ends_line(end: End) -> bool {
    !matches!(
        end,
        End::Emphasis | End::Strong | End::Strike | End::Link | End::Cell
    )
}

/// Ends the line, unless nothing stands in it.
fn new_line(out: &mut String) {
    out.truncate(out.trim_end_matches(['\t', ' ']).len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

//! The parser: pulldown-cmark with emphasis that works beside Chinese.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::flanking;
use super::guard::Guarded;

/// Parses a text and hands each event with its byte range in the text to `sink`.
///
/// A text in which no emphasis stands beside Chinese gives just what
/// pulldown-cmark gives. Slices of the text are borrowed from it.
pub fn stream<'a>(text: &'a str, options: Options, mut sink: impl FnMut(Event<'a>, Range<usize>)) {
    let fillers = flanking::fillers(text);
    let guarded = if fillers.is_empty() {
        None
    } else {
        Guarded::new(text, &fillers)
    };
    match guarded {
        None => {
            for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
                sink(event, range);
            }
        }
        Some(guarded) => {
            for (event, range) in Parser::new_ext(guarded.copy(), options).into_offset_iter() {
                sink(guarded.event(event), guarded.range(range));
            }
        }
    }
}

//! A text with parts replaced that still knows where each byte came from.

use std::borrow::Cow;
use std::ops::Range;

/// One replacement: a byte range of the original and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub range: Range<usize>,
    /// What comes in its place.
    pub with: String,
}

/// The way back from offsets in the new text to those in the original.
#[derive(Debug, Default)]
pub struct Offsets {
    /// New range and old range of each edit, in order.
    pairs: Vec<(Range<usize>, Range<usize>)>,
}

/// Applies edits, which must be in order and apart; one that is not is left out.
pub fn apply(text: &str, edits: Vec<Edit>) -> (Cow<'_, str>, Offsets) {
    if edits.is_empty() {
        return (Cow::Borrowed(text), Offsets::default());
    }
    let mut new = String::with_capacity(text.len() + edits.len() * 4);
    let mut pairs = Vec::with_capacity(edits.len());
    let mut done = 0;
    for edit in edits {
        if edit.range.start < done {
            continue;
        }
        new.push_str(&text[done..edit.range.start]);
        let start = new.len();
        new.push_str(&edit.with);
        done = edit.range.end;
        pairs.push((start..new.len(), edit.range));
    }
    new.push_str(&text[done..]);
    (Cow::Owned(new), Offsets { pairs })
}

impl Offsets {
    /// The original's range for one in the new text. What begins or ends inside
    /// a replacement is widened to all that was replaced.
    pub fn original(&self, span: Range<usize>) -> Range<usize> {
        // Where something was taken out, what follows begins after it and what
        // precedes ends before it.
        let first = self
            .pairs
            .partition_point(|(new, _)| new.start <= span.start);
        let last = self.pairs.partition_point(|(new, _)| new.start < span.end);
        let start = self.at(first, span.start, |old| old.start);
        start..self.at(last, span.end, |old| old.end).max(start)
    }

    /// An offset's original, given how many edits begin before it and what to
    /// take if it is inside the last of them.
    fn at(&self, before: usize, offset: usize, inside: impl Fn(&Range<usize>) -> usize) -> usize {
        match before.checked_sub(1).map(|last| &self.pairs[last]) {
            None => offset,
            Some((new, old)) if offset < new.end => inside(old),
            Some((new, old)) => old.end + (offset - new.end),
        }
    }
}

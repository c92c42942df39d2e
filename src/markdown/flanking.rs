//! Where CommonMark's rules of emphasis go wrong beside Chinese, and what mends
//! them.
//!
//! CommonMark lets `**` close after punctuation only if blank or punctuation
//! follows, so `**注意：**申请人` stays as typed. The amendment by the project
//! markdown-cjk-friendly counts East Asian punctuation as letters and lets a run
//! beside an East Asian character open or close.
//!
//! A run that the amendment lets close but CommonMark does not has a mark before
//! it and a letter after it. With a mark put in after it, between marks, it may
//! close and may still open; and since a letter stands on the other side of what
//! is put in, no other run is touched. The same holds the other way round for
//! runs that may open. This module finds the places.

use crate::text::{is_cjk, is_punctuation};

/// What is put into the text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filler {
    /// Byte offset in the text as written.
    pub(super) place: usize,
    /// What it is to the parser.
    pub(super) kind: Kind,
}

/// What a filler is to the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A punctuation mark.
    Mark,
    /// A letter.
    Letter,
}

/// The fillers that a text needs, by ascending place. Code, addresses and raw
/// HTML are not told apart here: a filler in them changes nothing and is taken
/// out again with the others.
pub(super) fn fillers(text: &str) -> Vec<Filler> {
    let bytes = text.as_bytes();
    let mut fillers = Vec::new();
    let mut from = 0;
    while let Some(at) = next_delimiter(bytes, from) {
        let mut start = at;
        let delimiter = bytes[start];
        let run = bytes[start..]
            .iter()
            .take_while(|byte| **byte == delimiter)
            .count();
        let end = start + run;
        from = end;
        start += usize::from(is_escaped(bytes, start));
        if start == end {
            continue;
        }
        let Some(sides) = Sides::of(text, start, end) else {
            continue;
        };
        let mut fill = |place, kind| fillers.push(Filler { place, kind });
        match (delimiter, end - start) {
            (b'*', _) if sides.wants_opening() => fill(start, Kind::Mark),
            (b'*', _) | (b'~', 2) if sides.wants_closing() => fill(end, Kind::Mark),
            (b'_', _) if sides.hides_mark() => fill(start, Kind::Mark),
            // A single `~` beside Chinese is a range, as in `（一）~（三）`, and never
            // strikes out: between letters it does not.
            (b'~', 1) if sides.is_range() => {
                fill(start, Kind::Letter);
                fill(end, Kind::Letter);
            }
            _ => {}
        }
    }
    fillers
}

/// The next delimiter at `from` or after it.
fn next_delimiter(bytes: &[u8], mut from: usize) -> Option<usize> {
    // Blocks without one are passed over whole: compilers turn this into vector
    // instructions, and most of a Chinese text is such blocks.
    while let Some(block) = bytes.get(from..from + BLOCK) {
        if block
            .iter()
            .fold(false, |found, byte| found | is_delimiter(*byte))
        {
            break;
        }
        from += BLOCK;
    }
    bytes[from..]
        .iter()
        .position(|byte| is_delimiter(*byte))
        .map(|offset| from + offset)
}

/// How many bytes are looked at together.
const BLOCK: usize = 32;

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count()
        % 2
        == 1
}

/// What stands beside a delimiter run, neither side being blank.
struct Sides {
    /// The character before the run, and the one before that.
    last: char,
    base: Option<char>,
    /// The character after the run, and the one after that.
    next: char,
    second: Option<char>,
}

impl Sides {
    /// The sides of `text[start..end]`; nothing where a side is blank, the start
    /// of a line behind quote marks, or the bar of a table, since CommonMark's
    /// own rules do there.
    fn of(text: &str, start: usize, end: usize) -> Option<Self> {
        let mut before = text[..start].chars().rev();
        let mut after = text[end..].chars();
        let sides = Self {
            last: before.next()?,
            base: before.next(),
            next: after.next()?,
            second: after.next(),
        };
        let inline = |c: char| !c.is_whitespace() && c != '|';
        let quote = sides.last == '>' && begins_line(&text[..start]);
        (inline(sides.last) && inline(sides.next) && !quote).then_some(sides)
    }

    /// The amendment lets the run open and CommonMark does not.
    fn wants_opening(&self) -> bool {
        is_punctuation(self.next)
            && !is_punctuation(self.last)
            && (is_cjk(self.next) || self.follows_cjk() || self.hides_mark())
    }

    /// The amendment lets the run close and CommonMark does not.
    fn wants_closing(&self) -> bool {
        is_punctuation(self.last)
            && !is_punctuation(self.next)
            && (is_cjk(self.last) || is_cjk(self.next))
    }

    /// The run follows an East Asian character, a variation selector
    /// disregarded, or a quotation mark made full-width by one.
    fn follows_cjk(&self) -> bool {
        match (self.last, self.selected()) {
            // Ideographic variation selectors follow Han only.
            ('\u{E0100}'..='\u{E01EF}', _) => true,
            ('\u{FE01}', Some('‘' | '’' | '“' | '”')) => true,
            (_, Some(base)) => is_cjk(base),
            (last, None) => is_cjk(last),
        }
    }

    /// The run follows a mark that a variation selector hides from CommonMark.
    fn hides_mark(&self) -> bool {
        self.selected().is_some_and(is_punctuation)
    }

    /// The character that a variation selector before the run goes with.
    fn selected(&self) -> Option<char> {
        let selector = matches!(self.last, '\u{FE00}'..='\u{FE0E}');
        self.base.filter(|base| selector && !base.is_whitespace())
    }

    /// Chinese stands near enough on either side, and no other run touches.
    fn is_range(&self) -> bool {
        let touches = |c: char| u8::try_from(c).is_ok_and(is_delimiter);
        let near = [self.base, Some(self.last), Some(self.next), self.second];
        !touches(self.last) && !touches(self.next) && near.into_iter().flatten().any(is_cjk)
    }
}

/// Whether a line begins at the end of `before`, quote marks and blanks aside.
fn begins_line(before: &str) -> bool {
    before
        .trim_end_matches(['>', ' ', '\t'])
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n')
}

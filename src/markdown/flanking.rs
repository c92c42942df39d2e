//! Where CommonMark's rules of emphasis go wrong beside Chinese, and what mends
//! them.
//!
//! CommonMark lets `**` close after punctuation only if blank or punctuation
//! follows, so `**注意：**申请人` stays as typed. The amendment by the project
//! markdown-cjk-friendly counts East Asian punctuation as letters and lets a run
//! beside an East Asian character open or close. A letter put between the run
//! and the mark beside it has the same effect on a parser that knows nothing of
//! it; this module finds the places.
//!
//! A run that the amendment lets open but CommonMark does not has a mark after
//! it and neither blank nor mark before it: with a letter after it, it may open
//! and may still close. The same holds the other way round, so one letter is
//! enough for any run.

use crate::text::{is_cjk, is_punctuation};

/// The byte offsets in `text` at which a letter is wanted, ascending. Code,
/// addresses and raw HTML are not told apart here: a letter in them changes
/// nothing and is taken out again with the others.
pub(super) fn places(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(offset) = bytes[from..]
        .iter()
        .position(|byte| matches!(byte, b'*' | b'~'))
    {
        let mut start = from + offset;
        let delimiter = bytes[start];
        let run = bytes[start..]
            .iter()
            .take_while(|byte| **byte == delimiter)
            .count();
        let end = start + run;
        from = end;
        if is_escaped(bytes, start) {
            start += 1;
            if start == end {
                continue;
            }
        }
        let Some(sides) = Sides::of(text, start, end) else {
            continue;
        };
        match (delimiter, end - start) {
            (b'*', _) if sides.wants_opening() => places.push(end),
            (b'*', _) | (b'~', 2) if sides.wants_closing() => places.push(start),
            (b'~', 1) => sides.keep_apart(start, end, &mut places),
            _ => {}
        }
    }
    places
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

/// What stands on both sides of a delimiter run, neither side being blank.
struct Sides {
    before: Side,
    after: Side,
}

/// The character at one side, as the amendment sees it and as CommonMark does.
struct Side {
    /// East Asian, or followed by a selector that makes it so.
    cjk: bool,
    /// A punctuation character as CommonMark sees it.
    punctuation: bool,
    /// Punctuation, a variation selector after it disregarded.
    mark: bool,
}

impl Sides {
    /// The two sides of `text[start..end]`; nothing where a side is blank, the
    /// start of a line behind quote marks, or the bar of a table, since there
    /// CommonMark's own rules do.
    fn of(text: &str, start: usize, end: usize) -> Option<Self> {
        let after = text[end..].chars().next().filter(|c| is_inline(*c))?;
        let mut before = text[..start].chars().rev();
        let last = before.next().filter(|c| is_inline(*c))?;
        if last == '>' && begins_line(&text[..start]) {
            return None;
        }
        let base = before.next();
        Some(Self {
            before: Side::before(last, base),
            after: Side::plain(after),
        })
    }

    /// The amendment lets the run open and CommonMark does not.
    fn wants_opening(&self) -> bool {
        self.after.punctuation && !self.before.punctuation && {
            self.after.cjk || self.before.cjk || self.before.mark
        }
    }

    /// The amendment lets the run close and CommonMark does not.
    fn wants_closing(&self) -> bool {
        self.before.punctuation && !self.after.punctuation && (self.before.cjk || self.after.cjk)
    }

    /// A single `~` between Chinese marks is a range, as in `（一）~（三）`, and
    /// never strikes out: letters on both sides keep it from opening and closing.
    fn keep_apart(&self, start: usize, end: usize, places: &mut Vec<usize>) {
        if self.before.cjk || self.after.cjk {
            places.push(start);
            places.push(end);
        }
    }
}

impl Side {
    fn plain(c: char) -> Self {
        let punctuation = is_punctuation(c);
        Self {
            cjk: is_cjk(c),
            punctuation,
            mark: punctuation,
        }
    }

    /// The side before a run, where a variation selector may end a sequence.
    fn before(last: char, base: Option<char>) -> Self {
        match (last, base) {
            // Ideographic variation selectors follow Han only.
            ('\u{E0100}'..='\u{E01EF}', _) => Self {
                cjk: true,
                punctuation: false,
                mark: false,
            },
            ('\u{FE00}'..='\u{FE0E}', Some(base)) if !base.is_whitespace() => Self {
                cjk: is_cjk(base) || (last == '\u{FE01}' && matches!(base, '‘' | '’' | '“' | '”')),
                punctuation: false,
                mark: is_punctuation(base),
            },
            _ => Self::plain(last),
        }
    }
}

/// Neither blank nor the bar between two cells.
fn is_inline(c: char) -> bool {
    !c.is_whitespace() && c != '|'
}

/// Whether a line begins at the end of `before`, quote marks and blanks aside.
fn begins_line(before: &str) -> bool {
    before
        .trim_end_matches(['>', ' ', '\t'])
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n')
}

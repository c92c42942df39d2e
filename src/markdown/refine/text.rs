//! Text: neighbouring pieces joined, facts filled in, line breaks judged.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::fact::{self, Mention};
use super::{Event, Refiner};
use crate::markdown::guard::range_in;
use crate::text::joins;

/// Where the text of a block has come to.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Text of the file not yet written, since more may join it.
    waiting: Option<Waiting>,
    /// The character shown last.
    last: Option<char>,
    /// Where in the output the soft break is that waits for what follows it.
    open_break: Option<usize>,
}

#[derive(Debug)]
struct Waiting {
    span: Range<usize>,
    /// Whether the parser took a backslash off before it.
    escaped: bool,
}

impl Line {
    /// A line of text begins or ends: what comes next has no neighbour.
    pub(super) fn restart(&mut self) {
        self.last = None;
        self.open_break = None;
    }
}

impl<'a> Refiner<'a, '_> {
    /// Takes a piece of text; it is written once no more joins it.
    pub(super) fn take_text(&mut self, text: CowStr<'a>, span: Range<usize>) {
        let CowStr::Borrowed(slice) = text else {
            return self.text_apart(text, span);
        };
        let Some(range) = range_in(self.body.text, slice) else {
            return self.text_apart(text, span);
        };
        match &mut self.line.waiting {
            Some(waiting) if waiting.span.end == range.start => waiting.span.end = range.end,
            _ => {
                self.flush();
                let escaped = self.body.text[..range.start].ends_with('\\');
                self.line.waiting = Some(Waiting {
                    span: range,
                    escaped,
                });
            }
        }
    }

    /// Writes a text that is no slice of the file.
    fn text_apart(&mut self, text: CowStr<'a>, span: Range<usize>) {
        self.flush();
        self.show(text, span);
    }

    /// Writes the text that waits.
    pub(super) fn flush(&mut self) {
        let Some(Waiting { span, escaped }) = self.line.waiting.take() else {
            return;
        };
        let text: &'a str = self.body.text;
        let text = &text[span.clone()];
        let shown = if self.in_code {
            None
        } else {
            self.with_facts(text, span.start, escaped)
        };
        self.show(shown.map_or(CowStr::Borrowed(text), CowStr::from), span);
    }

    /// A text with its facts filled in; nothing if it names none. `start` is
    /// where it stands in the file.
    fn with_facts(&mut self, text: &str, start: usize, escaped: bool) -> Option<String> {
        let mut found = fact::find(text, !escaped)?;
        let mut whole = String::with_capacity(text.len());
        let mut from = 0;
        loop {
            let (range, mention) = found;
            whole.push_str(&text[from..from + range.start]);
            let span = start + from + range.start..start + from + range.end;
            from += range.end;
            match mention {
                Mention::Fact(name) => match self.resolver.fact(&name) {
                    Ok(fact) => whole.push_str(&fact),
                    Err(problem) => {
                        whole.push_str(&self.body.text[span.clone()]);
                        self.tell(span, problem);
                    }
                },
                // The bracket is written here, lest it be found again.
                Mention::Escaped => {
                    whole.push('【');
                    from += '【'.len_utf8();
                }
            }
            match fact::find(&text[from..], true) {
                Some(next) => found = next,
                None => {
                    whole.push_str(&text[from..]);
                    return Some(whole);
                }
            }
        }
    }

    /// Writes a text that is shown as it is.
    pub(super) fn show(&mut self, text: CowStr<'a>, span: Range<usize>) {
        if let Some(alt) = &mut self.alt {
            return alt.push(&text);
        }
        if text.is_empty() {
            return;
        }
        if !self.in_code {
            self.neighbour(&text);
        }
        self.push(Event::Text(text), span);
    }

    /// Writes code within a line.
    pub(super) fn code(&mut self, code: CowStr<'a>, span: Range<usize>) {
        self.neighbour(&code);
        self.push(Event::Code(code), span);
    }

    pub(super) fn soft_break(&mut self, span: Range<usize>) {
        self.line.open_break = Some(self.out.len());
        self.push(Event::SoftBreak { space: true }, span);
    }

    pub(super) fn hard_break(&mut self, span: Range<usize>) {
        self.block(Event::HardBreak, span);
    }

    /// Judges the break before a text that is shown now.
    fn neighbour(&mut self, text: &str) {
        if let Some(index) = self.line.open_break.take()
            && let (Some(before), Some(after)) = (self.line.last, text.chars().next())
            && joins(before, after)
            && let Some(spanned) = self.out.get_mut(index)
        {
            spanned.event = Event::SoftBreak { space: false };
        }
        self.line.last = text.chars().next_back();
    }
}

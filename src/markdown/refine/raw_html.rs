//! Raw HTML where the site does not allow it: tags are shown, comments vanish.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::{End, Event, Refiner, Tag};
use crate::diagnostic::Problem;

/// The block of HTML that is being read.
#[derive(Debug, Default)]
pub(super) struct HtmlBlock {
    /// Whether something of it is shown, in a paragraph.
    shown: bool,
    in_comment: bool,
}

impl<'a> Refiner<'a, '_> {
    pub(super) fn start_html_block(&mut self) {
        self.line.restart();
        self.html_block = HtmlBlock::default();
    }

    /// Takes a line of a block of HTML.
    pub(super) fn html_line(&mut self, line: CowStr<'a>, span: Range<usize>) {
        if self.body.raw_html {
            return self.push(Event::Html(line), span);
        }
        let mut begun = false;
        for range in without_comments(&line, &mut self.html_block.in_comment) {
            let piece = part(&line, range.clone());
            if piece.trim().is_empty() {
                continue;
            }
            let span = span.start + range.start..span.start + range.end;
            if !std::mem::replace(&mut self.html_block.shown, true) {
                self.block(Event::Start(Tag::Paragraph), span.clone());
            } else if !begun {
                self.soft_break(span.start..span.start);
            }
            begun = true;
            self.show_html(piece, span);
        }
    }

    pub(super) fn end_html_block(&mut self, span: Range<usize>) {
        if self.html_block.shown {
            self.block(Event::End(End::Paragraph), span);
        }
    }

    /// Takes a tag or a comment within a line.
    pub(super) fn inline_html(&mut self, html: CowStr<'a>, span: Range<usize>) {
        if is_break(&html) {
            self.hard_break(span);
        } else if self.body.raw_html {
            self.push(Event::Html(html), span);
        } else if !is_comment(&html) {
            self.show_html(html, span);
        }
    }

    /// Shows HTML as text and tells of each tag that it opens.
    fn show_html(&mut self, html: CowStr<'a>, span: Range<usize>) {
        for range in opening_tags(&html) {
            let tag = html[range.clone()].to_owned();
            self.tell(
                span.start + range.start..span.start + range.end,
                Problem::RawHtml { tag },
            );
        }
        self.show(html, span);
    }
}

/// A part of a text, borrowed if the text is.
fn part<'a>(text: &CowStr<'a>, range: Range<usize>) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(slice) => CowStr::Borrowed(&slice[range]),
        other => other[range].to_owned().into(),
    }
}

/// The byte ranges of a line of raw HTML that are shown, comments and the line's
/// end taken off. `open` carries from line to line whether a comment is open.
fn without_comments(line: &str, open: &mut bool) -> Vec<Range<usize>> {
    let line = line.trim_end_matches(['\n', '\r']);
    let mut shown = Vec::new();
    let mut from = 0;
    loop {
        let sign = if *open { "-->" } else { "<!--" };
        let found = line[from..].find(sign).map(|offset| from + offset);
        let end = found.unwrap_or(line.len());
        if !*open && from < end {
            shown.push(from..end);
        }
        let Some(at) = found else { return shown };
        *open = !*open;
        // `<!-->` is whole: the end may begin within the start.
        from = if *open { at + 2 } else { at + sign.len() };
    }
}

/// Whether a piece of raw HTML is a comment and nothing else.
fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && html.ends_with("-->")
}

/// Whether a piece of raw HTML is a line break, for which tables know no other
/// way.
fn is_break(html: &str) -> bool {
    html.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("<br"))
        && html[3..]
            .trim_end_matches('>')
            .trim()
            .trim_end_matches('/')
            .trim()
            .is_empty()
}

/// The opening tags in a text, as byte ranges; a tag that the text leaves open
/// reaches to its end.
fn opening_tags(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('<').filter_map(|(start, _)| {
        let name = &text[start + 1..];
        name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
            .then(|| {
                let length = name.find(['>', '\n']).map_or(name.len(), |end| {
                    end + usize::from(name.as_bytes()[end] == b'>')
                });
                start..start + 1 + length
            })
    })
}

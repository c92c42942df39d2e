//! Fillers put into a text before it is parsed and taken out of what the parser
//! says, so that its slices and positions are those of the text as written.

use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::flanking::{Filler, Kind};

/// The size of a filler, in bytes.
const WIDTH: usize = 3;

/// A copy of a text with fillers put in.
pub(super) struct Guarded<'a> {
    source: &'a str,
    copy: String,
    /// The characters that are fillers in the copy: a letter and a mark that the
    /// source does not hold.
    signs: [char; 2],
    /// Where each filler stands in the copy, ascending.
    places: Vec<usize>,
}

impl<'a> Guarded<'a> {
    /// Puts fillers into a text. Nothing if no character is free for them, which
    /// takes a text that holds all of a whole block.
    pub(super) fn new(source: &'a str, fillers: &[Filler]) -> Option<Self> {
        let named = named(source);
        let letter = free(source, &named, '\u{E000}'..='\u{F8FF}')?;
        // Supplemental Punctuation: editors' marks for ancient texts.
        let mark = free(source, &named, '\u{2E00}'..='\u{2E2E}')?;
        let mut copy = String::with_capacity(source.len() + fillers.len() * WIDTH);
        let mut places = Vec::with_capacity(fillers.len());
        let mut from = 0;
        for filler in fillers {
            copy.push_str(&source[from..filler.place]);
            places.push(copy.len());
            copy.push(match filler.kind {
                Kind::Letter => letter,
                Kind::Mark => mark,
            });
            from = filler.place;
        }
        copy.push_str(&source[from..]);
        Some(Self {
            source,
            copy,
            signs: [letter, mark],
            places,
        })
    }

    /// The text to parse.
    pub(super) fn copy(&self) -> &str {
        &self.copy
    }

    /// The range in the source of a range in the copy.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        self.offset(range.start)..self.offset(range.end)
    }

    fn offset(&self, offset: usize) -> usize {
        offset - WIDTH * self.places.partition_point(|place| *place < offset)
    }

    /// An event of the copy as an event of the source.
    pub(super) fn event(&self, event: Event<'_>) -> Event<'a> {
        match event {
            Event::Start(tag) => Event::Start(self.tag(tag)),
            Event::Text(text) => Event::Text(self.text(text)),
            Event::Code(text) => Event::Code(self.text(text)),
            Event::InlineMath(text) => Event::InlineMath(self.text(text)),
            Event::DisplayMath(text) => Event::DisplayMath(self.text(text)),
            Event::Html(text) => Event::Html(self.text(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.text(text)),
            Event::FootnoteReference(text) => Event::FootnoteReference(self.text(text)),
            Event::End(end) => Event::End(end),
            Event::SoftBreak => Event::SoftBreak,
            Event::HardBreak => Event::HardBreak,
            Event::Rule => Event::Rule,
            Event::TaskListMarker(done) => Event::TaskListMarker(done),
        }
    }

    fn tag(&self, tag: Tag<'_>) -> Tag<'a> {
        match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => Tag::Heading {
                level,
                id: id.map(|id| self.text(id)),
                classes: classes.into_iter().map(|class| self.text(class)).collect(),
                attrs: attrs
                    .into_iter()
                    .map(|(key, value)| (self.text(key), value.map(|value| self.text(value))))
                    .collect(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.text(info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.text(label)),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Link {
                link_type,
                dest_url: self.text(dest_url),
                title: self.text(title),
                id: self.text(id),
            },
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Image {
                link_type,
                dest_url: self.text(dest_url),
                title: self.text(title),
                id: self.text(id),
            },
            // The rest holds no text.
            other => other.into_static(),
        }
    }

    /// A text of the copy without the fillers. A slice of the copy becomes the
    /// same slice of the source, at no cost.
    fn text(&self, text: CowStr<'_>) -> CowStr<'a> {
        if let CowStr::Borrowed(slice) = text
            && let Some(range) = range_in(&self.copy, slice)
        {
            return CowStr::Borrowed(&self.source[self.range(range)]);
        }
        if text.contains(self.signs) {
            return text.replace(self.signs, "").into();
        }
        text.into_static()
    }
}

/// Where `slice` stands in `whole`, if it is a part of it and not an equal text
/// elsewhere.
pub(super) fn range_in(whole: &str, slice: &str) -> Option<Range<usize>> {
    let start = (slice.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    let end = start + slice.len();
    (end <= whole.len()).then_some(start..end)
}

/// The first character of `candidates` that a text neither holds nor names.
fn free(text: &str, named: &[u32], mut candidates: RangeInclusive<char>) -> Option<char> {
    candidates.find(|c| !named.contains(&u32::from(*c)) && !text.contains(*c))
}

/// The code points that a text names by number, as `&#xE000;` does.
fn named(text: &str) -> Vec<u32> {
    if !text.contains('&') {
        return Vec::new();
    }
    text.match_indices("&#")
        .filter_map(|(at, _)| code(&text[at + 2..]))
        .collect()
}

/// The number that a numeric reference begins with, as in `xE000;`.
fn code(reference: &str) -> Option<u32> {
    let (digits, radix) = match reference.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (hexadecimal, 16),
        None => (reference, 10),
    };
    let length = digits
        .bytes()
        .take_while(|byte| (*byte as char).is_digit(radix))
        .count();
    u32::from_str_radix(&digits[..length], radix).ok()
}

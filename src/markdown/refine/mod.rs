//! From the parser's events to ours: text joined, facts filled in, line breaks
//! judged, links and pictures resolved, headings named, notes set apart.

mod fact;
mod heading;
mod link;
mod note;
mod picture;
mod raw_html;
mod table;
mod target;
mod text;

use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event as Input, Tag as InputTag, TagEnd,
};

use self::heading::Headings;
use self::note::Notes;
use self::picture::Alt;
use self::raw_html::HtmlBlock;
use self::text::Line;
use super::parse::Body;
use super::{Callout, End, Event, Parsed, Resolver, Spanned, Tag};
use crate::diagnostic::{Diagnostic, Place, Problem};

/// Takes the parser's events one by one and makes the body of them.
pub(super) struct Refiner<'a, 'r> {
    body: Body<'a>,
    resolver: &'r dyn Resolver,
    problems: &'r mut Vec<Diagnostic>,
    /// What has been made: of the body, or of the note that is being read.
    out: Vec<Spanned<'a>>,
    line: Line,
    headings: Headings,
    notes: Notes<'a>,
    /// The picture whose text is being read.
    alt: Option<Alt<'a>>,
    /// For each open link, whether its target was found.
    links: Vec<bool>,
    html_block: HtmlBlock,
    in_code: bool,
    /// How many lists and quotes are open.
    depth: usize,
}

impl<'a, 'r> Refiner<'a, 'r> {
    pub(super) fn new(
        body: Body<'a>,
        resolver: &'r dyn Resolver,
        problems: &'r mut Vec<Diagnostic>,
    ) -> Self {
        // Chinese pages give about one event for each 20 bytes.
        let expected = body.text.len().saturating_sub(body.start) / 16;
        Self {
            body,
            resolver,
            problems,
            out: Vec::with_capacity(expected),
            line: Line::default(),
            headings: Headings::default(),
            notes: Notes::default(),
            alt: None,
            links: Vec::new(),
            html_block: HtmlBlock::default(),
            in_code: false,
            depth: 0,
        }
    }

    /// Takes the next event; `span` is its byte range in the file's text.
    pub(super) fn take(&mut self, event: Input<'a>, span: Range<usize>) {
        if let Input::Text(text) = event {
            return self.take_text(text, span);
        }
        self.flush();
        if self.alt.is_some() {
            return self.take_in_alt(event);
        }
        match event {
            Input::Start(tag) => self.start(tag, span),
            Input::End(end) => self.end(end, span),
            Input::Code(code) => self.code(code, span),
            Input::Html(html) => self.html_line(html, span),
            Input::InlineHtml(html) => self.inline_html(html, span),
            Input::FootnoteReference(label) => {
                let number = self.notes.number(&label);
                self.push(Event::Note(number), span);
            }
            Input::SoftBreak => self.soft_break(span),
            Input::HardBreak => self.hard_break(span),
            Input::Rule => self.block(Event::Rule, span),
            Input::TaskListMarker(done) => self.push(Event::Task(done), span),
            // Mathematics is not switched on; text is taken above.
            Input::Text(text) | Input::InlineMath(text) | Input::DisplayMath(text) => {
                self.show(text, span);
            }
        }
    }

    /// Ends the body.
    pub(super) fn finish(mut self) -> Parsed<'a> {
        self.flush();
        let (mut events, mut notes) = (self.out, self.notes.finish());
        if self.headings.has_first_level() {
            heading::lower(&mut events);
            notes.iter_mut().for_each(|note| heading::lower(note));
        }
        Parsed {
            events,
            notes,
            headings: self.headings.places(),
        }
    }

    fn start(&mut self, tag: InputTag<'a>, span: Range<usize>) {
        match tag {
            InputTag::Paragraph => self.block(Event::Start(Tag::Paragraph), span),
            InputTag::Heading { level, id, .. } => self.start_heading(level as u8, id, span),
            InputTag::BlockQuote(kind) => {
                self.depth += 1;
                let tag = kind.map_or(Tag::Quote, |kind| Tag::Callout(callout(kind)));
                self.block(Event::Start(tag), span);
            }
            InputTag::CodeBlock(kind) => {
                self.in_code = true;
                self.block(Event::Start(Tag::CodeBlock(language(kind))), span);
            }
            InputTag::HtmlBlock => self.start_html_block(),
            InputTag::List(first) => {
                self.depth += 1;
                self.block(Event::Start(Tag::List(first)), span);
            }
            InputTag::Item => self.block(Event::Start(Tag::Item), span),
            InputTag::FootnoteDefinition(label) => {
                self.line.restart();
                self.notes.start(label, &mut self.out);
            }
            InputTag::Table(alignments) => self.start_table(alignments, span),
            InputTag::TableHead => self.block(Event::Start(Tag::Head), span),
            InputTag::TableRow => self.block(Event::Start(Tag::Row), span),
            InputTag::TableCell => self.block(Event::Start(Tag::Cell), span),
            InputTag::Emphasis => self.push(Event::Start(Tag::Emphasis), span),
            InputTag::Strong => self.push(Event::Start(Tag::Strong), span),
            InputTag::Strikethrough => self.push(Event::Start(Tag::Strike), span),
            InputTag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.start_link(link_type, dest_url, title, span);
            }
            InputTag::Image {
                dest_url, title, ..
            } => {
                self.alt = Some(Alt::new(dest_url, title, span));
            }
            // Not switched on.
            InputTag::Superscript
            | InputTag::Subscript
            | InputTag::DefinitionList
            | InputTag::DefinitionListTitle
            | InputTag::DefinitionListDefinition
            | InputTag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, end: TagEnd, span: Range<usize>) {
        match end {
            TagEnd::Paragraph => self.end_paragraph(span),
            TagEnd::Heading(level) => self.end_heading(level as u8, span),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                let end = if kind.is_some() {
                    End::Callout
                } else {
                    End::Quote
                };
                self.block(Event::End(end), span);
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.block(Event::End(End::CodeBlock), span);
            }
            TagEnd::HtmlBlock => self.end_html_block(span),
            TagEnd::List(numbered) => {
                self.depth -= 1;
                self.block(Event::End(End::List { numbered }), span);
            }
            TagEnd::Item => self.block(Event::End(End::Item), span),
            TagEnd::FootnoteDefinition => {
                self.line.restart();
                self.notes.end(&mut self.out);
            }
            TagEnd::Table => self.block(Event::End(End::Table), span),
            TagEnd::TableHead => self.block(Event::End(End::Head), span),
            TagEnd::TableRow => self.block(Event::End(End::Row), span),
            TagEnd::TableCell => self.block(Event::End(End::Cell), span),
            TagEnd::Emphasis => self.push(Event::End(End::Emphasis), span),
            TagEnd::Strong => self.push(Event::End(End::Strong), span),
            TagEnd::Strikethrough => self.push(Event::End(End::Strike), span),
            TagEnd::Link => self.end_link(span),
            // Pictures end where their text does; the rest is not switched on.
            TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Ends a paragraph: one that holds a picture alone is a figure, one of
    /// which nothing is shown is nothing.
    fn end_paragraph(&mut self, span: Range<usize>) {
        match self.out.as_slice() {
            [
                ..,
                Spanned {
                    event: Event::Start(Tag::Paragraph),
                    ..
                },
            ] => {
                self.out.pop();
            }
            [
                ..,
                Spanned {
                    event: Event::Start(Tag::Paragraph),
                    ..
                },
                Spanned {
                    event: Event::Picture(_),
                    ..
                },
            ] => {
                if let Some(Spanned {
                    event: Event::Picture(image),
                    ..
                }) = self.out.pop()
                {
                    self.out.pop();
                    self.block(Event::Figure(image), span);
                }
            }
            _ => self.block(Event::End(End::Paragraph), span),
        }
    }

    fn push(&mut self, event: Event<'a>, span: Range<usize>) {
        self.out.push(Spanned { event, span });
    }

    /// Pushes an event at which a line of text begins or ends.
    fn block(&mut self, event: Event<'a>, span: Range<usize>) {
        self.line.restart();
        self.push(event, span);
    }

    fn tell(&mut self, span: Range<usize>, problem: Problem) {
        self.problems
            .push(Diagnostic::at(Place::new(self.body.file, span), problem));
    }
}

fn callout(kind: BlockQuoteKind) -> Callout {
    match kind {
        BlockQuoteKind::Note => Callout::Note,
        BlockQuoteKind::Tip => Callout::Tip,
        BlockQuoteKind::Important => Callout::Important,
        BlockQuoteKind::Warning => Callout::Warning,
        BlockQuoteKind::Caution => Callout::Caution,
    }
}

/// The language of a code block: the first word after its fence.
fn language(kind: CodeBlockKind<'_>) -> CowStr<'_> {
    match kind {
        CodeBlockKind::Indented => CowStr::Borrowed(""),
        CodeBlockKind::Fenced(info) => match info.split_whitespace().next() {
            Some(word) if word.len() < info.len() => word.to_owned().into(),
            _ => info,
        },
    }
}

//! The writer: one event after another.

use std::fmt::Write as _;

use pulldown_cmark::Alignment;

use super::super::{End, Event, Heading, Image, Piece, Spanned, Tag};
use super::escape;

/// How deep parts may lie in each other. What lies deeper is written without
/// its form, since Typst refuses elements that are nested too deep.
const DEEPEST: usize = 16;

/// How many notes may lie in each other, each referring to the next.
const DEEPEST_NOTE: usize = 4;

/// Writes a piece.
pub(super) struct Writer<'p, 'a> {
    piece: Piece<'p, 'a>,
    out: String,
    /// For each part that is open, whether its form is written.
    open: Vec<bool>,
    /// The text of the code block that is being written.
    code: Option<String>,
    /// The alignment of the columns of the table that is being written.
    alignments: &'p [Alignment],
    /// Whether that table has a caption.
    captioned: bool,
    /// The notes written, in order, and how many are being written.
    notes: Vec<usize>,
    open_notes: usize,
    /// Whether a block that comes now must be set apart from what is before it.
    apart: bool,
}

impl<'p, 'a> Writer<'p, 'a> {
    pub(super) fn new(piece: Piece<'p, 'a>) -> Self {
        Self {
            piece,
            out: String::with_capacity(piece.events.len() * 48),
            open: Vec::new(),
            code: None,
            alignments: &[],
            captioned: false,
            notes: Vec::new(),
            open_notes: 0,
            apart: false,
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn events(&mut self, events: &'p [Spanned<'a>]) {
        for (index, spanned) in events.iter().enumerate() {
            match &spanned.event {
                Event::Start(tag) => {
                    let shown = self.shows(tag);
                    self.open.push(shown);
                    if shown {
                        self.start(tag, events.get(index + 1));
                    }
                }
                Event::End(end) => {
                    if self.open.pop() == Some(true) {
                        self.end(*end);
                    }
                }
                Event::Text(text) => match &mut self.code {
                    Some(code) => code.push_str(text),
                    None => escape::text(text, self.inline()),
                },
                Event::Code(code) => {
                    let out = self.inline();
                    out.push_str("#raw(");
                    escape::literal(code, out);
                    out.push(')');
                }
                Event::SoftBreak { space } => self.inline().push_str(if *space { " " } else { "" }),
                Event::HardBreak => self.inline().push_str("#linebreak()"),
                Event::Rule => self.block().push_str("#line(length: 100%)"),
                Event::Note(number) => self.note(*number),
                Event::Task(done) => self.inline().push_str(if *done { "■ " } else { "□ " }),
                Event::Picture(picture) => {
                    let out = self.inline();
                    out.push_str("#box(");
                    image(picture, out);
                    out.push(')');
                }
                Event::Figure(picture) => figure(picture, self.block()),
                // Typst knows no HTML.
                Event::Html(_) => {}
            }
        }
    }

    /// Whether the form of a part is written. A list and its items, a table and
    /// its cells go together.
    fn shows(&self, tag: &Tag<'_>) -> bool {
        let parent = self.open.last().copied().unwrap_or(true);
        let belongs = matches!(
            tag,
            Tag::Item | Tag::Caption | Tag::Head | Tag::Row | Tag::Cell
        );
        parent && (belongs || self.open.len() < DEEPEST)
    }

    fn start(&mut self, tag: &'p Tag<'a>, next: Option<&Spanned<'_>>) {
        match tag {
            Tag::Paragraph => {
                self.block();
            }
            Tag::Heading(heading) => self.heading(heading),
            Tag::Quote | Tag::Callout(_) => self.block().push_str("#quote(block: true)["),
            Tag::CodeBlock(language) => {
                let out = self.block();
                out.push_str("#raw(block: true, ");
                if !language.is_empty() {
                    out.push_str("lang: ");
                    escape::literal(language, out);
                    out.push_str(", ");
                }
                self.code = Some(String::new());
            }
            Tag::List(first) => self.list(*first),
            Tag::Item | Tag::Cell => self.out.push('['),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.captioned = next.is_some_and(|next| next.event == Event::Start(Tag::Caption));
                let captioned = self.captioned;
                self.block().push_str(if captioned { FIGURE } else { "#" });
            }
            Tag::Caption => self.out.push_str("caption: ["),
            Tag::Head => self.head(),
            Tag::Row => {}
            Tag::Emphasis => self.inline().push_str("#emph["),
            Tag::Strong => self.inline().push_str("#strong["),
            Tag::Strike => self.inline().push_str("#strike["),
            Tag::Link(link) => {
                let out = self.inline();
                out.push_str("#link(");
                escape::literal(&link.url, out);
                out.push_str(")[");
            }
        }
        // What begins in a part stands apart from nothing.
        if !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link(_)
        ) {
            self.apart = false;
        }
    }

    fn end(&mut self, end: End) {
        match end {
            End::Paragraph | End::Row => {}
            End::Heading(_) | End::Quote | End::Callout => self.out.push(']'),
            End::Emphasis | End::Strong | End::Strike | End::Link => self.out.push(']'),
            End::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                escape::literal(code.trim_end_matches('\n'), &mut self.out);
                self.out.push(')');
            }
            End::Item | End::Cell | End::Caption => self.out.push_str("], "),
            End::Head => self.out.push_str("), "),
            End::List { .. } => self.out.push(')'),
            End::Table => self.out.push_str(if self.captioned { "))" } else { ")" }),
        }
        self.apart = true;
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level;
        self.put_block(format_args!("#heading(level: {level})["));
    }

    fn list(&mut self, first: Option<u64>) {
        match first {
            None => self.block().push_str("#list("),
            Some(1) => self.block().push_str("#enum("),
            Some(first) => self.put_block(format_args!("#enum(start: {first}, ")),
        }
    }

    /// Starts the table itself, whose caption has been written.
    fn head(&mut self) {
        let columns = self.alignments.len();
        let _ = write!(self.out, "table(columns: {columns}, align: (");
        for alignment in self.alignments {
            self.out.push_str(match alignment {
                Alignment::None => "auto, ",
                Alignment::Left => "left, ",
                Alignment::Center => "center, ",
                Alignment::Right => "right, ",
            });
        }
        self.out.push_str("), table.header(");
    }

    /// Writes a note where it is first referred to. After that its number
    /// stands, as it does in a note that refers to itself.
    fn note(&mut self, number: usize) {
        let known = self.notes.iter().position(|other| *other == number);
        let note = self.piece.notes.get(number.wrapping_sub(1));
        match (known, note) {
            (None, Some(note)) if self.open_notes < DEEPEST_NOTE => {
                self.notes.push(number);
                self.open_notes += 1;
                self.inline().push_str("#footnote[");
                self.apart = false;
                self.events(note);
                self.out.push(']');
                self.apart = true;
                self.open_notes -= 1;
            }
            (known, _) => {
                let number = known.map_or(number, |index| index + 1);
                let _ = write!(self.inline(), "#super[{number}]");
            }
        }
    }

    /// The output, for something within a line.
    fn inline(&mut self) -> &mut String {
        self.apart = true;
        &mut self.out
    }

    /// The output, for a block: a blank line before it if something is there.
    fn block(&mut self) -> &mut String {
        if std::mem::replace(&mut self.apart, true) {
            self.out.push_str("\n\n");
        }
        &mut self.out
    }

    fn put_block(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string never fails.
        let _ = self.block().write_fmt(arguments);
    }
}

/// How a table with a caption begins.
const FIGURE: &str = "#figure(kind: table, supplement: none, numbering: none, ";

fn image(image: &Image<'_>, out: &mut String) {
    out.push_str("image(");
    escape::literal(&image.picture.file, out);
    if !image.alt.is_empty() {
        out.push_str(", alt: ");
        escape::literal(&image.alt, out);
    }
    out.push(')');
}

fn figure(picture: &Image<'_>, out: &mut String) {
    if picture.title.is_empty() {
        out.push('#');
        return image(picture, out);
    }
    out.push_str("#figure(supplement: none, numbering: none, caption: [");
    escape::text(&picture.title, out);
    out.push_str("], ");
    image(picture, out);
    out.push(')');
}

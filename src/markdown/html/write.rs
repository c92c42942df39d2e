//! The writer: one event after another.

use std::fmt::Write as _;

use super::super::parsed::referred;
use super::super::{Callout, End, Event, Heading, Image, Link, Piece, Spanned, Tag};
use super::escape;
use super::table::Columns;
use crate::text::unbroken;

/// Writes a piece.
pub(super) struct Writer<'p, 'a> {
    piece: Piece<'p, 'a>,
    pub(super) out: String,
    /// The columns of the table that is being written.
    pub(super) columns: Columns,
    /// The heading above what is being written.
    pub(super) heading: Option<&'p Heading>,
    /// Whether text is code, in which nothing is held together.
    in_code: bool,
    /// The notes referred to so far.
    referred: Vec<usize>,
}

impl<'p, 'a> Writer<'p, 'a> {
    pub(super) fn new(piece: Piece<'p, 'a>) -> Self {
        Self {
            piece,
            out: String::with_capacity(piece.events.len() * 48),
            columns: Columns::default(),
            heading: None,
            in_code: false,
            referred: Vec::new(),
        }
    }

    /// Writes the piece and, after it, the notes it refers to.
    pub(super) fn body(&mut self) {
        self.events(self.piece.events);
        let numbers = referred(self.piece);
        if numbers.is_empty() {
            return;
        }
        self.out
            .push_str("<section class=\"notes\" role=\"doc-endnotes\">\n<ol>\n");
        for number in numbers {
            self.note(number);
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes a reference to a note, which leads back to the first of them.
    fn reference(&mut self, number: usize) {
        self.put(format_args!("<sup class=\"note\"><a href=\"#fn-{number}\""));
        if !self.referred.contains(&number) {
            self.referred.push(number);
            self.put(format_args!(" id=\"fnref-{number}\""));
        }
        self.put(format_args!(" role=\"doc-noteref\">[{number}]</a></sup>"));
    }

    fn note(&mut self, number: usize) {
        self.put(format_args!("<li id=\"fn-{number}\" value=\"{number}\">"));
        self.events(&self.piece.notes[number - 1]);
        self.put(format_args!(
            "<a class=\"back\" href=\"#fnref-{number}\" role=\"doc-backlink\" \
             aria-label=\"回到正文\">↩</a></li>\n"
        ));
    }

    fn events(&mut self, events: &'p [Spanned<'a>]) {
        for (index, spanned) in events.iter().enumerate() {
            match &spanned.event {
                Event::Start(tag) => self.start(tag, &events[index + 1..]),
                Event::End(end) => self.end(*end),
                Event::Text(text) if self.in_code => escape::text(text, &mut self.out),
                Event::Text(text) => self.text(text),
                Event::Code(code) => {
                    self.out.push_str("<code>");
                    escape::text(code, &mut self.out);
                    self.out.push_str("</code>");
                }
                Event::Html(html) => self.out.push_str(html),
                Event::SoftBreak { space } => {
                    if *space {
                        self.out.push('\n');
                    }
                }
                Event::HardBreak => self.out.push_str("<br>\n"),
                Event::Rule => self.out.push_str("<hr>\n"),
                Event::Note(number) => self.reference(*number),
                Event::Task(done) => {
                    // The box needs a name of its own: the words beside it are no label.
                    let state = if *done {
                        " checked aria-label=\"已做\""
                    } else {
                        " aria-label=\"未做\""
                    };
                    self.put(format_args!("<input type=\"checkbox\" disabled{state}> "));
                }
                Event::Picture(image) => self.picture(image),
                Event::Figure(image) => self.figure(image),
            }
        }
    }

    fn start(&mut self, tag: &'p Tag<'a>, rest: &[Spanned<'_>]) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading(heading) => {
                self.heading = Some(heading);
                self.put(format_args!("<h{} id=\"", heading.level));
                escape::text(&heading.id, &mut self.out);
                self.out.push_str("\">");
            }
            Tag::Quote => self.out.push_str("<blockquote>\n"),
            Tag::Callout(kind) => {
                self.put(format_args!("<div class=\"callout {}\">\n", class(*kind)));
            }
            Tag::CodeBlock(language) => {
                self.in_code = true;
                self.out.push_str("<pre><code");
                if !language.is_empty() {
                    self.out.push_str(" class=\"language-");
                    escape::text(language, &mut self.out);
                    self.out.push('"');
                }
                self.out.push('>');
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.put(format_args!("<ol start=\"{first}\">\n")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(alignments) => self.start_table(alignments, rest),
            Tag::Caption => self.out.push_str("<caption>"),
            Tag::Head => self.start_head(),
            Tag::Row => self.start_row(),
            Tag::Cell => self.start_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strike => self.out.push_str("<del>"),
            Tag::Link(link) => self.start_link(link),
        }
    }

    fn end(&mut self, end: End) {
        match end {
            End::Paragraph => self.out.push_str("</p>\n"),
            End::Heading(level) => self.put(format_args!("</h{level}>\n")),
            End::Quote => self.out.push_str("</blockquote>\n"),
            End::Callout => self.out.push_str("</div>\n"),
            End::CodeBlock => {
                self.in_code = false;
                self.out.push_str("</code></pre>\n");
            }
            End::List { numbered: false } => self.out.push_str("</ul>\n"),
            End::List { numbered: true } => self.out.push_str("</ol>\n"),
            End::Item => self.out.push_str("</li>\n"),
            End::Table => self.end_table(),
            End::Caption => self.out.push_str("</caption>\n"),
            End::Head => self.end_head(),
            End::Row => self.out.push_str("</tr>\n"),
            End::Cell => self.end_cell(),
            End::Emphasis => self.out.push_str("</em>"),
            End::Strong => self.out.push_str("</strong>"),
            End::Strike => self.out.push_str("</del>"),
            End::Link => self.out.push_str("</a>"),
        }
    }

    /// Writes text, numbers held together with their units.
    fn text(&mut self, text: &str) {
        let mut from = 0;
        for range in unbroken(text) {
            escape::text(&text[from..range.start], &mut self.out);
            self.out.push_str("<span class=\"nb\">");
            escape::text(&text[range.clone()], &mut self.out);
            self.out.push_str("</span>");
            from = range.end;
        }
        escape::text(&text[from..], &mut self.out);
    }

    fn start_link(&mut self, link: &Link<'_>) {
        self.out.push_str("<a href=\"");
        escape::address(&link.url, &mut self.out);
        self.out.push('"');
        self.attribute("title", &link.title);
        if link.is_external() {
            self.out.push_str(" rel=\"noopener external\"");
        }
        self.out.push('>');
    }

    fn figure(&mut self, image: &Image<'_>) {
        self.out.push_str("<figure class=\"fig\">");
        self.picture(image);
        if !image.title.is_empty() {
            self.out.push_str("<figcaption>");
            self.text(&image.title);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn picture(&mut self, image: &Image<'_>) {
        self.out.push_str("<img src=\"");
        escape::address(&image.picture.url, &mut self.out);
        self.out.push('"');
        if let (Some(width), Some(height)) = (image.picture.width, image.picture.height) {
            self.put(format_args!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out
            .push_str(" loading=\"lazy\" decoding=\"async\" alt=\"");
        escape::text(&image.alt, &mut self.out);
        self.out.push_str("\">");
    }

    /// Writes an attribute, unless its value is empty.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.put(format_args!(" {name}=\""));
            escape::text(value, &mut self.out);
            self.out.push('"');
        }
    }

    pub(super) fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string never fails.
        let _ = self.out.write_fmt(arguments);
    }
}

fn class(kind: Callout) -> &'static str {
    match kind {
        Callout::Note => "note",
        Callout::Tip => "tip",
        Callout::Important => "important",
        Callout::Warning => "warning",
        Callout::Caution => "caution",
    }
}

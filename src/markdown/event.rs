//! What a body is made of: the events that every surface is written from.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, CowStr};

/// An event and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<'a> {
    /// What it is.
    pub event: Event<'a>,
    /// Byte range in the whole text of the file.
    pub span: Range<usize>,
}

/// One step through a body. Links and pictures are resolved, facts filled in,
/// headings numbered from level 2, and nothing unsafe is left.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'a> {
    /// A part begins.
    Start(Tag<'a>),
    /// The part begun last ends.
    End(End),
    /// Text to be shown as it is.
    Text(CowStr<'a>),
    /// Code within a line.
    Code(CowStr<'a>),
    /// Raw HTML, only where the site allows it.
    Html(CowStr<'a>),
    /// The source goes on in the next line.
    SoftBreak {
        /// Whether it shows as a space: not between Chinese characters.
        space: bool,
    },
    /// A line ends here.
    HardBreak,
    /// A line across the page.
    Rule,
    /// A reference to the note of this number, from 1.
    Note(usize),
    /// The box of a task, ticked or not.
    Task(bool),
    /// A picture within a line.
    Picture(Box<Image<'a>>),
    /// A picture that stands alone.
    Figure(Box<Image<'a>>),
}

/// What can begin.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag<'a> {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading(Box<Heading>),
    /// A quotation.
    Quote,
    /// A callout such as `> [!NOTE]`.
    Callout(Callout),
    /// A block of code, with its language or an empty text.
    CodeBlock(CowStr<'a>),
    /// A list, with the number of its first item if it is numbered.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A table, with the alignment of each column.
    Table(Vec<Alignment>),
    /// The caption of the table that has just begun.
    Caption,
    /// The row of a table's heads.
    Head,
    /// A row of a table.
    Row,
    /// A cell, in a head or in a row.
    Cell,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// A link.
    Link(Box<Link<'a>>),
}

/// What can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the same as in `Tag`
pub enum End {
    Paragraph,
    Heading(u8),
    Quote,
    Callout,
    CodeBlock,
    List { numbered: bool },
    Item,
    Table,
    Caption,
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level, from 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the body.
    pub id: String,
    /// Its text.
    pub title: String,
}

/// The kinds of callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the same as in GFM
pub enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// A link whose target was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    /// Its address, as the resolver gave it.
    pub url: String,
    /// Its title, or an empty text.
    pub title: CowStr<'a>,
}

impl Link<'_> {
    /// Whether it leads to another site.
    pub fn is_external(&self) -> bool {
        ["https://", "http://", "//"]
            .iter()
            .any(|start| self.url.starts_with(start))
    }
}

/// A picture that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image<'a> {
    /// Its file and size.
    pub picture: Picture,
    /// The text in its place; empty for decoration.
    pub alt: String,
    /// Its caption, or an empty text.
    pub title: CowStr<'a>,
}

/// A picture as the site has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its address in the website.
    pub url: String,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
    /// Its file, as Typst is to be told.
    pub file: Arc<str>,
}

//! Markdown: one stream of events, from which the website, the products and the
//! plain text are written, so that all of them say the same.
//!
//! [`parse`] resolves links, pictures and facts and tells what is wrong;
//! [`html`], [`typst`] and [`plain`] only write.

mod event;
mod flanking;
mod guard;
mod html;
mod parse;
mod parsed;
mod plain;
mod refine;
mod resolver;
mod stream;
mod typst;

pub use event::{Callout, End, Event, Heading, Image, Link, Picture, Spanned, Tag};
pub use html::{Html, TocEntry, html};
pub use parse::{Body, OPTIONS, parse};
pub use parsed::{Parsed, Part, Piece};
pub use plain::plain;
pub use resolver::Resolver;
pub use stream::stream;
pub use typst::typst;

//! From the text of a file to the events of its body.

use std::sync::Arc;

use pulldown_cmark::Options;

use super::refine::Refiner;
use super::{Parsed, Resolver, stream};
use crate::diagnostic::Diagnostic;

/// What is understood beyond CommonMark: tables, footnotes, strikethrough, task
/// lists, `{#id}` after headings, and callouts.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// The Markdown of a file, and how to take it.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The file's path, for the places of problems.
    pub file: &'a Arc<str>,
    /// The whole text of the file.
    pub text: &'a str,
    /// Where the Markdown stands in it, in bytes: all after the front matter.
    pub start: usize,
    /// Whether HTML in it is passed on; if not, it is shown as text.
    pub raw_html: bool,
}

/// Parses a body. What is wrong in it is pushed to `problems`; every text gives
/// events all the same.
pub fn parse<'a>(
    body: Body<'a>,
    resolver: &dyn Resolver,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    let start = body.start;
    let markdown = body.text.get(start..).unwrap_or_default();
    let mut refiner = Refiner::new(body, resolver, problems);
    stream(markdown, OPTIONS, |event, range| {
        refiner.take(event, range.start + start..range.end + start);
    });
    refiner.finish()
}

//! Splits a Markdown file into its front matter and its body.

use std::ops::Range;

use super::key_line;
use crate::diagnostic::Problem;

/// The parts of a Markdown file, as byte ranges of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the two fences, if the file begins with one.
    pub front: Option<Range<usize>>,
    /// Where the body begins.
    pub body: usize,
    /// What is wrong with the fences; the ranges are the best guess then.
    pub problems: Vec<(Range<usize>, Problem)>,
}

/// Splits a decoded text. Front matter stands between two lines `---`, the
/// first of which only blank lines may precede.
pub fn split(text: &str) -> Split {
    let mut problems = Vec::new();
    let mut lines = Lines { text, at: 0 };
    let opening = loop {
        match lines.next() {
            Some(line) if text[line.clone()].trim().is_empty() => {}
            Some(line) if is_opening(text, &line) => break line,
            _ => {
                return Split {
                    front: None,
                    body: 0,
                    problems,
                };
            }
        }
    };
    check_fence(text, &opening, &mut problems);

    let start = lines.at;
    while let Some(line) = lines.next() {
        if is_fence(&text[line.clone()]) {
            check_fence(text, &line, &mut problems);
            return Split {
                front: Some(start..line.start),
                body: lines.at,
                problems,
            };
        }
    }
    problems.push((opening, Problem::FrontMatterOpen));
    let end = likely_end(text, start);
    Split {
        front: Some(start..end),
        body: end,
        problems,
    }
}

/// The lines of a text as byte ranges, without their line feeds.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at = (start + length + 1).min(self.text.len());
        Some(start..start + length)
    }
}

/// A line of nothing but dashes, whichever the input method made of them.
fn is_fence(line: &str) -> bool {
    let line = line.trim_end();
    line.chars().count() >= 2
        && line
            .chars()
            .all(|char| matches!(char, '-' | '—' | '–' | '－' | '─'))
}

/// `---` always opens front matter. Other dashes can be a rule in the text, so
/// they count only where a key follows.
fn is_opening(text: &str, line: &Range<usize>) -> bool {
    let written = text[line.clone()].trim_end();
    written == "---"
        || is_fence(written)
            && text
                .get(line.end + 1..)
                .and_then(|rest| rest.lines().next())
                .is_some_and(key_line::is_key_line)
}

fn check_fence(text: &str, line: &Range<usize>, problems: &mut Vec<(Range<usize>, Problem)>) {
    let written = text[line.clone()].trim_end();
    if written != "---" {
        let place = line.start..line.start + written.len();
        problems.push((
            place,
            Problem::FrontMatterFence {
                written: written.to_owned(),
            },
        ));
    }
}

/// Where front matter without an end most likely ends: before the first line
/// that is blank or can be no part of it.
fn likely_end(text: &str, start: usize) -> usize {
    Lines { text, at: start }
        .find(|line| {
            let line = &text[line.clone()];
            let part = line.starts_with([' ', '\t', '-']) || key_line::is_key_line(line);
            line.trim().is_empty() || !part
        })
        .map_or(text.len(), |line| line.start)
}

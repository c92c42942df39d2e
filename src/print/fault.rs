//! What Typst finds wrong with a product, as data.

use std::fmt;

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;

use super::world::SheetWorld;
use crate::diagnostic::{Position, Problem};

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The board could not be made.
    Error,
    /// The board was made, and something in it is not as asked for.
    Warning,
}

/// One fault, in Typst's words (English), with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How much it weighs.
    pub weight: Weight,
    /// The file: the job's own path, or a path as [`Files`](super::Files) are
    /// asked for it. None if Typst names no place.
    pub file: Option<String>,
    /// The place in the file, from 1.
    pub position: Option<Position>,
    /// The line there, trimmed and cut to 80 characters.
    pub line: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What Typst suggests.
    pub hints: Vec<String>,
    /// The calls and imports that led there, the nearest first, such as
    /// ``print/sheet.typ:12:3: while calling `board` ``.
    pub trace: Vec<String>,
}

impl Fault {
    /// From a diagnostic of Typst.
    pub(super) fn new(world: &SheetWorld<'_>, diagnostic: &SourceDiagnostic) -> Self {
        // Typst often names no place where the trace still does.
        let span = std::iter::once(diagnostic.span)
            .chain(diagnostic.trace.iter().map(|point| point.span.into()))
            .find(|span| !span.is_detached())
            .unwrap_or(DiagSpan::detached());
        let (file, text, offset) = place(world, span);
        let position = text
            .as_deref()
            .zip(offset)
            .map(|(text, at)| Position::of(text, at));
        let line = text.as_deref().zip(position).and_then(|(text, at)| {
            let line = text.lines().nth(at.line - 1)?.trim();
            Some(line.chars().take(80).collect())
        });
        let trace = diagnostic
            .trace
            .iter()
            .map(|point| match spot(world, point.span.into()) {
                Some(spot) => format!("{spot}: {}", point.v),
                None => point.v.to_string(),
            })
            .collect();
        Self {
            weight: match diagnostic.severity {
                Severity::Error => Weight::Error,
                Severity::Warning => Weight::Warning,
            },
            file,
            position,
            line,
            message: diagnostic.message.to_string(),
            hints: diagnostic
                .hints
                .iter()
                .map(|hint| hint.v.to_string())
                .collect(),
            trace,
        }
    }

    /// A fault without a place.
    pub(super) fn general(message: String) -> Self {
        Self {
            weight: Weight::Error,
            file: None,
            position: None,
            line: None,
            message,
            hints: Vec::new(),
            trace: Vec::new(),
        }
    }

    /// The fault as a problem of the page that the product is made of.
    pub fn problem(&self) -> Problem {
        let at = self.to_string();
        let hint = (!self.hints.is_empty()).then(|| self.hints.join("; "));
        match self.weight {
            Weight::Error => Problem::BoardNotSet { at, hint },
            Weight::Warning => Problem::BoardWarning { at, hint },
        }
    }
}

/// `FILE:LINE:COLUMN: message`, as far as it is known.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
            if let Some(at) = self.position {
                write!(f, "{}:{}:", at.line, at.column)?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}

/// The file of a span, its text if it is one, and where the span begins.
fn place(
    world: &SheetWorld<'_>,
    span: DiagSpan,
) -> (Option<String>, Option<String>, Option<usize>) {
    use typst::World;

    let Some(id) = span.id() else {
        return (None, None, None);
    };
    let file = id.vpath().get_without_slash().to_owned();
    let text = world
        .file(id)
        .ok()
        .and_then(|bytes| bytes.as_str().map(str::to_owned).ok());
    let offset = world.range(span).map(|range| range.start);
    (Some(file), text, offset)
}

/// `FILE:LINE:COLUMN` of a span.
fn spot(world: &SheetWorld<'_>, span: DiagSpan) -> Option<String> {
    let (file, text, offset) = place(world, span);
    let at = Position::of(&text?, offset?);
    Some(format!("{}:{}:{}", file?, at.line, at.column))
}

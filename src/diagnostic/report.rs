//! Diagnostics put in order, counted and shown: to people with the line they
//! are about, to programs as JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use serde::Serialize;

use super::{Diagnostic, Lang, Place, Position, Problem, Severity};

/// Where the texts of files are looked up, decoded as the spans count.
pub trait Texts {
    /// The text of a file, by its path from the site's root.
    fn text(&self, file: &str) -> Option<&str>;
}

/// How a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, with the source line; in colour if wanted.
    Human {
        /// Whether to colour by terminal codes.
        colour: bool,
    },
    /// One JSON array of objects.
    Json,
}

/// Diagnostics in the order of their files and places, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Sorts by file, place, severity and code. What is about the site as a
    /// whole comes first.
    pub fn new(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
        diagnostics.dedup();
        Self { diagnostics }
    }

    /// The diagnostics in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|diagnostic| diagnostic.severity() == severity)
            .count()
    }

    /// The report as text, ended by a line feed unless it is empty.
    pub fn show(&self, texts: &dyn Texts, format: Format, lang: Lang) -> String {
        match format {
            Format::Human { colour } => self
                .iter()
                .map(|diagnostic| human(diagnostic, texts, colour, lang))
                .collect::<Vec<_>>()
                .join("\n"),
            Format::Json => json(
                self.iter()
                    .map(|diagnostic| record(diagnostic, texts, lang))
                    .collect(),
            ),
        }
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What diagnostics are sorted by. The sentence comes last so that the same
/// problems stand together and the order never depends on threads.
fn key(diagnostic: &Diagnostic) -> (Option<(&str, usize, usize)>, Severity, &'static str, String) {
    let place = diagnostic
        .place
        .as_ref()
        .map(|place| (&*place.file, place.span.start, place.span.end));
    let problem = &diagnostic.problem;
    (
        place,
        problem.severity(),
        problem.code(),
        problem.sentences(Lang::Zh).message,
    )
}

/// The words and the colour of a severity.
fn severity(severity: Severity, lang: Lang) -> (&'static str, Level<'static>) {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => ("错误", Level::ERROR),
        (Severity::Error, Lang::En) => ("error", Level::ERROR),
        (Severity::Warning, Lang::Zh) => ("警告", Level::WARNING),
        (Severity::Warning, Lang::En) => ("warning", Level::WARNING),
        (Severity::Note, Lang::Zh) => ("说明", Level::NOTE),
        (Severity::Note, Lang::En) => ("note", Level::NOTE),
    }
}

/// `file:line:column severity[code] message`, so that terminals and editors
/// can jump there; then the source line, then what to write.
fn human(diagnostic: &Diagnostic, texts: &dyn Texts, colour: bool, lang: Lang) -> String {
    let sentences = diagnostic.problem.sentences(lang);
    let (word, level) = severity(diagnostic.severity(), lang);
    let mut out = String::new();
    let source = diagnostic
        .place
        .as_ref()
        .and_then(|place| Some((place, texts.text(&place.file)?)));
    if let Some(place) = &diagnostic.place {
        let at = match diagnostic.problem {
            // Its text cannot be read, but the line is known.
            Problem::DamagedUtf8 { line } => Some(Position { line, column: 1 }),
            _ => source.map(|(place, text)| Position::of(text, place.span.start)),
        };
        out += &match at {
            Some(Position { line, column }) => format!("{}:{line}:{column} ", place.file),
            None => format!("{} ", place.file),
        };
    }
    let code = diagnostic.problem.code();
    if colour {
        let number = match diagnostic.severity() {
            Severity::Error => 31,
            Severity::Warning => 33,
            Severity::Note => 36,
        };
        out += &format!(
            "\x1b[1;{number}m{word}[{code}]\x1b[0m \x1b[1m{}\x1b[0m\n",
            sentences.message
        );
    } else {
        out += &format!("{word}[{code}] {}\n", sentences.message);
    }
    // What is about a whole file, or is not there, has nothing to mark.
    if let Some((place, text)) = source.filter(|(place, _)| !place.span.is_empty()) {
        out += &marked(place, text, level, colour);
    }
    if let Some(help) = sentences.help {
        out += &format!("  {help}\n");
    }
    out
}

/// The source line with the place underlined.
fn marked(place: &Place, text: &str, level: Level<'static>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let start = text.floor_char_boundary(place.span.start.min(text.len()));
    // A place of several lines is marked on its first, so that one mistake
    // never fills the screen.
    let line = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    let end = text.ceil_char_boundary(place.span.end.clamp(start, line));
    let snippet = Snippet::source(text)
        .fold(true)
        .annotation(AnnotationKind::Primary.span(start..end));
    let group = Group::with_level(level).element(snippet);
    renderer.decor_style(DecorStyle::Ascii).render(&[group]) + "\n"
}

/// What the JSON form says of a diagnostic. Lines and columns count from 1,
/// columns in characters; the end is the position after the last character.
#[derive(Serialize)]
struct Record {
    severity: &'static str,
    code: &'static str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: String,
    help: Option<String>,
}

fn record(diagnostic: &Diagnostic, texts: &dyn Texts, lang: Lang) -> Record {
    let sentences = diagnostic.problem.sentences(lang);
    let place = diagnostic.place.as_ref();
    let text = place.and_then(|place| texts.text(&place.file));
    let at = |offset: fn(&Place) -> usize| Some(Position::of(text?, offset(place?)));
    let (start, end) = match diagnostic.problem {
        Problem::DamagedUtf8 { line } => (Some(Position { line, column: 1 }), None),
        _ => (at(|place| place.span.start), at(|place| place.span.end)),
    };
    Record {
        severity: severity(diagnostic.severity(), Lang::En).0,
        code: diagnostic.problem.code(),
        file: place.map(|place| place.file.to_string()),
        line: start.map(|position| position.line),
        column: start.map(|position| position.column),
        end_line: end.map(|position| position.line),
        end_column: end.map(|position| position.column),
        message: sentences.message,
        help: sentences.help,
    }
}

fn json(records: Vec<Record>) -> String {
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&records).unwrap_or_default() + "\n"
}

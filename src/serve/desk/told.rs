//! Problems as the desk tells them: the sentences of `check`, and the line that
//! they are about.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Lang, Position, Problem, Severity, Texts};

/// The longest line that is shown, in characters; of a longer one, the part
/// around the spot.
const LINE: usize = 120;

/// A problem, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The code that `huimin check` prints.
    pub code: &'static str,
    /// What is wrong and what is there.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Line from 1, if it is known.
    pub line: Option<usize>,
    /// Column from 1, in characters.
    pub column: Option<usize>,
    /// The line with the spot marked.
    pub source: Option<Marked>,
}

/// A line of a file in three parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// What stands before the spot.
    pub before: String,
    /// The spot.
    pub spot: String,
    /// What stands after it, up to the end of the line.
    pub after: String,
}

impl Told {
    /// A problem in the words of `check`.
    pub fn of(diagnostic: &Diagnostic, texts: &dyn Texts, lang: Lang) -> Self {
        let sentences = diagnostic.problem.sentences(lang);
        let place = diagnostic.place.as_ref();
        let text = place.and_then(|place| texts.text(&place.file));
        let at = match diagnostic.problem {
            // Its text cannot be read, but the line is known.
            Problem::DamagedUtf8 { line } => Some(Position { line, column: 1 }),
            _ => place
                .zip(text)
                .map(|(place, text)| Position::of(text, place.span.start)),
        };
        // What is about a whole file has no line to show.
        let spot = place.filter(|place| !place.span.is_empty());
        Self {
            severity: name(diagnostic.severity()),
            code: diagnostic.problem.code(),
            message: sentences.message,
            help: sentences.help,
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            source: spot
                .zip(text)
                .map(|(place, text)| marked(text, place.span.start, place.span.end)),
        }
    }
}

/// The name of a severity.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The line of a spot; of one of several lines, the first.
fn marked(text: &str, start: usize, end: usize) -> Marked {
    let start = text.floor_char_boundary(start.min(text.len()));
    let first = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let last = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    let end = text.ceil_char_boundary(end.clamp(start, last));
    let spot = &text[start..end];
    let room = LINE.saturating_sub(spot.chars().count());
    Marked {
        before: ending(&text[first..start], room / 2),
        spot: beginning(spot, LINE),
        after: beginning(&text[end..last], room / 2),
    }
}

/// The first characters of a text, with a mark where there are more.
fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The last characters of a text, with a mark where there are more.
fn ending(text: &str, most: usize) -> String {
    let more = text.chars().count().saturating_sub(most);
    match text.char_indices().nth(more) {
        Some((at, _)) if more > 0 => format!("…{}", &text[at..]),
        _ if more > 0 => "…".to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, start: usize, end: usize) -> (String, String, String) {
        let Marked {
            before,
            spot,
            after,
        } = marked(text, start, end);
        (before, spot, after)
    }

    #[test]
    fn the_spot_is_marked_in_its_line() {
        let text = "标题: 一\n草搞: 是\n";
        let at = text.find("草搞").unwrap_or_default();
        let wanted = (String::new(), "草搞".to_owned(), ": 是".to_owned());
        assert_eq!(parts(text, at, at + "草搞".len()), wanted);
    }

    #[test]
    fn a_long_line_is_cut_around_the_spot() {
        let text = "一".repeat(500);
        let (before, spot, after) = parts(&text, 300, 303);
        assert_eq!(spot, "一");
        assert!(before.starts_with('…') && after.ends_with('…'));
        assert!(before.chars().count() <= LINE && after.chars().count() <= LINE);
    }

    #[test]
    fn places_beyond_the_text_are_no_harm() {
        assert_eq!(parts("一", 40, 50).1, "");
        assert_eq!(parts("", 0, 3).1, "");
    }
}

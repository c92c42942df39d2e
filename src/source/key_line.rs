//! Finds the key of a line as writers type it.

use std::ops::Range;

/// How the colon after a key was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colon {
    /// `:` and a blank or the end of the line, as YAML wants it.
    Proper,
    /// `：`.
    FullWidth,
    /// `:` right before the value.
    Tight,
}

/// The key of a line, as byte ranges within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// The key with its quotes, if it has any.
    pub key: Range<usize>,
    /// The colon and all blanks around it.
    pub colon: Range<usize>,
    /// How it was typed.
    pub kind: Colon,
}

/// Blanks of every width, and the marks without width that come in by copying.
pub fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}')
}

/// Whether a line reads as `key: value`.
pub fn is_key_line(line: &str) -> bool {
    find(line.trim_start_matches(is_blank)).is_some()
}

/// The key of a line without indentation; none for comments, list items and
/// lines without a colon that can end a key.
pub fn find(line: &str) -> Option<KeyLine> {
    let first = line.chars().next()?;
    if matches!(first, '#' | '[' | '{' | '|' | '>')
        || line.starts_with("- ")
        || line.starts_with("? ")
    {
        return None;
    }
    if matches!(first, '"' | '\'') {
        let end = closing_quote(line)?;
        let rest = line[end..].trim_start_matches(is_blank);
        let colon = line.len() - rest.len();
        let kind = kind_at(line, colon)?;
        return Some(key_line(line, colon, kind));
    }
    let mut loose = None;
    for (at, char) in line.char_indices() {
        match char {
            // Past a comment's sign nothing is a key.
            '#' if line[..at].ends_with(is_blank) => break,
            ':' | '：' => match kind_at(line, at)? {
                Colon::Proper if loose.is_none_or(|(_, kind)| kind == Colon::Tight) => {
                    return Some(key_line(line, at, Colon::Proper));
                }
                kind if loose.is_none() && (kind == Colon::FullWidth || may_be_tight(line, at)) => {
                    loose = Some((at, kind));
                }
                _ => {}
            },
            _ => {}
        }
    }
    loose.map(|(at, kind)| key_line(line, at, kind))
}

/// What kind of colon stands at an offset.
fn kind_at(line: &str, at: usize) -> Option<Colon> {
    let rest = &line[at..];
    if rest.starts_with('：') {
        return Some(Colon::FullWidth);
    }
    let after = rest.strip_prefix(':')?;
    Some(if after.is_empty() || after.starts_with([' ', '\t']) {
        Colon::Proper
    } else {
        Colon::Tight
    })
}

/// An address or a time of day has a colon that ends no key.
fn may_be_tight(line: &str, at: usize) -> bool {
    let key = line[..at].trim_end();
    !key.is_empty()
        && !key.ends_with(|char: char| char.is_ascii_digit())
        && !line[at..].starts_with("://")
}

fn key_line(line: &str, at: usize, kind: Colon) -> KeyLine {
    let key = 0..line[..at].trim_end_matches(is_blank).len();
    let sign = if kind == Colon::FullWidth {
        '：'.len_utf8()
    } else {
        1
    };
    let value = line[at + sign..].trim_start_matches(is_blank);
    KeyLine {
        colon: key.end..line.len() - value.len(),
        key,
        kind,
    }
}

/// Where a text that begins with a quote closes it: the offset after the
/// closing one.
pub fn closing_quote(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, char)) = chars.next() {
        if char == '\\' && quote == '"' {
            chars.next();
        } else if char == quote {
            if quote == '\'' && chars.peek().is_some_and(|&(_, next)| next == quote) {
                chars.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

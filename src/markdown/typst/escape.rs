//! Characters that mean something to Typst.

use crate::text::unbroken;

/// Keeps the two characters beside it on one line.
const WORD_JOINER: char = '\u{2060}';

/// Appends a text so that it is set as it is, numbers held together with their
/// units.
pub(super) fn text(text: &str, out: &mut String) {
    let mut from = 0;
    for range in unbroken(text) {
        plain(&text[from..range.start], out);
        held(&text[range.clone()], out);
        from = range.end;
    }
    plain(&text[from..], out);
}

/// Appends a text, its parts held together. A number holds together of itself.
fn held(text: &str, out: &mut String) {
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut number = true;
    for c in text.chars() {
        if !(number && in_number(c)) {
            out.push(WORD_JOINER);
        }
        character(if c == ' ' { '\u{00A0}' } else { c }, out);
        number = in_number(c);
    }
}

fn plain(text: &str, out: &mut String) {
    text.chars().for_each(|c| character(c, out));
}

/// A backslash before a mark makes a letter of it. Any mark may mean something
/// somewhere (`-` and `+` at a line's start, `/` in `//`), so each gets one.
fn character(c: char, out: &mut String) {
    if c.is_ascii_punctuation() {
        out.push('\\');
        out.push(c);
    } else if is_line_end(c) || c == '\t' {
        out.push(' ');
    } else if !c.is_control() {
        out.push(c);
    }
}

/// What Typst takes for the end of a line.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}'
    )
}

/// Appends a text as a string literal, quotes included.
pub(super) fn literal(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
}

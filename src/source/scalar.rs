//! What a value looks like on its line, and how it has to be written.

use std::ops::Range;

use super::key_line::{closing_quote, is_blank};
use super::rewrite::Edit;

/// What is to be done about a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Finding {
    /// There is no value.
    None,
    /// YAML reads it as it is meant.
    Fine,
    /// A block scalar begins.
    Block,
    /// It is meant otherwise than YAML reads it, and cannot be meant otherwise.
    Edits(Vec<Edit>),
    /// This many bytes have to be put in quotes.
    Quote(usize),
    /// A quote or bracket is not closed on this line.
    Open,
}

/// Looks at the rest of a line after a key or dash. `has_children` tells
/// whether the next lines belong to the key.
pub fn look(value: &str, has_children: impl FnOnce() -> bool) -> Finding {
    let whole = value.trim_end_matches(is_blank);
    let plain = without_comment(whole);
    let second = plain.chars().nth(1);
    let Some(first) = whole.chars().next() else {
        return Finding::None;
    };
    match first {
        // `# 说明` is a comment, `#低保` a text that YAML would drop.
        '#' if second.is_none_or(is_blank) && whole.chars().nth(1).is_none_or(is_blank) => {
            Finding::None
        }
        '#' if has_children() => Finding::None,
        '#' => Finding::Quote(whole.len()),
        '"' | '\'' => match closing_quote(whole) {
            Some(end) if is_rest(&whole[end..]) => Finding::Fine,
            Some(_) => Finding::Quote(plain.len()),
            None => Finding::Open,
        },
        '[' | '{' => match flow(whole) {
            Some((end, edits)) if is_rest(&whole[end..]) => {
                if edits.is_empty() {
                    Finding::Fine
                } else {
                    Finding::Edits(edits)
                }
            }
            Some(_) => Finding::Quote(plain.len()),
            None => Finding::Open,
        },
        '|' | '>' if is_block_header(plain) => Finding::Block,
        '|' | '>' | '*' | '&' | '!' | '%' | '@' | '`' | ',' | ']' | '}' => {
            Finding::Quote(plain.len())
        }
        '-' | '?' | ':' if second.is_none_or(is_blank) => Finding::Quote(plain.len()),
        '“' => match inner_of_pair(plain) {
            Some(inner) => Finding::Edits(vec![Edit {
                range: 0..plain.len(),
                with: quoted(inner),
            }]),
            None => plain_value(plain),
        },
        _ => plain_value(plain),
    }
}

fn plain_value(plain: &str) -> Finding {
    if plain.ends_with(':') || plain.contains(": ") || plain.contains(":\t") {
        Finding::Quote(plain.len())
    } else {
        Finding::Fine
    }
}

/// Whether what follows a closed value is nothing or a comment.
fn is_rest(rest: &str) -> bool {
    let content = rest.trim_start_matches(is_blank);
    content.is_empty() || (content.starts_with('#') && content.len() < rest.len())
}

/// A plain value without the comment after it.
fn without_comment(value: &str) -> &str {
    let comment = value
        .match_indices('#')
        .find(|&(at, _)| at > 0 && value[..at].ends_with([' ', '\t']))
        .map_or(value.len(), |(at, _)| at);
    value[..comment].trim_end_matches(is_blank)
}

/// `|` or `>` with an optional sign and width, as YAML has it.
fn is_block_header(plain: &str) -> bool {
    let header = &plain[1..];
    header.len() <= 2
        && header
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
}

/// The text between “ and ”, if they enclose all of it and are the only ones.
fn inner_of_pair(plain: &str) -> Option<&str> {
    let inner = plain.strip_prefix('“')?.strip_suffix('”')?;
    (!inner.contains(['“', '”'])).then_some(inner)
}

/// Finds the end of a flow collection; collects what was typed as `，` and `：`
/// where YAML has `,` and `:`. None if it is not closed.
fn flow(text: &str) -> Option<(usize, Vec<Edit>)> {
    let mut open = Vec::new();
    let mut edits = Vec::new();
    let mut in_key = false;
    let mut at = 0;
    let mut begins = true;
    while let Some(char) = text[at..].chars().next() {
        let wide = at..at + char.len_utf8();
        let mut next = wide.end;
        let mut separated = char == ',';
        match char {
            '"' | '\'' if begins => next = at + closing_quote(&text[at..])?,
            '[' | '{' => open.push(char),
            ']' | '}' => {
                let opening = open.pop()?;
                if (opening == '[') != (char == ']') {
                    return None;
                }
                if open.is_empty() {
                    return Some((wide.end, edits));
                }
            }
            '，' if separates(text, wide.clone(), &open) => {
                separated = true;
                edits.push(Edit {
                    range: wide,
                    with: ", ".into(),
                });
            }
            '：' if in_key => edits.push(Edit {
                range: wide,
                with: ": ".into(),
            }),
            _ => {}
        }
        begins = separated || matches!(char, '[' | '{' | ':' | '：') || (begins && is_blank(char));
        in_key = match char {
            '{' => true,
            ':' | '：' | '[' => false,
            _ if separated => open.last() == Some(&'{'),
            _ => in_key,
        };
        at = next;
    }
    None
}

/// Whether the `，` at `comma` parts two entries and does not belong to a text.
/// Between braces it does where a key and its colon follow; between brackets,
/// where no `,` is, since then nothing else parts the items.
fn separates(text: &str, comma: Range<usize>, open: &[char]) -> bool {
    let after = &text[comma.end..];
    match open.last() {
        Some('{') => {
            let end = after.find([',', '，', '{', '}', '[', ']', ':', '：', '。', '"', '\'']);
            end.is_some_and(|end| after[end..].starts_with([':', '：']))
        }
        Some('[') => {
            let start = text[..comma.start].rfind('[').map_or(0, |at| at + 1);
            let end = after.find(']').map_or(text.len(), |at| comma.end + at);
            !text[start..end].contains([',', '。', '；', '！', '？'])
        }
        _ => false,
    }
}

/// The edits of a flow collection that takes several lines; none for a quote.
pub fn flow_edits(text: &str) -> Vec<Edit> {
    if text.starts_with(['[', '{']) {
        flow(text).map_or_else(Vec::new, |(_, edits)| edits)
    } else {
        Vec::new()
    }
}

/// Whether a text that begins with a quote or bracket also closes it.
pub fn is_closed(text: &str) -> bool {
    match text.chars().next() {
        Some('"' | '\'') => closing_quote(text).is_some(),
        _ => flow(text).is_some(),
    }
}

/// A text as a double-quoted YAML scalar.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in the quotes that are easiest to type for it.
pub fn shown(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        quoted(text)
    }
}

/// A value without the quotes, of any kind, at its ends.
pub fn bare(value: &str) -> &str {
    value.trim_matches(['"', '\'', '“', '”', '‘', '’'])
}

/// A line that is neither key nor item, as the one or the other that it was
/// most likely meant to be.
pub fn with_colon(line: &str) -> Option<String> {
    let line = line.trim_end_matches(is_blank);
    if let Some(item) = line.strip_prefix(['-', '*', '+', '•', '·']) {
        return Some(format!("- {}", item.trim_start_matches(is_blank)));
    }
    let at = line.find(|char: char| {
        is_blank(char) || matches!(char, '，' | ',' | '；' | ';' | '=' | '＝')
    })?;
    let sign = line[at..].chars().next()?.len_utf8();
    let (key, value) = (&line[..at], line[at + sign..].trim_matches(is_blank));
    (!key.is_empty() && !value.is_empty()).then(|| format!("{key}: {value}"))
}

//! A template cut into its tags, and those into tokens, as Tera 2 cuts them.

use std::borrow::Cow;
use std::ops::Range;

use super::NotUnderstood;

/// A piece of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name or a word of the language.
    Name(&'a str),
    /// A text in quotes, unescaped.
    Text(Cow<'a, str>),
    /// A number or a truth value.
    Literal,
    /// Anything else: `.`, `?.`, `==`, `...`.
    Sign(&'a str),
}

/// `{{ … }}` or `{% … %}`. Comments, raw text and what stands between tags read
/// nothing and are left out.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Whether it is `{{ … }}`.
    pub shows: bool,
    pub tokens: Vec<Token<'a>>,
    /// Where it stands in the template, its brackets with it.
    pub at: Range<usize>,
}

/// The tags of a template in their order.
pub(super) fn tags(text: &str) -> Result<Vec<Tag<'_>>, NotUnderstood> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let inside = start + 2;
        match text.as_bytes()[start + 1] {
            b'#' => at = inside + find(&text[inside..], "#}")? + 2,
            b'{' => {
                let (tokens, end) = tokens(text, inside, "}}")?;
                tags.push(Tag {
                    shows: true,
                    tokens,
                    at: start..end,
                });
                at = end;
            }
            _ => match skip_word(text, inside, "raw") {
                Some(body) => at = end_of_raw(text, body)?,
                None => {
                    let (tokens, end) = tokens(text, inside, "%}")?;
                    tags.push(Tag {
                        shows: false,
                        tokens,
                        at: start..end,
                    });
                    at = end;
                }
            },
        }
    }
    Ok(tags)
}

fn find(text: &str, what: &str) -> Result<usize, NotUnderstood> {
    text.find(what).ok_or(NotUnderstood)
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[from..];
    bytes
        .windows(2)
        .position(|two| matches!(two, b"{{" | b"{%" | b"{#"))
        .map(|found| from + found)
}

/// The end of the tag that is only this word, such as `{%- raw -%}`.
fn skip_word(text: &str, inside: usize, word: &str) -> Option<usize> {
    let space = |c: char| c.is_ascii_whitespace();
    let rest = text[inside..].trim_start_matches('-');
    let rest = rest.trim_start_matches(space).strip_prefix(word)?;
    let rest = rest.trim_start_matches(space);
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    Some(text.len() - rest.strip_prefix("%}")?.len())
}

fn end_of_raw(text: &str, mut at: usize) -> Result<usize, NotUnderstood> {
    loop {
        at += find(&text[at..], "{%")? + 2;
        if let Some(end) = skip_word(text, at, "endraw") {
            return Ok(end);
        }
    }
}

/// Signs of more than one character, the longest first.
const SIGNS: &[&str] = &[
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".",
    ",", ":", "~", "|", "=", ">", "<", "(", ")", "[", "]", "{", "}", "@",
];

/// The tokens from `at` up to the end of the tag, and where it ends.
fn tokens<'a>(
    text: &'a str,
    mut at: usize,
    end: &str,
) -> Result<(Vec<Token<'a>>, usize), NotUnderstood> {
    let mut tokens = Vec::new();
    if text[at..].starts_with('-') {
        at += 1;
    }
    loop {
        let rest = &text[at..];
        let first = *rest.as_bytes().first().ok_or(NotUnderstood)?;
        if first.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let bare = rest.strip_prefix('-').unwrap_or(rest);
        for rest in [bare, rest] {
            if rest.starts_with(end) {
                return Ok((tokens, text.len() - rest.len() + end.len()));
            }
        }
        let (token, length) = match first {
            b'\'' | b'"' | b'`' => quoted(rest, first)?,
            b'0'..=b'9' => (Token::Literal, number(rest)),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => name(rest),
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
                let length = sign.ok_or(NotUnderstood)?.len();
                (Token::Sign(&rest[..length]), length)
            }
        };
        tokens.push(token);
        at += length;
    }
}

fn name(rest: &str) -> (Token<'_>, usize) {
    let length = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count();
    let token = match &rest[..length] {
        "true" | "True" | "false" | "False" => Token::Literal,
        name => Token::Name(name),
    };
    (token, length)
}

fn number(rest: &str) -> usize {
    let mut point = false;
    rest.bytes()
        .take_while(|byte| {
            byte.is_ascii_digit() || (*byte == b'.' && !std::mem::replace(&mut point, true))
        })
        .count()
}

fn quoted(rest: &str, quote: u8) -> Result<(Token<'_>, usize), NotUnderstood> {
    let mut escaped = false;
    let mut any = false;
    let closing = rest.bytes().skip(1).position(|byte| match byte {
        _ if escaped => {
            escaped = false;
            false
        }
        b'\\' => {
            (escaped, any) = (true, true);
            false
        }
        _ => byte == quote,
    });
    let length = closing.ok_or(NotUnderstood)?;
    let inside = &rest[1..=length];
    let text = if any {
        unescaped(inside)?.into()
    } else {
        inside.into()
    };
    Ok((Token::Text(text), length + 2))
}

fn unescaped(text: &str) -> Result<String, NotUnderstood> {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        out.push(match c {
            '\\' => match characters.next().ok_or(NotUnderstood)? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                c @ ('"' | '\'' | '/' | '\\') => c,
                _ => return Err(NotUnderstood),
            },
            c => c,
        });
    }
    Ok(out)
}

//! Makes an SVG of Typst smaller without changing what it shows: fewer digits,
//! short names, no attributes that say what holds anyway. Halves the bytes.

use std::collections::HashMap;
use std::fmt::Write as _;

/// Digits after the point of a coordinate, in points.
const COORDINATE: usize = 2;

/// Digits after the point in a transform, whose factors multiply coordinates.
const TRANSFORM: usize = 4;

/// The same picture in fewer bytes. What it does not know it leaves alone.
pub(super) fn slim(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len() / 2);
    let mut names = Names::default();
    let mut rest = svg;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..=open]);
        rest = tag(&rest[open + 1..], &mut names, &mut out);
    }
    out.push_str(rest);
    out
}

/// Writes one tag after its `<`, its attributes one by one; returns what comes
/// after it.
fn tag<'a>(text: &'a str, names: &mut Names<'a>, out: &mut String) -> &'a str {
    let end = text.find([' ', '>', '/']).unwrap_or(text.len());
    // An end tag has its slash first.
    let end = if end == 0 {
        text.find('>').unwrap_or(text.len())
    } else {
        end
    };
    let element = &text[..end];
    out.push_str(element);
    let mut rest = &text[end..];
    while let Some((name, value, after)) = attribute(rest) {
        if !is_default(element, name, value) {
            let _ = write!(out, " {name}=\"");
            match name {
                "d" => path(value, out),
                "x" | "y" | "width" | "height" | "viewBox" => numbers(value, COORDINATE, out),
                "transform" => numbers(value, TRANSFORM, out),
                _ => names.replace(name, value, out),
            }
            out.push('"');
        }
        rest = after;
    }
    rest
}

/// The attribute at the beginning of a text, and what comes after it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.strip_prefix(' ')?.split_once("=\"")?;
    let (value, rest) = rest.split_once('"')?;
    Some((name, value, rest))
}

/// Whether an attribute says what holds without it.
fn is_default(element: &str, name: &str, value: &str) -> bool {
    match name {
        "fill-rule" => value == "nonzero",
        "x" | "y" => element == "use" && value == "0",
        "xmlns:h5" => true,
        _ => false,
    }
}

/// Short names for those of Typst, which are hashes, in order of appearance.
#[derive(Default)]
struct Names<'a>(HashMap<&'a str, usize>);

impl<'a> Names<'a> {
    /// Writes the value of an attribute, with the short name where it is or
    /// refers to a name.
    fn replace(&mut self, attribute: &str, value: &'a str, out: &mut String) {
        let (before, name, after) = if attribute == "id" {
            ("", value, "")
        } else if let Some(name) = value
            .strip_prefix('#')
            .filter(|_| attribute.ends_with("href"))
        {
            ("#", name, "")
        } else if let Some(name) = value
            .strip_prefix("url(#")
            .and_then(|v| v.strip_suffix(')'))
        {
            ("url(#", name, ")")
        } else {
            return out.push_str(value);
        };
        let next = self.0.len();
        let number = *self.0.entry(name).or_insert(next);
        let _ = write!(out, "{before}n{number:x}{after}");
    }
}

/// Writes path data: rounded numbers, and spaces only where they part numbers.
fn path(data: &str, out: &mut String) {
    let mut after_number = false;
    each(data, |piece| match piece {
        Piece::Number(number) => {
            let text = short(number, COORDINATE);
            if after_number && !text.starts_with('-') {
                out.push(' ');
            }
            out.push_str(&text);
            after_number = true;
        }
        Piece::Other(' ' | ',') => {}
        Piece::Other(other) => {
            out.push(other);
            after_number = false;
        }
    });
}

/// Writes a text with the numbers in it rounded.
fn numbers(text: &str, digits: usize, out: &mut String) {
    each(text, |piece| match piece {
        Piece::Number(number) => out.push_str(&short(number, digits)),
        Piece::Other(other) => out.push(other),
    });
}

/// A number, or a character that is part of none.
enum Piece {
    Number(f64),
    Other(char),
}

fn each(text: &str, mut see: impl FnMut(Piece)) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match number(rest) {
            Some((number, length)) => {
                see(Piece::Number(number));
                rest = &rest[length..];
            }
            None => {
                see(Piece::Other(first));
                rest = &rest[first.len_utf8()..];
            }
        }
    }
}

/// The number at the beginning of a text, and its length.
fn number(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let mut end = sign;
    while bytes
        .get(end)
        .is_some_and(|b| b.is_ascii_digit() || *b == b'.')
    {
        end += 1;
    }
    if end == sign {
        return None;
    }
    if bytes.get(end) == Some(&b'e') {
        let mut exponent = end + 1;
        exponent += usize::from(bytes.get(exponent) == Some(&b'-'));
        let from = exponent;
        while bytes.get(exponent).is_some_and(u8::is_ascii_digit) {
            exponent += 1;
        }
        if exponent > from {
            end = exponent;
        }
    }
    text[..end].parse().ok().map(|number| (number, end))
}

/// A number with so many digits after the point at most, and no needless ones.
fn short(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    match text {
        "-0" => "0".to_owned(),
        _ => match text.strip_prefix("0.") {
            Some(fraction) => format!(".{fraction}"),
            None => text.replacen("-0.", "-.", 1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_numbers_apart() {
        let mut out = String::new();
        path(
            "M 0 0m 12.3249 -0.001h -5.5v 0.5C 1 2 3 4.999 1e-7 -6Z m 1 1",
            &mut out,
        );
        assert_eq!(out, "M0 0m12.32 0h-5.5v.5C1 2 3 5 0-6Zm1 1");
    }

    #[test]
    fn names_and_defaults_get_short() {
        let svg = "<svg viewBox=\"0 0 1.23456 2\" xmlns:h5=\"h\"><defs><symbol id=\"gABC\"/>\
                   <path fill=\"url(#fDEF)\" fill-rule=\"nonzero\" d=\"M 1 1\"/></defs>\
                   <use xlink:href=\"#gABC\" x=\"0\" y=\"0\" fill=\"#123456\"/>\
                   <image href=\"data:image/png;base64,AAA=\" x=\"0\"/>\
                   <g data-x=\"a &gt; b > c\" transform=\"matrix(0.123456 0 0 -1 5 6.00001)\">1 &lt; 2.345</g></svg>";
        let wanted = "<svg viewBox=\"0 0 1.23 2\"><defs><symbol id=\"n0\"/>\
                      <path fill=\"url(#n1)\" d=\"M1 1\"/></defs>\
                      <use xlink:href=\"#n0\" fill=\"#123456\"/>\
                      <image href=\"data:image/png;base64,AAA=\" x=\"0\"/>\
                      <g data-x=\"a &gt; b > c\" transform=\"matrix(.1235 0 0 -1 5 6)\">1 &lt; 2.345</g></svg>";
        assert_eq!(slim(svg), wanted);
    }

    #[test]
    fn what_is_no_svg_of_typst_is_left_alone() {
        for text in [
            "",
            "<",
            "</",
            "<a b",
            "<a b=\"",
            "no tags",
            "<!-- x -->",
            "<a  b=\"1.234\">",
        ] {
            assert_eq!(slim(text), text);
        }
    }
}

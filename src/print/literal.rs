//! Data as Typst code.

use std::fmt::Write as _;

use tera::Value;

/// Writes a value as one Typst expression, keys in their order.
///
/// - A string becomes a string literal, whatever is in it.
/// - A string marked safe ([`Value::safe_string`]) is Typst markup and becomes
///   a content block `[…]`. Only what the program itself wrote as markup may be
///   so marked; nothing read from a file ever is.
/// - Nothing and undefined become `none`. A number that Typst cannot hold
///   exactly becomes a float.
pub fn literal(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    if let Some(text) = value.as_str() {
        match value.is_safe() {
            true => content(text, out),
            false => string(text, out),
        }
    } else if let Some(flag) = value.as_bool() {
        out.push_str(if flag { "true" } else { "false" });
    } else if let Some(number) = value.as_i64() {
        integer(number, out);
    } else if let Some(number) = value.as_number() {
        float(number.as_float(), out);
    } else if let Some(items) = value.as_array() {
        out.push('(');
        for item in items {
            write(item, out);
            // Also after the last one: `(1)` is a number, `(1,)` an array.
            out.push_str(", ");
        }
        out.push(')');
    } else if let Some(entries) = value.as_map() {
        out.push_str("(:");
        if !entries.is_empty() {
            out.pop();
        }
        for (key, item) in entries {
            match key.as_str() {
                Some(key) => string(key, out),
                None => string(&key.to_string(), out),
            }
            out.push_str(": ");
            write(item, out);
            out.push_str(", ");
        }
        out.push(')');
    } else {
        out.push_str("none");
    }
}

/// Line ends keep the markup's first and last lines from being taken for more
/// than they are: a list at the start, a comment at the end.
fn content(markup: &str, out: &mut String) {
    out.push('[');
    if markup.contains('\n') {
        out.push('\n');
        out.push_str(markup);
        out.push('\n');
    } else {
        out.push_str(markup);
    }
    out.push(']');
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => push(out, format_args!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn integer(number: i64, out: &mut String) {
    if number == i64::MIN {
        // Its magnitude alone is no integer that Typst can read.
        out.push_str("(-9223372036854775807 - 1)");
    } else if number < 0 {
        // A sign binds less than a method call would.
        push(out, format_args!("({number})"));
    } else {
        push(out, format_args!("{number}"));
    }
}

fn float(number: f64, out: &mut String) {
    if number.is_nan() {
        out.push_str("float.nan");
    } else if number.is_infinite() {
        out.push_str(if number > 0.0 {
            "float.inf"
        } else {
            "(-float.inf)"
        });
    } else if number < 0.0 {
        push(out, format_args!("({number:?})"));
    } else {
        push(out, format_args!("{number:?}"));
    }
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}

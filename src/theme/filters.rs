//! Filters beyond Tera's own. Kept few: what they do must be wanted by every
//! theme.

use std::fmt::Write as _;

use tera::{Kwargs, State, Tera, Value, escape_html};

use crate::text::unbroken;

/// `nb` and `breaks`.
pub fn register_for_pages(tera: &mut Tera) {
    tera.register_filter("nb", |text: &str, _: Kwargs, _: &State| nb(text));
    tera.register_filter("breaks", |text: &str, _: Kwargs, _: &State| breaks(text));
}

/// `typst`: a value as a Typst literal.
pub fn register_for_print(tera: &mut Tera) {
    tera.register_filter("typst", |value: &Value, _: Kwargs, _: &State| {
        Value::safe_string(&crate::print::literal(value))
    });
}

/// Text whose figures stay with their units: `<span class="nb">15个工作日</span>`.
fn nb(text: &str) -> Value {
    let mut html = String::with_capacity(text.len() + 32);
    let mut done = 0;
    for range in unbroken(text) {
        escape(&text[done..range.start], &mut html);
        html.push_str("<span class=\"nb\">");
        escape(&text[range.clone()], &mut html);
        html.push_str("</span>");
        done = range.end;
    }
    escape(&text[done..], &mut html);
    Value::safe_string(&html)
}

/// Text that may break only where its writer put ｜.
fn breaks(text: &str) -> Value {
    let mut html = String::new();
    for (index, part) in text.split('｜').enumerate() {
        if index > 0 {
            html.push_str("<wbr>");
        }
        let mut escaped = String::new();
        escape(part, &mut escaped);
        let _ = write!(html, "<span class=\"nb\">{escaped}</span>");
    }
    Value::safe_string(&html)
}

/// Adds a text to HTML.
pub fn escape(text: &str, html: &mut String) {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = escape_html(text, &mut bytes);
    html.push_str(&String::from_utf8_lossy(&bytes));
}

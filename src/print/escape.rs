//! Texts that Typst takes for nothing but text.

use std::io::{self, Write};

/// Writes a text so that it means itself in Typst markup and in a string
/// literal alike: every ASCII mark, and what Typst takes for a line end, as
/// `\u{..}`. It is the escape function of the print templates.
///
/// Not for code outside a string, nor for raw text between backticks.
///
/// # Errors
///
/// Only those of the writer.
pub fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut from = 0;
    for (at, character) in text.char_indices().filter(|&(_, c)| is_special(c)) {
        out.write_all(&text.as_bytes()[from..at])?;
        write!(out, "\\u{{{:x}}}", u32::from(character))?;
        from = at + character.len_utf8();
    }
    out.write_all(&text.as_bytes()[from..])
}

fn is_special(character: char) -> bool {
    character.is_ascii_punctuation()
        || character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}')
}

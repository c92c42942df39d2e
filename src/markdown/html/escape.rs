//! Characters that mean something to HTML.

/// What stands for a byte in a text or in an attribute's value.
fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    }
}

/// Appends a text so that it is shown as it is; good in attributes between `"`
/// too.
pub(super) fn text(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.push_str(&text[from..at]);
            out.push_str(entity);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// Appends an address as an attribute's value: what no address may hold is
/// percent-encoded, what is encoded already stays.
pub(super) fn address(url: &str, out: &mut String) {
    for c in url.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#x27;"),
            '!' | '#'..='%' | '('..=';' | '=' | '?'..='Z' | '[' | ']' | '_' | 'a'..='z' | '~' => {
                out.push(c);
            }
            _ => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push('%');
                    out.push(hexadecimal(byte >> 4));
                    out.push(hexadecimal(byte & 15));
                }
            }
        }
    }
}

fn hexadecimal(digit: u8) -> char {
    char::from(if digit < 10 {
        b'0' + digit
    } else {
        b'A' + digit - 10
    })
}

//! Facts named in a text: `【=高龄津贴·80岁】`.

use std::ops::Range;

/// A fact named, or a sign that none is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mention {
    /// The name of a fact, blanks taken off its parts, which `·` joins.
    Fact(String),
    /// `\【=`: the backslash goes and the rest stays as it is.
    Escaped,
}

/// The first mention in a text and the byte range to put something else in.
/// `escapable` says whether a backslash at the very start of the text escapes:
/// not if it was itself escaped in the source.
pub(super) fn find(text: &str, escapable: bool) -> Option<(Range<usize>, Mention)> {
    let mut from = 0;
    while let Some(offset) = text[from..].find('【') {
        let open = from + offset;
        from = open + '【'.len_utf8();
        let Some(name) = text[from..].strip_prefix(['=', '＝']) else {
            continue;
        };
        if text[..open].ends_with('\\') && (escapable || open > 1) {
            return Some((open - 1..open, Mention::Escaped));
        }
        let length = name.find('】')?;
        let end = text.len() - name.len() + length + '】'.len_utf8();
        let name = normalised(&name[..length]);
        if !name.is_empty() {
            return Some((open..end, Mention::Fact(name)));
        }
    }
    None
}

/// A name with its parts trimmed and joined by `·`.
fn normalised(name: &str) -> String {
    let mut whole = String::with_capacity(name.len());
    for (index, part) in name.trim().split(['·', '.']).enumerate() {
        if index > 0 {
            whole.push('·');
        }
        whole.push_str(part.trim());
    }
    whole
}

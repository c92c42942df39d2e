//! Just enough of a page's HTML to know what it looks like: the marks of its
//! assets, the files that it shows, the place where more can be put.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// How many digits the mark of an asset has.
const MARK: usize = 8;

/// A page without the marks of its assets: another style sheet alone makes no
/// other page.
pub fn unmarked(html: &[u8]) -> Cow<'_, [u8]> {
    let ranges: Vec<_> = marks(html).collect();
    if ranges.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut out = Vec::with_capacity(html.len());
    let mut from = 0;
    for at in ranges {
        out.extend_from_slice(&html[from..at]);
        from = at + 1 + MARK;
    }
    out.extend_from_slice(&html[from..]);
    Cow::Owned(out)
}

/// Where the `?` before each mark of an asset stands.
fn marks(html: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'?', html).filter(|&at| {
        let mark = &html[at + 1..];
        let is_mark = mark.len() > MARK
            && mark[..MARK].iter().all(u8::is_ascii_hexdigit)
            && !mark[MARK].is_ascii_alphanumeric();
        is_mark && memchr::memmem::find(address_before(html, at), b"assets/").is_some()
    })
}

/// The part of an address that ends at `end`.
fn address_before(html: &[u8], end: usize) -> &[u8] {
    let of_address = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-%~".contains(byte);
    let start = html[..end]
        .iter()
        .rposition(|byte| !of_address(byte))
        .map_or(0, |at| at + 1);
    &html[start..end]
}

/// The addresses of assets, with their marks.
pub fn assets(html: &str) -> BTreeSet<&str> {
    marks(html.as_bytes())
        .filter_map(|at| {
            let start = at - address_before(html.as_bytes(), at).len();
            html.get(start..at + 1 + MARK)
        })
        .collect()
}

/// The addresses in `src` attributes, as they are written.
pub fn sources(html: &str) -> BTreeSet<&str> {
    const NAME: &str = " src=";
    html.match_indices(NAME)
        .filter_map(|(at, _)| {
            let value = &html[at + NAME.len()..];
            let (value, ends): (_, &[char]) = match value.chars().next()? {
                '"' => (&value[1..], &['"']),
                '\'' => (&value[1..], &['\'']),
                _ => (value, &[' ', '>', '\n']),
            };
            value.split(ends).next().filter(|value| !value.is_empty())
        })
        .collect()
}

/// The page with something put in at the end of its body.
pub fn with(html: &[u8], what: &str) -> Vec<u8> {
    let end = memchr::memmem::rfind(html, b"</body>").unwrap_or(html.len());
    [&html[..end], what.as_bytes(), &html[end..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<link href="/x/assets/site.css?0a1b2c3d" rel=stylesheet><p>assets/?0a1b2c3e</p><img src=/x/a.png alt=""><img src="/x/b c.png"></body></html>"#;

    #[test]
    fn marks_of_assets_go() {
        let plain = unmarked(PAGE.as_bytes());
        let plain = String::from_utf8_lossy(&plain);
        assert!(plain.starts_with(r#"<link href="/x/assets/site.css" rel"#));
        assert!(matches!(unmarked(b"<p>?12345678 </p>"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_page_shows_is_found() {
        assert!(assets(PAGE).contains("/x/assets/site.css?0a1b2c3d"));
        let sources = sources(PAGE);
        assert_eq!(Vec::from_iter(sources), ["/x/a.png", "/x/b c.png"]);
    }

    #[test]
    fn more_is_put_at_the_end_of_the_body() {
        assert_eq!(with(b"<p></body></html>", "<i>"), b"<p><i></body></html>");
        assert_eq!(with(b"<p>", "<i>"), b"<p><i>");
    }
}

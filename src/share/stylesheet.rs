//! The addresses in a stylesheet.

use cssparser::{Parser, ParserInput, Token};

use super::addresses::{Addresses, Lead, Spot};

/// Blocks that are deeper than this are left as they are.
const DEEPEST: usize = 64;

/// What is asked for instead of a file that is not in the folder.
const NOTHING: &str = "data:,";

/// A stylesheet, a `<style>` or a `style` that stands in the file at `spot`, with
/// its addresses leading into the folder; nothing where all are right already.
pub fn rewritten(css: &str, addresses: &Addresses, spot: Spot<'_>) -> Option<String> {
    let mut input = ParserInput::new(css);
    let mut found = Vec::new();
    find(
        &mut Parser::new(&mut input),
        Around::Anything,
        0,
        &mut found,
    );
    let mut result = String::new();
    let mut done = 0;
    for Found {
        start,
        end,
        written,
        bare,
    } in found
    {
        let way = match addresses.lead(spot, &written) {
            Lead::Here => continue,
            Lead::Inside(way) => way,
            Lead::Outside(_) | Lead::Nowhere => NOTHING.into(),
        };
        // Addresses are encoded: neither a quote nor a back slash is in them.
        let way = match bare {
            true => format!("url(\"{way}\")"),
            false => format!("\"{way}\""),
        };
        result.push_str(&css[done..start]);
        result.push_str(&way);
        done = end;
    }
    if done == 0 {
        return None;
    }
    result.push_str(&css[done..]);
    Some(result)
}

struct Found {
    start: usize,
    end: usize,
    written: String,
    /// Whether it is `url(a)` and not the string in `url("a")`.
    bare: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// `url("…")`, `image-set("…" 1x)`: strings are addresses.
    Addresses,
    Anything,
}

fn find(parser: &mut Parser<'_, '_>, around: Around, depth: usize, found: &mut Vec<Found>) {
    let mut importing = false;
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments() else {
            return;
        };
        let token = token.clone();
        let end = parser.position().byte_index();
        let mut push = |written: &str, bare| {
            found.push(Found {
                start,
                end,
                written: written.into(),
                bare,
            });
        };
        let inner = match &token {
            Token::WhiteSpace(_) | Token::Comment(_) => continue,
            Token::UnquotedUrl(written) => {
                push(written, true);
                None
            }
            Token::QuotedString(written) => {
                if importing || around == Around::Addresses {
                    push(written, false);
                }
                None
            }
            Token::Function(name) => Some(inside(name)),
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                Some(Around::Anything)
            }
            _ => None,
        };
        importing = matches!(&token, Token::AtKeyword(word) if word.eq_ignore_ascii_case("import"));
        if let Some(around) = inner.filter(|_| depth < DEEPEST) {
            // It has no error of its own: what stands in a block is read to its end.
            let _ = parser.parse_nested_block(|parser| {
                find(parser, around, depth + 1, found);
                Ok::<_, cssparser::ParseError<'_, ()>>(())
            });
        }
    }
}

fn inside(function: &str) -> Around {
    let holds = ["url", "src", "image-set", "-webkit-image-set"];
    match holds.iter().any(|name| function.eq_ignore_ascii_case(name)) {
        true => Around::Addresses,
        false => Around::Anything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn css(css: &str) -> String {
        let files = ["assets/纸.png", "assets/a.css", "assets/site.css"];
        let addresses = Addresses::new("https://mz.example/", files.map(String::from));
        let spot = Spot {
            path: "assets/site.css",
            file: "files/site/assets/site.css",
        };
        rewritten(css, &addresses, spot).unwrap_or_else(|| css.into())
    }

    #[test]
    fn addresses_lead_to_files_beside_the_stylesheet() {
        let paper = "url(\"%E7%BA%B8.png\")";
        assert_eq!(
            css("a{b:url(/assets/纸.png?v=1)}"),
            format!("a{{b:{paper}}}")
        );
        assert_eq!(css("a{b:url( '纸.png' )}"), "a{b:url( \"%E7%BA%B8.png\" )}");
        assert_eq!(
            css("@media print{a{b:image-set(\"/assets/纸.png\" 1x)}}"),
            "@media print{a{b:image-set(\"%E7%BA%B8.png\" 1x)}}"
        );
        assert_eq!(css("@import '/assets/a.css';"), "@import \"a.css\";");
    }

    #[test]
    fn what_is_no_address_stays_and_nothing_is_fetched_from_elsewhere() {
        for text in [
            "a{content:\"/assets/a.css\"}",
            "/* url(/a) */a{fill:url(#x)}",
            "a{b:url(data:image/png;base64,AA==)}",
            "a{b:c",
            "}{",
        ] {
            assert_eq!(css(text), text);
        }
        assert_eq!(css("a{b:url(https://x.cn/f.woff)}"), "a{b:url(\"data:,\")}");
        assert_eq!(css("a{b:url(/nope.png)}"), "a{b:url(\"data:,\")}");
    }

    #[test]
    fn deep_blocks_are_survived() {
        let deep = "(".repeat(200_000);
        assert_eq!(css(&deep), deep);
    }
}

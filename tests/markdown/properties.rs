//! What holds for any text.

use huimin::markdown::{Event, OPTIONS, html, plain, stream, typst};
use huimin::text::is_cjk;
use proptest::prelude::*;
use pulldown_cmark::{CowStr, Parser};
use scraper::{Html, Node};

use crate::site::read;
use crate::spec::{compatible_html, examples};

/// What writers and attackers type, in any order.
const PIECES: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "\\",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
    "：",
    "，",
    "。",
    "【=",
    "【＝",
    "】",
    "【=高龄津贴·80岁】",
    "·",
    "汉",
    "字",
    "津贴",
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "> ",
    ">",
    "- ",
    "1. ",
    "    ",
    "\t",
    "# ",
    "## ",
    "---\n",
    "===\n",
    "|",
    "|-|\n",
    "| a | b |\n|---|---|\n",
    "[",
    "]",
    "](",
    "](a.md)",
    "![",
    "](a.png \"装饰\")",
    "](javascript:x)",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<div>\n",
    "<!--",
    "-->",
    "<!-->",
    "&amp;",
    "&#xE000;",
    "&#10;",
    "&",
    "\"",
    "'",
    "#",
    "$",
    "@",
    "{#id}",
    "{",
    "}",
    "//",
    "/*",
    "735元/月",
    "15个工作日",
    "5月8日",
    "0600-8821600",
    "[^1]",
    "[^1]: ",
    "[^2]",
    "[^2]: ",
    "[!NOTE]\n",
    "[r]: b.md\n",
    "[r]",
    "表：",
    "Table: ",
    "[x] ",
    "\u{E000}",
    "\u{2E00}",
    "\u{FE00}",
    "\u{E0100}",
    "\u{200B}",
    "\u{2028}",
    "\u{0}",
    "\u{7}",
    "\r",
    "\r\n",
    "é",
    "👪",
    "𠮟",
    "https://a.b/c",
    "<https://a.b/（*c>",
];

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// A text without its blanks and what HTML cannot hold.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect()
}

/// The text of HTML as a reader sees it, links back from notes left out.
fn seen(html: &str) -> String {
    let html = Html::parse_fragment(html);
    let mut seen = String::new();
    for node in html.root_element().descendants() {
        if let Node::Text(text) = node.value() {
            let back = node.ancestors().any(|ancestor| {
                ancestor
                    .value()
                    .as_element()
                    .is_some_and(|element| element.attr("class") == Some("back"))
            });
            if !back {
                seen.push_str(text);
            }
        }
    }
    seen
}

/// Every surface says the same, and Typst can read its own.
fn agrees(text: &str) -> Result<(), TestCaseError> {
    let parsed = read(text).0;
    let html = html(parsed.whole()).html;
    prop_assert_eq!(
        letters(&seen(&html)),
        letters(&plain(parsed.whole())),
        "{}",
        html
    );
    let markup = typst(parsed.whole());
    let (errors, _) = typst::syntax::parse(&markup).errors_and_warnings();
    prop_assert!(errors.is_empty(), "{:?} in {}", errors, markup);
    Ok(())
}

#[test]
fn surfaces_agree_on_the_examples_of_the_specifications() {
    for file in [include_str!("commonmark.txt"), include_str!("gfm.txt")] {
        for example in examples(file) {
            agrees(&example.markdown).unwrap_or_else(|error| panic!("{}: {error}", example.name));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn surfaces_agree(text in hostile()) {
        agrees(&text)?;
    }

    #[test]
    fn problems_and_events_stand_in_the_text(text in hostile()) {
        let (parsed, problems) = read(&text);
        for problem in problems {
            let place = problem.place.expect("problems of a body have a place");
            prop_assert!(text.get(place.span).is_some());
        }
        for spanned in parsed.events.iter().chain(parsed.notes.iter().flatten()) {
            let there = text.get(spanned.span.clone());
            prop_assert!(there.is_some());
            if let Event::Text(CowStr::Borrowed(shown)) = &spanned.event {
                prop_assert!(there.is_some_and(|there| there.contains(shown.trim())));
            }
        }
    }

    #[test]
    fn nothing_put_in_for_the_parser_is_left(text in hostile()) {
        let parsed = read(&text).0;
        for c in ['\u{E001}', '\u{2E01}'] {
            prop_assert!(!html(parsed.whole()).html.contains(c));
        }
        let shown = plain(parsed.whole());
        let count = |text: &str| text.matches('\u{E000}').count();
        prop_assert!(count(&shown) <= count(&text) + text.matches("&#xE000;").count());
    }

    #[test]
    fn parts_hold_all_that_follows_their_headings(text in hostile()) {
        let parsed = read(&text).0;
        let lead = parsed.lead().events.len();
        let topmost = parsed.headings().map(|heading| heading.level).min();
        let parts: usize = parsed.parts().map(|part| part.body.events.len()).sum();
        prop_assert!(lead <= parsed.events.len());
        prop_assert!(topmost.is_some() || (lead == parsed.events.len() && parts == 0));
    }

    #[test]
    fn text_without_chinese_is_left_to_the_parser(text in hostile()) {
        let text: String =
            text.chars().filter(|c| !is_cjk(*c) && !matches!(c, '\u{FE00}' | '\u{E0100}')).collect();
        let mut wanted = String::new();
        pulldown_cmark::html::push_html(&mut wanted, Parser::new_ext(&text, OPTIONS));
        prop_assert_eq!(compatible_html(&text, OPTIONS), wanted);
    }

    #[test]
    fn any_characters_at_all_are_taken(text in any::<String>()) {
        let parsed = read(&text).0;
        let _ = (html(parsed.whole()), typst(parsed.whole()), plain(parsed.whole()));
    }

    #[test]
    fn the_stream_is_balanced(text in hostile()) {
        let mut open = Vec::new();
        let mut balanced = true;
        stream(&text, OPTIONS, |event, _| match event {
            pulldown_cmark::Event::Start(tag) => open.push(tag.to_end()),
            pulldown_cmark::Event::End(end) => balanced &= open.pop() == Some(end),
            _ => {}
        });
        prop_assert!(balanced && open.is_empty());
    }
}

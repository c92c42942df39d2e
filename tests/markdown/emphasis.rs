//! Emphasis beside Chinese, by the cases in `emphasis.txt`.

use huimin::markdown::{OPTIONS, stream};
use pulldown_cmark::{CowStr, Event};

use crate::spec::compatible_html;

#[test]
fn comes_out_as_meant() {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for line in include_str!("emphasis.txt").lines() {
        let Some((markdown, wanted)) = line.split_once(" ⇒ ") else {
            continue;
        };
        if markdown.starts_with("# ") {
            continue;
        }
        cases += 1;
        let html = compatible_html(&markdown.replace('⏎', "\n"), OPTIONS);
        let wanted = format!("<p>{}</p>\n", wanted.replace('⏎', "\n"));
        let html = html.replace(" />", ">");
        if html != wanted {
            wrong.push(format!("{markdown}\n  wanted {wanted}  came   {html}"));
        }
    }
    assert!(cases > 80, "only {cases} cases were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_are_those_of_the_text_as_written() {
    let text = "首行**注意：**申请人，是**《办法》**的。\n\n- **（一）**低保";
    let mut texts = Vec::new();
    let mut strong = Vec::new();
    stream(text, OPTIONS, |event, range| match event {
        Event::Text(shown) => {
            assert!(matches!(shown, CowStr::Borrowed(_)), "{shown:?} was copied");
            assert_eq!(&text[range], &*shown);
            texts.push(shown);
        }
        Event::Start(pulldown_cmark::Tag::Strong) => strong.push(&text[range]),
        _ => {}
    });
    assert_eq!(texts.concat(), "首行注意：申请人，是《办法》的。（一）低保");
    assert_eq!(strong, ["**注意：**", "**《办法》**", "**（一）**"]);
}

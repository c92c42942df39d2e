//! The examples of the CommonMark and GFM specifications, and equality with
//! pulldown-cmark where no Chinese is.

use huimin::markdown::{OPTIONS, stream};
use pulldown_cmark::Options;
use scraper::Html;

/// A specification's example.
pub struct Example {
    /// Its number and the section it stands in.
    pub name: String,
    pub markdown: String,
    html: String,
}

const FENCE: &str = "````````````````````````````````";

/// The examples of a file.
pub fn examples(file: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = file.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix(FENCE) else {
            continue;
        };
        let mut take = |end: &str| {
            let mut text = String::new();
            for line in lines.by_ref().take_while(|line| *line != end) {
                text.push_str(&line.replace('→', "\t"));
                text.push('\n');
            }
            text
        };
        let (markdown, html) = (take("."), take(FENCE));
        examples.push(Example {
            name: name.trim().to_owned(),
            markdown,
            html,
        });
    }
    examples
}

/// What the stream gives, written by pulldown-cmark.
pub fn compatible_html(markdown: &str, options: Options) -> String {
    let mut events = Vec::new();
    stream(markdown, options, |event, _| events.push(event));
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    html
}

/// HTML as a browser understands it, attributes in order and blanks between
/// blocks taken out.
fn understood(html: &str) -> String {
    Html::parse_fragment(html)
        .html()
        .replace("\n<", "<")
        .replace(">\n", ">")
}

/// The names of the examples that come out otherwise than the specification
/// says.
fn failing(file: &str, options: Options) -> Vec<String> {
    examples(file)
        .into_iter()
        .filter(|example| {
            let html = compatible_html(&example.markdown, options);
            understood(&html) != understood(&example.html)
        })
        .map(|example| example.name)
        .collect()
}

#[test]
fn the_examples_of_commonmark() {
    let file = include_str!("commonmark.txt");
    assert_eq!(examples(file).len(), 652);
    assert_eq!(failing(file, Options::empty()), Vec::<String>::new());
}

#[test]
fn the_examples_of_gfm() {
    let file = include_str!("gfm.txt");
    assert_eq!(examples(file).len(), 14);
    assert_eq!(failing(file, OPTIONS), Vec::<String>::new());
}

/// pulldown-cmark knows neither: it makes no links of bare addresses, which GFM
/// calls extended autolinks, and it does not defuse tags such as `<title>`.
#[test]
fn what_gfm_has_and_we_have_not() {
    for text in [
        "www.example.gov.cn",
        "https://example.gov.cn/a",
        "a@example.gov.cn",
    ] {
        assert_eq!(compatible_html(text, OPTIONS), format!("<p>{text}</p>\n"));
    }
    let tag = "a <title> b";
    assert_eq!(compatible_html(tag, OPTIONS), format!("<p>{tag}</p>\n"));
}

//! A page of the site as a page of the folder.

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Span, Spanned, StartTag, Token, Tokenizer};

use super::addresses::{Addresses, Lead, Spot};
use super::attributes::{Use, of_attribute, refresh, source_set};
use super::stylesheet;

/// What every page gets.
#[derive(Debug, Clone, Copy)]
pub struct Additions<'a> {
    /// HTML for the end of the head.
    pub head: &'a str,
    /// HTML for the beginning of the body.
    pub body: &'a str,
}

/// The page that stands at `spot`: its addresses lead into the folder, it asks for
/// nothing that is not there, and it has the additions. What needs no change stays
/// as it is, byte for byte.
pub fn rewritten(
    html: &str,
    addresses: &Addresses,
    spot: Spot<'_>,
    additions: Additions<'_>,
) -> String {
    let mut page = Page {
        html,
        addresses,
        spot,
        base: None,
        done: 0,
        result: String::with_capacity(html.len() + html.len() / 4),
        head: Some(additions.head),
        body: Some(additions.body),
        in_style: false,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        page.take(token);
    }
    page.finish()
}

struct Page<'a> {
    html: &'a str,
    addresses: &'a Addresses,
    spot: Spot<'a>,
    /// What the page's `<base>` names.
    base: Option<String>,
    /// How much of the page is in the result.
    done: usize,
    result: String,
    head: Option<&'a str>,
    body: Option<&'a str>,
    in_style: bool,
}

type Tag = StartTag<usize>;
type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

impl Page<'_> {
    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(tag),
            Token::EndTag(tag) => {
                self.in_style = false;
                if **tag.name == *b"head" {
                    self.end_head(tag.span.start);
                }
            }
            Token::String(css) if self.in_style => {
                let css_text = text(&css.value);
                if let Some(new) = stylesheet::rewritten(&css_text, self.addresses, self.spot()) {
                    self.put(css.span, &new);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, mut tag: Tag) {
        let name = text(&tag.name);
        self.in_style = name == "style";
        match name.as_str() {
            "base" => {
                if let Some(href) = value(&tag.attributes, "href") {
                    self.base = self.base.take().or(self.addresses.base(self.spot, &href));
                }
                return self.put(tag.span, "");
            }
            "meta" if is_dropped_meta(&tag.attributes) => return self.put(tag.span, ""),
            "link" if self.is_dropped_link(&tag.attributes) => return self.put(tag.span, ""),
            "body" => self.end_head(tag.span.start),
            _ => {}
        }
        if self.lead(&name, &mut tag.attributes) {
            let new = written(&name, &tag.attributes, tag.self_closing);
            self.put(tag.span, &new);
        }
        if name == "body" {
            self.copy_to(tag.span.end);
            self.result.push_str(self.body.take().unwrap_or_default());
        }
    }

    /// Lets every address in a tag lead into the folder. Returns whether something
    /// was changed.
    fn lead(&self, tag: &str, attributes: &mut Attributes) -> bool {
        let mut changed = false;
        let refreshes = tag == "meta" && has_word(attributes, "http-equiv", "refresh");
        attributes.retain(|name, value| {
            let old = text(value);
            let new = match of_attribute(tag, &text(name)) {
                Use::Followed => self.followed(&old),
                Use::Loaded => self.loaded(&old),
                Use::LoadedSet => source_set(&old, &|address| self.loaded(address)),
                Use::Style => {
                    let new = stylesheet::rewritten(&old, self.addresses, self.spot());
                    Some(new.unwrap_or_else(|| old.clone()))
                }
                Use::Dropped => None,
                Use::Content if refreshes => refresh(&old, &|address| self.followed(address)),
                Use::Content | Use::Other => return true,
            };
            changed |= new.as_deref() != Some(old.as_str());
            match new {
                Some(new) => {
                    value.value = new.into_bytes().into();
                    true
                }
                None => false,
            }
        });
        changed
    }

    /// Where readers go when they follow an address; nothing where there is no file.
    fn followed(&self, address: &str) -> Option<String> {
        match self.addresses.lead(self.spot(), address) {
            Lead::Here => Some(address.into()),
            Lead::Inside(way) | Lead::Outside(way) => Some(way),
            Lead::Nowhere => None,
        }
    }

    /// Where the browser takes something from by itself; nothing but the folder.
    fn loaded(&self, address: &str) -> Option<String> {
        match self.addresses.lead(self.spot(), address) {
            Lead::Here => Some(address.into()),
            Lead::Inside(way) => Some(way),
            Lead::Outside(_) | Lead::Nowhere => None,
        }
    }

    /// Whether a `<link>` has no use in a folder: it names the published page, a
    /// feed or another host.
    fn is_dropped_link(&self, attributes: &Attributes) -> bool {
        let useless = [
            "canonical",
            "preconnect",
            "dns-prefetch",
            "pingback",
            "manifest",
        ];
        let loaded = value(attributes, "href").and_then(|href| self.loaded(&href));
        loaded.is_none() || useless.iter().any(|rel| has_word(attributes, "rel", rel))
    }

    fn spot(&self) -> Spot<'_> {
        Spot {
            path: self.base.as_deref().unwrap_or(self.spot.path),
            file: self.spot.file,
        }
    }

    fn end_head(&mut self, at: usize) {
        if let Some(head) = self.head.take() {
            self.copy_to(at);
            self.result.push_str(head);
        }
    }

    /// Puts a text in the place of a part of the page.
    fn put(&mut self, span: Span<usize>, new: &str) {
        self.copy_to(span.start);
        self.result.push_str(new);
        self.done = self.done.max(span.end);
    }

    fn copy_to(&mut self, end: usize) {
        // Tokens come in order and end where characters do; if ever one did not,
        // nothing of the page would be lost.
        if let Some(part) = self.html.get(self.done..end) {
            self.result.push_str(part);
            self.done = end;
        }
    }

    fn finish(mut self) -> String {
        self.copy_to(self.html.len());
        // A page without a head or a body has them by the rules of HTML.
        for left in [self.head, self.body].into_iter().flatten() {
            self.result.push_str(left);
        }
        self.result
    }
}

/// Whether a `<meta>` tells robots something, or browsers what they may load: that
/// is said for a web server's addresses.
fn is_dropped_meta(attributes: &Attributes) -> bool {
    has_word(attributes, "name", "robots")
        || has_word(attributes, "http-equiv", "content-security-policy")
}

fn value(attributes: &Attributes, name: &str) -> Option<String> {
    attributes.get(name.as_bytes()).map(|value| text(value))
}

fn has_word(attributes: &Attributes, name: &str, word: &str) -> bool {
    value(attributes, name).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|one| one.eq_ignore_ascii_case(word))
    })
}

/// The page was UTF-8, so that its parts are.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A start tag as HTML.
fn written(name: &str, attributes: &Attributes, self_closing: bool) -> String {
    let mut tag = format!("<{name}");
    for (name, value) in attributes {
        tag.push(' ');
        tag.push_str(&text(name));
        if !value.is_empty() {
            tag.push_str("=\"");
            tag.push_str(&escaped(&text(value)));
            tag.push('"');
        }
    }
    tag.push_str(if self_closing { "/>" } else { ">" });
    tag
}

/// A text within a quoted attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOTHING: Additions<'static> = Additions { head: "", body: "" };

    fn page_with(html: &str, additions: Additions<'_>) -> String {
        let files = ["index.html", "a/index.html", "a/图.webp", "assets/site.css"];
        let addresses = Addresses::new("https://mz.example/", files.map(String::from));
        let spot = Spot {
            path: "a/index.html",
            file: "files/site/a/index.html",
        };
        rewritten(html, &addresses, spot, additions)
    }

    fn page(html: &str) -> String {
        page_with(html, NOTHING)
    }

    #[test]
    fn addresses_in_every_kind_of_attribute_lead_into_the_folder() {
        for (html, wanted) in [
            ("<a href=/>回</a>", "<a href=\"../index.html\">回</a>"),
            (
                "<img src='图.webp' alt>",
                "<img alt src=\"%E5%9B%BE.webp\">",
            ),
            (
                "<img srcset=\"/a/图.webp 1x, https://x.cn/b 2x\">",
                "<img srcset=\"%E5%9B%BE.webp 1x\">",
            ),
            (
                "<form action=/a/?x=1&amp;y=2>",
                "<form action=\"index.html?x=1&amp;y=2\">",
            ),
            (
                "<meta http-equiv=refresh content='0; url=/'>",
                "<meta content=\"0; url=../index.html\" http-equiv=\"refresh\">",
            ),
            (
                "<p style='background:url(/a/图.webp)'>",
                "<p style=\"background:url(&quot;%E5%9B%BE.webp&quot;)\">",
            ),
            (
                "<style>p{background:url(/a/图.webp)}</style>",
                "<style>p{background:url(\"%E5%9B%BE.webp\")}</style>",
            ),
            (
                "<svg><image href=/a/图.webp /></svg>",
                "<svg><image href=\"%E5%9B%BE.webp\"/></svg>",
            ),
            ("<base href=/><a href=a/>", "<a href=\"index.html\">"),
        ] {
            assert_eq!(page(html), wanted);
        }
    }

    #[test]
    fn nothing_is_asked_of_another_host_or_of_a_file_that_is_not_there() {
        for (html, wanted) in [
            ("<script src=//x.cn/a.js></script>", "<script></script>"),
            ("<img src=https://x.cn/a.png alt=a>", "<img alt=\"a\">"),
            ("<link rel=canonical href=/a/>", ""),
            ("<link rel=preconnect href=https://x.cn>", ""),
            (
                "<link rel=alternate type=application/atom+xml href=/atom.xml>",
                "",
            ),
            ("<a href=/atom.xml>订阅</a>", "<a>订阅</a>"),
            ("<meta name=robots content=all>", ""),
        ] {
            assert_eq!(page(html), wanted);
        }
    }

    #[test]
    fn what_needs_no_change_stays_byte_for_byte() {
        for html in [
            "<!doctype html><P CLASS=a  id='b'>x &amp; y<br/>",
            "<a href=https://gov.cn/?a&b>x</a><a href=#x><a href='tel:1'>",
            "<script>if (a<b) document.write('<a href=\"/\">')</script>",
            "<!-- <a href=/> --><textarea><a href=/></textarea>",
            "<pre>&lt;a href=/&gt;</pre>",
        ] {
            assert_eq!(page(html), html);
        }
    }

    #[test]
    fn every_page_gets_the_additions_once() {
        let additions = Additions {
            head: "(head)",
            body: "(body)",
        };
        for (html, wanted) in [
            (
                "<html><head><title>t</title></head><body class=x><p>y</body></html>",
                "<html><head><title>t</title>(head)</head><body class=x>(body)<p>y</body></html>",
            ),
            (
                "<title>t</title><body>y",
                "<title>t</title>(head)<body>(body)y",
            ),
            ("<p>y", "<p>y(head)(body)"),
        ] {
            assert_eq!(page_with(html, additions), wanted);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(html in r#"([<>/='"&; a-z!-]|<a href=|<p|字|</|style|body|head|<!--|url\(){0,60}"#) {
            let once = page(&html);
            // What was made right once is right.
            prop_assert_eq!(page(&once), once);
        }
    }
}

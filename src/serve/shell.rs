//! The page that stands where there is no page of the site to show.

use crate::diagnostic::Lang;

/// A page with a heading and some lines of text as they are.
pub fn shell(lang: Lang, heading: &str, text: &str) -> String {
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    format!(
        "<!doctype html><html lang={language}><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width,initial-scale=1\">\
         <title>{heading}</title><style>{STYLE}</style>\
         <body><main><h1>{}</h1><pre tabindex=0>{}</pre></main></body></html>",
        escaped(heading),
        escaped(text)
    )
}

const STYLE: &str = include_str!("shell.css");

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

//! The page that stands where there is no page of the site to show.

use crate::diagnostic::Lang;

/// A page with a heading and some lines of text as they are.
pub fn shell(lang: Lang, heading: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang={}><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width,initial-scale=1\">\
         <title>{}</title><style>{STYLE}</style>\
         <body><main><h1>{}</h1><pre tabindex=0>{}</pre></main></body></html>",
        language(lang),
        escaped(heading),
        escaped(heading),
        escaped(text)
    )
}

/// A page that is filled by another file of the server.
pub fn framed(lang: Lang, title: &str, address: &str) -> String {
    format!(
        "<!doctype html><html lang={}><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width,initial-scale=1\">\
         <title>{}</title><style>{STYLE}</style>\
         <body class=frame><main><h1>{}</h1>\
         <iframe src=\"{}\" title=\"{}\"></iframe></main></body></html>",
        language(lang),
        escaped(title),
        escaped(title),
        escaped(address),
        escaped(title),
    )
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

const STYLE: &str = include_str!("shell.css");

/// Text as HTML, in quotes too.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

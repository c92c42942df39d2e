//! What a request asks for.

use axum::http::{HeaderMap, Uri, header};
use percent_encoding::percent_decode_str;

use super::generation::Reading;

/// A request for something of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The path, decoded, with `/` at its start.
    pub path: String,
    /// What comes after `?`, as it was sent.
    pub query: Option<String>,
    /// The day or time wanted, if it is not that of the preview.
    pub now: Option<String>,
    /// Whether a browser wants to show it as a page.
    pub navigates: bool,
    /// Whether it is for a page of this preview, or is one: then what is not
    /// published yet is shown.
    pub from_page: bool,
}

impl Asked {
    /// What a request wants; none if its path is not UTF-8.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let accept = text(header::ACCEPT).unwrap_or_default();
        let navigates = accept.contains("text/html");
        // What a page is made of, its pictures for one, is of the page's day.
        let referer = text(header::REFERER)
            .and_then(|referer| referer.parse::<Uri>().ok())
            .filter(|referer| referer.authority().map(|own| own.as_str()) == text(header::HOST));
        let own = parameter(uri.query(), "now");
        let of_page = || {
            let referer = referer.as_ref().filter(|_| !navigates)?;
            parameter(referer.query(), "now")
        };
        Some(Self {
            path: decoded(uri.path())?,
            query: uri.query().map(str::to_owned),
            now: own.or_else(of_page),
            navigates,
            from_page: navigates || referer.is_some(),
        })
    }

    /// A page by its address, as a page of the preview asks about itself.
    pub fn page(path: &str, now: Option<String>) -> Option<Self> {
        Some(Self {
            path: decoded(path)?,
            query: None,
            now,
            navigates: true,
            from_page: true,
        })
    }

    /// The way of reading that it wants.
    pub fn reading(&self, everything: bool) -> Reading {
        Reading {
            now: self.now.clone(),
            everything,
        }
    }
}

fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(path.into_owned())
}

/// The value of a parameter in the query of an address; none where it is empty.
pub fn parameter(query: Option<&str>, name: &str) -> Option<String> {
    let pairs = query?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
    let value = value.replace('+', " ");
    let value = percent_decode_str(&value).decode_utf8().ok()?;
    (!value.is_empty()).then(|| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded() {
        let query = Some("follow&now=2026-05-20T09%3A00&x=");
        assert_eq!(parameter(query, "now").as_deref(), Some("2026-05-20T09:00"));
        assert_eq!(parameter(query, "x"), None);
        assert_eq!(parameter(query, "follow"), None);
        assert_eq!(parameter(Some("now=%ff"), "now"), None);
    }

    #[test]
    fn a_picture_is_of_the_day_of_its_page() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "127.0.0.1:4000".parse().expect("a value"));
        let referer = "http://127.0.0.1:4000/a/?now=2026-05-20".parse();
        headers.insert(header::REFERER, referer.expect("a value"));
        let asked = Asked::of(&Uri::from_static("/a/b.png"), &headers).expect("asked");
        assert_eq!(asked.now.as_deref(), Some("2026-05-20"));
        headers.insert(header::HOST, "127.0.0.1:4001".parse().expect("a value"));
        let asked = Asked::of(&Uri::from_static("/a/b.png"), &headers).expect("asked");
        assert!(asked.now.is_none() && !asked.from_page);
    }
}

//! The site that the bodies of these tests stand in.

use std::sync::{Arc, LazyLock};

use huimin::diagnostic::{Diagnostic, Problem};
use huimin::markdown::{Body, Parsed, Picture, Resolver, parse};

/// Knows one fact, every link but those with `缺` in them, and every picture but
/// those.
pub struct Site;

impl Resolver for Site {
    fn fact(&self, name: &str) -> Result<String, Problem> {
        match name {
            "高龄津贴·80岁" => Ok("735".to_owned()),
            _ => Err(Problem::UnknownFact {
                name: name.to_owned(),
                nearest: None,
            }),
        }
    }

    fn link(&self, destination: &str) -> Result<String, Problem> {
        if destination.contains('缺') {
            return Err(Problem::MissingTarget {
                target: destination.to_owned(),
                nearest: None,
            });
        }
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Picture, Problem> {
        if destination.contains('缺') {
            return Err(Problem::MissingPicture {
                target: destination.to_owned(),
                nearest: None,
            });
        }
        Ok(Picture {
            url: format!("/img/{destination}"),
            width: Some(640),
            height: Some(480),
            file: format!("/content/{destination}").into(),
        })
    }
}

/// The file that all bodies stand in.
static FILE: LazyLock<Arc<str>> = LazyLock::new(|| "content/a.md".into());

/// Parses a text that is all body, without raw HTML.
pub fn read(text: &str) -> (Parsed<'_>, Vec<Diagnostic>) {
    read_from(text, 0, false)
}

/// Parses a text whose body begins at `start`.
pub fn read_from(text: &str, start: usize, raw_html: bool) -> (Parsed<'_>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let body = Body {
        file: &FILE,
        text,
        start,
        raw_html,
    };
    (parse(body, &Site, &mut problems), problems)
}

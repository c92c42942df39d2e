//! The site that the bodies of these tests stand in.

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

/// Parses a text that is all body, without raw HTML.
pub fn read(text: &str) -> (Parsed<'_>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let body = Body {
        file: "content/a.md".into(),
        text,
        start: 0,
        raw_html: false,
    };
    (parse(body, &Site, &mut problems), problems)
}

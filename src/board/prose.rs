//! The running text of a board: its own body, and parts of other pages.

use tera::Value;

use super::source::Source;
use crate::body::{self, SiteResolver};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::markdown::{Piece, plain, typst};
use crate::media::Media;
use crate::model::{Model, Page};
use crate::nearest::nearest;
use crate::plan::{Edition, object};

/// Text in parts, and its words.
#[derive(Debug, Default)]
pub struct Prose {
    /// `prose` of the data: title and body of each part.
    pub parts: Vec<Value>,
    /// Its words, a paragraph a line.
    pub lines: Vec<String>,
}

/// The text of a board in its order: parts of other pages, then its own body.
/// A page as a whole gives its body only to 长文; the other layouts take its keys.
pub fn of(
    model: &Model,
    media: &Media,
    board: &Page,
    sources: &[Source<'_>],
    problems: &mut Vec<Diagnostic>,
) -> Prose {
    let long = board
        .fields
        .choice("layout")
        .is_none_or(|said| said.en == "text");
    let mut prose = Prose::default();
    for source in sources {
        match source {
            Source::Part(page, title, span) => {
                let place = Place::new(&board.path, (*span).clone());
                prose.take_part(model, media, place, page, title, problems);
            }
            Source::Page(page) if long => prose.take_page(model, media, page),
            _ => {}
        }
    }
    prose.take_page(model, media, board);
    prose
}

impl Prose {
    fn take_page(&mut self, model: &Model, media: &Media, page: &Page) {
        let edition = Edition::standard(&model.config.base_path);
        let site = SiteResolver::new(model, media, edition, &page.path).for_print();
        // Its problems have been told where its own page was made.
        let parsed = body::parse(model, &site, page, &mut Vec::new());
        self.add("", parsed.lead());
        let top = parsed.headings().map(|heading| heading.level).min();
        for part in parsed
            .parts()
            .filter(|part| Some(part.heading.level) == top)
        {
            self.add(&part.heading.title, part.body);
        }
    }

    fn take_part(
        &mut self,
        model: &Model,
        media: &Media,
        place: Place,
        page: &Page,
        title: &str,
        problems: &mut Vec<Diagnostic>,
    ) {
        let edition = Edition::standard(&model.config.base_path);
        let site = SiteResolver::new(model, media, edition, &page.path).for_print();
        let parsed = body::parse(model, &site, page, &mut Vec::new());
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let found = parsed
            .parts()
            .find(|part| bare(&part.heading.title) == bare(title));
        match found {
            Some(part) => self.add(&part.heading.title, part.body),
            None => {
                let titles = parsed.headings().map(|heading| heading.title.as_str());
                problems.push(Diagnostic::at(
                    place,
                    Problem::MissingPart {
                        page: page.path.to_string(),
                        title: title.into(),
                        nearest: nearest(title, titles).map(Into::into),
                    },
                ));
            }
        }
    }

    fn add(&mut self, title: &str, piece: Piece<'_, '_>) {
        let words = plain(piece);
        if words.trim().is_empty() {
            return;
        }
        self.parts.push(object([
            ("title", title.into()),
            // Written by our own writer, which escapes every text.
            ("body", Value::safe_string(&typst(piece))),
        ]));
        if !title.is_empty() {
            self.lines.push(title.into());
        }
        self.lines.extend(
            words
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(Into::into),
        );
    }
}

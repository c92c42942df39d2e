//! Running text: a product's own body, and parts of other pages.

use tera::Value;

use super::data::Gather;
use super::lines;
use super::source::Source;
use crate::body::{self, SiteResolver};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::markdown::{Parsed, Piece, plain, typst};
use crate::model::Page;
use crate::nearest::nearest;
use crate::plan::{Edition, object};

/// Text in parts.
#[derive(Debug, Default)]
pub struct Prose {
    /// `prose` of the data: title and body of each part; `plain` its words, a
    /// paragraph a line, for [`lines`](super::lines).
    pub parts: Vec<Value>,
}

impl Prose {
    /// The text of some sources in their order. A page as a whole gives its body
    /// only where text is long; other layouts take its keys.
    pub fn of(
        of: Gather<'_>,
        sources: &[Source<'_>],
        long: bool,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut prose = Self::default();
        for source in sources {
            match source {
                Source::Part(page, title, span) => {
                    let place = Place::new(&of.subject.page.path, (*span).clone());
                    prose.take_part(of, place, page, title, problems);
                }
                Source::Page(page) if long => prose.take_page(of, page, problems),
                _ => {}
            }
        }
        prose
    }

    /// Adds the body of a page, a part for each of its highest headings.
    pub fn take_page(&mut self, of: Gather<'_>, page: &Page, problems: &mut Vec<Diagnostic>) {
        let parsed = parsed(of, page, problems);
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
        of: Gather<'_>,
        place: Place,
        page: &Page,
        title: &str,
        problems: &mut Vec<Diagnostic>,
    ) {
        let parsed = parsed(of, page, problems);
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
            (lines::PLAIN, words.into()),
        ]));
    }
}

/// The body of a page, as print has it.
fn parsed<'a>(of: Gather<'_>, page: &'a Page, problems: &mut Vec<Diagnostic>) -> Parsed<'a> {
    let edition = Edition::standard(&of.model.config.base_path);
    let site = SiteResolver::new(of.model, of.media, edition, &page.path).for_print();
    let told = &mut Vec::new();
    let parsed = body::parse(of.model, &site, page, told);
    if of.tell {
        problems.append(told);
    }
    parsed
}

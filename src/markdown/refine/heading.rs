//! Headings: their text, their anchors, their levels.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::{End, Event, Refiner, Spanned, Tag};
use crate::markdown::Heading;
use crate::markdown::plain::title;
use crate::text::slug;

/// The headings found so far.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// Where in the body those begin that stand in no list, quote or note.
    places: Vec<usize>,
    /// The anchors given, each with the number its next twin gets.
    ids: HashMap<String, usize>,
    has_first_level: bool,
}

impl Headings {
    /// Whether a heading of level 1 was written, so that all must be lowered:
    /// level 1 is the page's own title.
    pub(super) fn has_first_level(&self) -> bool {
        self.has_first_level
    }

    pub(super) fn places(self) -> Vec<usize> {
        self.places
    }

    /// An anchor that no other heading has.
    fn unique(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() {
            "part".to_owned()
        } else {
            wanted
        };
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) {
            let next = self.ids.entry(wanted.clone()).or_insert(2);
            id = format!("{wanted}-{next}");
            *next += 1;
        }
        self.ids.insert(id.clone(), 2);
        id
    }
}

/// Lowers each heading by one level; the sixth is the lowest.
pub(super) fn lower(events: &mut [Spanned<'_>]) {
    for spanned in events {
        match &mut spanned.event {
            Event::Start(Tag::Heading(heading)) => heading.level = (heading.level + 1).min(6),
            Event::End(End::Heading(level)) => *level = (*level + 1).min(6),
            _ => {}
        }
    }
}

impl<'a> Refiner<'a, '_> {
    pub(super) fn start_heading(&mut self, level: u8, id: Option<CowStr<'a>>, span: Range<usize>) {
        self.headings.has_first_level |= level == 1;
        if self.depth == 0 && !self.notes.is_open() {
            self.headings.places.push(self.out.len());
        }
        let id = id.map_or_else(String::new, |id| id.into_string());
        let heading = Heading {
            level,
            id,
            title: String::new(),
        };
        self.block(Event::Start(Tag::Heading(Box::new(heading))), span);
    }

    /// Ends a heading, whose text and anchor are known only now.
    pub(super) fn end_heading(&mut self, level: u8, span: Range<usize>) {
        let start = self
            .out
            .iter()
            .rposition(|spanned| matches!(spanned.event, Event::Start(Tag::Heading(_))));
        if let Some(start) = start {
            let text = title(&self.out[start + 1..]);
            if let Event::Start(Tag::Heading(heading)) = &mut self.out[start].event {
                let wanted = std::mem::take(&mut heading.id);
                let wanted = if wanted.is_empty() {
                    slug(&text)
                } else {
                    wanted
                };
                heading.id = self.headings.unique(wanted);
                heading.title = text;
            }
        }
        self.block(Event::End(End::Heading(level)), span);
    }
}

//! Links: resolved, or shown as their text.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::{End, Event, Refiner, Tag, target};
use crate::diagnostic::Problem;
use crate::markdown::Link;

impl<'a> Refiner<'a, '_> {
    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        destination: CowStr<'a>,
        title: CowStr<'a>,
        span: Range<usize>,
    ) {
        let url = match kind {
            LinkType::Email => Ok(format!("mailto:{destination}")),
            _ if target::is_unsafe(&destination) => Err(Problem::UnsafeLink {
                target: destination.into_string(),
            }),
            _ => self.resolver.link(&destination),
        };
        let url = url.unwrap_or_else(|problem| {
            self.tell(span.clone(), problem);
            String::new()
        });
        // An address that says nothing leads nowhere.
        let open = !url.is_empty();
        self.links.push(open);
        if open {
            self.push(Event::Start(Tag::Link(Box::new(Link { url, title }))), span);
        }
    }

    pub(super) fn end_link(&mut self, span: Range<usize>) {
        if self.links.pop() == Some(true) {
            self.push(Event::End(End::Link), span);
        }
    }
}

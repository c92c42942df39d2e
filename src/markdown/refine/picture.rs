//! Pictures: found, with the text that stands in their place.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event as Input, Tag as InputTag, TagEnd};

use super::{Event, Refiner, target};
use crate::diagnostic::Problem;
use crate::markdown::Image;
use crate::text::joins;

/// A picture whose text is being read.
#[derive(Debug)]
pub(super) struct Alt<'a> {
    destination: CowStr<'a>,
    title: CowStr<'a>,
    span: Range<usize>,
    text: String,
    /// A line of the text has ended and nothing has followed yet.
    open_break: bool,
    /// Pictures within the picture's text.
    depth: usize,
}

impl<'a> Alt<'a> {
    pub(super) fn new(destination: CowStr<'a>, title: CowStr<'a>, span: Range<usize>) -> Self {
        Self {
            destination,
            title,
            span,
            text: String::new(),
            open_break: false,
            depth: 0,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.open_break)
            && let (Some(before), Some(after)) =
                (self.text.chars().next_back(), text.chars().next())
            && !joins(before, after)
        {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }
}

impl<'a> Refiner<'a, '_> {
    /// Takes an event within a picture's text, of which only the letters count.
    pub(super) fn take_in_alt(&mut self, event: Input<'a>) {
        let Some(alt) = &mut self.alt else { return };
        match event {
            Input::Code(text) => alt.push(&text),
            Input::SoftBreak | Input::HardBreak => alt.open_break = true,
            Input::Start(InputTag::Image { .. }) => alt.depth += 1,
            Input::End(TagEnd::Image) if alt.depth > 0 => alt.depth -= 1,
            Input::End(TagEnd::Image) => {
                if let Some(alt) = self.alt.take() {
                    self.picture(alt);
                }
            }
            _ => {}
        }
    }

    fn picture(&mut self, alt: Alt<'a>) {
        let Alt {
            destination,
            title,
            span,
            text,
            ..
        } = alt;
        let blank = text.trim().is_empty();
        let decoration = blank && matches!(title.trim(), "装饰" | "decoration");
        if blank && !decoration {
            let target = destination.to_string();
            self.tell(span.clone(), Problem::MissingAlt { target });
        }
        let picture = if target::is_unsafe(&destination) {
            Err(Problem::UnsafeLink {
                target: destination.into_string(),
            })
        } else {
            self.resolver.picture(&destination)
        };
        match picture {
            Ok(picture) => {
                let title = if decoration {
                    CowStr::Borrowed("")
                } else {
                    title
                };
                let image = Box::new(Image {
                    picture,
                    alt: text.trim().to_owned(),
                    title,
                });
                // A picture is no letter: a line break beside it shows.
                self.line.restart();
                self.push(Event::Picture(image), span);
            }
            Err(problem) => {
                self.tell(span.clone(), problem);
                self.show(text.into(), span);
            }
        }
    }
}

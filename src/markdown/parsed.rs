//! A parsed body, and the parts of it that its headings name.

use super::{Event, Heading, Spanned, Tag};

/// The events of a body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed<'a> {
    /// The body itself, without its notes.
    pub events: Vec<Spanned<'a>>,
    /// The notes referred to, in the order of their numbers, from 1.
    pub notes: Vec<Vec<Spanned<'a>>>,
    /// Where in `events` each heading begins that stands in no list or quote.
    pub(super) headings: Vec<usize>,
}

/// A stretch of a body, with the notes it may refer to.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'p, 'a> {
    /// What is to be written.
    pub events: &'p [Spanned<'a>],
    /// All notes of the body.
    pub notes: &'p [Vec<Spanned<'a>>],
}

/// A heading and what stands under it.
#[derive(Debug, Clone, Copy)]
pub struct Part<'p, 'a> {
    /// The heading.
    pub heading: &'p Heading,
    /// All up to the next heading of its level or above, the heading itself not
    /// included.
    pub body: Piece<'p, 'a>,
}

impl<'a> Parsed<'a> {
    /// All of it.
    pub fn whole(&self) -> Piece<'_, 'a> {
        self.piece(0, self.events.len())
    }

    /// What stands before the first heading.
    pub fn lead(&self) -> Piece<'_, 'a> {
        self.piece(
            0,
            self.headings.first().copied().unwrap_or(self.events.len()),
        )
    }

    /// The parts named by headings, in order. A part holds the parts under it,
    /// which are given too.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_, 'a>> {
        self.headings
            .iter()
            .enumerate()
            .filter_map(|(index, &start)| {
                let heading = self.heading(start)?;
                let end = self.headings[index + 1..]
                    .iter()
                    .copied()
                    .find(|next| {
                        self.heading(*next)
                            .is_some_and(|next| next.level <= heading.level)
                    })
                    .unwrap_or(self.events.len());
                Some(Part {
                    heading,
                    body: self.piece(self.after_heading(start), end),
                })
            })
    }

    /// The headings that stand in no list or quote, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.headings
            .iter()
            .filter_map(|start| self.heading(*start))
    }

    fn heading(&self, start: usize) -> Option<&Heading> {
        match &self.events.get(start)?.event {
            Event::Start(Tag::Heading(heading)) => Some(heading),
            _ => None,
        }
    }

    fn after_heading(&self, start: usize) -> usize {
        let length = self.events[start..]
            .iter()
            .position(|spanned| matches!(spanned.event, Event::End(super::End::Heading(_))));
        start + length.map_or(0, |length| length + 1)
    }

    fn piece(&self, start: usize, end: usize) -> Piece<'_, 'a> {
        Piece {
            events: &self.events[start..end],
            notes: &self.notes,
        }
    }
}

/// The numbers of the notes that a piece refers to, in order, those that its
/// notes refer to included.
pub(super) fn referred(piece: Piece<'_, '_>) -> Vec<usize> {
    let mut numbers = Vec::new();
    collect(piece.events, piece.notes.len(), &mut numbers);
    let mut next = 0;
    while let Some(number) = numbers.get(next).copied() {
        collect(&piece.notes[number - 1], piece.notes.len(), &mut numbers);
        next += 1;
    }
    numbers.sort_unstable();
    numbers
}

fn collect(events: &[Spanned<'_>], notes: usize, numbers: &mut Vec<usize>) {
    for spanned in events {
        if let Event::Note(number) = spanned.event
            && (1..=notes).contains(&number)
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
}

//! Footnotes: taken out of the body and numbered by their first reference.

use pulldown_cmark::CowStr;

use super::Spanned;

/// The footnotes found so far.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// The labels referred to, in order: a note's number less one is its place.
    labels: Vec<String>,
    defined: Vec<(String, Vec<Spanned<'a>>)>,
    /// The notes being read, innermost last, each with the output that goes on
    /// after it.
    open: Vec<(String, Vec<Spanned<'a>>)>,
}

impl<'a> Notes<'a> {
    /// The number of the note with this label, from 1.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let label = label.to_lowercase();
        let known = self.labels.iter().position(|other| *other == label);
        known.unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        }) + 1
    }

    /// Whether a note is being read.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// A note begins: `out` is for it from now on.
    pub(super) fn start(&mut self, label: CowStr<'_>, out: &mut Vec<Spanned<'a>>) {
        self.open.push((label.to_lowercase(), std::mem::take(out)));
    }

    /// The note ends: `out` is what it was before.
    pub(super) fn end(&mut self, out: &mut Vec<Spanned<'a>>) {
        if let Some((label, before)) = self.open.pop() {
            self.defined.push((label, std::mem::replace(out, before)));
        }
    }

    /// The notes in the order of their numbers; those never referred to go.
    pub(super) fn finish(mut self) -> Vec<Vec<Spanned<'a>>> {
        self.labels
            .iter()
            .map(|label| {
                let defined = self.defined.iter_mut().find(|(other, _)| other == label);
                defined
                    .map(|(_, events)| std::mem::take(events))
                    .unwrap_or_default()
            })
            .collect()
    }
}

//! A product ready to be set.

use super::data::{Data, Gather};
use super::frame;
use super::spec::Spec;
use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::site::Ground;

/// A product's sheet and its words.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// What it is made of.
    pub subject: Subject<'a>,
    /// What it is set on.
    pub spec: Spec,
    /// Its words, for the template and as text.
    pub(super) data: Data,
    /// The address in its QR code.
    pub address: String,
}

impl<'a> Sheet<'a> {
    /// Gathers what a product is made of; what is wrong with it is told. With
    /// `tell` so is what is wrong in the bodies of the pages that it draws on. None
    /// if it has no size to be set on.
    pub fn of(
        ground: &'a Ground,
        index: usize,
        tell: bool,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let model = &ground.model;
        let subject = Subject::of(model, &model.pages[index], problems);
        let spec = Spec::of(&subject, &ground.theme, problems)?;
        let of = Gather {
            model,
            media: &ground.media,
            subject: &subject,
            tell,
        };
        let data = Data::of(of, &spec, problems);
        let address = frame::address(model, &subject);
        Some(Self {
            subject,
            spec,
            data,
            address,
        })
    }

    /// Its words, a line each.
    pub fn lines(self) -> Vec<String> {
        self.data.lines
    }
}

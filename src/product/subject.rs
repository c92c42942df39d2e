//! What a product is made of: its page, its form, the pages it draws on.

use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::model::{Model, Page};
use crate::schema::{FORMS, Form, HANDOUT};

/// The kind of the pages that are products.
pub const KIND: &str = "product";

/// A page as something to print.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The page.
    pub page: &'a Page,
    /// What it is printed as.
    pub form: &'static Form,
    /// The pages that it draws on, in their order.
    pub sources: Vec<Source<'a>>,
}

impl<'a> Subject<'a> {
    /// A product as its page says; of any other page, a sheet to hand out.
    pub fn of(model: &'a Model, page: &'a Page, problems: &mut Vec<Diagnostic>) -> Self {
        match page.kind.en {
            KIND => Self {
                page,
                form: form(model, page),
                sources: Source::of(model, page, page.fields.list("from"), problems),
            },
            _ => Self {
                page,
                form: &HANDOUT,
                sources: vec![Source::Page(page)],
            },
        }
    }

    /// Whether its page was written to be printed.
    pub fn is_product(&self) -> bool {
        self.page.kind.en == KIND
    }
}

/// What a page says it is: by 品种, or by the kind that it or its folder names.
pub fn form(model: &Model, page: &Page) -> &'static Form {
    let section = &model.sections[page.section].fields;
    page.fields
        .choice("form")
        .map(|said| said.en)
        .or_else(|| page.fields.text("kind"))
        .and_then(Form::named)
        .or_else(|| section.text("kind").and_then(Form::named))
        .unwrap_or(&FORMS[0])
}

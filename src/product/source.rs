//! 内容来自: what a product is made from.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Datum, Located, Model, Page, Section, Target};

/// One thing that a product draws on.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// The phases in site.yaml, named 阶段.
    Phases,
    /// A folder.
    Section(&'a Section),
    /// A page as a whole.
    Page(&'a Page),
    /// The part of a page under a heading, and where the product names it.
    Part(&'a Page, &'a str, &'a Range<usize>),
}

impl<'a> Source<'a> {
    /// What a product's page names, in its order. Names of nothing are told of.
    pub fn of(
        model: &'a Model,
        product: &'a Page,
        named: &'a [Located],
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Self> {
        let mut sources = Vec::new();
        for value in named {
            let Datum::Text(text) = &value.datum else {
                continue;
            };
            match Self::named(model, product, text, &value.span) {
                Ok(source) => sources.push(source),
                Err(problem) => {
                    problems.push(Diagnostic::at(
                        Place::new(&product.path, value.span.clone()),
                        problem,
                    ));
                }
            }
        }
        sources
    }

    fn named(
        model: &'a Model,
        product: &Page,
        text: &'a str,
        span: &'a Range<usize>,
    ) -> Result<Self, Problem> {
        if matches!(text, "阶段" | "phases") {
            return Ok(Self::Phases);
        }
        let (file, part) = text
            .split_once('#')
            .map_or((text, None), |(f, part)| (f, Some(part)));
        let path = match model.targets().find(&product.path, file) {
            Target::Page(path, _) => path,
            Target::Skipped(why) => {
                return Err(Problem::TargetNotBuilt {
                    target: file.into(),
                    why,
                });
            }
            Target::File(_) => {
                return Err(Problem::MissingTarget {
                    target: file.into(),
                    nearest: None,
                });
            }
            Target::Missing(nearest) => {
                return Err(Problem::MissingTarget {
                    target: file.into(),
                    nearest,
                });
            }
        };
        if let Some(section) = model
            .sections
            .iter()
            .find(|s| s.path.as_ref() == Some(&path))
        {
            return Ok(Self::Section(section));
        }
        let missing = || Problem::MissingTarget {
            target: file.into(),
            nearest: None,
        };
        let page = model.page(&path).ok_or_else(missing)?;
        Ok(match part {
            Some(part) => Self::Part(page, part.trim(), span),
            None => Self::Page(page),
        })
    }

    /// Whether it is a page that says who gets what and how.
    pub fn answers(&self) -> bool {
        matches!(self, Self::Page(page) if answers(page))
    }

    /// The address below the base path, to which the QR code leads.
    pub fn address(&self) -> Option<&'a str> {
        match self {
            Self::Phases => None,
            Self::Section(section) => Some(&section.address),
            Self::Page(page) | Self::Part(page, ..) => Some(&page.address),
        }
    }
}

/// Whether a page says who gets what and how.
pub fn answers(page: &Page) -> bool {
    ["explainer", "service"].contains(&page.kind.en)
}

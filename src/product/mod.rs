//! Printed products: from a page of the kind 印刷品, or any other page, and the
//! pages that it draws on, to the PDF for the print shop and the pictures for
//! the website.

mod cache;
mod chapters;
mod data;
mod faces;
mod frame;
mod lines;
mod maker;
mod parts;
mod pictures;
mod proof;
mod prose;
mod report;
mod sections;
mod series;
mod size;
mod source;
mod spec;
mod subject;

pub use maker::{Maker, Sheet};
pub use size::Size;
pub use spec::{Shared, Spec};
pub use subject::{KIND, Subject, form};

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::media::Media;
use crate::model::{Model, Options};
use crate::print::Fit;
use crate::schema::Form;
use crate::theme::Theme;

/// A product made.
#[derive(Debug, Clone)]
pub struct Product {
    /// What it is.
    pub form: &'static Form,
    /// Its sheet.
    pub spec: Spec,
    /// For the print shop, all pages, with bleed.
    pub pdf: Vec<u8>,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Pictures of the pages at their finished size, WebP; of the first ones
    /// where there are many.
    pub pictures: Vec<Vec<u8>>,
    /// The pixels of the pictures across and down.
    pub pixels: (u32, u32),
    /// Every word on it, in reading order.
    pub lines: Vec<String>,
    /// How it fits.
    pub fit: Option<Fit>,
}

/// The products of a site, by index of their page.
pub type Products = BTreeMap<usize, Product>;

/// Makes every product of the site and calls `step` after each. Products that
/// cannot be set, do not fit or must not be printed are told of and left out.
pub fn make_all(
    root: &Path,
    model: &Model,
    media: &Media,
    theme: &Theme,
    options: &Options,
    problems: &mut Vec<Diagnostic>,
    step: &(dyn Fn() + Sync),
) -> Products {
    let indices: Vec<usize> = (0..model.pages.len())
        .filter(|&index| model.pages[index].kind.en == KIND)
        .collect();
    // The fonts take some milliseconds to read: only where there is a product.
    if indices.is_empty() {
        return BTreeMap::new();
    }
    let Some(maker) = Maker::new(root, model, media, theme, options, problems) else {
        return BTreeMap::new();
    };
    let sheets: Vec<(usize, Option<Sheet>, Vec<Diagnostic>)> = indices
        .into_par_iter()
        .map(|index| {
            let mut problems = Vec::new();
            let sheet = maker.sheet(&model.pages[index], &mut problems);
            (index, sheet, problems)
        })
        .collect();
    let mut ready = Vec::new();
    for (index, sheet, found) in sheets {
        problems.extend(found);
        ready.extend(sheet.map(|sheet| (index, sheet)));
    }
    let shared = series::shared(&maker, &ready);
    let made: Vec<_> = ready
        .into_par_iter()
        .zip(shared)
        .map(|((index, sheet), shared)| {
            let mut problems = Vec::new();
            let product = maker.make(sheet, shared, &mut problems);
            step();
            (index, product, problems)
        })
        .collect();
    maker.end();
    let mut products = BTreeMap::new();
    for (index, product, found) in made {
        problems.extend(found);
        if let Some(product) = product {
            products.insert(index, product);
        }
    }
    products
}

//! Printed products: from a page of the kind 印刷品, or any other page, and the
//! pages that it draws on, to the PDF for the print shop and the pictures for
//! the website.

mod cache;
mod chapters;
mod data;
mod faces;
mod folders;
mod frame;
mod lines;
mod made;
mod maker;
mod parts;
mod pictures;
mod proof;
mod prose;
mod report;
mod sections;
mod series;
mod sheet;
mod size;
mod source;
mod spec;
mod subject;
mod tools;
mod workshop;

pub use maker::Maker;
pub use pictures::Picture;
pub use sheet::Sheet;
pub use size::Size;
pub use spec::{Shared, Spec};
pub use subject::{KIND, Subject, form};
pub use tools::Tools;
pub use workshop::Workshop;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::print::Fit;
use crate::schema::Form;
use crate::site::Ground;

/// A product made.
#[derive(Debug, Clone)]
pub struct Product {
    /// What it is.
    pub form: &'static Form,
    /// The address in its QR code.
    pub address: String,
    /// Its sheet.
    pub spec: Spec,
    /// What it shares with its series.
    pub shared: Option<Shared>,
    /// For the print shop, all pages, with bleed.
    pub pdf: Vec<u8>,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Pictures of the pages at their finished size; of the first ones where there
    /// are many.
    pub pictures: Vec<Picture>,
    /// Every word on it, in reading order.
    pub lines: Vec<String>,
    /// How it fits.
    pub fit: Option<Fit>,
}

/// The products of a site, by index of their page.
pub type Products = BTreeMap<usize, Product>;

/// The pages that are products, by index.
pub fn products(model: &Model) -> Vec<usize> {
    (0..model.pages.len())
        .filter(|&index| model.pages[index].kind.en == KIND)
        .collect()
}

/// Makes some pages into products, those of `indices` that are `wanted`; the
/// others are looked at for the series that they share.
pub fn make(
    maker: &Maker<'_>,
    indices: &[usize],
    wanted: &(dyn Fn(usize) -> bool + Sync),
    problems: &mut Vec<Diagnostic>,
    step: &(dyn Fn() + Sync),
) -> Products {
    let ready = sheets(maker, indices, problems);
    let shared = series::shared(maker, &ready);
    let made: Vec<_> = ready
        .into_par_iter()
        .zip(shared)
        .filter(|((index, _), _)| wanted(*index))
        .map(|((index, sheet), shared)| {
            let mut problems = Vec::new();
            let product = maker.make(sheet, shared, &mut problems);
            step();
            (index, product, problems)
        })
        .collect();
    let mut products = BTreeMap::new();
    for (index, product, found) in made {
        problems.extend(found);
        if let Some(product) = product {
            products.insert(index, product);
        }
    }
    products
}

/// The words of a page as it would be printed now, a line each.
pub fn lines(ground: &Ground, index: usize) -> Vec<String> {
    // What is wrong is told where it is made.
    Sheet::of(ground, index, false, &mut Vec::new()).map_or_else(Vec::new, Sheet::lines)
}

/// The sheets of some pages, by index.
fn sheets<'a>(
    maker: &Maker<'a>,
    indices: &[usize],
    problems: &mut Vec<Diagnostic>,
) -> Vec<(usize, Sheet<'a>)> {
    let found: Vec<_> = indices
        .par_iter()
        .map(|&index| {
            let mut problems = Vec::new();
            let sheet = maker.sheet(index, &mut problems);
            (index, sheet, problems)
        })
        .collect();
    let mut ready = Vec::new();
    for (index, sheet, told) in found {
        problems.extend(told);
        ready.extend(sheet.map(|sheet| (index, sheet)));
    }
    ready
}

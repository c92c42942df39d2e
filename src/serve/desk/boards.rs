//! Printed products as the desk shows them.

use serde::Serialize;

use super::told::Told;
use crate::diagnostic::{Lang, Report, Texts};
use crate::model::Model;
use crate::plan::PRODUCT_PDF;
use crate::product::{KIND, Product, Products, form};
use crate::schema::Setting;
use crate::serve::state::mark;

/// A product.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// The path of its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What it is: 展板, 三折页.
    pub form: &'static str,
    /// The address of its page below the base path, if the website shows it.
    pub address: Option<String>,
    /// What was made of it; none if it could not be made.
    pub made: Option<Made>,
    /// What is wrong with it, the worst first.
    pub problems: Vec<Told>,
}

/// A finished product.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Made {
    /// Width and height in mm of a sheet.
    pub size: (f64, f64),
    /// Sheets across and down, for a wall.
    pub sheets: Option<(u32, u32)>,
    /// Pages of the PDF.
    pub pages: usize,
    /// The address of its PDF below the base path.
    pub pdf: String,
    /// The size of the PDF in bytes.
    pub bytes: usize,
    /// Width and height in pixels of its first picture.
    pub picture: Option<(u32, u32)>,
    /// Changes when the picture does.
    pub mark: String,
    /// From how far it is read, in m.
    pub distance: f64,
    /// Height of the text's Han in mm, as set.
    pub body: Option<f64>,
    /// The height wanted for that distance.
    pub wanted: Option<f64>,
    /// The smallest height allowed.
    pub least: Option<f64>,
    /// Share of the height that is used, 0 to 1.
    pub fill: Option<f64>,
    /// Height left empty, in mm.
    pub hole: Option<f64>,
}

/// The products of a site, by path. `texts` are those of files that something is
/// wrong with.
pub fn boards(
    model: &Model,
    products: &Products,
    report: &Report,
    texts: &dyn Texts,
) -> Vec<Board> {
    let pages = model.pages.iter().enumerate();
    pages
        .filter(|(_, page)| page.kind.en == KIND)
        .map(|(index, page)| {
            let mut problems: Vec<_> = report
                .iter()
                .filter(|diagnostic| {
                    let place = diagnostic.place.as_ref();
                    place.is_some_and(|place| place.file == page.path)
                })
                .map(|diagnostic| (diagnostic.severity(), Told::of(diagnostic, texts, Lang::Zh)))
                .collect();
            problems.sort_by_key(|(severity, _)| *severity);
            Board {
                path: page.path.to_string(),
                title: page.title.clone(),
                form: form(model, page).name.zh,
                address: page.is_shown().then(|| page.address.to_string()),
                made: products
                    .get(&index)
                    .map(|product| made(product, &page.address)),
                problems: problems.into_iter().map(|(_, told)| told).collect(),
            }
        })
        .collect()
}

fn made(product: &Product, address: &str) -> Made {
    let spec = &product.spec;
    let fit = product.fit.as_ref();
    Made {
        size: (spec.size.width, spec.size.height),
        sheets: (spec.setting == Setting::Wall).then_some(spec.sheets),
        pages: product.pages,
        pdf: format!("{address}{PRODUCT_PDF}"),
        bytes: product.pdf.len(),
        picture: product
            .pictures
            .first()
            .map(|picture| (picture.width, picture.height)),
        mark: product
            .pictures
            .first()
            .map_or_else(String::new, |picture| mark(&picture.webp)),
        distance: spec.distance,
        body: fit.and_then(|fit| fit.body),
        wanted: fit.and_then(|fit| fit.wanted),
        least: fit.and_then(|fit| fit.least),
        fill: fit.and_then(|fit| fit.fill),
        hole: fit.and_then(|fit| fit.hole),
    }
}

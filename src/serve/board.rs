//! How a printed product fits its sheet, for the bar on its page.

use serde::Serialize;

use crate::diagnostic::Lang;
use crate::product::Product;

/// A printed product in words and figures. Lengths are in mm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// What it is, such as 展板.
    pub form: &'static str,
    /// Its finished size, such as `900×1200`.
    pub size: String,
    /// How many pages its PDF has.
    pub pages: usize,
    /// The height of a Han of the text.
    pub body: Option<f64>,
    /// The height wanted for the distance that it is read from.
    pub wanted: Option<f64>,
    /// The smallest height allowed.
    pub least: Option<f64>,
    /// The share of the height that is used, in per cent.
    pub fill: Option<u32>,
    /// The height left empty.
    pub room: Option<f64>,
    /// The size of the PDF in bytes.
    pub bytes: usize,
    /// Changes when the finished file does.
    pub mark: String,
    /// The finished file, as an address beside the page.
    pub pdf: &'static str,
}

impl Board {
    /// A product as it was set.
    pub fn of(product: &Product, lang: Lang) -> Self {
        let fit = product.fit.as_ref();
        let tenth = |length: f64| (length * 10.0).round() / 10.0;
        let of_fit = |get: fn(&crate::print::Fit) -> Option<f64>| fit.and_then(get).map(tenth);
        let name = product.form.name;
        Self {
            form: match lang {
                Lang::Zh => name.zh,
                Lang::En => name.en,
            },
            size: product.spec.size.to_string(),
            pages: product.pages,
            body: of_fit(|fit| fit.body),
            wanted: of_fit(|fit| fit.wanted),
            least: of_fit(|fit| fit.least),
            fill: fit
                .and_then(|fit| fit.fill)
                .map(|fill| (fill.clamp(0.0, 9.0) * 100.0).round() as u32),
            room: of_fit(|fit| fit.hole),
            bytes: product.pdf.len(),
            mark: super::state::mark(&product.pdf),
            pdf: crate::plan::PRODUCT_PDF,
        }
    }
}

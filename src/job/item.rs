//! One line of a job ticket.

use tera::Value;

use crate::model::Page;
use crate::plan::object;
use crate::product::Product;

/// What a print shop is told of one product.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub form: &'static str,
    /// Its title.
    pub title: String,
    /// The finished size in mm.
    pub size: String,
    /// Bleed in mm.
    pub bleed: f64,
    /// Pages of the PDF.
    pub pages: usize,
    /// What it is printed on.
    pub material: String,
    /// Lamination.
    pub finish: String,
    /// How many.
    pub copies: u64,
    /// The file's name.
    pub file: String,
    /// Where it will hang.
    pub places: Vec<String>,
}

impl Item {
    /// What a product's page says, else what is usual for its form.
    pub fn of(page: &Page, product: &Product, file: String) -> Self {
        let fields = &page.fields;
        let text = |key: &str| fields.text(key);
        let scale = match product.spec.scale < 1.0 {
            true => "（1:10）",
            false => "",
        };
        Self {
            form: product.form.name.zh,
            title: text("board_title").unwrap_or(&page.title).replace('｜', ""),
            size: format!("{}{scale}", product.spec.size),
            bleed: product.spec.bleed,
            pages: product.pages,
            material: text("material").unwrap_or(product.form.material).to_owned(),
            finish: text("finish").unwrap_or_default().to_owned(),
            copies: copies(page),
            file,
            places: places(page),
        }
    }

    /// As the ticket's template gets it.
    pub fn value(&self) -> Value {
        object([
            ("form", self.form.into()),
            ("title", self.title.as_str().into()),
            ("size", self.size.as_str().into()),
            ("bleed", self.bleed.into()),
            ("pages", self.pages.into()),
            ("material", self.material.as_str().into()),
            ("lamination", self.finish.as_str().into()),
            ("copies", self.copies.into()),
            ("file", self.file.as_str().into()),
            ("place", self.places.join("、").into()),
        ])
    }
}

/// How many are printed.
pub fn copies(page: &Page) -> u64 {
    page.fields
        .number("copies")
        .map_or(1, |copies| copies.max(1.0) as u64)
}

/// Where they hang.
pub fn places(page: &Page) -> Vec<String> {
    page.fields
        .records("places")
        .filter_map(|place| place.text("place"))
        .map(Into::into)
        .collect()
}

//! What is made of finished PDFs: tiles for office printers, printer's sheets of
//! booklets, proofs, and the job ticket.

use std::io::Cursor;
use std::sync::Arc;

use image::ImageFormat;
use tera::{Map, Value};

use super::Item;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::Page;
use crate::plan::object;
use crate::preflight::{Extent, render};
use crate::product::{Maker, Product};
use crate::schema::Setting;

/// The name under which templates find the finished PDF.
const FINISHED: &str = "finished.pdf";

/// What went wrong in setting one of these.
pub type Made = Result<Vec<u8>, Vec<Problem>>;

/// What was made for a page; what stopped it is told of the page.
pub fn kept(made: Made, page: &Page, problems: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    made.map_err(|found| {
        let place = || Place::file(&page.path);
        problems.extend(found.into_iter().map(|p| Diagnostic::at(place(), p)));
    })
    .ok()
}

/// A page of a PDF at its finished size as PNG.
pub fn png(pdf: &[u8], page: usize, dpi: f64) -> Made {
    let unreadable = |reason: String| vec![Problem::PrintUnreadable { reason }];
    let drawn = render(pdf, page, dpi, Extent::Trim).map_err(|e| unreadable(e.to_string()))?;
    let mut png = Cursor::new(Vec::new());
    drawn
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|e| unreadable(e.to_string()))?;
    Ok(png.into_inner())
}

/// A product as sheets of office paper (`a4` or `a3`) to be pasted together: the
/// plan and the tiles of one page.
pub fn tiles(maker: &Maker<'_>, title: &str, product: &Product, page: usize, sheet: &str) -> Made {
    let mut spec = sheet_spec(maker, product);
    spec.insert("page".into(), page.into());
    spec.insert("sheet".into(), sheet.into());
    spec.insert("overlap".into(), 10.into());
    spec.insert("margin".into(), 5.into());
    let data = object([
        ("title", title.into()),
        ("form", product.form.name.zh.into()),
    ]);
    set(maker, "print/tiles.typ", title, data, spec, product)
}

/// A booklet in printer's order, two pages side by side.
pub fn impose(maker: &Maker<'_>, title: &str, product: &Product) -> Made {
    let spec = sheet_spec(maker, product);
    let data = object([("title", title.into())]);
    set(maker, "print/imposed.typ", title, data, spec, product)
}

/// A picture to check a product against, with its dimensions drawn.
pub fn proof(maker: &Maker<'_>, item: &Item, product: &Product) -> Made {
    let mut spec = sheet_spec(maker, product);
    if let Setting::Faces(faces) = product.spec.setting {
        let folds: Vec<Value> = product
            .spec
            .folds(faces)
            .into_iter()
            .map(|(page, x)| object([("page", page.into()), ("x", x.into())]))
            .collect();
        spec.insert("folds".into(), folds.into());
    }
    let data = item.value();
    set(maker, "print/proof.typ", &item.title, data, spec, product)
}

/// The job ticket.
pub fn ticket(maker: &Maker<'_>, job: &str, data: Value) -> Made {
    let spec = object([("tokens", maker.tokens())]);
    maker.set_template("print/ticket.typ", job, data, spec, &|_| None)
}

/// Sizes in the PDF's own millimetres; `scale` is how many times larger the real
/// ones are.
fn sheet_spec(maker: &Maker<'_>, product: &Product) -> Map {
    let spec = &product.spec;
    let scale = spec.scale;
    Map::from_iter([
        ("file".into(), FINISHED.into()),
        ("form".into(), product.form.name.en.into()),
        ("pages".into(), product.pages.into()),
        ("width".into(), (spec.size.width * scale).into()),
        ("height".into(), (spec.size.height * scale).into()),
        ("bleed".into(), (spec.bleed * scale).into()),
        ("scale".into(), (1.0 / scale).round().into()),
        ("tokens".into(), maker.tokens()),
    ])
}

fn set(
    maker: &Maker<'_>,
    template: &str,
    title: &str,
    data: Value,
    spec: Map,
    product: &Product,
) -> Made {
    let pdf: Arc<[u8]> = product.pdf.as_slice().into();
    let finished = format!("print/{FINISHED}");
    let extra = move |path: &str| {
        let asked = path == finished || path == FINISHED || path.ends_with("/finished.pdf");
        asked.then(|| pdf.clone())
    };
    maker.set_template(template, title, data, spec.into(), &extra)
}

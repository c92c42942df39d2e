//! Everything of a job, ready to be written.

use tera::Value;

use super::{File, Item, papers, spreadsheet, stem, sum};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Model, Page};
use crate::plan::object;
use crate::product::{Maker, Product};

/// What a print shop is told of a job as a whole.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// Its name.
    pub name: String,
    /// The day it is sent.
    pub date: String,
    /// The day it is wanted.
    pub delivery: String,
    /// Who to ask.
    pub contact: String,
    /// At which telephone.
    pub phone: String,
    /// A remark.
    pub note: String,
}

/// The dpi of a proof's picture: A4 on a screen.
const PROOF_DPI: f64 = 120.0;

/// The files of a job: a PDF and a proof for each product, the ticket as PDF and
/// as spreadsheet, checksums last.
pub fn pack(
    maker: &Maker<'_>,
    model: &Model,
    job: &Job,
    products: &[(&Page, &Product)],
    problems: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    let mut items = Vec::new();
    for (number, (page, product)) in (1..).zip(products) {
        let copies = super::copies(page);
        let stem = format!("{number:02}-{}-{copies}份", stem(page, product));
        let item = Item::of(page, product, format!("{stem}.pdf"));
        files.push((item.file.clone(), product.pdf.clone()));
        if product.form.is_booklet() {
            let made = papers::impose(maker, &item.title, product);
            let pdf = papers::kept(made, page, problems);
            files.extend(pdf.map(|pdf| (format!("{stem}-拼版.pdf"), pdf)));
        }
        let made =
            papers::proof(maker, &item, product).and_then(|pdf| papers::png(&pdf, 1, PROOF_DPI));
        let proof = papers::kept(made, page, problems);
        files.extend(proof.map(|png| (format!("{stem}-校样.png"), png)));
        items.push(item);
    }
    let sums: Vec<(String, String)> = files
        .iter()
        .map(|(name, bytes)| (name.clone(), sum(bytes)))
        .collect();
    match papers::ticket(maker, &job.name, ticket(model, job, &items, &sums)) {
        Ok(pdf) => files.push(("送印单.pdf".into(), pdf)),
        Err(found) => problems.extend(found.into_iter().map(Diagnostic::general)),
    }
    match spreadsheet(&head(model, job), &items) {
        Ok(book) => files.push(("送印单.xlsx".into(), book)),
        Err(error) => problems.push(Diagnostic::general(Problem::Unreadable {
            reason: error.to_string(),
        })),
    }
    let sums = super::checksums(&files);
    files.push(("校验值.txt".into(), sums.into_bytes()));
    files
}

/// Labels and values of the head, for the spreadsheet.
fn head(model: &Model, job: &Job) -> Vec<(&'static str, String)> {
    vec![
        ("批次", job.name.clone()),
        ("送印日期", job.date.clone()),
        ("送印单位", model.config.text("organizer").to_owned()),
        ("联系人", job.contact.clone()),
        ("电话", job.phone.clone()),
        ("交货日期", job.delivery.clone()),
        ("说明", job.note.clone()),
    ]
}

/// The data of the ticket's template.
fn ticket(model: &Model, job: &Job, items: &[Item], sums: &[(String, String)]) -> Value {
    let text = |text: &str| Value::from(text);
    let items: Vec<Value> = items.iter().map(Item::value).collect();
    let sums: Vec<Value> = sums
        .iter()
        .map(|(file, sum)| {
            object([
                ("file", file.as_str().into()),
                ("sum", sum[..sum.len().min(16)].into()),
            ])
        })
        .collect();
    object([
        ("job", text(&job.name)),
        ("date", text(&job.date)),
        ("office", text(model.config.text("organizer"))),
        ("contact", text(&job.contact)),
        ("phone", text(&job.phone)),
        ("delivery", text(&job.delivery)),
        ("note", text(&job.note)),
        ("algorithm", text("SHA-256")),
        ("items", items.into()),
        ("checksums", sums.into()),
    ])
}

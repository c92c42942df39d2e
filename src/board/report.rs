//! What is wrong with a board that was set.

use crate::diagnostic::Problem;
use crate::print::{Fit, Product};

/// The problems of a board, errors for what must not be printed.
pub fn problems(product: &Product) -> Vec<Problem> {
    let mut problems: Vec<Problem> = product
        .warnings
        .iter()
        .map(|fault| fault.problem())
        .collect();
    problems.extend(product.missing.iter().map(|missing| Problem::MissingGlyph {
        character: missing.character,
        near: missing.near.clone(),
    }));
    if let Some(fit) = product.fit.as_ref().filter(|fit| !fit.ok) {
        problems.push(too_full(fit));
    } else {
        problems.extend(product.outside.iter().map(|outside| Problem::BoardOutside {
            text: outside.text.clone(),
        }));
    }
    problems
}

fn too_full(fit: &Fit) -> Problem {
    let mut parts: Vec<_> = fit
        .parts
        .iter()
        .filter(|part| part.cut_han.unwrap_or(0.0) > 0.0)
        .collect();
    parts.sort_by(|a, b| {
        b.cut_han
            .unwrap_or(0.0)
            .total_cmp(&a.cut_han.unwrap_or(0.0))
    });
    Problem::BoardTooFull {
        over: fit.cut_han.map_or(0, |han| han.ceil().max(0.0) as u64),
        parts: parts
            .iter()
            .map(|part| {
                let name = part
                    .title
                    .as_deref()
                    .filter(|title| !title.is_empty())
                    .unwrap_or_else(|| named(&part.field));
                format!("{name} {} 字", part.cut_han.unwrap_or(0.0).ceil())
            })
            .collect(),
    }
}

/// The Chinese name of a part, which is that of its key.
fn named(field: &str) -> &str {
    crate::schema::kind_named("board")
        .and_then(|kind| kind.field(field))
        .map_or("正文", |field| field.zh)
}

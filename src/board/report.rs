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
        problems.extend(
            product
                .overlaps
                .iter()
                .map(|overlap| Problem::BoardOverlap {
                    text: overlap.text.clone(),
                    other: overlap.other.clone(),
                }),
        );
        problems.extend(product.outside.iter().map(|outside| Problem::BoardOutside {
            text: outside.text.clone(),
        }));
    }
    problems
}

/// How much is too much, and where: characters of texts, else rows of tables.
fn too_full(fit: &Fit) -> Problem {
    let count = |number: Option<f64>| number.map_or(0, |number| number.ceil().max(0.0) as u64);
    let mut parts: Vec<_> = fit
        .parts
        .iter()
        .map(|part| (count(part.cut_han), count(part.rows), part))
        .filter(|&(han, rows, _)| han > 0 || rows > 0)
        .collect();
    parts.sort_by_key(|&(han, rows, _)| std::cmp::Reverse((han, rows)));
    Problem::BoardTooFull {
        over: count(fit.cut_han),
        parts: parts
            .iter()
            .map(|&(han, rows, part)| {
                let title = part.title.as_deref().filter(|title| !title.is_empty());
                let name = title.unwrap_or_else(|| named(&part.field));
                match han {
                    0 => format!("「{name}」{rows} 行"),
                    _ => format!("「{name}」{han} 字"),
                }
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

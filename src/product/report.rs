//! What is wrong with a product as it was set.

use super::parts::named;
use super::spec::Spec;
use crate::diagnostic::Problem;
use crate::print::{Fit, Printed};
use crate::schema::Setting;

/// The problems of a product, errors for what must not be printed. `larger` is
/// asked for the smallest usual size that would hold it where this one does not.
pub fn problems(
    product: &Printed,
    spec: &Spec,
    larger: &dyn Fn() -> Option<String>,
) -> Vec<Problem> {
    let mut problems: Vec<Problem> = product
        .warnings
        .iter()
        .map(|fault| fault.problem())
        .collect();
    problems.extend(product.missing.iter().map(|missing| Problem::MissingGlyph {
        character: missing.character,
        near: missing.near.clone(),
    }));
    let at_least = |fit: &Fit| fit.body.zip(fit.least).is_some_and(|(b, l)| b <= l * 1.01);
    // At the smallest size a text that reaches beyond means a sheet too small.
    let full = |fit: &&Fit| !fit.ok || at_least(fit) && !product.outside.is_empty();
    if let Some(fit) = product.fit.as_ref().filter(full) {
        problems.push(too_full(fit, spec, larger()));
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
fn too_full(fit: &Fit, spec: &Spec, larger: Option<String>) -> Problem {
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
                let face = match (spec.setting, part.face) {
                    (Setting::Faces(faces), Some(index)) => faces.get(index),
                    _ => None,
                };
                let name = match face {
                    Some(face) => format!("{}：{name}", face.name.zh),
                    None => name.to_owned(),
                };
                match han {
                    0 => format!("「{name}」{rows} 行"),
                    _ => format!("「{name}」{han} 字"),
                }
            })
            .collect(),
        optional: spec
            .optional
            .iter()
            .filter(|field| fit.parts.iter().any(|part| part.field == **field))
            .map(|field| format!("「{}」", named(field)))
            .collect(),
        larger,
    }
}

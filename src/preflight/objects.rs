//! Small readings of PDF objects; what is not as it should be is none.

use lopdf::{Dictionary, Document, Object};

use super::geometry::Matrix;

/// An entry of a dictionary, references followed.
pub(super) fn entry<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let (_, object) = document.dereference(dictionary.get(key).ok()?).ok()?;
    Some(object)
}

/// An entry that is a dictionary.
pub(super) fn dictionary<'a>(
    document: &'a Document,
    of: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    entry(document, of, key)?.as_dict().ok()
}

/// A finite number, references followed.
pub(super) fn number(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    let number = f64::from(object.as_float().ok()?);
    number.is_finite().then_some(number)
}

/// An array of so many finite numbers.
pub(super) fn numbers<const N: usize>(document: &Document, object: &Object) -> Option<[f64; N]> {
    let (_, object) = document.dereference(object).ok()?;
    let parts = object.as_array().ok()?;
    let mut found = [0.0; N];
    if parts.len() != N {
        return None;
    }
    for (place, part) in found.iter_mut().zip(parts) {
        *place = number(document, part)?;
    }
    Some(found)
}

/// The entry `Matrix`, the identity if there is none.
pub(super) fn matrix(document: &Document, of: &Dictionary) -> Matrix {
    let object = of.get(b"Matrix").ok();
    object
        .and_then(|object| numbers(document, object))
        .map_or(Matrix::IDENTITY, Matrix)
}

/// Numbers among the operands of an operator, in order.
pub(super) fn operands(objects: &[Object]) -> Vec<f64> {
    let floats = objects.iter().filter_map(|object| object.as_float().ok());
    floats.map(f64::from).collect()
}

/// The operands if they are so many finite numbers.
pub(super) fn exactly<const N: usize>(objects: &[Object]) -> Option<[f64; N]> {
    let found: [f64; N] = operands(objects).try_into().ok()?;
    found
        .iter()
        .all(|number| number.is_finite())
        .then_some(found)
}

//! Products of a series share the size of their text and their title band.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::spec::Shared;
use super::{Maker, Sheet};

/// For each sheet what it shares with the others of its series: the smallest
/// text that one of them needs, and the highest band. None for a sheet without
/// a series, or alone in it.
pub fn shared(maker: &Maker<'_>, sheets: &[(usize, Sheet<'_>)]) -> Vec<Option<Shared>> {
    let keys: Vec<Option<String>> = sheets.iter().map(|(_, sheet)| key(sheet)).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys.iter().flatten() {
        *count.entry(key).or_default() += 1;
    }
    let needed: Vec<Option<Shared>> = sheets
        .par_iter()
        .zip(&keys)
        .map(|((_, sheet), key)| {
            key.as_deref().filter(|key| count[key] > 1)?;
            maker.sizes(sheet)
        })
        .collect();
    let mut agreed: BTreeMap<&str, Shared> = BTreeMap::new();
    for (key, sizes) in keys.iter().zip(&needed) {
        if let (Some(key), Some(sizes)) = (key.as_deref(), sizes) {
            let shared = agreed.entry(key).or_insert(*sizes);
            shared.body = shared.body.min(sizes.body);
            shared.band = shared.band.max(sizes.band);
        }
    }
    keys.iter()
        .map(|key| agreed.get(key.as_deref()?).copied())
        .collect()
}

/// What the members of a series have in common beside its name.
fn key(sheet: &Sheet<'_>) -> Option<String> {
    let series = sheet.subject.page.fields.text("series")?;
    let form = sheet.subject.is_product().then_some(sheet.subject.form)?;
    let spec = &sheet.spec;
    Some(format!(
        "{series}\n{}\n{}\n{}",
        form.name.en, spec.size, spec.distance
    ))
}

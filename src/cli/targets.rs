//! What `huimin print` is asked to print.

use std::collections::BTreeSet;

use super::say::Say;
use crate::model::{Model, Page};
use crate::nearest::nearest;
use crate::product;

/// The pages that are meant; all products where none is named.
pub fn chosen(model: &Model, targets: &[String], say: Say) -> Result<BTreeSet<usize>, String> {
    if targets.is_empty() {
        return Ok(product::products(model).into_iter().collect());
    }
    let mut chosen = BTreeSet::new();
    for target in targets {
        let found = meant(model, target);
        if found.is_empty() {
            let names = model.pages.iter().map(|page| page.title.as_str());
            let nearest = nearest(target, names).map_or_else(String::new, |name| {
                format!(" {}「{name}」", say.words("是不是", "perhaps"))
            });
            return Err(format!(
                "{}「{target}」{nearest}",
                say.words("找不到要印的", "nothing to print is called")
            ));
        }
        chosen.extend(found);
    }
    Ok(chosen)
}

/// The pages that a target may mean: a file, a file's name, a title, the products
/// of a form, those of a folder.
fn meant(model: &Model, target: &str) -> Vec<usize> {
    let plain = target.trim_start_matches("./").trim_end_matches('/');
    let pages = || model.pages.iter().enumerate();
    let path = |page: &Page| page.path.to_string();
    let by_path = pages().find(|(_, page)| {
        path(page) == plain
            || path(page) == format!("content/{plain}")
            || path(page) == format!("content/{plain}.md")
    });
    if let Some((index, _)) = by_path {
        return vec![index];
    }
    let products: Vec<usize> = product::products(model);
    let among = |test: &dyn Fn(&Page) -> bool| -> Vec<usize> {
        products
            .iter()
            .copied()
            .filter(|&index| test(&model.pages[index]))
            .collect()
    };
    let stem = |page: &Page| {
        let name = page.path.rsplit('/').next().unwrap_or_default().to_owned();
        name.trim_end_matches(".md").to_owned()
    };
    let title = |page: &Page| {
        page.title == target
            || page
                .fields
                .text("board_title")
                .map(|t| t.replace('｜', ""))
                .as_deref()
                == Some(target)
    };
    let form = |page: &Page| {
        let name = product::form(model, page).name;
        name.zh == target || name.en.eq_ignore_ascii_case(target)
    };
    let folder = |page: &Page| {
        page.path.starts_with(&format!("{plain}/"))
            || page.path.starts_with(&format!("content/{plain}/"))
    };
    let tests: [&dyn Fn(&Page) -> bool; 4] = [&|page| stem(page) == plain, &title, &form, &folder];
    for test in tests {
        let found = among(test);
        if !found.is_empty() {
            return found;
        }
    }
    pages()
        .filter(|(_, page)| page.title == target || stem(page) == plain)
        .map(|(index, _)| index)
        .take(1)
        .collect()
}

/// The pages wanted, and the others of their series, whose sizes they share.
pub fn in_series(model: &Model, wanted: &BTreeSet<usize>) -> Vec<usize> {
    let series = |index: usize| model.pages[index].fields.text("series");
    let named: BTreeSet<&str> = wanted.iter().filter_map(|&index| series(index)).collect();
    let others = product::products(model)
        .into_iter()
        .filter(|&index| series(index).is_some_and(|name| named.contains(name)));
    others
        .chain(wanted.iter().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

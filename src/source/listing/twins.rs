//! Files that are one on a disk that does not tell letter case.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Kind, Listed};
use crate::diagnostic::{Diagnostic, Place, Problem};

/// Tells of every file whose path differs in letter case only from one that
/// comes before it. `files` are sorted by path.
pub(super) fn check(files: &[Listed], problems: &mut Vec<Diagnostic>) {
    // Of two twins at least one has a capital letter, and few files have any.
    let capitals: Vec<(usize, String)> = files
        .par_iter()
        .enumerate()
        .filter(|(_, file)| file.kind != Kind::Theme && has_capital(&file.path))
        .map(|(at, file)| (at, file.path.to_lowercase()))
        .collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, small) in &capitals {
        groups.entry(small).or_default().push(*at);
    }
    for (small, mut group) in groups {
        group.extend(files.binary_search_by(|file| (*file.path).cmp(small)));
        group.sort_unstable();
        for at in group.iter().skip(1) {
            let problem = Problem::CaseTwin {
                other: files[group[0]].path.to_string(),
            };
            problems.push(Diagnostic::at(Place::file(&files[*at].path), problem));
        }
    }
}

fn has_capital(path: &str) -> bool {
    if path.is_ascii() {
        path.bytes().any(|byte| byte.is_ascii_uppercase())
    } else {
        path.chars().any(char::is_uppercase)
    }
}

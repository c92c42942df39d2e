//! Looks again at some files of a listing.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Component, Path};

use super::folder::{Found, Walker};
use super::names::{Top, is_read};
use super::{Kind, Listed, Listing, Stamp, conflict, settle, sort, twins};
use crate::diagnostic::Problem;

/// So many hints are no quicker than a look at everything.
const MANY: usize = 4096;

/// The listing with what has changed at `paths`; none where only a look at
/// everything can tell, as with links and with copies beside their twins.
pub(super) fn look(before: &Listing, root: &Path, paths: &[impl AsRef<Path>]) -> Option<Listing> {
    if paths.len() > MANY {
        return None;
    }
    let clock = settle::Clock::now();
    let walker = Walker::new(root);
    let hints = Hints::of(root, paths)?;
    let mut fresh = Found::default();
    let mut cuts = Vec::new();
    if hints.in_root {
        fresh.add(walker.single_files());
        let single = |file: &Listed| matches!(file.kind, Kind::Config | Kind::Ledger);
        cuts.extend(
            (0..before.files.len())
                .filter(|at| single(&before.files[*at]))
                .map(|at| at..at + 1),
        );
    }
    for hint in &hints.paths {
        fresh.add(found(&walker, root, hint, before)?);
        cuts.extend(places(before, hint));
    }
    let Found {
        mut files,
        mut problems,
    } = fresh;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    cuts.sort_by_key(|cut| cut.start);
    let mut restless = settle::settle(root, &mut files, before, &clock);
    let kept = before.restless.iter().filter(|(path, _)| !hints.hit(path));
    restless.extend(kept.cloned());
    restless.sort();
    let same_names = files.len() == cuts.iter().map(ExactSizeIterator::len).sum::<usize>()
        && files.iter().all(|file| before.file(&file.path).is_some());
    let stands = |problem: &Problem, file: Option<&str>| match problem {
        Problem::CaseTwin { .. } => same_names,
        Problem::NameNotUnicode { shown } => !hints.hit(shown),
        _ => !file.is_some_and(|file| hints.hit(file)),
    };
    problems.extend(
        before
            .problems
            .iter()
            .filter(|old| stands(&old.problem, old.place.as_ref().map(|place| &*place.file)))
            .cloned(),
    );
    let files = merged(&before.files, &cuts, files);
    if !same_names {
        twins::check(&files, &mut problems);
    }
    sort(&mut problems);
    Some(Listing {
        files,
        problems,
        restless,
    })
}

/// What is to be looked at.
struct Hints {
    /// Whether the files in the root are.
    in_root: bool,
    /// Paths from the root below the folders that a site is read from, none of
    /// them below another.
    paths: Vec<String>,
}

impl Hints {
    /// None where a path says nothing, such as one that is not Unicode.
    fn of(root: &Path, paths: &[impl AsRef<Path>]) -> Option<Self> {
        let mut hints = Self {
            in_root: false,
            paths: Vec::new(),
        };
        for path in paths {
            let path = path.as_ref();
            let parts: Option<Vec<&str>> = path
                .strip_prefix(root)
                .unwrap_or(path)
                .components()
                .map(|part| match part {
                    Component::Normal(name) => name.to_str(),
                    _ => None,
                })
                .collect();
            let parts = parts.filter(|parts| !parts.is_empty())?;
            if is_read(&parts) {
                match parts[..] {
                    [name] if Top::named(name).is_none() => hints.in_root = true,
                    _ => hints.paths.push(there(root, parts.join("/"))),
                }
            }
        }
        hints.paths.sort_unstable();
        // Sorted by their letters, a folder does not always come right before
        // what lies in it.
        let mut all = Vec::new();
        std::mem::swap(&mut all, &mut hints.paths);
        all.dedup();
        for hint in &all {
            if !above(hint).any(|folder| all.binary_search_by(|h| (**h).cmp(folder)).is_ok()) {
                hints.paths.push(hint.clone());
            }
        }
        Some(hints)
    }

    /// Whether a path from the root is looked at.
    fn hit(&self, path: &str) -> bool {
        let has = |path: &str| self.paths.binary_search_by(|h| (**h).cmp(path)).is_ok();
        (self.in_root && !path.contains('/')) || has(path) || above(path).any(has)
    }
}

/// The folders that a path lies in, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// The path itself, or the topmost folder around it that is gone.
fn there(root: &Path, path: String) -> String {
    above(&path)
        .take_while(|folder| root.join(folder).symlink_metadata().is_err())
        .last()
        .map_or(path.clone(), str::to_owned)
}

/// What is at a hinted path now; none where it takes more to tell.
fn found(walker: &Walker, root: &Path, hint: &str, before: &Listing) -> Option<Found> {
    let disk = root.join(hint);
    let Some((folder, name)) = hint.rsplit_once('/') else {
        return Some(walker.top(Top::named(hint)?));
    };
    let top = Top::named(hint.split('/').next()?)?;
    // The folder could be a link, or lie in one.
    let real = folder
        .split('/')
        .fold(walker.real_root().to_owned(), |path, part| path.join(part));
    if root.join(folder).canonicalize().ok()? != real || has_copies(before, folder) {
        return None;
    }
    match fs::symlink_metadata(&disk) {
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Found::default()),
        Ok(metadata) if metadata.is_dir() => Some(walker.folder(hint, &disk, top)),
        Ok(metadata) if metadata.is_file() && !conflict::is_marked(name) => Some(Found {
            files: top
                .kind(hint)
                .map(|kind| Listed {
                    path: hint.into(),
                    kind,
                    stamp: Stamp::of(&metadata),
                })
                .into_iter()
                .collect(),
            problems: Vec::new(),
        }),
        _ => None,
    }
}

/// Whether a folder has copies that go by what else is in it.
fn has_copies(listing: &Listing, folder: &str) -> bool {
    listing.problems.iter().any(|known| {
        matches!(known.problem, Problem::ConflictCopy { .. })
            && known
                .place
                .as_ref()
                .is_some_and(|place| above(&place.file).next() == Some(folder))
    })
}

/// Where a path's own file stands in a listing, and where all below it do.
fn places(listing: &Listing, path: &str) -> [Range<usize>; 2] {
    let before = |path: &str| listing.files.partition_point(|file| *file.path < *path);
    let own = before(path);
    let is_file = listing.files.get(own).is_some_and(|f| *f.path == *path);
    // `0` comes right after `/`.
    let below = before(&format!("{path}/"))..before(&format!("{path}0"));
    [own..own + usize::from(is_file), below]
}

/// The old files without the cuts and with the fresh ones, sorted as all are.
fn merged(old: &[Listed], cuts: &[Range<usize>], fresh: Vec<Listed>) -> Vec<Listed> {
    let mut all = Vec::with_capacity(old.len() + fresh.len());
    let mut fresh = fresh.into_iter().peekable();
    let mut kept = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for cut in cuts {
        kept.push(from..cut.start.max(from));
        from = from.max(cut.end);
    }
    kept.push(from..old.len());
    for range in kept {
        let mut rest = &old[range];
        while let (Some(last), Some(next)) = (rest.last(), fresh.peek()) {
            if last.path < next.path {
                break;
            }
            let (first, after) = rest.split_at(rest.partition_point(|file| file.path < next.path));
            all.extend_from_slice(first);
            all.extend(fresh.next());
            rest = after;
        }
        all.extend_from_slice(rest);
    }
    all.extend(fresh);
    all
}

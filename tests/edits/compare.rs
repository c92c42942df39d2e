//! How a site that was read again is compared with one read afresh.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use huimin::fingerprint::Fingerprint;
use huimin::plan::{Output, Planned};
use huimin::site::{Site, has_errors};

/// The bytes of outputs, by path.
pub type Rendered = BTreeMap<String, String>;

/// What was rendered from each origin at each path.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<(String, Fingerprint), String>);

impl Known {
    /// Outputs of one path and origin are the same, however far apart the sites.
    /// Nothing goes out of a site with mistakes, and no origins are noted.
    pub fn check(&mut self, site: &Site, rendered: Rendered) -> Result<(), String> {
        if has_errors(&site.problems()) {
            return Ok(());
        }
        for (path, text) in rendered {
            let planned = site.find(&path);
            let Some(origin) = planned.and_then(|planned| site.origin(&planned)) else {
                continue;
            };
            match self.0.entry((path, origin)) {
                Entry::Vacant(new) => drop(new.insert(text)),
                Entry::Occupied(known) if *known.get() == text => {}
                Entry::Occupied(known) => {
                    let ((path, _), known) = (known.key(), known.get());
                    let how = difference(&text, known);
                    return Err(format!("one origin, other bytes: {path}\n{how}"));
                }
            }
        }
        Ok(())
    }
}

/// What was rendered, or how two sites differ, if they do. `gone` are paths that
/// were planned before; `rendered` says by its number whether an output is compared too.
pub fn compare(
    again: &Site,
    fresh: &Site,
    gone: &BTreeSet<String>,
    rendered: &dyn Fn(usize) -> bool,
) -> Result<Rendered, String> {
    if again.unread() != fresh.unread() {
        return Err(format!(
            "unread: {} but afresh {}",
            again.unread(),
            fresh.unread()
        ));
    }
    same("problems", &problems(again), &problems(fresh))?;
    let (planned, wanted) = (again.plan(), fresh.plan());
    let shown = |planned: &[Planned]| planned.iter().map(|p| format!("{p:?}")).collect::<Vec<_>>();
    same("plan", &shown(&planned), &shown(&wanted))?;
    for one in &planned {
        let folder = one.path.strip_suffix("index.html");
        for path in [Some(&*one.path), folder].into_iter().flatten() {
            // A path that two outputs want is found as the first.
            let first = planned.iter().find(|other| other.path == one.path);
            if again.find(path).as_ref() != first {
                return Err(format!(
                    "find({path:?}): {:?} but planned {first:?}",
                    again.find(path)
                ));
            }
        }
        if again.source(one) != fresh.source(one) {
            return Err(format!("source of {}", one.path));
        }
        // A file's stamp tells when it was first looked at, too.
        let is_file = matches!(one.output, Output::File(_));
        if !is_file && again.origin(one) != fresh.origin(one) {
            return Err(format!("origin of {}", one.path));
        }
    }
    let there: BTreeSet<&str> = planned.iter().map(|p| &*p.path).collect();
    let near = planned
        .iter()
        .flat_map(|p| [format!("{}x", p.path), format!("{}page/9/", p.address)]);
    for path in near
        .chain(gone.iter().cloned())
        .chain(["没有/".into(), "/".into()])
    {
        let file = format!("{path}index.html");
        let is_there = there.contains(&*path) || path.ends_with('/') && there.contains(&*file);
        if !is_there && let Some(found) = again.find(&path) {
            return Err(format!("find({path:?}): {found:?}, which is not planned"));
        }
    }
    let numbered = planned.into_iter().enumerate();
    let chosen: Vec<Planned> = numbered
        .filter(|(at, _)| rendered(*at))
        .map(|(_, p)| p)
        .collect();
    let (outputs, wanted) = (outputs(again, &chosen), outputs(fresh, &chosen));
    match outputs.iter().zip(&wanted).find(|(a, b)| a != b) {
        None => Ok(outputs),
        Some(((path, a), (_, b))) => Err(format!("{path}\n{}", difference(a, b))),
    }
}

fn problems(site: &Site) -> Vec<String> {
    let mut problems: Vec<String> = site.problems().iter().map(|p| format!("{p:?}")).collect();
    problems.sort();
    problems
}

fn outputs(site: &Site, planned: &[Planned]) -> Rendered {
    let made = Mutex::new(BTreeMap::new());
    site.render_all(planned, &|planned, result| {
        let text = match result {
            // Each byte is a char, so that no two outputs look the same.
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
            },
            Err(told) => format!("{told:?}"),
        };
        made.lock()
            .expect("no panic")
            .insert(planned.path.clone(), text);
    });
    made.into_inner().expect("no panic")
}

fn same(what: &str, again: &[String], fresh: &[String]) -> Result<(), String> {
    if again == fresh {
        return Ok(());
    }
    let only = |a: &[String], b: &[String]| {
        a.iter()
            .filter(|x| !b.contains(x))
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
    };
    let (a, b) = (only(again, fresh), only(fresh, again));
    let counts = (again.len(), fresh.len());
    Err(format!(
        "{what} {counts:?}: only again {a:#?}\nonly afresh {b:#?}"
    ))
}

/// The places where two texts first differ, with a little around.
fn difference(again: &str, fresh: &str) -> String {
    let (a, b): (Vec<char>, Vec<char>) = (again.chars().collect(), fresh.chars().collect());
    let at = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let part = |text: &[char]| {
        text.iter()
            .skip(at.saturating_sub(80))
            .take(240)
            .collect::<String>()
    };
    format!("again: …{}…\nafresh: …{}…", part(&a), part(&b))
}

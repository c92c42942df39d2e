//! What a build now would change in the output folder. An output that would be
//! made from the same as the file there is the same; every other one is rendered
//! and compared, byte for byte, with what the last build wrote.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::output::{self, Files};
use crate::plan::{LARGE, Output, Planned};
use crate::record::{Last, Record};
use crate::serve::Generation;
use crate::site::Site;

/// What differs from the last build.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Changes {
    /// When a build last changed something, in milliseconds since 1970; none if
    /// there was no build.
    pub built: Option<i64>,
    /// The output folder, as people see it.
    pub folder: String,
    /// Whether there are errors, which keep a build from writing.
    pub errors: bool,
    /// Pages, in the order of their paths.
    pub pages: Vec<Change>,
    /// Paths of other outputs.
    pub others: Vec<String>,
}

/// A page that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// In which way.
    pub what: What,
    /// Its title.
    pub title: String,
    /// Its address below the base path.
    pub address: String,
    /// The content file behind it.
    pub path: Option<String>,
}

/// How a page can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It is new.
    Added,
    /// Its file was written after the build.
    Changed,
    /// Its file is as it was; something else that it shows is not.
    Moved,
    /// It is no longer made.
    Gone,
}

/// Compares with what was written into `folder` until the time `built`. `go_on`
/// is asked now and then; none if it says no.
pub fn compare(
    root: &Path,
    folder: &Path,
    generation: &Generation,
    built: Option<SystemTime>,
    go_on: &dyn Fn() -> bool,
) -> Option<Changes> {
    let site = &generation.site;
    let files = output::written(folder).unwrap_or_default();
    let last = Record::load(root, folder, &site.options);
    let last = last.map(|record| Last::look(record, folder));
    let stands = |planned: &Planned| {
        let last = last.as_ref()?;
        last.stands(&planned.path, site.origin(planned)?)
    };
    let mut changes = Changes {
        built: built.and_then(milliseconds),
        folder: folder
            .strip_prefix(root)
            .unwrap_or(folder)
            .display()
            .to_string(),
        ..Changes::default()
    };
    let mut planned_paths = BTreeSet::new();
    for (number, planned) in site.plan().into_iter().enumerate() {
        if number % 64 == 0 && !go_on() {
            return None;
        }
        planned_paths.insert(planned.path.clone());
        // The twin in large print differs where the page does.
        if planned.large || is_draft(site, &planned) {
            continue;
        }
        let before = files.get(&planned.path);
        if let Some(before) = before {
            if stands(&planned).is_some() {
                continue;
            }
            // What cannot be rendered stays as it is; the problems tell of it.
            let Ok(bytes) = site.render(&planned) else {
                continue;
            };
            if *before == blake3::hash(&bytes) {
                continue;
            }
        }
        let Some(title) = title(site, &planned) else {
            changes.others.push(planned.path);
            continue;
        };
        let path = site.source(&planned);
        let what = match (before, &path) {
            (None, _) => What::Added,
            (_, Some(path)) if is_later(generation, path, built) => What::Changed,
            _ => What::Moved,
        };
        changes.pages.push(Change {
            what,
            title,
            address: planned.address,
            path: path.map(|path| path.to_string()),
        });
    }
    gone(folder, &files, &planned_paths, &mut changes);
    Some(changes)
}

/// What the last build wrote and the next will take away.
fn gone(folder: &Path, files: &Files, planned: &BTreeSet<String>, changes: &mut Changes) {
    let gone = files
        .keys()
        .filter(|path| !planned.contains(*path) && !is_twin(path));
    for path in gone {
        let Some(address) = path.strip_suffix("index.html") else {
            changes.others.push(path.clone());
            continue;
        };
        changes.pages.push(Change {
            what: What::Gone,
            title: written_title(&folder.join(path)).unwrap_or_else(|| path.clone()),
            address: address.to_owned(),
            path: None,
        });
    }
}

fn is_twin(path: &str) -> bool {
    path.strip_prefix(LARGE.trim_end_matches('/'))
        .is_some_and(|rest| rest.starts_with('/'))
}

/// A build leaves out drafts, which the preview may have been asked to show.
fn is_draft(site: &Site, planned: &Planned) -> bool {
    match planned.output {
        Output::Page(index) => {
            let page = site.ground.model.pages.get(index);
            page.is_some_and(|page| page.fields.flag("draft"))
        }
        _ => false,
    }
}

/// Whether a file was written after the build.
fn is_later(generation: &Generation, path: &str, built: Option<SystemTime>) -> bool {
    let Some(built) = built.and_then(|built| built.duration_since(UNIX_EPOCH).ok()) else {
        return true;
    };
    let listed = generation.listing.file(path);
    listed.is_some_and(|listed| i128::from(listed.stamp.modified()) > built.as_nanos() as i128)
}

/// The title of a page; none for what is no page that people read.
fn title(site: &Site, planned: &Planned) -> Option<String> {
    let model = &site.ground.model;
    let numbered = |title: &str, number: usize| match number {
        1 => title.to_owned(),
        _ => format!("{title}（第 {number} 页）"),
    };
    Some(match &planned.output {
        Output::Page(index) => model.pages.get(*index)?.title.clone(),
        Output::List(slice) => {
            let section = model.sections.get(slice.section)?;
            let view = slice.view.and_then(|view| section.views.get(view));
            let title = match view {
                Some(view) => format!("{}：{}", section.title, view.title),
                None => section.title.clone(),
            };
            numbered(&title, slice.number)
        }
        Output::ThemePage(index) => {
            let pages = &site.ground.theme.declaration.pages;
            pages.get(*index)?.title.clone()
        }
        Output::Tag(_, number) => {
            let name = planned.address.split('/').nth(1).unwrap_or_default();
            numbered(&format!("标签：{name}"), *number)
        }
        _ => return None,
    })
}

/// The title that stands in a written page.
fn written_title(path: &Path) -> Option<String> {
    let page = std::fs::read_to_string(path).ok()?;
    let start = page.find("<title>")? + "<title>".len();
    let title = &page[start..start + page[start..].find("</title>")?];
    Some(title.replace("&lt;", "<").replace("&amp;", "&"))
}

fn milliseconds(time: SystemTime) -> Option<i64> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}

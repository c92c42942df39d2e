//! From what a writer puts in a link to what is meant: paths of files, beside
//! the file that names them or from the content folder's root.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::media::is_picture;
use crate::model::Skipped;
use crate::nearest::nearest;
use crate::record::shared;
use crate::source::Names;

/// Everything that a link can lead to.
#[derive(Debug, Default, PartialEq)]
pub struct Targets {
    /// Addresses of pages and sections, by the path of their file.
    pages: BTreeMap<Arc<str>, Arc<str>>,
    /// The paths of files, those that are no pages among them.
    names: Arc<Names>,
    /// Pages that are not built, by path.
    skipped: BTreeMap<Arc<str>, Skipped>,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// A page, by the path of its file and its address below the base path.
    Page(
        #[serde(with = "shared")] Arc<str>,
        #[serde(with = "shared")] Arc<str>,
    ),
    /// A file, by its path.
    File(#[serde(with = "shared")] Arc<str>),
    /// A page that is not built, and why.
    Skipped(Skipped),
    /// Nothing; with the nearest path there is.
    Missing(Option<String>),
}

impl Targets {
    /// The targets of a site.
    pub fn new(
        pages: BTreeMap<Arc<str>, Arc<str>>,
        names: Arc<Names>,
        skipped: BTreeMap<Arc<str>, Skipped>,
    ) -> Self {
        Self {
            pages,
            names,
            skipped,
        }
    }

    /// What `link`, written in the file `from`, leads to. It is a path beside
    /// that file or, with `/` at its start, from the content folder. A folder
    /// stands for its `_index.md`; `.md` may be left out.
    pub fn find(&self, from: &str, link: &str) -> Target {
        let Some(path) = join(from, link) else {
            return Target::Missing(None);
        };
        let trimmed = path.trim_end_matches('/');
        let tries = [
            path.clone(),
            format!("{trimmed}.md"),
            format!("{trimmed}/_index.md"),
            format!("{trimmed}/index.md"),
        ];
        for path in &tries {
            if let Some((path, address)) = self.pages.get_key_value(path.as_str()) {
                return Target::Page(path.clone(), address.clone());
            }
            if let Some(why) = self.skipped.get(path.as_str()) {
                return Target::Skipped(*why);
            }
            if let Some(path) = self.names.files.get(path.as_str()) {
                return Target::File(path.clone());
            }
        }
        Target::Missing(self.nearest(from, &path))
    }

    /// The nearest path there is, as it would be written in `from`: of a picture
    /// where a picture was meant, of a page where a page was.
    fn nearest(&self, from: &str, path: &str) -> Option<String> {
        let wanted = Ending::of(path);
        let all = || {
            let paths = self
                .pages
                .keys()
                .chain(&self.names.files)
                .map(|path| &**path);
            paths.filter(move |path| Ending::of(path) == wanted)
        };
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let own = name(path);
        // The same name in another folder is a likelier mistake than another name.
        let found = all()
            .find(|other| name(other) == own)
            .or_else(|| all().find(|other| name(other).eq_ignore_ascii_case(&own)))
            .or_else(|| all().find(|other| stem(other) == stem(&own)))
            .or_else(|| {
                // Folders that are alike do not make two files alike.
                let alike = all().filter(|other| nearest(stem(path), [stem(other)]).is_some());
                nearest(path, alike)
            })?;
        Some(relative(from, found))
    }
}

/// What a path's ending says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Page,
    Picture,
    Other,
}

impl Ending {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        match name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase())
        {
            None => Self::Page,
            Some(ending) => match ending.as_str() {
                "md" | "markdown" | "html" | "htm" => Self::Page,
                ending if is_picture(ending) => Self::Picture,
                _ => Self::Other,
            },
        }
    }
}

/// `link` in the file `from` as a path from the site's root. None if it leads
/// out of the content folder.
fn join(from: &str, link: &str) -> Option<String> {
    let decoded = percent_decode_str(link).decode_utf8().ok()?;
    // Writers on Windows type back slashes.
    let link = decoded.replace('\\', "/");
    let mut parts: Vec<&str> = match link.starts_with('/') {
        true => vec!["content"],
        false => from.split('/').collect::<Vec<_>>().split_last()?.1.to_vec(),
    };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| parts.join("/"))
}

/// A file's name without its extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The path `to` as it is written in the file `from`.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<_> = from.split('/').collect();
    let to: Vec<_> = to.split('/').collect();
    let folder = &from[..from.len() - 1];
    let shared = folder.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; folder.len() - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

/// What must be encoded in the path of an address: all that RFC 3986 does not
/// allow there. Han are encoded too; browsers show them as Han.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path as it stands in an address.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

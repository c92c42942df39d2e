//! Finding and reading the files of a site.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::Node;
use crate::diagnostic::Diagnostic;

/// Everything that the site's own folder holds, read and decoded, sorted by path.
#[derive(Debug, Default)]
pub struct Sources {
    /// `site.yaml`, if there is one.
    pub config: Option<DataFile>,
    /// `content/**/*.md`.
    pub documents: Vec<Document>,
    /// `data/**/*.yaml`.
    pub data: Vec<DataFile>,
    /// Every other file under `content/`, as paths from the site's root.
    pub files: BTreeSet<Arc<str>>,
}

/// A Markdown file.
#[derive(Debug)]
pub struct Document {
    /// Path from the site's root, such as `content/policies/a.md`.
    pub path: Arc<str>,
    /// The whole text, UTF-8, lines ended by LF, without byte order mark.
    pub text: Arc<str>,
    /// The front matter, or none.
    pub front: Option<Node>,
    /// Where the body begins, as a byte offset into `text`.
    pub body: usize,
}

/// A YAML file.
#[derive(Debug)]
pub struct DataFile {
    /// Path from the site's root.
    pub path: Arc<str>,
    /// The whole text, decoded as a document's is.
    pub text: Arc<str>,
    /// What it holds (`Null` where it could not be read).
    pub node: Node,
}

/// Reads the site at `root`. Problems of single files are pushed to
/// `problems`; what could be read is returned all the same.
pub fn read(root: &Path, problems: &mut Vec<Diagnostic>) -> Sources {
    todo!()
}

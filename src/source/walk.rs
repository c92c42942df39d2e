//! Finding and reading the files of a site.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::find::{Found, find};
use super::listing::Kind;
use super::{Node, Value, decode, split, yaml};
use crate::diagnostic::{Diagnostic, Place, Problem, Texts};

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
    let found = find(root, problems);
    let read: Vec<_> = found.into_par_iter().map(read_file).collect();
    let mut sources = Sources::default();
    for (file, of_file) in read {
        problems.extend(of_file);
        match file {
            File::Config(file) => sources.config = Some(file),
            File::Document(document) => sources.documents.push(document),
            File::Data(file) => sources.data.push(file),
            File::Other(path) => drop(sources.files.insert(path)),
            File::Unreadable => {}
        }
    }
    sources
}

/// A file after reading.
enum File {
    Config(DataFile),
    Document(Document),
    Data(DataFile),
    Other(Arc<str>),
    Unreadable,
}

fn read_file(Found { path, disk, kind }: Found) -> (File, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    if kind == Kind::Other {
        return (File::Other(path), problems);
    }
    let text = fs::read(&disk)
        .map_err(|error| Problem::Unreadable {
            reason: error.to_string(),
        })
        .and_then(decode);
    let file = match text {
        Ok(text) if kind == Kind::Document => {
            File::Document(document(path, text.into(), &mut problems))
        }
        Ok(text) => {
            let file = data_file(path, text.into(), &mut problems);
            if kind == Kind::Config {
                File::Config(file)
            } else {
                File::Data(file)
            }
        }
        Err(problem) => {
            problems.push(Diagnostic::at(Place::file(&path), problem));
            File::Unreadable
        }
    };
    (file, problems)
}

/// Splits a Markdown file and reads its front matter, which is always a map
/// where there is one.
pub fn document(path: Arc<str>, text: Arc<str>, problems: &mut Vec<Diagnostic>) -> Document {
    let split = split(&text);
    for (span, problem) in split.problems {
        problems.push(Diagnostic::at(Place::new(&path, span), problem));
    }
    let front = split.front.map(|range| {
        let mut node = yaml::parse(&path, &text, range, problems);
        if !matches!(node.value, Value::Map(_)) {
            if node.value != Value::Null {
                problems.push(Diagnostic::at(
                    Place::new(&path, node.span.clone()),
                    Problem::NotKeys,
                ));
            }
            node.value = Value::Map(Vec::new());
        }
        node
    });
    Document {
        path,
        text,
        front,
        body: split.body,
    }
}

/// Reads a YAML file.
pub fn data_file(path: Arc<str>, text: Arc<str>, problems: &mut Vec<Diagnostic>) -> DataFile {
    let node = yaml::parse(&path, &text, 0..text.len(), problems);
    DataFile { path, text, node }
}

impl Texts for Sources {
    fn text(&self, file: &str) -> Option<&str> {
        let document = self
            .documents
            .binary_search_by(|document| (*document.path).cmp(file));
        let data = || {
            self.data
                .binary_search_by(|data| (*data.path).cmp(file))
                .ok()
        };
        match document {
            Ok(at) => Some(&self.documents[at].text),
            Err(_) => data()
                .map(|at| &self.data[at])
                .or(self.config.as_ref().filter(|config| &*config.path == file))
                .map(|data| &*data.text),
        }
    }
}

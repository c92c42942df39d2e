//! The files of a site, read and decoded.

use std::collections::BTreeSet;
use std::fs;
use std::iter::Peekable;
use std::path::Path;
use std::sync::Arc;

use imbl::Vector;
use rayon::prelude::*;

use super::listing::{Kind, Listed, Listing};
use super::{Node, Value, decode, split, yaml};
use crate::diagnostic::{Diagnostic, Place, Problem};

/// Everything that the site's own folder holds, read and decoded, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files that there are.
    pub listing: Arc<Listing>,
    /// `site.yaml`, if there is one.
    pub config: Option<Arc<DataFile>>,
    /// `content/**/*.md`.
    pub documents: Vector<Arc<Document>>,
    /// `data/**/*.yaml`.
    pub data: Vec<Arc<DataFile>>,
    /// The paths of content files.
    pub names: Arc<Names>,
    /// Files that could not be read.
    pub unreadable: Vec<Diagnostic>,
}

/// The paths of all files under `content/`. Most edits leave them as they are,
/// and with them all addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of Markdown files, in order.
    pub documents: Vec<Arc<str>>,
    /// Of every other file.
    pub files: BTreeSet<Arc<str>>,
}

/// What is no longer as it was read before.
#[derive(Debug, Clone)]
pub struct Delta {
    /// Whether files were added or are gone. Documents are then matched by path.
    pub names: bool,
    /// The documents that were read anew, by index.
    pub documents: Vec<usize>,
    /// Whether `site.yaml` was.
    pub config: bool,
    /// Whether a file under `data/` was.
    pub data: bool,
    /// Whether a file beside the text changed.
    pub files: bool,
    /// Whether a file of a theme did.
    pub theme: bool,
}

/// A Markdown file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Path from the site's root, such as `content/policies/a.md`.
    pub path: Arc<str>,
    /// The whole text, UTF-8, lines ended by LF, without byte order mark.
    pub text: Arc<str>,
    /// The front matter, or none.
    pub front: Option<Node>,
    /// Where the body begins, as a byte offset into `text`.
    pub body: usize,
    /// What is wrong with its front matter as such.
    pub problems: Vec<Diagnostic>,
}

/// A YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Path from the site's root.
    pub path: Arc<str>,
    /// The whole text, decoded as a document's is.
    pub text: Arc<str>,
    /// What it holds (`Null` where it could not be read).
    pub node: Node,
    /// What is wrong with it as such.
    pub problems: Vec<Diagnostic>,
}

impl Sources {
    /// Reads the files of a listing; those that are as they were `before` are
    /// taken from there. A file that cannot be read at the moment stays as it
    /// was, and is told of; one in no known encoding is as if it were not there.
    pub fn read(root: &Path, listing: &Arc<Listing>, before: Option<&Self>) -> (Self, Delta) {
        let none = Self::default();
        let old = before.unwrap_or(&none);
        let Compared { wanted, mut delta } = compare(listing, old);
        let read: Vec<Option<Result<File, Box<Diagnostic>>>> = wanted
            .par_iter()
            .map(|wanted| wanted.read.then(|| read_file(root, wanted.file)))
            .collect();

        let mut unreadable = Vec::new();
        let mut config = None;
        let mut data = Vec::new();
        let mut documents = Vec::with_capacity(wanted.len());
        for (wanted, read) in wanted.iter().zip(read) {
            let mut stays = true;
            let read = match read {
                Some(Ok(file)) => Some(file),
                Some(Err(problem)) => {
                    stays = matches!(problem.problem, Problem::Unreadable { .. });
                    unreadable.push(*problem);
                    None
                }
                None => None,
            };
            let kept = wanted.old.filter(|_| stays);
            match wanted.file.kind {
                Kind::Config => {
                    let before = || old.config.clone().filter(|_| stays);
                    config = read.and_then(File::data).or_else(before);
                }
                Kind::Data => data.extend(
                    read.and_then(File::data)
                        .or_else(|| kept.map(|at| old.data[at].clone())),
                ),
                Kind::Document => {
                    let new = read.and_then(File::document);
                    if new.is_some() || kept.is_some() {
                        documents.push((kept, new));
                    }
                }
                Kind::Other | Kind::Theme | Kind::Ledger => {}
            }
        }

        delta.names |= documents.len() != old.documents.len()
            || documents.iter().any(|(old, _)| old.is_none());
        let (documents, names) = if delta.names {
            let all = documents
                .into_iter()
                .enumerate()
                .filter_map(|(at, (kept, new))| {
                    if new.is_some() {
                        delta.documents.push(at);
                    }
                    new.or_else(|| Some(old.documents[kept?].clone()))
                });
            let all: Vector<Arc<Document>> = all.collect();
            let names = Names {
                documents: all.iter().map(|document| document.path.clone()).collect(),
                files: listing
                    .files
                    .iter()
                    .filter(|file| file.kind == Kind::Other)
                    .map(|file| file.path.clone())
                    .collect(),
            };
            (all, Arc::new(names))
        } else {
            let mut all = old.documents.clone();
            for (at, (_, new)) in documents.into_iter().enumerate() {
                // Saved without a change is no change.
                if let Some(new) = new.filter(|new| *all[at] != **new) {
                    all.set(at, new);
                    delta.documents.push(at);
                }
            }
            (all, old.names.clone())
        };
        let sources = Self {
            listing: listing.clone(),
            config,
            documents,
            data,
            names,
            unreadable,
        };
        (sources, delta)
    }

    /// Everything that is wrong with the files as such.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let of_data = self.config.iter().chain(&self.data);
        let of_data = of_data.flat_map(|file| &file.problems);
        let of_documents = self.documents.iter().flat_map(|file| &file.problems);
        self.listing
            .problems
            .iter()
            .chain(of_data)
            .chain(of_documents)
            .chain(&self.unreadable)
            .cloned()
            .collect()
    }
}

/// A file that is read now or was read before.
struct Wanted<'a> {
    file: &'a Listed,
    /// Its place among those of its kind, if it was there before.
    old: Option<usize>,
    /// Whether it must be read.
    read: bool,
}

/// A listing beside the one before.
struct Compared<'a> {
    wanted: Vec<Wanted<'a>>,
    delta: Delta,
}

/// Which files are to be read again. Both listings are sorted by path.
fn compare<'a>(listing: &'a Listing, old: &Sources) -> Compared<'a> {
    let first = old.listing.files.is_empty();
    let mut delta = Delta {
        names: first,
        documents: Vec::new(),
        config: first,
        data: first,
        files: first,
        theme: first,
    };
    let unread: BTreeSet<&str> = old
        .unreadable
        .iter()
        .filter_map(|problem| Some(&*problem.place.as_ref()?.file))
        .collect();
    let mut before = old.listing.files.iter().peekable();
    let mut documents = old.names.documents.iter().enumerate().peekable();
    let mut data = old.data.iter().enumerate().peekable();
    let mut wanted = Vec::with_capacity(listing.files.len());
    for file in &listing.files {
        while let Some(gone) = before.next_if(|old| old.path < file.path) {
            delta.note(gone.kind, true);
        }
        let same = before.next_if(|old| old.path == file.path);
        let is_new = same.is_none_or(|old| old.kind != file.kind);
        let read = is_new
            || same.is_some_and(|old| old.stamp != file.stamp)
            || unread.contains(&*file.path);
        if read {
            delta.note(file.kind, is_new);
        }
        let old = match file.kind {
            Kind::Document => at(&mut documents, |name| name.as_ref(), &file.path),
            Kind::Data => at(&mut data, |file| file.path.as_ref(), &file.path),
            _ => None,
        };
        let is_text = matches!(file.kind, Kind::Config | Kind::Document | Kind::Data);
        if is_text {
            wanted.push(Wanted { file, old, read });
        }
    }
    for gone in before {
        delta.note(gone.kind, true);
    }
    Compared { wanted, delta }
}

/// The place of a path in a sorted list that is gone through once.
fn at<'b, T: 'b>(
    list: &mut Peekable<impl Iterator<Item = (usize, &'b T)>>,
    path_of: impl Fn(&'b T) -> &'b str,
    path: &str,
) -> Option<usize> {
    while list.next_if(|(_, one)| path_of(one) < path).is_some() {}
    list.next_if(|(_, one)| path_of(one) == path)
        .map(|(index, _)| index)
}

impl Delta {
    /// Notes that a file changed or, if `names`, came or went.
    fn note(&mut self, kind: Kind, names: bool) {
        match kind {
            Kind::Config => self.config = true,
            Kind::Document => self.names |= names,
            Kind::Data => self.data = true,
            Kind::Other => {
                self.files = true;
                self.names |= names;
            }
            Kind::Theme => self.theme = true,
            Kind::Ledger => {}
        }
    }
}

/// A file after reading.
enum File {
    Document(Arc<Document>),
    Data(Arc<DataFile>),
}

impl File {
    fn document(self) -> Option<Arc<Document>> {
        match self {
            Self::Document(document) => Some(document),
            Self::Data(_) => None,
        }
    }

    fn data(self) -> Option<Arc<DataFile>> {
        match self {
            Self::Data(data) => Some(data),
            Self::Document(_) => None,
        }
    }
}

fn read_file(root: &Path, file: &Listed) -> Result<File, Box<Diagnostic>> {
    let path = file.path.clone();
    let text = fs::read(root.join(&*path))
        .map_err(|error| Problem::Unreadable {
            reason: error.to_string(),
        })
        .and_then(decode)
        .map_err(|problem| Box::new(Diagnostic::at(Place::file(&path), problem)))?;
    Ok(match file.kind {
        Kind::Document => File::Document(Arc::new(document(path, text.into()))),
        _ => File::Data(Arc::new(data_file(path, text.into()))),
    })
}

/// Splits a Markdown file and reads its front matter, which is always a map
/// where there is one.
pub fn document(path: Arc<str>, text: Arc<str>) -> Document {
    let mut problems = Vec::new();
    let split = split(&text);
    for (span, problem) in split.problems {
        problems.push(Diagnostic::at(Place::new(&path, span), problem));
    }
    let front = split.front.map(|range| {
        let mut node = yaml::parse(&path, &text, range, &mut problems);
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
        problems,
    }
}

/// Reads a YAML file.
pub fn data_file(path: Arc<str>, text: Arc<str>) -> DataFile {
    let mut problems = Vec::new();
    let node = yaml::parse(&path, &text, 0..text.len(), &mut problems);
    DataFile {
        path,
        text,
        node,
        problems,
    }
}

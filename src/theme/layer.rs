//! One folder of theme files: on the disk or in the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Problem};

/// The default theme with its fonts, which the binary carries.
pub static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/huimin");

/// The name of the theme in the binary.
const EMBEDDED_NAME: &str = "huimin";

/// A folder of theme files.
#[derive(Debug, PartialEq)]
pub struct Layer {
    /// What its templates are called by in `{% extends %}` where a layer above
    /// hides them: the theme's name, or `builtin` for the one in the binary.
    pub name: String,
    /// Its files by path, parts joined by `/`.
    pub files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Layer {
    /// The layers of a theme: the site's `themes/NAME`, and the one in the
    /// binary if it has that name. A folder with a `theme.yaml` of its own is a
    /// whole theme; one without only changes single files of the one in the
    /// binary.
    pub fn named(root: &Path, name: &str, problems: &mut Vec<Diagnostic>) -> Vec<Self> {
        let mut layers = Vec::new();
        let plain = !name.is_empty() && !name.contains(['/', '\\', ':']) && !name.starts_with('.');
        let folder = root.join("themes").join(name);
        if plain && folder.is_dir() {
            layers.push(Self::on_disk(&folder, name, problems));
        }
        let whole = layers
            .iter()
            .any(|layer| layer.files.contains_key("theme.yaml"));
        if name == EMBEDDED_NAME && !whole {
            layers.push(Self::embedded());
        }
        layers
    }

    /// The theme in the binary.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        Self {
            name: "builtin".into(),
            files,
        }
    }

    fn on_disk(folder: &Path, name: &str, problems: &mut Vec<Diagnostic>) -> Self {
        let mut files = BTreeMap::new();
        // Symbolic links are not followed: a theme reads nothing outside itself.
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let read = entry.map_err(|e| e.to_string()).and_then(|entry| {
                if !entry.file_type().is_file() {
                    return Ok(None);
                }
                let path = entry
                    .path()
                    .strip_prefix(folder)
                    .map_err(|e| e.to_string())?;
                let parts: Option<Vec<_>> = path.iter().map(|part| part.to_str()).collect();
                let bytes = std::fs::read(entry.path()).map_err(|e| e.to_string())?;
                Ok(parts.map(|parts| (parts.join("/"), bytes)))
            });
            match read {
                Ok(Some((path, bytes))) if !hidden(&path) => {
                    files.insert(path, Cow::Owned(bytes));
                }
                Ok(_) => {}
                Err(reason) => problems.push(Diagnostic::general(Problem::Unreadable { reason })),
            }
        }
        Self {
            name: name.into(),
            files,
        }
    }

    /// A file's path as messages show it.
    pub fn shown(&self, path: &str) -> String {
        format!("themes/{}/{path}", self.name)
    }
}

/// Editors' leavings.
fn hidden(path: &str) -> bool {
    path.split('/')
        .any(|part| part.starts_with('.') || part.ends_with('~'))
}

fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                let parts: Vec<_> = file
                    .path()
                    .iter()
                    .filter_map(|part| part.to_str())
                    .collect();
                files.insert(parts.join("/"), Cow::Borrowed(file.contents()));
            }
        }
    }
}

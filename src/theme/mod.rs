//! Themes: where their files come from, what `theme.yaml` declares, and the
//! two Tera instances, one for pages and one for print.

mod assets;
mod declaration;
mod error;
mod filters;
mod layer;
mod ready;
mod templates;
mod uses;

pub use assets::Assets;
pub use declaration::{Declaration, Layout, ThemePage, Token};
pub use error::template_problem;
pub(crate) use filters::escape;
pub use layer::{EMBEDDED, Layer};
pub use ready::Ready;
pub use templates::{page_uses, print_templates};
pub use uses::{Reads, Shape, Uses, UsesOf};

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Problem};

/// A theme with everything that it extends, the nearest layer first.
#[derive(Debug, PartialEq)]
pub struct Theme {
    /// Folders of files; a file of an earlier layer hides its namesakes.
    pub layers: Vec<Layer>,
    /// What the `theme.yaml` files say together.
    pub declaration: Declaration,
}

/// A theme extends another that extends another, but not for ever.
const DEPTH: usize = 8;

impl Theme {
    /// Loads the theme `name` of the site at `root`: its folder in `themes/`,
    /// if there is one, over the one in the binary, over those they extend.
    ///
    /// `named` is where the site names it.
    pub fn load(
        root: &Path,
        name: &str,
        named: Option<Place>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut layers: Vec<Layer> = Vec::new();
        let mut declaration = Declaration::default();
        let mut next = Some(name.to_owned());
        while let Some(name) = next.take() {
            let found = Layer::named(root, &name, problems);
            if found.is_empty() {
                problems.push(Diagnostic {
                    place: named.filter(|_| layers.is_empty()),
                    problem: Problem::NoTheme { name },
                });
                break;
            }
            for layer in found {
                if let Some(text) = layer.files.get("theme.yaml") {
                    let path: Arc<str> = layer.shown("theme.yaml").into();
                    let read = Declaration::read(&path, text, problems);
                    next = next.or_else(|| read.extends.clone());
                    declaration.inherit(read);
                }
                layers.push(layer);
            }
            if layers.len() > DEPTH {
                problems.push(Diagnostic::general(Problem::NoTheme {
                    name: next.take().unwrap_or_default(),
                }));
            }
        }
        Self {
            layers,
            declaration,
        }
    }

    /// Whether all files below a folder are those of another theme.
    pub fn same_in(&self, other: &Self, folder: &str) -> bool {
        fn files<'a>(
            layer: &'a Layer,
            folder: &str,
        ) -> impl Iterator<Item = (&'a String, &'a Cow<'static, [u8]>)> {
            let inside = move |path: &String| path.starts_with(folder);
            layer.files.iter().filter(move |(path, _)| inside(path))
        }
        self.layers.len() == other.layers.len()
            && self
                .layers
                .iter()
                .zip(&other.layers)
                .all(|(a, b)| a.name == b.name && files(a, folder).eq(files(b, folder)))
    }

    /// A file of the theme, from the nearest layer that has it.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.layers
            .iter()
            .find_map(|layer| layer.files.get(path))
            .map(|bytes| &**bytes)
    }

    /// All files under a folder, each from the nearest layer, by path.
    pub fn folder(&self, folder: &str) -> std::collections::BTreeMap<&str, &Cow<'static, [u8]>> {
        let prefix = format!("{folder}/");
        let mut files = std::collections::BTreeMap::new();
        for layer in self.layers.iter().rev() {
            for (path, bytes) in &layer.files {
                if path.starts_with(&prefix) {
                    files.insert(path.as_str(), bytes);
                }
            }
        }
        files
    }
}

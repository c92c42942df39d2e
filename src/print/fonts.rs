//! The fonts that products are set in.

use thiserror::Error;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Fonts, in the order given. Only these are used, never the system's: the same
/// board must come out the same on every machine.
#[derive(Debug)]
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
}

/// A file that holds no font.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{name}` is not a font")]
pub struct BadFont {
    /// The name it was given by.
    pub name: String,
}

impl Fonts {
    /// Reads font files (OpenType, TrueType, collections), each with a name for
    /// messages. Takes some milliseconds: read them once and share them.
    ///
    /// # Errors
    ///
    /// A file that holds no font.
    pub fn read<N, B>(files: impl IntoIterator<Item = (N, B)>) -> Result<Self, BadFont>
    where
        N: Into<String>,
        B: AsRef<[u8]> + Send + Sync + 'static,
    {
        let mut all = Vec::new();
        for (name, bytes) in files {
            let before = all.len();
            all.extend(Font::iter(Bytes::new(bytes)));
            if all.len() == before {
                return Err(BadFont { name: name.into() });
            }
        }
        let book = LazyHash::new(FontBook::from_fonts(&all));
        Ok(Self { book, all })
    }

    /// The names of the families, sorted, each once.
    pub fn families(&self) -> Vec<String> {
        let mut families: Vec<String> = self
            .all
            .iter()
            .map(|font| font.info().family.clone())
            .collect();
        families.sort();
        families.dedup();
        families
    }
}

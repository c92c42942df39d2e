//! An edition of the website: the standard one, or its twin in large print.

use crate::model::encode;

/// Which twin is made. Everything that is the same for both stays without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition<'a> {
    /// The site's base path, with `/` at both ends.
    pub base: &'a str,
    /// Whether it is the twin in large print.
    pub large: bool,
}

/// Where the large-print twin of the website lies, below the base path.
pub const LARGE: &str = "large/";

impl<'a> Edition<'a> {
    /// The standard edition below a base path.
    pub fn standard(base: &'a str) -> Self {
        Self { base, large: false }
    }

    /// The path of a page in `href`, from its address below the base path.
    pub fn url(&self, address: &str) -> String {
        let prefix = if self.large { LARGE } else { "" };
        format!("{}{prefix}{}", self.base, encode(address))
    }

    /// The path of something that both twins share.
    pub fn shared(&self, path: &str) -> String {
        format!("{}{}", self.base, encode(path))
    }

    /// Where a page is written, below the output folder.
    pub fn file(&self, address: &str) -> String {
        let prefix = if self.large { LARGE } else { "" };
        if address.is_empty() || address.ends_with('/') {
            format!("{prefix}{address}index.html")
        } else {
            format!("{prefix}{address}")
        }
    }

    /// The other edition.
    pub fn other(self) -> Self {
        Self {
            large: !self.large,
            ..self
        }
    }
}

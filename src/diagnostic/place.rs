//! Where in the site's files something stands.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A stretch of bytes in a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path from the site's root, parts joined by `/`.
    #[serde(with = "crate::record::shared")]
    pub file: Arc<str>,
    /// Byte range in the decoded text (UTF-8, lines ended by LF). Empty at 0
    /// for the file as a whole.
    pub span: Range<usize>,
}

impl Place {
    /// A stretch of a file.
    pub fn new(file: &Arc<str>, span: Range<usize>) -> Self {
        Self {
            file: file.clone(),
            span,
        }
    }

    /// A file as a whole.
    pub fn file(file: &Arc<str>) -> Self {
        Self::new(file, 0..0)
    }
}

/// Line and column as editors count them: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl Position {
    /// The position of a byte offset in a text; the end, if beyond it.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }
}

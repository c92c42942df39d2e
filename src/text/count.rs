//! How long a text is, counted as office programs count it.

use serde::{Deserialize, Serialize};

use super::{is_cjk, is_han};

/// The size of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Han characters.
    pub han: usize,
    /// What Word calls 字数: each East Asian character or mark counts one, each
    /// run of other characters between blanks counts one.
    pub words: usize,
}

/// Counts a text.
pub fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut in_word = false;
    for c in text.chars() {
        if is_cjk(c) {
            counts.han += usize::from(is_han(c));
            counts.words += 1;
            in_word = false;
        } else if c.is_whitespace() {
            in_word = false;
        } else if !in_word {
            counts.words += 1;
            in_word = true;
        }
    }
    counts
}

//! Names for addresses.

use super::is_han;

/// A name for an address or an anchor: Han and digits stay, ASCII letters
/// become lower-case, each run of anything else becomes one `-`, and none stands
/// at an end. Empty where nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if !(c.is_ascii_alphanumeric() || is_han(c)) {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(c.to_ascii_lowercase());
    }
    slug
}

//! Whether a line break in the source shows as a space.

use super::is_cjk;

/// Whether a line break between `before` and `after` vanishes: it does between
/// Chinese characters or their punctuation, which know no spaces.
///
/// Marks shared with other scripts, such as `“` and `—`, go with the other side.
pub fn joins(before: char, after: char) -> bool {
    if is_spaceless(before) {
        is_spaceless(after) || is_shared_mark(after)
    } else {
        is_shared_mark(before) && is_spaceless(after)
    }
}

/// East Asian and written without spaces: Korean is not.
fn is_spaceless(c: char) -> bool {
    is_cjk(c)
        && !matches!(c,
            '\u{1100}'..='\u{11FF}'
            | '\u{3131}'..='\u{318E}'
            | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}')
}

/// Punctuation that Chinese shares with other scripts.
fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

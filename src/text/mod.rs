//! Chinese text as plain functions: what a character is, how long a text is,
//! what its address is, and which stretches must not be broken.

mod character;
mod count;
mod glue;
mod join;
mod slug;
mod strokes;

pub use character::{is_cjk, is_cjk_punctuation, is_han, is_punctuation};
pub use count::{Counts, count};
pub use glue::unbroken;
pub use join::joins;
pub use slug::slug;
pub use strokes::sort_by_strokes;

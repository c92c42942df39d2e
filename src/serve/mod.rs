//! The preview: the site as it would be built, from memory, kept up with the
//! files, and what is wrong with it shown on the pages themselves.

pub mod desk;
mod edited;
mod generation;
mod kept;
mod preview;

pub use generation::{Generation, Reading};
pub use preview::{News, Preview};

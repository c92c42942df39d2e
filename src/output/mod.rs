//! The last stage: puts what was rendered into the output folder.
//!
//! It never destroys what it did not make. A list of the files written,
//! `.huimin-manifest.json`, tells its own from others': only what the list names
//! is overwritten or, once no longer planned, removed. What somebody changed by
//! hand after it was written is not removed but reported. Without a list the
//! folder is taken for somebody else's: files that already hold the very bytes
//! are taken over, any other in the way is an error that names it.
//!
//! Each file is written beside its place and renamed, so that nobody ever sees
//! half a page. Pages are not synced to the disk one by one: that would cost
//! more than all the rest, and a page that a power cut spoils is made again by
//! the next build, which compares bytes. The list itself is synced. A run that
//! dies leaves a journal from which the next knows what was already written.

mod error;
mod fresh;
mod fs;
mod journal;
mod manifest;
mod names;
mod writer;

pub use error::{NameFault, OutputError};
pub use fresh::write_fresh;
pub use fs::{replace_by, replace_with};
pub use journal::is_unfinished;
pub use manifest::{Files, read as written, when as written_at};
pub use names::check as check_name;
pub use writer::{Output, Put, Summary};

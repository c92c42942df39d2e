//! The first stage: finds the files of a site, decodes them, splits off the
//! front matter, and keeps where every value stands.

mod decode;
mod find;
mod front_matter;
mod key_line;
mod lenient;
mod listing;
mod node;
mod rewrite;
mod scalar;
mod walk;
mod yaml;

pub use decode::decode;
pub use front_matter::{Split, split};
pub use listing::{Changes, Kind, Listed, Listing, Stamp, is_ignored, is_read};
pub use node::{Entry, Node, Value};
pub use walk::{DataFile, Document, Sources, data_file, document, read};
pub use yaml::parse as parse_yaml;

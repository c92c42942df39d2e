//! The first stage: finds the files of a site, decodes them, splits off the
//! front matter, and keeps where every value stands.

mod decode;
mod front_matter;
mod key_line;
mod lenient;
mod listing;
mod node;
mod rewrite;
mod scalar;
mod sources;
mod yaml;

pub use decode::decode;
pub use front_matter::{Split, split};
pub use listing::{Changes, Kind, Listed, Listing, Stamp, is_ignored, is_read};
pub use node::{Entry, Node, Value};
pub use sources::{DataFile, Delta, Document, Names, Sources, data_file, document};
pub use yaml::parse as parse_yaml;

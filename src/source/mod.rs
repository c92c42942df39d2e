//! The first stage: finds the files of a site, decodes them, splits off the
//! front matter, and keeps where every value stands.

mod decode;
mod front_matter;
mod node;
mod walk;
mod yaml;

pub use decode::decode;
pub use front_matter::split;
pub use node::{Entry, Node, Value};
pub use walk::{DataFile, Document, Sources, read};

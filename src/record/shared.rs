//! Shared texts in a record: as plain texts.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serializer};

/// Writes a shared text.
pub fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(text)
}

/// Reads one.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
    Ok(String::deserialize(from)?.into())
}

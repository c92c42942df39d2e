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

/// A set of them.
pub(crate) mod set {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes a set of shared texts.
    pub fn serialize<S: Serializer>(set: &BTreeSet<Arc<str>>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(set.iter().map(|text| &**text))
    }

    /// Reads one.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<Arc<str>>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        Ok(texts.into_iter().map(Arc::from).collect())
    }
}

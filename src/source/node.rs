//! A YAML value that knows where it stands. Scalars stay text: what they mean
//! is for the declaration of their key to say, so that `0600-8821600` is never
//! a number and `否` can be a truth value.

use std::ops::Range;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Byte range in the file's decoded text.
    pub span: Range<usize>,
}

/// What a YAML value can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the key, `~` or `null`.
    Null,
    /// A scalar as written, without its quotes.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order written.
    Map(Vec<Entry>),
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, as written (full-width forms and blanks at its ends removed).
    pub key: String,
    /// Byte range of the key.
    pub key_span: Range<usize>,
    /// Its value.
    pub node: Node,
}

//! A context that takes only what its template reads.

use tera::{Context, Value};

use crate::theme::Shape;

/// A context that is being filled.
pub(super) struct Filling<'a> {
    context: Context,
    /// What the template reads of it.
    read: &'a Shape,
}

impl<'a> Filling<'a> {
    pub fn new(read: &'a Shape) -> Self {
        Self {
            context: Context::new(),
            read,
        }
    }

    /// Puts a value, if it is read.
    pub fn put(&mut self, key: &'static str, make: impl FnOnce() -> Value) {
        if self.read.is_whole() || self.read.field(key).is_some() {
            self.context.insert_value(key, make());
        }
    }

    /// Whether a member of a value is read, or how many there are.
    pub fn reads_member(&self, key: &str, member: &str) -> bool {
        self.read.is_whole()
            || self.read.field(key).is_some_and(|read| {
                read.is_whole()
                    || read.reads_size()
                    || read.each().is_some()
                    || read.field(member).is_some()
            })
    }

    pub fn done(self) -> Context {
        self.context
    }
}

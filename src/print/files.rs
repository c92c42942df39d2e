//! Where a product's files come from.

use std::sync::Arc;

/// The files that a product may read: the theme's other print files, and pictures.
///
/// What is asked for is the path from the root, parts joined by `/`, without a
/// leading one: never empty, and without `.` or `..`.
pub trait Files: Send + Sync {
    /// The bytes of a file; none if there is no such file for products.
    fn read(&self, path: &str) -> Option<Arc<[u8]>>;
}

impl<F> Files for F
where
    F: Fn(&str) -> Option<Arc<[u8]>> + Send + Sync,
{
    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        self(path)
    }
}

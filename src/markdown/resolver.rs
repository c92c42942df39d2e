//! What a body asks of the site around it.

use super::Picture;
use crate::diagnostic::Problem;

/// Finds what a body names. Each answer is either the thing or the problem to
/// tell the writer, which is placed where the name stands.
pub trait Resolver {
    /// The text of a fact, its name's parts joined by `·`.
    fn fact(&self, name: &str) -> Result<String, Problem>;

    /// The address of a link's destination, which may be a file of the site, an
    /// anchor, or an address elsewhere. It comes as written, percent-encoding not
    /// undone. An empty address makes no link.
    fn link(&self, destination: &str) -> Result<String, Problem>;

    /// The picture at a destination, which comes as written.
    fn picture(&self, destination: &str) -> Result<Picture, Problem>;
}

//! What events say of where to look.

use std::collections::BTreeSet;

use crate::source::Listing;

/// So many paths at once are the work of a program, not of a person.
const MANY: usize = 16;

/// What one event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// Something changed at a path from the site's root, parts joined by `/`.
    Path(String),
    /// Something changed that will be seen at the next look at everything.
    Soon,
    /// Events were lost: everything could have changed.
    Everything,
    /// A folder that is watched was itself replaced, made or removed.
    Root(String),
    /// The system tells of a part only, and says why.
    Blind(String),
}

/// What several events say.
#[derive(Debug, Default)]
pub struct Hints {
    /// Paths from the site's root.
    pub paths: BTreeSet<String>,
    /// Whether everything is to be looked at.
    pub everything: bool,
    /// Whether there are other folders to be watched now.
    pub roots: bool,
}

impl Hints {
    /// Takes in what one more event says.
    pub fn add(&mut self, hint: Hint) {
        match hint {
            Hint::Path(path) => drop(self.paths.insert(path)),
            Hint::Soon => {}
            Hint::Everything | Hint::Blind(_) => self.everything = true,
            Hint::Root(path) => {
                self.roots = true;
                match path.is_empty() {
                    true => self.everything = true,
                    false => drop(self.paths.insert(path)),
                }
            }
        }
    }

    /// Whether they are the work of a program, not of a person.
    pub fn are_many(&self) -> bool {
        self.paths.len() > MANY
    }

    /// Whether one of the files was there before and is away or empty now.
    pub fn is_amiss(&self, before: &Listing, now: &Listing) -> bool {
        let is_empty =
            |listing: &Listing, path: &str| listing.file(path).map(|file| file.stamp.length() == 0);
        self.paths
            .iter()
            .any(|path| is_empty(before, path) == Some(false) && is_empty(now, path) != Some(false))
    }
}

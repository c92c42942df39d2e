//! What names of files mean.

use std::ffi::OsStr;

use super::Kind;
use crate::ledger;

/// Names that the configuration can have; the first there is counts.
pub(super) const CONFIG: [&str; 4] = ["site.yaml", "site.yml", "站点.yaml", "站点.yml"];

/// A folder that a site is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Top {
    Content,
    Data,
    Themes,
}

impl Top {
    pub(super) const ALL: [Self; 3] = [Self::Content, Self::Data, Self::Themes];

    /// The folder's name in the site's root.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Data => "data",
            Self::Themes => "themes",
        }
    }

    /// The folder of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|top| top.name() == name)
    }

    /// What a file of this name in it is read as, if it is read at all.
    pub(super) fn kind(self, name: &str) -> Option<Kind> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is = |known: &[&str]| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
        match self {
            Self::Content if is(&["md", "markdown"]) => Some(Kind::Document),
            Self::Content => Some(Kind::Other),
            Self::Data => is(&["yaml", "yml"]).then_some(Kind::Data),
            Self::Themes => Some(Kind::Theme),
        }
    }
}

/// Whether a name is of a hidden file, or one of those that editors, downloads
/// and systems leave lying about.
pub fn is_ignored(name: &OsStr) -> bool {
    const ENDINGS: [&str; 6] = [".swp", ".swx", ".swo", ".tmp", ".crdownload", ".part"];
    let name = name.to_string_lossy();
    let ends = |ending: &str| {
        name.len()
            .checked_sub(ending.len())
            .and_then(|at| name.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    // `.~lock.x.docx#` of LibreOffice and `.~x.docx` of WPS are hidden already.
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || ENDINGS.into_iter().any(ends)
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// Whether a site could be read from a path, given in parts from its root; for
/// a folder, whether from what lies in it.
pub fn is_read(parts: &[&str]) -> bool {
    match parts {
        [] => false,
        [name] if CONFIG.contains(name) || *name == ledger::FILE => true,
        [top, ..] => {
            Top::named(top).is_some() && !parts.iter().any(|name| is_ignored(name.as_ref()))
        }
    }
}

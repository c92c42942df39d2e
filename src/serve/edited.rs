//! Where the writer was at work: the file that changed, and its first line that
//! did.

use std::sync::Arc;

use crate::model::Model;
use crate::site::Site;
use crate::source::Changes;

/// A change of one content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The file.
    pub file: Arc<str>,
    /// The first line that changed, as it is now; empty if that is not known.
    pub line: String,
}

impl Edited {
    /// The edit that these changes tell of: of the first file whose text has
    /// changed, else of the first that is new.
    pub fn of(changes: &Changes, before: &Site, now: &Site) -> Option<Self> {
        let texts = changes.changed.iter().chain(&changes.added);
        let mut texts = texts.filter(|path| path.ends_with(".md"));
        texts.next().map(|file| {
            let old = text(&before.ground.model, file).unwrap_or_default();
            let new = text(&now.ground.model, file).unwrap_or_default();
            Self {
                file: file.clone(),
                line: changed_line(old, new).to_owned(),
            }
        })
    }
}

/// The text of a content file, if it is published.
fn text<'a>(model: &'a Model, file: &str) -> Option<&'a str> {
    let page = model.page(file).map(|page| &*page.text);
    page.or_else(|| {
        let mut sections = model.sections.iter();
        let section = sections.find(|section| section.path.as_deref() == Some(file))?;
        Some(&section.text)
    })
}

/// The first line of `new` that is not as in `old`. Where lines were only taken
/// out, the one that stands in their place; never an empty one while there is
/// another.
fn changed_line<'a>(old: &str, new: &'a str) -> &'a str {
    let same = old
        .lines()
        .zip(new.lines())
        .take_while(|(old, new)| old == new)
        .count();
    let is_text = |line: &&str| !line.trim().is_empty();
    let after = new.lines().skip(same).find(is_text);
    after
        .or_else(|| new.lines().rfind(is_text))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::changed_line;

    #[test]
    fn the_first_changed_line_is_found() {
        assert_eq!(changed_line("a\nb\nc\n", "a\nx\nc\n"), "x");
        assert_eq!(changed_line("a\nc\n", "a\n\nb\n\nc\n"), "b");
        assert_eq!(changed_line("", "a\n"), "a");
    }

    #[test]
    fn lines_taken_out_lead_to_what_stands_in_their_place() {
        assert_eq!(changed_line("a\nb\nc\n", "a\nc\n"), "c");
        assert_eq!(changed_line("a\nb\n", "a\n"), "a");
        assert_eq!(changed_line("a\n", ""), "");
    }
}

//! 按姓氏笔画: names in the order of lists of honours, by the strokes of their
//! characters.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::locale;

/// Puts things in the order of the strokes of their names, as Unicode's CLDR has it;
/// those of one name stay as they are. Characters of as many strokes go by their
/// radicals and not, as official lists have it, by the kind of the first stroke.
pub fn sort_by_strokes<T>(things: &mut [T], name: impl Fn(&T) -> &str) {
    let preferences = CollatorPreferences::from(&locale!("zh-u-co-stroke"));
    let collator = Collator::try_new(preferences, CollatorOptions::default());
    things.sort_by(|a, b| match &collator {
        Ok(collator) => collator.compare(name(a), name(b)),
        // The order is in the binary; without it they stay as they are.
        Err(_) => Ordering::Equal,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_by_the_strokes_of_the_surname() {
        let mut names = ["戴维", "黄平", "王芳", "李明", "丁一", "王一"];
        sort_by_strokes(&mut names, |name| name);
        assert_eq!(names, ["丁一", "王一", "王芳", "李明", "黄平", "戴维"]);
    }
}

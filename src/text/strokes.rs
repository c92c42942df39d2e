//! 按姓氏笔画: names in the order of lists of honours, by the strokes of their
//! characters.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::locale;

/// Puts things in the order of the strokes of their names; those of one name stay
/// as they are.
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
        let mut names = ["罗大成", "方志远", "丁一", "王芳", "邵建军", "王一"];
        sort_by_strokes(&mut names, |name| name);
        assert_eq!(
            names,
            ["丁一", "王一", "王芳", "方志远", "邵建军", "罗大成"]
        );
    }
}

//! The known name that a writer most likely meant.

use strsim::damerau_levenshtein;

/// The candidate nearest to a word, if one is near enough: at most a third of
/// its characters, and at least one, may be other, missing or swapped.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            // A name of one or two characters that differs in one of them is another name,
            // unless they share a character.
            *distance <= allowed && (*distance == 0 || candidate.chars().any(|c| word.contains(c)))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

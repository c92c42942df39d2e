//! Copies that programs for shared folders make when two people saved at once.

/// What such programs put into the name, in small letters: Nutstore, Dropbox
/// and Nextcloud, Baidu, Kdocs, Syncthing, Seafile, Synology.
const MARKS: [&str; 7] = [
    "冲突副本",
    "冲突文件",
    "conflicted copy",
    "-冲突-",
    ".sync-conflict-",
    "sfconflict",
    "_conflict",
];

/// Whether a name looks like that of such a copy.
pub(super) fn is_marked(name: &str) -> bool {
    mark(name).is_some()
}

/// The file that a name's file is a copy of, by its name: one in the same
/// folder with the same ending, whose name is what stands before the mark and
/// what programs put in front of it. A marked name without such a twin is a
/// name like any other.
pub(super) fn twin<'a>(name: &str, others: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let at = mark(name)?;
    let (stem, ending) = parted(name);
    others
        .into_iter()
        .filter(|other| {
            let (other, other_ending) = parted(other);
            ending.eq_ignore_ascii_case(other_ending)
                && !other.is_empty()
                && other.len() <= at
                && stem
                    .strip_prefix(other)
                    .is_some_and(|rest| rest.starts_with([' ', '(', '（', '-', '_', '.', '的']))
        })
        .max_by_key(|other| other.len())
}

/// Where the mark begins in the stem of a name.
fn mark(name: &str) -> Option<usize> {
    let (stem, _) = parted(name);
    // Making ASCII letters small moves nothing.
    let small = stem.to_ascii_lowercase();
    MARKS.iter().filter_map(|mark| small.find(mark)).min()
}

/// A name as what stands before its last dot, and what stands behind it.
fn parted(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

//! Whatever a writer types, the chain answers and never panics.

mod common;

use common::Site;
use huimin::model::Options;
use proptest::prelude::*;

/// Pieces that front matter is made of, and that break it.
const PIECES: &[&str] = &[
    "\n",
    "\n  - ",
    "\n    ",
    ": ",
    "：",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "---\n",
    "# ",
    "【=",
    "】",
    "&a ",
    "*a",
    "|\n",
    ">-\n",
    "\t",
    "\r\n",
    "\u{feff}",
    "，",
    "草稿: 是\n",
    "类型: 展板\n",
    "标签: [甲, ]\n",
    "置顶: 99999999999999999999\n",
    "日期: 0000-00-00\n",
    "<<: *a\n",
    "!!int ",
    "%",
    "../",
    "\\",
    "\u{0}",
    "字",
    "𰻝",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn edits_to_front_matter_never_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, 0..PIECES.len()), 1..5),
        file in 0..FILES.len(),
    ) {
        let site = Site::copy("county");
        // Setting a board takes a second and has tests of its own.
        site.remove("content/boards/jintie.md");
        let path = FILES[file];
        let mut text = site.read(path);
        let mut end = text.match_indices("---\n").nth(1).map_or(text.len(), |(at, _)| at);
        for (at, cut, piece) in edits {
            let start = text.floor_char_boundary(at.index(end.max(1)));
            let stop = text.ceil_char_boundary((start + cut).min(text.len()));
            text.replace_range(start..stop, PIECES[piece]);
            end = (end + PIECES[piece].len()).min(text.len());
        }
        site.write(path, &text);
        let options = Options { now: Some(common::NOW.into()), drafts: true, ..Options::default() };
        let loaded = huimin::site::Site::load(site.root(), &options);
        let mut problems = loaded.problems();
        problems.extend(loaded.product_problems());
        // What has no errors can be rendered without any.
        if !huimin::site::has_errors(&problems) {
            loaded.render_all(&loaded.plan(), &|planned, result| {
                if let Err(problem) = result {
                    panic!("{}: {problem:?}\n{text}", planned.path);
                }
            });
        }
    }
}

const FILES: &[&str] = &[
    "content/policies/jintie.md",
    "content/schedule/0508.md",
    "content/news/_index.md",
    "content/honours/2025.md",
    "data/facts.yaml",
    "site.yaml",
];

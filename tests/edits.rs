//! A site that is read again after edits is the site read afresh, in its plan,
//! its problems and every byte of its outputs.
//!
//! `HUIMIN_EDITS=20000` makes so many edits, of seeds that were never tried. A
//! failure says its seed and the steps that are needed; a seed that found a
//! defect belongs into `tests/edits/seeds.txt`.

mod common;
#[path = "edits/compare.rs"]
mod compare;
#[path = "edits/dice.rs"]
mod dice;
#[path = "edits/edit.rs"]
mod edit;
#[path = "edits/folder.rs"]
mod folder;
#[path = "edits/products.rs"]
mod products;
#[path = "edits/values.rs"]
mod values;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use compare::{Known, compare};
use dice::Dice;
use edit::{Editor, sources};
use folder::folder;
use huimin::model::Options;
use huimin::site::{Before, Html, Site};
use huimin::source::Listing;

/// Edits of one seed, from the same folder.
const STEPS: u64 = 40;
/// Edits in all, if nothing else is asked for.
const EDITS: u64 = 2000;

fn run(seed: u64, steps: &[u64]) -> Result<(), Failure> {
    let folder = folder();
    let root = folder.root();
    let first = sources(&folder);
    let mut editor = Editor::of(&folder, &first);
    let mut listing = Arc::new(Listing::take(root));
    let mut site = Site::read(root, &listing, &editor.options, None);
    let mut gone = BTreeSet::new();
    let mut known = Known::default();
    for &step in steps {
        let dice = &mut Dice::new(seed, step);
        gone.extend(site.plan().into_iter().map(|planned| planned.path));
        let done = editor.edit(dice);
        let html = if dice.in_hundred(50) {
            Html::Kept
        } else {
            Html::OnDemand
        };
        listing = Arc::new(Listing::take_after(root, &listing));
        // Now and then another process goes on, which knows only what was stored.
        // The other dice are as they were when the seeds were found.
        let before = if Dice::new(!seed, step).in_hundred(15) {
            let stored = postcard::to_stdvec(&site.bodies()).expect("written");
            Before::Bodies(postcard::from_bytes(&stored).expect("read back"))
        } else {
            Before::Site(&site)
        };
        site = Site::read_with(root, &listing, &editor.options, html, before);
        // All outputs now and then; otherwise a few, as a reader asks for them.
        let (every, offset) = (if dice.in_hundred(25) { 1 } else { 6 }, dice.below(6));
        let rendered = |at: usize| (at + offset).is_multiple_of(every);
        let afresh = |options| Site::read(root, &Arc::new(Listing::take(root)), options, None);
        compare(&site, &afresh(&editor.options), &gone, &rendered)
            .and_then(|rendered| known.check(&site, rendered))
            .map_err(|how| (step, format!("{done}\n{how}")))?;
        if dice.in_hundred(10) {
            // The desk asks for everything beside what is shown.
            let options = Options {
                everything: true,
                ..editor.options.clone()
            };
            let beside = Site::read(root, &listing, &options, Some(&site));
            compare(&beside, &afresh(&options), &BTreeSet::new(), &rendered)
                .map_err(|how| (step, format!("{done}\nbeside, with everything: {how}")))?;
        }
    }
    Ok(())
}

/// How the last of some steps of a seed fails, if one does: which, and how.
type Failure = (u64, String);

/// Makes these steps of a seed.
type Steps = fn(seed: u64, steps: &[u64]) -> Result<(), Failure>;

/// Leaves out steps as long as the last still fails.
fn shrunk(run: Steps, seed: u64, mut steps: Vec<u64>, mut how: String) -> String {
    let mut size = steps.len() / 2;
    while size > 0 {
        let mut from = 0;
        while from + size < steps.len() {
            let fewer = [&steps[..from], &steps[from + size..]].concat();
            match run(seed, &fewer) {
                Err((step, told)) if Some(&step) == steps.last() => (steps, how) = (fewer, told),
                _ => from += size,
            }
        }
        size /= 2;
    }
    format!("seed {seed}, steps {steps:?}: {how}")
}

/// Makes the edits of the `known` seeds and so many others, `steps` of each seed.
/// Where others were asked for, one in `share` of them is made.
fn search(run: Steps, steps: u64, edits: u64, share: u64, known: &str) {
    let asked = std::env::var("HUIMIN_EDITS")
        .ok()
        .and_then(|text| text.parse().ok());
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let start = asked.map_or(1, |_: u64| since * 1000);
    let count = asked
        .map_or(edits, |asked| asked.div_ceil(share))
        .div_ceil(steps);
    let known = known.lines().filter_map(|line| line.parse().ok());
    let mut found = Vec::new();
    for seed in known.chain(start..start + count) {
        if let Err((step, how)) = run(seed, &(0..steps).collect::<Vec<_>>()) {
            found.push(shrunk(run, seed, (0..=step).collect(), how));
            if found.len() == 5 {
                break;
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn a_site_read_again_is_the_site_read_afresh() {
    search(run, STEPS, EDITS, 1, include_str!("edits/seeds.txt"));
}

#[test]
fn another_order_of_a_section_is_seen() {
    let folder = folder();
    let (root, options) = (folder.root(), &Options::default());
    let before = Site::read(root, &Arc::new(Listing::take(root)), options, None);
    let _ = compare(&before, &before, &BTreeSet::new(), &|_| true);
    folder.edit(
        "content/news/_index.md",
        "kind: news\n",
        "kind: news\n排序: 标题\n",
    );
    let listing = &Arc::new(Listing::take(root));
    let again = Site::read(root, listing, options, Some(&before));
    let fresh = Site::read(root, listing, options, None);
    let compared = compare(&again, &fresh, &BTreeSet::new(), &|_| true);
    assert_eq!(compared.map(drop), Ok(()));
}

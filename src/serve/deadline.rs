//! How long a reading holds: until a page goes live or ends, or the day does.

use jiff::civil::{DateTime, Time};

use super::generation::Generation;
use crate::diagnostic::Problem;
use crate::model::Skipped;

/// The next moment at which the site is another without a file having changed.
/// None where the preview shows a day that was asked for.
pub fn deadline(generation: &Generation, is_dated: bool) -> Option<DateTime> {
    if is_dated {
        return None;
    }
    let model = &generation.site.ground.model;
    let now = model.now.at;
    let midnight = now.date().tomorrow().ok()?.to_datetime(Time::midnight());
    let ends = model
        .pages
        .iter()
        .filter_map(|page| page.fields.date("expires"))
        .map(|until| until.at);
    let starts = generation
        .problems
        .iter()
        .filter_map(|told| match &told.problem {
            Problem::NotBuilt {
                why: Skipped::NotYet(from),
            } => Some(from.at),
            _ => None,
        });
    ends.chain(starts)
        .filter(|at| *at > now)
        .chain([midnight])
        .min()
}

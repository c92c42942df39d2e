//! How long a reading holds: until a page goes live or ends, or the day does.

use jiff::civil::{DateTime, Time};

use super::generation::Generation;

/// The next moment at which the site is another without a file having changed.
/// None where the preview shows a day that was asked for.
pub fn deadline(generation: &Generation, is_dated: bool) -> Option<DateTime> {
    if is_dated {
        return None;
    }
    let model = &generation.site.ground.model;
    let midnight = model.now.day().tomorrow().ok()?;
    let midnight = midnight.to_datetime(Time::midnight());
    let until = model.until().map(|until| until.at);
    Some(until.map_or(midnight, |until| until.min(midnight)))
}

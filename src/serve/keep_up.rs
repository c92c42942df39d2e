//! Keeps the preview up with the files, and makes its printed products.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use super::deadline::deadline;
use super::generation::Generation;
use super::preview::{News, Preview};
use crate::source::Listing;

/// How long to wait for a change before looking at the clock.
const PATIENCE: Duration = Duration::from_millis(200);

/// How soon to try again where a file could not be read; later ever less often.
const SOON: Duration = Duration::from_millis(100);
const LATER: Duration = Duration::from_secs(2);

/// Reads the site again whenever `next` gives other files within the time it is
/// told, until `stop`. Calls `told` after each reading with the time it took.
pub fn keep_up(
    preview: &Preview,
    mut next: impl FnMut(Duration) -> Option<Arc<Listing>>,
    stop: &AtomicBool,
    told: impl Fn(&Generation, Duration),
) {
    let is_dated = preview.options().now.is_some();
    let mut again = SOON;
    while !stop.load(Ordering::Relaxed) {
        let current = preview.current();
        let is_unread = current.site.unread();
        let listing = next(if is_unread { again } else { PATIENCE });
        let started = Instant::now();
        let generation = match listing {
            Some(listing) if !listing.same_as(&current.listing) => {
                again = SOON;
                Some(preview.read_again(listing))
            }
            Some(_) => None,
            None if is_unread => {
                again = (again * 2).min(LATER);
                preview.try_again()
            }
            None if is_over(&current, is_dated) => {
                Some(preview.read_again(current.listing.clone()))
            }
            None => None,
        };
        if let Some(generation) = generation {
            told(&generation, started.elapsed());
        }
    }
}

/// Whether the clock alone has made another site.
fn is_over(current: &Generation, is_dated: bool) -> bool {
    let zone = &current.site.ground.model.config.zone;
    let now = jiff::Timestamp::now()
        .to_zoned_datetime(zone.clone())
        .datetime();
    deadline(current, is_dated).is_some_and(|deadline| deadline <= now)
}

/// Makes the printed products of each reading in turn, until the preview is
/// told of no more. What is overtaken by a later reading is left out.
pub fn make_products(preview: &Preview, readings: &mpsc::Receiver<u64>) {
    while readings.recv().is_ok() {
        // Only the last one counts.
        while readings.try_recv().is_ok() {}
        let current = preview.current();
        current.make_products();
        preview.tell(News::Products(current.number));
    }
}

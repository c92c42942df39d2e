//! Sees every change of a site's files.
//!
//! What decides is a comparison of two listings. Events of the system only
//! shorten the wait for the next one: they come late or not at all on shared
//! folders, and are lost when many things happen at once.

mod hints;
mod how;
mod mount;
mod probe;
mod roots;
mod subscription;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use how::{How, Why};
pub use probe::Probes;

use crate::source::Listing;
use hints::{Hint, Hints};
use subscription::Subscription;

/// Events that come closer together than this are one change.
const CALM: Duration = Duration::from_millis(3);
/// How long a program that changes many files may rest between two of them.
const CALM_OF_MANY: Duration = Duration::from_millis(25);
/// How long a change is waited for to end.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long a file may be away or empty while an editor saves it.
const GRACE: Duration = Duration::from_millis(40);
/// How long after an event everything is looked at.
const CONFIRM: Duration = Duration::from_millis(150);
/// How often everything is looked at where events come.
const WITH_EVENTS: Duration = Duration::from_secs(2);
/// How often everything is looked at where they do not.
const POLLING: Duration = Duration::from_millis(500);
/// Of the time, at most one part in so many goes into looking at everything.
const SHARE: u32 = 10;
/// How long the start waits to learn whether events come.
const START: Duration = Duration::from_millis(400);
/// How often it is looked whether they do, after that.
const STARTING: Duration = Duration::from_millis(50);

/// Watches one site. All the looking is done within [`Watch::next`], so that
/// nothing is left to end when it is dropped; a probe that still lies in the site
/// is taken away.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    subscription: Subscription,
    /// What was seen last.
    seen: Arc<Listing>,
    /// What was given out last.
    given: Arc<Listing>,
    /// When everything was looked at last, and how long that took.
    looked: Instant,
    took: Duration,
    /// When everything is to be looked at again.
    due: Instant,
}

impl Watch {
    /// Begins to watch the site at `root`, of which `before` was seen already.
    /// What changes in `output` is our own doing. Takes the time of one listing,
    /// and up to 0.4 s where events do not come. Who may have to end before the
    /// watch can be dropped takes away its `probes` then.
    pub fn start(root: &Path, output: &Path, probes: Probes, before: &Listing) -> Self {
        Self::with(root, Subscription::start(root, output, probes), before)
    }

    /// Watches without events, for disks that send wrong ones.
    pub fn polling(root: &Path) -> Self {
        Self::with(root, Subscription::none(root), &Listing::default())
    }

    fn with(root: &Path, mut subscription: Subscription, before: &Listing) -> Self {
        let started = Instant::now();
        let listing = Arc::new(Listing::take_after(root, before));
        let looked = Instant::now();
        subscription.wait(started + START);
        Self {
            root: root.to_owned(),
            subscription,
            seen: listing.clone(),
            given: listing,
            looked,
            took: looked - started,
            // What changed before the first event had none.
            due: looked + CONFIRM,
        }
    }

    /// Whether changes are told by events, and if not, why.
    pub fn how(&self) -> &How {
        self.subscription.how()
    }

    /// The listing that was given out last; the one of the start at first.
    pub fn listing(&self) -> &Arc<Listing> {
        &self.given
    }

    /// Waits until the files differ from the listing that was given out last,
    /// and gives out the new one; none if they still do not after `timeout`.
    pub fn next(&mut self, timeout: Duration) -> Option<Arc<Listing>> {
        let end = Instant::now() + timeout;
        loop {
            self.look(end);
            if !self.seen.same_as(&self.given) {
                self.given = self.seen.clone();
                return Some(self.given.clone());
            }
            if Instant::now() >= end {
                return None;
            }
        }
    }

    /// Waits for the next reason to look at files, not longer than to `end`,
    /// and looks.
    fn look(&mut self, end: Instant) {
        if self.subscription.has_come() {
            self.due = Instant::now();
        }
        let settled = self.seen.restless().map(|(_, until)| until).min();
        let mut until = self.due.min(end).min(settled.unwrap_or(end));
        if self.subscription.is_starting() {
            until = until.min(Instant::now() + STARTING);
        }
        let hint = self.subscription.next(until);
        let now = Instant::now();
        if let Some(hint) = hint {
            self.follow(hint);
        } else if now >= self.due {
            self.look_at_everything();
        } else if settled.is_some_and(|settled| now >= settled) {
            let restless: Vec<_> = self.seen.restless().map(|(path, _)| path).collect();
            self.seen = Arc::new(self.seen.look_again(&self.root, &restless));
        }
    }

    /// Looks at what an event and those right after it are about.
    fn follow(&mut self, first: Hint) {
        let mut hints = Hints::default();
        hints.add(first);
        self.collect(&mut hints);
        let before = self.seen.clone();
        let over = Instant::now() + GRACE;
        self.look_at(&hints);
        // Many editors empty or remove a file before they write it anew.
        while !hints.everything && hints.is_amiss(&before, &self.seen) {
            let Some(hint) = self.subscription.next(over) else {
                break;
            };
            hints.add(hint);
            self.collect(&mut hints);
            self.look_at(&hints);
        }
        if !hints.everything {
            let soon = (self.looked + self.rest()).max(Instant::now() + CONFIRM);
            self.due = self.due.min(soon);
        }
        if hints.roots {
            self.subscription.renew();
        }
    }

    /// Adds the hints that come until it is calm.
    fn collect(&mut self, hints: &mut Hints) {
        let over = Instant::now() + PATIENCE;
        loop {
            let calm = if hints.are_many() { CALM_OF_MANY } else { CALM };
            let until = over.min(Instant::now() + calm);
            match self.subscription.next(until) {
                Some(hint) => hints.add(hint),
                None => return,
            }
            if Instant::now() >= over {
                return;
            }
        }
    }

    fn look_at(&mut self, hints: &Hints) {
        if hints.everything && Instant::now() >= self.looked + self.rest() {
            self.look_at_everything();
        } else if hints.everything {
            self.due = self.due.min(self.looked + self.rest());
        } else if !hints.paths.is_empty() {
            let paths: Vec<_> = hints.paths.iter().collect();
            self.seen = Arc::new(self.seen.look_again(&self.root, &paths));
        }
    }

    fn look_at_everything(&mut self) {
        self.subscription.keep_up();
        let started = Instant::now();
        let listing = Listing::take_after(&self.root, &self.seen);
        self.looked = Instant::now();
        self.took = self.looked - started;
        let period = match self.subscription.how() {
            How::Events if !self.subscription.is_starting() => WITH_EVENTS,
            _ => POLLING,
        };
        self.due = self.looked + period.max(self.rest());
        self.seen = Arc::new(listing);
    }

    /// How long everything is left alone after it was looked at.
    fn rest(&self) -> Duration {
        self.took * SHARE
    }
}

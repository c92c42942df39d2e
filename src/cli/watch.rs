//! `huimin build --watch`: the same build again after each change.

use std::time::Duration;

use super::Ended;
use super::arguments::Build;
use super::build::run_again;
use super::say::Say;
use super::stop;
use crate::source::Listing;
use crate::watch::{Probes, Watch};

/// How long to wait for a change before waiting again.
const PATIENCE: Duration = Duration::from_secs(60);
/// When a file that could not be read is tried again.
const SOON: Duration = Duration::from_millis(300);

/// Builds, then waits for a change and builds again, until it is stopped.
pub fn run(options: &Build, say: Say) -> Ended {
    let root = &options.site.root;
    let probes = Probes::default();
    if let Err(error) = stop::ends_with(probes.clone()) {
        say.line(&error.to_string());
        return Ended::Failed;
    }
    let mut watch = match options.poll {
        true => Watch::polling(root),
        false => Watch::start(root, &options.output(), probes, &Listing::default()),
    };
    let (_, mut site) = run_again(options, say, watch.listing(), None);
    if let Some(sentence) = watch.how().sentence(say.lang) {
        say.line(&sentence);
    }
    say.line(say.words(
        "等着改动，按 Ctrl-C 结束",
        "waiting for changes; Ctrl-C ends",
    ));
    loop {
        // Built is what was listed, so that the next listing differs from it in
        // all that has changed since. A file that could not be read is tried again.
        let patience = if site.unread() { SOON } else { PATIENCE };
        match watch.next(patience) {
            Some(listing) => (_, site) = run_again(options, say, &listing, Some(&site)),
            None if site.unread() => {
                (_, site) = run_again(options, say, watch.listing(), Some(&site));
            }
            None => {}
        }
    }
}

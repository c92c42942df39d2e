//! `huimin build --watch`: the same build again after each change.

use std::time::Duration;

use super::Ended;
use super::arguments::Build;
use super::say::Say;
use crate::watch::Watch;

/// How long to wait for a change before waiting again.
const PATIENCE: Duration = Duration::from_secs(60);

/// Builds, then waits for a change and builds again, until it is stopped.
pub fn run(options: &Build, say: Say) -> Ended {
    let root = &options.site.root;
    let mut watch = match options.poll {
        true => Watch::polling(root),
        false => Watch::start(root, &options.output()),
    };
    super::build::run(options, say);
    if let Some(sentence) = watch.how().sentence(say.lang) {
        say.line(&sentence);
    }
    say.line(say.words(
        "等着改动，按 Ctrl-C 结束",
        "waiting for changes; Ctrl-C ends",
    ));
    loop {
        if watch.next(PATIENCE).is_some() {
            super::build::run(options, say);
        }
    }
}

//! `huimin build --watch`: the same build again after each change.

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{Debouncer, RecommendedCache, new_debouncer};

use super::Ended;
use super::arguments::Build;
use super::say::Say;

/// Changes that come closer together than this are one.
const CALM: Duration = Duration::from_millis(50);

/// Builds, then waits for a change and builds again, until it is stopped.
pub fn run(options: &Build, say: Say) -> Ended {
    let (send, receive) = mpsc::channel();
    let mut watcher = match new_debouncer(CALM, None, send) {
        Ok(watcher) => watcher,
        Err(error) => {
            say.line(&error.to_string());
            return Ended::Failed;
        }
    };
    let root = &options.site.root;
    // The root itself is watched flat: for site.yaml, and for folders that are
    // made or replaced. The output folder lies in it and is not looked into.
    if let Err(error) = watcher.watch(root, RecursiveMode::NonRecursive) {
        say.line(&format!("{}: {error}", root.display()));
        return Ended::Failed;
    }
    let mut folders = SOURCES.map(|name| (root.join(name), false));
    watch_new(&mut watcher, &mut folders);
    super::build::run(options, say);
    say.line(say.words(
        "等着改动，按 Ctrl-C 结束",
        "waiting for changes; Ctrl-C ends",
    ));
    let output = options.output();
    while let Ok(events) = receive.recv() {
        let changed = match events {
            Ok(events) => events.iter().any(|event| {
                !event.kind.is_access() && event.paths.iter().any(|path| !path.starts_with(&output))
            }),
            // What was missed can only be found by looking at everything.
            Err(_) => true,
        };
        watch_new(&mut watcher, &mut folders);
        if changed {
            super::build::run(options, say);
        }
    }
    Ended::Done
}

/// The folders that a site is read from.
const SOURCES: [&str; 3] = ["content", "data", "themes"];

/// Watches folders that have come into being since the last look.
fn watch_new(
    watcher: &mut Debouncer<RecommendedWatcher, RecommendedCache>,
    folders: &mut [(PathBuf, bool)],
) {
    for (folder, watched) in folders {
        if !folder.is_dir() {
            *watched = false;
        } else if !*watched {
            *watched = watcher.watch(&*folder, RecursiveMode::Recursive).is_ok();
        }
    }
}

//! Asks the system to tell of changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::hints::Hint;
use super::how::{How, Why};
use super::mount;
use super::probe::Probes;
use super::roots::{FOLDERS, Roots};
use crate::source::is_read;

/// What the system tells of one site, as hints where to look.
#[derive(Debug)]
pub struct Subscription {
    root: PathBuf,
    output: PathBuf,
    state: State,
    how: How,
    hints: Receiver<Hint>,
    /// Kept for the next watcher, and so that waiting for hints always can.
    sender: Sender<Hint>,
    probes: Probes,
}

#[derive(Debug)]
enum State {
    /// Being set up by a thread of its own: on a large site, or where a server
    /// does not answer, this takes a while.
    Starting(Receiver<Live>),
    Live(Live),
    Off,
}

/// A watcher that is set up as far as it can be.
#[derive(Debug)]
struct Live {
    /// Events come as long as it is kept.
    _watcher: Option<RecommendedWatcher>,
    roots: Roots,
    how: How,
}

impl Subscription {
    /// Begins to ask for what changes below `root`, without `output`.
    pub fn start(root: &Path, output: &Path, probes: Probes) -> Self {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut subscription = Self::none(&absolute(root));
        subscription.output = absolute(output);
        subscription.probes = probes;
        subscription.how = How::Polling { why: Why::Starting };
        subscription.begin();
        subscription
    }

    /// Asks for nothing.
    pub fn none(root: &Path) -> Self {
        let (sender, hints) = mpsc::channel();
        Self {
            root: root.to_owned(),
            output: PathBuf::new(),
            state: State::Off,
            how: How::Polling { why: Why::Asked },
            hints,
            sender,
            probes: Probes::default(),
        }
    }

    /// Whether changes are told, and if not, why.
    pub fn how(&self) -> &How {
        &self.how
    }

    /// Whether it is still being set up.
    pub fn is_starting(&self) -> bool {
        matches!(self.state, State::Starting(_))
    }

    /// Waits until it is set up, not longer than to `end`.
    pub fn wait(&mut self, end: Instant) {
        if let State::Starting(receiver) = &self.state {
            let time = end.saturating_duration_since(Instant::now());
            if let Ok(live) = receiver.recv_timeout(time) {
                self.take(live);
            }
        }
    }

    /// Whether it has been set up since this was asked last.
    pub fn has_come(&mut self) -> bool {
        let State::Starting(receiver) = &self.state else {
            return false;
        };
        match receiver.try_recv() {
            Ok(live) => self.take(live),
            Err(TryRecvError::Empty) => return false,
            Err(TryRecvError::Disconnected) => self.fail("the thread ended".to_owned()),
        }
        true
    }

    /// The next hint, waited for not longer than to `end`.
    pub fn next(&mut self, end: Instant) -> Option<Hint> {
        let time = end.saturating_duration_since(Instant::now());
        match self.hints.recv_timeout(time) {
            Ok(Hint::Blind(reason)) => {
                self.how = How::Polling {
                    why: Why::Refused { reason },
                };
                Some(Hint::Everything)
            }
            Ok(hint) => Some(hint),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Sets it up anew if other folders stand at the watched paths by now.
    pub fn keep_up(&mut self) {
        if let State::Live(live) = &self.state
            && live.roots != Roots::of(&self.root)
        {
            self.renew();
        }
    }

    /// Sets it up anew.
    pub fn renew(&mut self) {
        if !matches!(self.state, State::Off) {
            self.begin();
        }
    }

    fn begin(&mut self) {
        let (send, receive) = mpsc::channel();
        let (root, output, hints) = (self.root.clone(), self.output.clone(), self.sender.clone());
        let probes = self.probes.clone();
        let thread = thread::Builder::new().name("watch".into()).spawn(move || {
            // Nobody listens any more if the watch was ended meanwhile.
            let _ = send.send(Live::set_up(&root, output, hints, &probes));
        });
        match thread {
            Ok(_) => self.state = State::Starting(receive),
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn take(&mut self, live: Live) {
        self.how = live.how.clone();
        self.state = State::Live(live);
    }

    fn fail(&mut self, reason: String) {
        self.how = How::Polling {
            why: Why::Refused { reason },
        };
        self.state = State::Off;
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.probes.end();
    }
}

impl Live {
    fn set_up(root: &Path, output: PathBuf, hints: Sender<Hint>, probes: &Probes) -> Self {
        let roots = Roots::of(root);
        let probe = probes.make(root);
        let (tell, told) = mpsc::channel();
        let probed = probe
            .as_ref()
            .map_or(PathBuf::new(), |probe| probe.folder().to_owned());
        let places = Places {
            root: root.to_owned(),
            real_root: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
            output,
        };
        let handler = move |event: notify::Result<Event>| {
            let is_probe = |event: &Event| {
                !probed.as_os_str().is_empty()
                    && event
                        .paths
                        .iter()
                        .any(|path| path.ends_with("probe") && path.starts_with(&probed))
            };
            if event.as_ref().is_ok_and(is_probe) {
                let _ = tell.send(());
                return;
            }
            for hint in places.hints(event) {
                // After the watch was ended nobody wants to know.
                let _ = hints.send(hint);
            }
        };
        // Links are not followed, as one could lead round the whole disk; what
        // changes behind them is seen at the next look at everything.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = match RecommendedWatcher::new(handler, config) {
            Ok(watcher) => watcher,
            Err(error) => return Self::without(roots, &error),
        };
        if let Err(error) = watch(&mut watcher, root) {
            return Self {
                _watcher: Some(watcher),
                ..Self::without(roots, &error)
            };
        }
        let proof = match probe {
            Ok(probe) => probe.check(&mut watcher, &told),
            Err(error) => Err(Why::NoProbe {
                reason: error.to_string(),
            }),
        };
        let shared = std::iter::once(root.to_owned())
            .chain(FOLDERS.iter().map(|name| root.join(name)))
            .find_map(|folder| mount::shared(&folder));
        let how = match (proof, shared) {
            (Err(why), _) => How::Polling { why },
            (Ok(()), Some(system)) => How::Polling {
                why: Why::Shared { system },
            },
            (Ok(()), None) => How::Events,
        };
        Self {
            _watcher: Some(watcher),
            roots,
            how,
        }
    }

    fn without(roots: Roots, error: &notify::Error) -> Self {
        Self {
            _watcher: None,
            roots,
            how: How::Polling {
                why: Why::Refused {
                    reason: error.to_string(),
                },
            },
        }
    }
}

/// Watches the root flat, for site.yaml and for folders that are made or
/// replaced, and the folders that a site is read from with all below them.
fn watch(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    // Windows tells one who watches a folder of all that lies below it, and lets
    // nobody rename a folder inside that is watched itself.
    if cfg!(windows) {
        return watcher.watch(root, RecursiveMode::Recursive);
    }
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|name| root.join(name)) {
        // A folder that goes away while it is being asked for is no failure.
        let mut tries = 3;
        while folder.is_dir() {
            let watched = watcher.watch(&folder, RecursiveMode::Recursive);
            tries -= 1;
            match watched {
                Err(error) if tries == 0 => return Err(error),
                Err(_) => {}
                Ok(()) => break,
            }
        }
    }
    Ok(())
}

/// Makes hints of events.
struct Places {
    root: PathBuf,
    /// Some systems tell of files by their real paths.
    real_root: PathBuf,
    output: PathBuf,
}

impl Places {
    fn hints(&self, event: notify::Result<Event>) -> Vec<Hint> {
        let event = match event {
            Ok(event) if event.need_rescan() => return vec![Hint::Everything],
            Ok(event) => event,
            Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                return vec![Hint::Blind(error.to_string())];
            }
            Err(_) => return vec![Hint::Everything],
        };
        let is_reading = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        if is_reading {
            return Vec::new();
        }
        let paths = event.paths.iter();
        paths
            .filter_map(|path| self.hint(event.kind, path))
            .collect()
    }

    fn hint(&self, kind: EventKind, path: &Path) -> Option<Hint> {
        let inside = path
            .strip_prefix(&self.root)
            .or_else(|_| path.strip_prefix(&self.real_root));
        let Ok(inside) = inside else {
            return Some(Hint::Soon);
        };
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        let Some(parts) = parts else {
            return Some(Hint::Soon);
        };
        if !parts.is_empty() && (!is_read(&parts) || path.starts_with(&self.output)) {
            return None;
        }
        let is_move = !matches!(
            kind,
            EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_) | ModifyKind::Metadata(_))
        );
        let is_root = parts.is_empty() || parts.len() == 1 && FOLDERS.contains(&parts[0]);
        match is_move {
            true if is_root => Some(Hint::Root(parts.join("/"))),
            // What changed of a folder is what lies in it, which has its own
            // events; looking at all of it would take long.
            false if is_root || path.is_dir() => Some(Hint::Soon),
            _ => Some(Hint::Path(parts.join("/"))),
        }
    }
}

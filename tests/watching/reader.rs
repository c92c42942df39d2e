//! A program that knows a site by what the watch tells of it, and by nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use huimin::source::Listing;
use huimin::watch::{Probes, Watch};

/// No machine is so slow; nothing waits so long unless something is wrong.
const LIMIT: Duration = Duration::from_secs(60);

/// What files hold, by path from the site's root.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads again what the watch says has changed, as a build would.
pub struct Reader<'a> {
    root: &'a Path,
    pub watch: Watch,
    listing: Arc<Listing>,
    known: Files,
    /// How often there was something to read.
    pub told: usize,
}

impl<'a> Reader<'a> {
    /// Reads everything once.
    pub fn new(root: &'a Path, watch: Watch) -> Self {
        let mut reader = Self {
            root,
            watch,
            listing: Arc::default(),
            known: Files::new(),
            told: 0,
        };
        reader.read(reader.watch.listing().clone());
        reader
    }

    /// A reader that relies on events as far as they come.
    pub fn of(root: &'a Path) -> Self {
        Self::new(
            root,
            Watch::start(
                root,
                &root.join("public"),
                Probes::default(),
                &Listing::default(),
            ),
        )
    }

    /// Waits for a change and reads it; whether there was one.
    pub fn follow(&mut self, time: Duration) -> bool {
        let listing = self.watch.next(time);
        let has_changed = listing.is_some();
        if let Some(listing) = listing {
            self.read(listing);
        }
        has_changed
    }

    fn read(&mut self, listing: Arc<Listing>) {
        let changes = listing.changes(&self.listing);
        for path in changes.added.iter().chain(&changes.changed) {
            match fs::read(self.root.join(&**path)) {
                Ok(bytes) => self.known.insert(path.to_string(), bytes),
                Err(_) => self.known.remove(&**path),
            };
        }
        for path in &changes.gone {
            self.known.remove(&**path);
        }
        self.listing = listing;
        self.told += 1;
    }

    /// Reads changes until it knows the site as it is.
    #[track_caller]
    pub fn catch_up(&mut self) {
        self.wait_until("known as it is", |reader| {
            reader.known == files(reader.root)
        });
    }

    /// Reads changes until something holds.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let until = Instant::now() + LIMIT;
        while !holds(self) {
            if Instant::now() > until {
                let (is, known) = (files(self.root), &self.known);
                let differ: Vec<_> = is
                    .keys()
                    .chain(known.keys())
                    .filter(|path| is.get(*path) != known.get(*path))
                    .collect();
                panic!("not {what}: {differ:?} in {:?}", self.watch.how());
            }
            self.follow(Duration::from_millis(100));
        }
    }

    /// The codes of what is wrong with the files, with their paths.
    pub fn problems(&self) -> Vec<(String, &'static str)> {
        let problems = self.listing.problems.iter();
        problems
            .map(|problem| {
                let file = problem.place.as_ref().map(|place| place.file.to_string());
                (file.unwrap_or_default(), problem.problem.code())
            })
            .collect()
    }

    /// Whether it knows a file.
    pub fn knows(&self, path: &str) -> bool {
        self.known.contains_key(path)
    }
}

/// What a site is read from, found in the plainest way.
fn files(root: &Path) -> Files {
    let mut files = Files::new();
    for name in ["site.yaml", "print-ledger.yaml"] {
        if let Ok(bytes) = fs::read(root.join(name)) {
            files.insert(name.into(), bytes);
        }
    }
    for folder in ["content", "data", "themes"] {
        add(root, folder, &mut files);
    }
    files
}

fn add(root: &Path, folder: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else {
        return;
    };
    for name in entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
    {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            add(root, &path, files);
        } else if !name.starts_with(['.', '~'])
            && ![".tmp", ".swp", "~"].iter().any(|end| name.ends_with(end))
            && !name.contains("冲突副本")
            && let Ok(bytes) = fs::read(root.join(&path))
        {
            files.insert(path, bytes);
        }
    }
}

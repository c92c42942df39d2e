//! What the last build saw and left behind, kept beside the site, so that a build
//! of a site in which nothing has changed need only look.
//!
//! A record is only ever a reason to skip work, never where bytes come from. It
//! may be removed at any time; one that is damaged, or of another program or
//! other options, is none.
//!
//! Where something has changed, an output is not made again if it would be made
//! from the same as the file that stands in the output folder.

pub mod counts;
pub(crate) mod shared;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Time;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use counts::Counts;

use crate::body::{Stored, StoredRef};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::model::{Model, Moment, Options};
use crate::output;
use crate::own;
use crate::program::program;
use crate::source::{Listing, Stamp};

/// The folder of records, in the program's own.
const RECORDS: &str = "build";

/// The folder of what is known of bodies.
const BODIES: &str = "bodies";

/// Bytes of the checksum that each file begins with; this program's name follows.
const CHECKSUM: usize = 32;

/// A build that ended without errors.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    /// What it was asked for.
    options: Options,
    /// Seconds since 1970 in which the site is the same: from, and up to.
    time: (i64, i64),
    /// What the site was read from.
    pub sources: Listing,
    /// What it came to.
    pub built: Built,
}

/// What a build came to.
#[derive(Debug, Serialize, Deserialize)]
pub struct Built {
    /// What the output folder held of ours afterwards.
    pub outputs: Listing,
    /// What each output was made from, by path, where that can be told.
    pub origins: BTreeMap<String, Fingerprint>,
    /// What was told.
    pub problems: Vec<Diagnostic>,
    /// How many there are of each.
    pub counts: Counts,
}

impl Record {
    /// The record of a build that has just ended; none if nobody could tell
    /// later whether it still holds.
    pub fn new(options: &Options, model: &Model, sources: &Listing, built: Built) -> Option<Self> {
        Some(Self {
            options: options.clone(),
            time: time(model)?,
            sources: sources.clone(),
            built,
        })
    }

    /// The record of the last build of the site at `root` into the folder `out`,
    /// if it was one of this program with these options.
    pub fn load(root: &Path, out: &Path, options: &Options) -> Option<Self> {
        let record: Self = load(&place(root, RECORDS, out)?)?;
        (record.options == *options).then_some(record)
    }

    /// Keeps the record.
    pub fn keep(&self, root: &Path, out: &Path) {
        keep(place(root, RECORDS, out), self);
    }
}

/// What builds of the site at `root` into the folder `out` have left of bodies.
pub fn bodies(root: &Path, out: &Path) -> Option<Stored> {
    load(&place(root, BODIES, out)?)
}

/// Keeps what is known of bodies.
pub fn keep_bodies(root: &Path, out: &Path, bodies: &StoredRef<'_>) {
    keep(place(root, BODIES, out), bodies);
}

/// What this program has kept in a file.
fn load<T: DeserializeOwned>(file: &Path) -> Option<T> {
    let bytes = std::fs::read(file).ok()?;
    let (checksum, rest) = bytes.split_at_checked(CHECKSUM)?;
    if blake3::hash(rest).as_bytes() != checksum {
        return None;
    }
    let (of, rest) = postcard::take_from_bytes::<String>(rest).ok()?;
    (Some(of) == program()).then_some(())?;
    postcard::from_bytes(rest).ok()
}

/// Keeps something in a file. Where it cannot be written, the next build is only
/// slower.
fn keep(file: Option<PathBuf>, what: &impl Serialize) {
    let write = || -> Option<()> {
        let rest = postcard::to_stdvec(&(program()?, what)).ok()?;
        let mut bytes = blake3::hash(&rest).as_bytes().to_vec();
        bytes.extend(rest);
        own::write(&file?, &bytes).ok()
    };
    // The checksum tells half a file, so none need be taken away.
    let _ = write();
}

/// The last build, and what is left of it.
#[derive(Debug)]
pub struct Last {
    /// Its record.
    pub record: Record,
    /// The files that it left in the output folder, as they are now.
    left: Listing,
}

impl Last {
    /// Looks what is left in the folder `out` of a build.
    pub fn look(record: Record, out: &Path) -> Self {
        let left = record.built.outputs.again_in(out);
        Self { record, left }
    }

    /// Whether a build would do nothing: what the site is read from is as it was
    /// then, nothing hangs on the time that has passed, and every file in the
    /// output folder `out` is as it was left.
    pub fn holds(&self, sources: &Listing, out: &Path) -> bool {
        let Self { record, left } = self;
        let now = Timestamp::now().as_second();
        let (from, to) = record.time;
        (record.options.now.is_some() || (from..to).contains(&now))
            && record.sources.same_as(sources)
            && !output::is_unfinished(out)
            && record.built.outputs.same_as(left)
    }

    /// How the output file at a path looks, if it is as it was left and was made
    /// from the same as now.
    pub fn stands(&self, path: &str, origin: Fingerprint) -> Option<Stamp> {
        let Built {
            outputs, origins, ..
        } = &self.record.built;
        let now = self.left.file(path)?;
        (origins.get(path) == Some(&origin) && outputs.file(path) == Some(now)).then_some(now.stamp)
    }
}

/// Where something lies that is kept for an output folder, in a folder of the
/// program's own.
fn place(root: &Path, folder: &str, out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    let out = out.canonicalize().unwrap_or(out);
    let name = blake3::hash(out.as_os_str().as_encoded_bytes()).to_hex();
    Some(own::folder(root).join(folder).join(&name[..16]))
}

/// From when up to when the site is the same: until a page goes live or ends,
/// or the day does.
fn time(model: &Model) -> Option<(i64, i64)> {
    let zone = &model.config.zone;
    let seconds = |moment: Moment| Some(moment.zoned(zone)?.timestamp().as_second());
    let midnight = Moment {
        at: model
            .now
            .day()
            .tomorrow()
            .ok()?
            .to_datetime(Time::midnight()),
        timed: false,
    };
    let until = model.until().map_or(midnight, |until| until.min(midnight));
    Some((seconds(model.now)?, seconds(until)?))
}

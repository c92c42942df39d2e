//! What the last build saw and left behind, kept beside the site, so that a build
//! of a site in which nothing has changed need only look.
//!
//! A record is only ever a reason to skip work, never where bytes come from. It
//! may be removed at any time; one that is damaged, or of another program or
//! other options, is none.

pub mod counts;
pub(crate) mod shared;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

pub use counts::Counts;

use crate::diagnostic::Diagnostic;
use crate::model::{Model, Moment, Options};
use crate::output;
use crate::own;
use crate::program::program;
use crate::source::Listing;

/// The folder, in the program's own.
const FOLDER: &str = "build";

/// Bytes of the checksum that a record begins with.
const CHECKSUM: usize = 32;

/// A build that ended without errors.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    /// The program, as [`program`] tells it.
    program: String,
    /// What it was asked for.
    options: Options,
    /// Seconds since 1970 in which the site is the same: from, and up to.
    time: (i64, i64),
    /// What the site was read from.
    pub sources: Listing,
    /// What the output folder held of ours afterwards.
    pub outputs: Listing,
    /// What was told.
    pub problems: Vec<Diagnostic>,
    /// How many there are of each.
    pub counts: Counts,
}

impl Record {
    /// The record of a build that has just ended; none if nobody could tell
    /// later whether it still holds.
    pub fn new(
        options: &Options,
        model: &Model,
        sources: &Listing,
        outputs: Listing,
        problems: Vec<Diagnostic>,
        counts: Counts,
    ) -> Option<Self> {
        Some(Self {
            program: program()?,
            options: options.clone(),
            time: time(model)?,
            sources: sources.clone(),
            outputs,
            problems,
            counts,
        })
    }

    /// The record of the last build of the site at `root` into the folder `out`,
    /// if it was one of this program with these options.
    pub fn load(root: &Path, out: &Path, options: &Options) -> Option<Self> {
        let bytes = std::fs::read(file(root, out)?).ok()?;
        let (checksum, rest) = bytes.split_at_checked(CHECKSUM)?;
        if blake3::hash(rest).as_bytes() != checksum {
            return None;
        }
        let record: Self = postcard::from_bytes(rest).ok()?;
        (Some(&record.program) == program().as_ref() && record.options == *options)
            .then_some(record)
    }

    /// Whether a build would do nothing: what the site is read from is as it was
    /// then, nothing hangs on the time that has passed, and every file in the
    /// output folder `out` is as it was left.
    pub fn holds(&self, sources: &Listing, out: &Path) -> bool {
        let now = Timestamp::now().as_second();
        let (from, to) = self.time;
        (self.options.now.is_some() || (from..to).contains(&now))
            && self.sources.same_as(sources)
            && !output::is_unfinished(out)
            && self.outputs.same_as(&self.outputs.again_in(out))
    }

    /// Keeps the record. Where it cannot be written, the next build is only
    /// slower.
    pub fn keep(&self, root: &Path, out: &Path) {
        let write = || -> Option<()> {
            let file = file(root, out)?;
            let rest = postcard::to_stdvec(self).ok()?;
            let mut bytes = blake3::hash(&rest).as_bytes().to_vec();
            bytes.extend(rest);
            own::write(&file, &bytes).ok()
        };
        // The checksum tells half a file, so none need be taken away.
        let _ = write();
    }
}

/// Where the record of an output folder lies.
fn file(root: &Path, out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    let out = out.canonicalize().unwrap_or(out);
    let name = blake3::hash(out.as_os_str().as_encoded_bytes()).to_hex();
    Some(own::folder(root).join(FOLDER).join(&name[..16]))
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

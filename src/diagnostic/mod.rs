//! What is wrong with the content, as data: collected by every stage, sorted,
//! and shown by one printer.

mod both;
mod place;
mod print_sentences;
mod problem;
mod report;
mod sentences;

use serde::{Deserialize, Serialize};

pub use both::Both;
pub use place::{Place, Position};
pub use problem::Problem;
pub use report::{Format, Report, Texts};
pub use sentences::Sentences;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// How much a diagnostic weighs: errors stop a build from being called done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be mended before the site is published.
    Error,
    /// Should be looked at.
    Warning,
    /// Said for information, such as a page that is not built and why.
    Note,
}

/// One thing to tell the writer: what it is, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where it is, if it is in a file of the site.
    pub place: Option<Place>,
    /// What it is; its severity, code and sentences hang on it.
    pub problem: Problem,
}

impl Diagnostic {
    /// A problem at a place in a file.
    pub fn at(place: Place, problem: Problem) -> Self {
        Self {
            place: Some(place),
            problem,
        }
    }

    /// A problem of the site as a whole.
    pub fn general(problem: Problem) -> Self {
        Self {
            place: None,
            problem,
        }
    }

    /// The weight of its problem.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

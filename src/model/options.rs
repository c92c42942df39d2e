//! What a build is asked for beyond what the files say.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Problem;

/// What a build is asked for beyond what the files say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The one clock: what is published and which day it is hang on it.
    pub now: Option<String>,
    /// Whether drafts are built too.
    pub drafts: bool,
    /// Whether everything is built: drafts, and pages before and after their days.
    pub everything: bool,
    /// Takes the place of the address in `site.yaml`.
    pub base_url: Option<String>,
    /// What may be wrong with a finished product: a code and the reason why.
    pub allow: Vec<(String, String)>,
}

impl Options {
    /// A problem as it is told: allowed, if somebody took it upon himself.
    pub fn allowed(&self, problem: Problem) -> Problem {
        match self.allow.iter().find(|(code, _)| code == problem.code()) {
            Some((_, reason)) => Problem::Allowed {
                problem: Box::new(problem),
                reason: reason.clone(),
            },
            None => problem,
        }
    }
}

//! `huimin check`: the same chain as a build, and nothing written.

use std::sync::Mutex;

use super::Ended;
use super::arguments::{Check, Format};
use super::say::Say;
use crate::lock::{lock, unlock};
use crate::model::Options;
use crate::site::{Site, has_errors};

/// Shows every problem of the site.
pub fn run(options: &Check, say: Say) -> Ended {
    let root = &options.site.root;
    let asked = Options {
        now: options.site.now.clone(),
        allow: options.site.allow.clone(),
        ..Options::default()
    };
    let site = Site::load(root, &asked);
    let mut problems = site.problems();
    problems.extend(site.product_problems());
    let failed = Mutex::new(Vec::new());
    // Like a build, it renders only what has no errors so far: what a template
    // says of content that is wrong would lead away from the mistake.
    if !has_errors(&problems) {
        site.render_all(&site.plan(), &|_, result| {
            if let Err(problem) = result {
                lock(&failed).push(*problem);
            }
        });
    }
    problems.extend(unlock(failed));
    let errors = has_errors(&problems);
    let report = say.report(root, problems, options.format);
    if options.format == Format::Human {
        let counts = say.counts(&report);
        say.line(if counts.is_empty() {
            say.words("没有发现问题", "nothing wrong")
        } else {
            &counts
        });
    }
    if errors { Ended::Errors } else { Ended::Done }
}

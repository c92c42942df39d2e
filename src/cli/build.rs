//! `huimin build`.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Ended;
use super::arguments::{Build, Format};
use super::say::Say;
use crate::diagnostic::Diagnostic;
use crate::lock::{lock, unlock};
use crate::output::{Output, OutputError, Summary};
use crate::plan::Planned;
use crate::record::{self, Built, Counts, Last, Record};
use crate::schema::KINDS;
use crate::site::{Before, Html, Site, has_errors};
use crate::source::Listing;

/// Work longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Builds the site once.
pub fn run(options: &Build, say: Say) -> Ended {
    super::use_threads(options.jobs);
    let started = Instant::now();
    let root = &options.site.root;
    let last = last(options);
    let listing = match &last {
        Some(last) => Listing::take_after(root, &last.record.sources),
        None => Listing::take(root),
    };
    if let Some(last) = &last
        && last.holds(&listing, &options.output())
    {
        let Built {
            outputs,
            problems,
            counts,
            ..
        } = &last.record.built;
        let summary = Summary {
            // The list of the others is none of them.
            unchanged: outputs.files.len().saturating_sub(1),
            ..Summary::default()
        };
        return tell(problems.clone(), counts, &summary, started, options, say);
    }
    let listing = Arc::new(listing);
    let out = &options.output();
    let stored = last.as_ref().and_then(|_| record::bodies(root, out));
    let before = stored.map_or(Before::Nothing, Before::Bodies);
    let (ended, site) = build(options, say, &listing, before, last.as_ref(), started);
    if let (Ended::Done, None) = (ended, &options.share) {
        record::keep_bodies(root, out, &site.bodies());
    }
    // The process ends here; giving back its memory piece by piece takes longer
    // than the system needs for all of it.
    std::mem::forget((site, last));
    ended
}

/// Builds the site from these files, and returns it for the next time. What has
/// not changed since `before` is not read again.
pub fn run_again(
    options: &Build,
    say: Say,
    listing: &Arc<Listing>,
    before: Option<&Site>,
) -> (Ended, Site) {
    super::use_threads(options.jobs);
    let started = Instant::now();
    let before = before.map_or(Before::Nothing, Before::Site);
    build(
        options,
        say,
        listing,
        before,
        last(options).as_ref(),
        started,
    )
}

/// The last build with these options, if something tells of it.
fn last(options: &Build) -> Option<Last> {
    if options.share.is_some() {
        return None;
    }
    let out = &options.output();
    let record = Record::load(&options.site.root, out, &options.options())?;
    Some(Last::look(record, out))
}

fn build(
    options: &Build,
    say: Say,
    listing: &Arc<Listing>,
    before: Before<'_>,
    last: Option<&Last>,
    started: Instant,
) -> (Ended, Site) {
    let root = &options.site.root;
    let progress = Progress::new(say);
    // After another build few outputs are made.
    let html = last.map_or(Html::Kept, |_| Html::OnDemand);
    let site = Site::read_with(root, listing, &options.options(), html, before);
    let ended = put_out(&site, listing, last, options, say, &progress, started);
    (ended, site)
}

/// Tells what is wrong with a site and, if that is no error, writes it.
fn put_out(
    site: &Site,
    listing: &Listing,
    last: Option<&Last>,
    options: &Build,
    say: Say,
    progress: &Progress,
    started: Instant,
) -> Ended {
    let root = &options.site.root;
    let out = options.output();
    site.make_products(&|| progress.step());
    let mut problems = site.problems();
    problems.extend(site.product_problems());
    if let Some(to) = &options.share {
        return super::share::run(site, to, problems, options, progress, say);
    }
    if has_errors(&problems) {
        progress.end();
        let report = say.report(root, problems, options.format);
        say.line(&format!(
            "{}{}",
            say.counts(&report),
            say.words(
                "；没有写出，上一次的网站原样保留",
                "; nothing written, the last site is as it was"
            )
        ));
        return Ended::Errors;
    }
    let written = write(site, last, &out, root, progress);
    progress.end();
    let Written {
        summary,
        failed,
        built,
    } = match written {
        Ok(written) => written,
        Err(error) => {
            say.line(&error.message(say.lang));
            return Ended::Failed;
        }
    };
    problems.extend(failed);
    let counts = built.counts.clone();
    if !has_errors(&problems) {
        let built = Built {
            problems: problems.clone(),
            ..built
        };
        let model = &site.ground.model;
        if let Some(record) = Record::new(&site.options, model, listing, built) {
            record.keep(root, &out);
        }
    }
    tell(problems, &counts, &summary, started, options, say)
}

/// Shows what is wrong, and says what was done.
fn tell(
    problems: Vec<Diagnostic>,
    counts: &Counts,
    summary: &Summary,
    started: Instant,
    options: &Build,
    say: Say,
) -> Ended {
    let errors = has_errors(&problems);
    let report = say.report(&options.site.root, problems, options.format);
    if options.format == Format::Human {
        say.line(&line(counts, summary, started.elapsed(), say));
        for path in &summary.left {
            say.line(&format!(
                "{}: {path}",
                say.words("有人改过，没有删", "changed by somebody, left")
            ));
        }
        let counts = say.counts(&report);
        if !counts.is_empty() {
            say.line(&counts);
        }
    }
    if errors { Ended::Errors } else { Ended::Done }
}

/// What was written.
struct Written {
    summary: Summary,
    /// What is wrong with those that could not be rendered.
    failed: Vec<Diagnostic>,
    /// For the record; without problems.
    built: Built,
}

/// Renders and writes every output, but those that stand there already as they
/// would be made. A page that could not be rendered keeps what was there before.
fn write(
    site: &Site,
    last: Option<&Last>,
    folder: &Path,
    root: &Path,
    progress: &Progress,
) -> Result<Written, OutputError> {
    let output = Output::open(folder, &sources(root))?;
    let failed = Mutex::new(Vec::new());
    let stopped: Mutex<Option<OutputError>> = Mutex::new(None);
    let origins = Mutex::new(BTreeMap::new());
    let planned = site.plan();
    site.each(&planned, &|planned: &Planned| {
        let path = &planned.path;
        let origin = site.origin(planned);
        let put = || -> Result<(), OutputError> {
            if let (Some(last), Some(origin)) = (last, origin)
                && let Some(stamp) = last.stands(path, origin)
                && output.leave(path, stamp)?
            {
                return Ok(());
            }
            match site.render(planned) {
                Ok(bytes) => output.put(path, &bytes).map(|_| ()),
                Err(problem) => {
                    lock(&failed).push(*problem);
                    output.keep(path)
                }
            }
        };
        if let Err(error) = put() {
            lock(&stopped).get_or_insert(error);
        }
        if let Some(origin) = origin {
            lock(&origins).insert(path.clone(), origin);
        }
        progress.step();
    });
    if let Some(error) = unlock(stopped) {
        return Err(error);
    }
    let (summary, outputs) = output.finish_listed()?;
    Ok(Written {
        summary,
        failed: unlock(failed),
        built: Built {
            outputs,
            origins: unlock(origins),
            problems: Vec::new(),
            counts: Counts::of(site, &planned),
        },
    })
}

/// The folders that the site is read from.
fn sources(root: &Path) -> Vec<PathBuf> {
    ["content", "data", "themes"]
        .iter()
        .map(|name| root.join(name))
        .collect()
}

/// One line: pages by kind, products, what was written, how long it took.
fn line(counts: &Counts, summary: &Summary, took: Duration, say: Say) -> String {
    let zh = say.lang == crate::diagnostic::Lang::Zh;
    let Counts {
        pages,
        lists,
        products,
        ..
    } = counts;
    let kinds: Vec<String> = KINDS
        .iter()
        .zip(&counts.kinds)
        .filter(|(_, count)| **count > 0)
        .map(|(kind, count)| match zh {
            true => format!("{} {count}", kind.zh),
            false => format!("{count} {}", kind.en),
        })
        .collect();
    let seconds = took.as_secs_f64();
    let Summary {
        written,
        unchanged,
        removed,
        ..
    } = summary;
    match zh {
        true => format!(
            "{pages} 页{}，列表 {lists} 页，印刷品 {products} 件；写出 {written}，未变 {unchanged}，删去 {removed}；{seconds:.2} 秒",
            bracketed('（', &kinds.join("，"), '）'),
        ),
        false => format!(
            "{pages} pages{}, {lists} list pages, {products} products; {written} written, {unchanged} unchanged, {removed} removed; {seconds:.2} s",
            bracketed('(', &kinds.join(", "), ')'),
        ),
    }
}

/// A text in brackets; nothing where there is none.
fn bracketed(open: char, text: &str, close: char) -> String {
    match (text.is_empty(), open) {
        (true, _) => String::new(),
        (false, '(') => format!(" ({text}{close}"),
        (false, _) => format!("{open}{text}{close}"),
    }
}

/// A count that shows on a terminal once the work takes long.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
}

impl Progress {
    fn new(say: Say) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let template = say.words(
            "{spinner} 已做好 {pos} 个，{elapsed}",
            "{spinner} {pos} done, {elapsed}",
        );
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            started: Instant::now(),
            wanted: std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn step(&self) {
        if !self.wanted {
            return;
        }
        self.bar.inc(1);
        if self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

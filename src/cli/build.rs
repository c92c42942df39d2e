//! `huimin build`.

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
use crate::record::{Counts, Record};
use crate::schema::KINDS;
use crate::site::{Html, Site, has_errors};
use crate::source::Listing;

/// Work longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Builds the site once.
pub fn run(options: &Build, say: Say) -> Ended {
    super::use_threads(options.jobs);
    let started = Instant::now();
    let (listing, last) = look(options);
    if let Some(last) = last {
        let summary = Summary {
            // The list of the others is none of them.
            unchanged: last.outputs.files.len().saturating_sub(1),
            ..Summary::default()
        };
        return tell(last.problems, &last.counts, &summary, started, options, say);
    }
    let listing = Arc::new(listing);
    let (ended, site) = run_again(options, say, &listing, None);
    // The process ends here; giving back its memory piece by piece takes longer
    // than the system needs for all of it.
    std::mem::forget(site);
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
    let root = &options.site.root;
    let progress = Progress::new(say);
    let site = Site::read_with(root, listing, &options.options(), Html::Kept, before);
    let ended = put_out(&site, listing, options, say, &progress, started);
    (ended, site)
}

/// Tells what is wrong with a site and, if that is no error, writes it.
fn put_out(
    site: &Site,
    listing: &Listing,
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
    let written = write(site, &out, root, progress);
    progress.end();
    let (planned, summary, outputs, failed) = match written {
        Ok(written) => written,
        Err(error) => {
            say.line(&error.message(say.lang));
            return Ended::Failed;
        }
    };
    problems.extend(failed);
    let counts = Counts::of(site, &planned);
    if !has_errors(&problems) {
        let model = &site.ground.model;
        let (problems, counts) = (problems.clone(), counts.clone());
        let asked = &site.options;
        if let Some(record) = Record::new(asked, model, listing, outputs, problems, counts) {
            record.keep(root, &out);
        }
    }
    tell(problems, &counts, &summary, started, options, say)
}

/// Looks at what the site is read from, and whether the last build has left
/// nothing to do.
fn look(options: &Build) -> (Listing, Option<Record>) {
    let (root, out) = (&options.site.root, &options.output());
    let known = match options.share {
        Some(_) => None,
        None => Record::load(root, out, &options.options()),
    };
    let Some(last) = known else {
        return (Listing::take(root), None);
    };
    let listing = Listing::take_after(root, &last.sources);
    let holds = last.holds(&listing, out);
    (listing, holds.then_some(last))
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

type Written = (Vec<Planned>, Summary, Listing, Vec<Diagnostic>);

/// Renders and writes every output. A page that could not be rendered keeps
/// what was there before.
fn write(
    site: &Site,
    folder: &Path,
    root: &Path,
    progress: &Progress,
) -> Result<Written, OutputError> {
    let output = Output::open(folder, &sources(root))?;
    let failed = Mutex::new(Vec::new());
    let stopped: Mutex<Option<OutputError>> = Mutex::new(None);
    let planned = site.plan();
    site.render_all(&planned, &|planned: &Planned, result| {
        let put = match result {
            Ok(bytes) => output.put(&planned.path, &bytes).map(|_| ()),
            Err(problem) => {
                lock(&failed).push(*problem);
                output.keep(&planned.path)
            }
        };
        if let Err(error) = put {
            lock(&stopped).get_or_insert(error);
        }
        progress.step();
    });
    if let Some(error) = unlock(stopped) {
        return Err(error);
    }
    let failed = unlock(failed);
    let (summary, outputs) = output.finish_listed()?;
    Ok((planned, summary, outputs, failed))
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

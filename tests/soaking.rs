//! `huimin serve` over a long time: whatever is edited arrives, and memory,
//! threads and open files stay what they were.
//!
//! `HUIMIN_SOAK=3600` goes on for so many seconds, with edits that were never
//! tried, and tells in the end what was done and taken. A failure says the seed
//! and the edits since all was right.

mod common;
#[path = "edits/dice.rs"]
mod dice;
#[path = "edits/edit.rs"]
mod edit;
#[path = "edits/folder.rs"]
mod folder;
#[path = "soaking/listener.rs"]
mod listener;
#[path = "soaking/usage.rs"]
mod usage;
#[path = "edits/values.rs"]
mod values;

use std::collections::BTreeSet;
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use common::serving::Serving;
use common::{NOW, Site as Folder, command};
use dice::Dice;
use edit::{Editor, Files, MOMENTS, options, sources};
use folder::{folder, with_board};
use huimin::diagnostic::Severity;
use huimin::model::encode;
use huimin::site::Site;
use listener::{Listener, asked};
use usage::{Usage, thirds};

/// Rounds, if no time is given. After each, the site is what it was at first.
const ROUNDS: u64 = 9;
/// Edits of a round.
const EDITS: u64 = 8;
/// The longest rest between two edits, in milliseconds.
const REST: usize = 100;
/// Pages that stay open all the time, and the most that come and go.
const STAYING: usize = 3;
const PASSING: usize = 6;
/// Nothing waits so long unless something is wrong.
const LIMIT: Duration = Duration::from_secs(120);
/// So many rounds tell of memory: before, it still warms up.
const WARM: usize = 90;
/// What memory may grow by from the second third of a run to the last, in KB.
/// With products it goes up and down by 40 MB, as one is set or a theme's fonts
/// are read again while the old ones are still in use, and the allocator keeps
/// some of it for each thread: 7 MB more in the last third of an hour, while what
/// was in use grew by 1 MB. A reading of this site that is kept takes 0.25 MB.
const GROWTH: u64 = 64 * 1024;
/// The same where pages alone are edited: it goes up and down by 3 MB.
const GROWTH_OF_PAGES: u64 = 8 * 1024;

const BOARD: &str = "boards/jintie/";
/// The server's own addresses.
const OWN: &[&str] = &[
    "/_huimin/",
    "/_huimin/api/overview",
    "/_huimin/api/boards",
    "/_huimin/api/choices",
    "/_huimin/preview.js",
    "/_huimin/sheet?path=/boards/jintie/",
];

/// A preview, the site that it shows, and who looks at it.
struct Run<'a> {
    site: &'a Folder,
    first: &'a Files,
    serving: Serving,
    staying: Vec<Listener>,
    /// They do not read what they are told.
    deaf: Vec<TcpStream>,
    passing: Vec<Listener>,
    /// Every path that there ever was, below the base path.
    paths: BTreeSet<String>,
    base: String,
    answers: usize,
}

impl<'a> Run<'a> {
    fn start(site: &'a Folder, first: &'a Files) -> Self {
        let mut command = command(&["serve", "--port", "0", "--now", NOW]);
        // Memory that is free is given back at once, or what each thread keeps of
        // it would be counted too.
        command
            .current_dir(site.root())
            .env("MIMALLOC_PURGE_DELAY", "0");
        let serving = Serving::of(command);
        let host = &serving.host;
        Self {
            site,
            first,
            staying: (0..STAYING).map(|_| Listener::start(host)).collect(),
            deaf: vec![asked(host)],
            passing: Vec::new(),
            paths: BTreeSet::new(),
            base: "/".into(),
            answers: 0,
            serving,
        }
    }

    /// Pages come and go, and ask for something at the same time.
    fn look_around(&mut self, dice: &mut Dice) {
        match dice.below(4) {
            0 if self.passing.len() < PASSING => {
                self.passing.push(Listener::start(&self.serving.host));
            }
            1 if !self.passing.is_empty() => {
                drop(self.passing.swap_remove(dice.below(self.passing.len())));
            }
            _ => {}
        }
        let wanted: Vec<_> = (0..dice.below(4)).map(|_| self.wanted(dice)).collect();
        self.answers += wanted.len();
        let serving = &self.serving;
        thread::scope(|scope| {
            for (path, accept) in &wanted {
                scope.spawn(move || {
                    let answer = serving.ask("GET", path, &[("Accept", accept)], b"");
                    let is_own = path.starts_with("/_huimin/");
                    // A base path may be another by now; a page may fail. What
                    // panics says nothing.
                    assert!(!answer.body.is_empty() || answer.status == 302, "{path}");
                    assert!(!is_own || answer.status == 200, "{path}: {answer:?}");
                });
            }
        });
    }

    /// An address, and what is accepted for an answer.
    fn wanted(&self, dice: &mut Dice) -> (String, &'static str) {
        let paths: Vec<_> = self.paths.iter().map(String::as_str).collect();
        let path = match paths.is_empty() || dice.in_hundred(20) {
            true => BOARD,
            false => dice.one::<str, _>(&paths),
        };
        let path = encode(&format!("{}{path}", self.base));
        let moment = dice.one::<str, _>(MOMENTS);
        match dice.below(6) {
            0 => (path, "*/*"),
            1 => (path, "text/html"),
            2 => (format!("{path}?now={moment}"), "text/html"),
            3 => (format!("/_huimin/state?path={path}"), "*/*"),
            4 => (format!("/_huimin/state?path={path}&now={moment}"), "*/*"),
            _ => (dice.one::<str, _>(OWN).to_owned(), "*/*"),
        }
    }

    /// Waits until every address is answered as by the site read afresh, and
    /// whoever listens was told of the last reading. What is wrong if they are not
    /// in the end.
    fn compare(&mut self) -> Result<(), String> {
        let root = self.site.root();
        let mut fresh = afresh(root);
        // The last good site answers until these are right.
        for folder in ["themes/", "data/", "content/"] {
            if is_broken(&fresh) {
                self.put_right("site.yaml");
                self.put_right(folder);
                fresh = afresh(root);
            }
        }
        self.base.clone_from(&fresh.ground.model.config.base_path);
        let until = Instant::now() + LIMIT;
        let mut wrong = self.differs(&fresh);
        while let Some(what) = wrong {
            if Instant::now() > until {
                return Err(what);
            }
            thread::sleep(Duration::from_millis(50));
            wrong = self.differs(&fresh);
        }
        Ok(())
    }

    /// The first thing that is not as it should be.
    fn differs(&mut self, fresh: &Site) -> Option<String> {
        let planned = fresh.plan();
        let now: BTreeSet<_> = planned.iter().map(|planned| planned.path.clone()).collect();
        self.paths.extend(now.iter().cloned());
        for path in &self.paths {
            let address = encode(&format!("{}{path}", self.base));
            let answer = self.serving.get(&address);
            self.answers += 1;
            let found = now.contains(path).then(|| fresh.find(path)).flatten();
            let is_right = match found.map(|planned| fresh.render(&planned)) {
                Some(Ok(bytes)) => answer.status == 200 && answer.body == bytes,
                Some(Err(_)) => answer.status == 500,
                None => answer.status == 404,
            };
            if !is_right {
                return Some(format!("{address}: {} {}", answer.status, answer.text()));
            }
        }
        let state = self.serving.get("/_huimin/state?path=/").json();
        let number = state["number"].as_u64().expect("a number");
        let mut listeners = self.staying.iter().chain(&self.passing);
        listeners
            .find(|listener| listener.last() != number || listener.is_over())
            .map(|listener| format!("told of reading {} of {number}", listener.last()))
    }

    /// Makes the files whose paths begin like this what they were at first.
    fn put_right(&self, start: &str) {
        for path in sources(self.site).into_keys() {
            if path.starts_with(start) {
                self.site.remove(&path);
            }
        }
        for (path, bytes) in self.first {
            if path.starts_with(start) {
                self.site.write(path, bytes);
            }
        }
    }

    fn usage(&self) -> Option<Usage> {
        Usage::of(self.serving.process())
    }
}

fn afresh(root: &Path) -> Site {
    Site::load(root, &options())
}

/// Whether something is wrong that holds for all pages.
fn is_broken(site: &Site) -> bool {
    site.problems().iter().any(|problem| {
        let file = problem.place.as_ref().map(|place| &*place.file);
        let holds_for_all =
            file.is_none_or(|file| file.starts_with("site.yaml") || file.starts_with("themes/"));
        problem.severity() == Severity::Error && holds_for_all
    })
}

/// Waits until threads and open files are no more than at any time of `early`.
fn comes_back(run: &Run, early: &[Usage]) {
    let is_back = |now: Usage| {
        let no_more = |then: &Usage| now.threads <= then.threads && now.files <= then.files;
        early.iter().all(no_more)
    };
    let until = Instant::now() + LIMIT;
    loop {
        let now = run.usage().expect("it runs");
        if is_back(now) {
            println!("at first {:?}, in the end {now:?}", early[0]);
            return;
        }
        assert!(Instant::now() < until, "{now:?} after {early:?}");
        thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_preview_that_runs_for_long_stays_right_and_small() {
    let seconds = std::env::var("HUIMIN_SOAK")
        .ok()
        .and_then(|text| text.parse().ok());
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let start = seconds.map_or(1, |_: u64| since.map_or(0, |since| since.as_secs()));
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let is_on = |round| end.map_or(round < ROUNDS, |end| Instant::now() < end);

    // A product is made beside the pages, on a thread of its own.
    let site = with_board();
    let first = sources(&site);
    let mut editor = Editor::of(&site, &first);
    let mut run = Run::start(&site, &first);
    let mut took = Vec::new();
    let mut rounds = 0;
    while is_on(rounds) {
        let mut edits = Vec::new();
        let seed = start + rounds;
        for step in 0..EDITS {
            let dice = &mut Dice::new(seed, step);
            edits.push(match dice.in_hundred(25) {
                true => editor.edit_product(dice),
                false => editor.edit(dice),
            });
            run.look_around(dice);
            thread::sleep(Duration::from_millis(dice.below(REST) as u64));
        }
        let edited = run.compare();
        editor.put_back();
        let back = edited.and_then(|()| run.compare());
        if let Err(how) = back {
            panic!("seed {seed}: {}\n{how}", edits.join("\n"));
        }
        assert_eq!(run.serving.panics(), [""; 0], "seed {seed}");
        took.extend(run.usage());
        rounds += 1;
    }

    let readings = run.staying.iter().map(Listener::readings).min();
    let readings = readings.expect("some stay");
    let (edits, answers) = (rounds * EDITS, run.answers);
    println!("{rounds} rounds, {edits} edits, {readings} readings, {answers} answers");
    // Edits that come close together are read at once, and some change nothing;
    // but each round is put back.
    assert!(readings > rounds);
    run.staying.clear();
    run.passing.clear();
    run.deaf.clear();
    if took.is_empty() {
        eprintln!("skipped: memory, threads and open files, which this system does not tell");
        return;
    }
    comes_back(&run, &took[..took.len().div_ceil(3)]);
    let thirds = thirds(&took);
    println!("memory in KB, medians of thirds: {thirds:?}");
    assert!(
        took.len() < WARM || thirds[2] <= thirds[1] + GROWTH,
        "{took:?}"
    );
}

#[test]
fn nine_hundred_edits_of_a_page_take_no_memory() {
    let site = folder();
    let first = sources(&site);
    let run = Run::start(&site, &first);
    let serving = &run.serving;
    let mut took = Vec::new();
    for number in 0..900 {
        let title = format!("第{number}回");
        let text = format!("---\n标题: {title}\n日期: 2026-05-01\n---\n正文。\n");
        site.write("content/news/n1.md", text);
        let until = Instant::now() + LIMIT;
        while !serving.get("/news/n1/").text().contains(&title) {
            assert!(Instant::now() < until, "{title}");
            thread::sleep(Duration::from_millis(2));
        }
        let day = 1 + number % 31;
        serving.ask(
            "GET",
            &format!("/news/?now=2026-05-{day:02}"),
            &[("Accept", "text/html")],
            b"",
        );
        serving.get("/_huimin/state?path=/news/n1/");
        serving.get("/_huimin/api/overview");
        took.extend(run.usage());
    }
    if took.is_empty() {
        eprintln!("skipped: memory, which this system does not tell");
        return;
    }
    let thirds = thirds(&took);
    println!("memory in KB, medians of thirds: {thirds:?}");
    assert!(thirds[2] <= thirds[1] + GROWTH_OF_PAGES, "{thirds:?}");
}

//! Measures how soon a preview answers with what was just saved:
//!
//!     cargo run --release --example latency -- --root DIR [--edits 10] [--kinds text,title] [--port N] -- SERVER COMMAND…
//!
//! `DIR` is a site that the example `corpus` made, for huimin or for Hugo, and
//! the command starts a preview of it on `--port` (else the generator's usual
//! one). For each kind of edit a file is written whole, as an editor does, and
//! what shows it is asked for every 2 ms until it is there. At the end all files
//! are as they were before; not, though, if this program is interrupted.

#[path = "../corpus/png.rs"]
mod png;
mod put_back;
mod server;
mod site;

use std::error::Error;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use put_back::PutBack;
use server::Server;
use site::{Edit, Kind, Site};

/// How often the server is asked.
const PAUSE: Duration = Duration::from_millis(2);
/// How long the server is left alone after an edit.
const REST: Duration = Duration::from_millis(1100);
/// How long an edit is waited for before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the server may take to answer for the first time.
const START: Duration = Duration::from_secs(300);

/// What was asked for.
struct Asked {
    root: PathBuf,
    edits: usize,
    kinds: Vec<Kind>,
    port: Option<u16>,
    command: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = Asked::read()?;
    let mut files = PutBack::default();
    let mut site = Site::of(&asked.root)?;
    for (path, bytes) in site.ground() {
        files.write(&path, &bytes)?;
    }

    let started = Instant::now();
    let mut server = Server::start(&asked.command, asked.port.unwrap_or(site.port()))?;
    while server.get(&site.page_address()).is_none() {
        if started.elapsed() > START || server.has_ended() {
            return Err("the server does not answer".into());
        }
        sleep(PAUSE);
    }
    println!("ready after {:.2} s", started.elapsed().as_secs_f64());
    site.find_list(|address| server.get(address))?;
    sleep(2 * REST);

    println!(
        "{:<12}{:>6}{:>6}{:>8}{:>8}{:>8} ms",
        "edit of", "seen", "lost", "min", "median", "max"
    );
    for &kind in &asked.kinds {
        let mut times = Vec::new();
        for number in 0..asked.edits {
            times.extend(measure(&site.edit(kind, number), &server, &mut files)?);
            sleep(REST);
        }
        report(kind, asked.edits, times);
        // The next kind begins where this one did.
        for (path, bytes) in site.ground() {
            files.write(&path, &bytes)?;
        }
        sleep(REST);
    }
    match server.peak_memory() {
        Some(kilobytes) => println!("peak memory {} MB", kilobytes / 1024),
        None => println!("peak memory not known"),
    }
    Ok(())
}

/// The time from the saving of an edit until all that shows it has it; none if
/// that does not happen.
fn measure(
    edit: &Edit,
    server: &Server,
    files: &mut PutBack,
) -> Result<Option<Duration>, Box<dyn Error>> {
    let saved = Instant::now();
    files.write(&edit.file, &edit.bytes)?;
    for (address, part) in &edit.shown {
        while !server
            .get(address)
            .is_some_and(|bytes| contains(&bytes, part))
        {
            if saved.elapsed() > PATIENCE {
                return Ok(None);
            }
            sleep(PAUSE);
        }
    }
    Ok(Some(saved.elapsed()))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn report(kind: Kind, edits: usize, mut times: Vec<Duration>) {
    times.sort();
    let lost = edits - times.len();
    let count = times.len();
    print!("{:<12}{count:>6}{lost:>6}", kind.name());
    if count > 0 {
        let median = (times[(count - 1) / 2] + times[count / 2]) / 2;
        for time in [times[0], median, times[count - 1]] {
            print!("{:>8.0}", time.as_secs_f64() * 1000.0);
        }
    }
    println!();
}

impl Asked {
    fn read() -> Result<Self, Box<dyn Error>> {
        let (mut root, mut edits, mut kinds, mut port) = (None, 10, Kind::ALL.to_vec(), None);
        let mut given = std::env::args().skip(1);
        while let Some(name) = given.next().filter(|name| name != "--") {
            let value = given
                .next()
                .ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--root" => root = Some(PathBuf::from(value)),
                "--edits" => edits = value.parse()?,
                "--kinds" => {
                    kinds = value
                        .split(',')
                        .map(Kind::named)
                        .collect::<Result<_, _>>()?
                }
                "--port" => port = Some(value.parse()?),
                _ => return Err(format!("unknown: {name}").into()),
            }
        }
        let command: Vec<_> = given.collect();
        match root {
            Some(root) if !command.is_empty() => Ok(Self {
                root,
                edits,
                kinds,
                port,
                command,
            }),
            _ => Err("usage: latency --root DIR [--edits N] [--kinds text,…] [--port N] -- SERVER COMMAND…".into()),
        }
    }
}

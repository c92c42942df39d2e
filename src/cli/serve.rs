//! `huimin serve`: the site in a browser, kept up with its files.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::runtime::Runtime;

use super::Ended;
use super::arguments::Serve;
use super::say::Say;
use super::stop::{stopped, take_away};
use crate::diagnostic::{Lang, Report};
use crate::serve::{self, Generation, Hosts, Preview, Server};
use crate::source::{Changes, Listing};
use crate::watch::{How, Probes, Watch, Why};

/// Bytes of the token that writing needs.
const TOKEN: usize = 16;

/// How long an answer that is under way may keep Ctrl-C waiting: a file that the
/// desk writes is written whole.
const UNDER_WAY: Duration = Duration::from_millis(300);

/// Serves until it is stopped.
pub fn run(options: &Serve, say: Say) -> Ended {
    match start(options, say) {
        Ok(()) => Ended::Done,
        Err(error) => {
            say.line(&error);
            Ended::Failed
        }
    }
}

fn start(options: &Serve, say: Say) -> Result<(), String> {
    super::use_threads(options.jobs);
    let root = &options.site.root;
    if !root.is_dir() {
        let why = say.words("没有这个文件夹", "there is no such folder");
        return Err(format!("{}: {why}", root.display()));
    }
    let host = options.host.as_str();
    let listener = serve::listen(host, options.port)
        .map_err(|error| format!("{host}:{}: {error}", options.port))?;
    let port = listener
        .local_addr()
        .map_err(|error| error.to_string())?
        .port();
    let hosts = Hosts::new(host, port);
    let address = hosts.address();

    let listing = Arc::new(Listing::take(root));
    let preview = Arc::new(Preview::new(root.clone(), options.options(), listing));
    // Before anything is said, so that who has read it can stop it as is said.
    let runtime = runtime().map_err(|error| error.to_string())?;
    let stopped = stopped(&runtime).map_err(|error| error.to_string())?;
    if port != options.port && options.port != 0 {
        say.line(&match say.lang {
            Lang::Zh => format!("{} 端口已有程序在用，改用 {port}", options.port),
            Lang::En => format!("port {} is taken, {port} is used instead", options.port),
        });
    }
    say.line(&format!("{}  {address}", say.words("预览", "preview")));
    say.line(&format!(
        "{}  {address}_huimin/",
        say.words("工作台", "desk   ")
    ));
    let counts = counts(&preview.current(), say);
    if !counts.is_empty() {
        say.line(&counts);
    }

    say.line(say.words("按 Ctrl-C 结束", "Ctrl-C ends"));

    let token = token().map_err(|error| error.to_string())?;
    let stop = Arc::new(AtomicBool::new(false));
    let probes = Probes::default();
    watch(&preview, &stop, &options.output(), &probes, say);
    if options.open {
        // The address stands in the terminal if there is no browser.
        let _ = open::that_detached(&address);
    }
    let server = Server::new(preview, hosts, say.lang);
    let router = serve::router(Arc::new(server), token, options.output());
    let ended = answer(&runtime, listener, router, stopped);
    stop.store(true, Ordering::Relaxed);
    take_away(probes);
    runtime.shutdown_timeout(UNDER_WAY);
    ended.map_err(|error| error.to_string())
}

/// Watches, reads and makes on threads of their own, which nobody waits for:
/// Ctrl-C is not kept by a reading that has just begun.
fn watch(preview: &Arc<Preview>, stop: &Arc<AtomicBool>, output: &Path, probes: &Probes, say: Say) {
    let (make, readings) = mpsc::channel();
    let maker = preview.clone();
    std::thread::spawn(move || serve::make_products(&maker, &readings));
    // A maker that has gone has nothing to make.
    let _ = make.send(preview.current().number);

    let (preview, stop, output) = (preview.clone(), stop.clone(), output.to_path_buf());
    let probes = probes.clone();
    std::thread::spawn(move || {
        let before = preview.current().listing.clone();
        let mut watch = Watch::start(preview.root(), &output, probes, &before);
        // What changed while the site was read for the first time.
        let mut first = Some(watch.listing().clone());
        let mut told = None;
        serve::keep_up(
            &preview,
            |wait| {
                let listing = first.take().or_else(|| watch.next(wait));
                tell_how(watch.how(), &mut told, say);
                listing
            },
            &stop,
            |generation, took| {
                let _ = make.send(generation.number);
                say.line(&refreshed(generation, took, say));
            },
        );
    });
}

/// Says how changes are seen, once that is known and whenever it changes.
fn tell_how(how: &How, told: &mut Option<How>, say: Say) {
    let is_known = !matches!(how, How::Polling { why: Why::Starting });
    if !is_known || told.as_ref() == Some(how) {
        return;
    }
    let events = say.words("有改动时系统会通知", "the system tells of changes");
    say.line(&how.sentence(say.lang).unwrap_or_else(|| events.to_owned()));
    *told = Some(how.clone());
}

fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
}

/// Answers until `stopped`.
fn answer(
    runtime: &Runtime,
    listener: TcpListener,
    router: axum::Router,
    stopped: impl Future<Output = ()>,
) -> io::Result<()> {
    // Who asks is known to what answers: only this machine may write.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            ended = async { axum::serve(listener, service).await } => ended,
            () = stopped => Ok(()),
        }
    })
}

/// What a page must know to write: nobody can guess it, and it is another at
/// each start.
fn token() -> Result<Arc<str>, getrandom::Error> {
    let mut bytes = [0; TOKEN];
    getrandom::fill(&mut bytes)?;
    Ok(bytes
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        .into())
}

fn counts(generation: &Generation, say: Say) -> String {
    say.counts(&Report::new(generation.problems.clone()))
}

/// One line: what changed, how long it took, how many problems there are.
fn refreshed(generation: &Generation, took: Duration, say: Say) -> String {
    let Changes {
        added,
        changed,
        gone,
    } = &generation.changes;
    let zh = say.lang == Lang::Zh;
    let mut parts = Vec::new();
    for (paths, zh_word, en_word) in [
        (changed, "改了", "changed"),
        (added, "新增", "new"),
        (gone, "删去", "gone"),
    ] {
        match paths.as_slice() {
            [] => {}
            [path] => parts.push(format!("{} {path}", if zh { zh_word } else { en_word })),
            [path, rest @ ..] => parts.push(match zh {
                true => format!("{zh_word} {path} 等 {} 个文件", rest.len() + 1),
                false => format!("{en_word} {path} and {} more", rest.len()),
            }),
        }
    }
    let what = match parts.is_empty() {
        true => say.words("再看一遍", "looked again").to_owned(),
        false => parts.join(if zh { "，" } else { ", " }),
    };
    let milliseconds = took.as_secs_f64() * 1000.0;
    let mut line = match zh {
        true => format!("{what}；{milliseconds:.0} 毫秒"),
        false => format!("{what}; {milliseconds:.0} ms"),
    };
    let counts = counts(generation, say);
    if !counts.is_empty() {
        line += &format!("{}{counts}", if zh { "；" } else { "; " });
    }
    line
}

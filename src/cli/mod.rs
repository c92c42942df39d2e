//! The command line: one file for each command, and the exit codes.

mod arguments;
mod build;
mod check;
mod explain;
mod new;
mod print;
mod say;
mod schema;
mod serve;
mod share;
mod stop;
mod targets;
mod theme;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use say::Say;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// What was asked for is done.
    Done,
    /// The content has errors; they have been shown.
    Errors,
    /// It could not be done; why has been said.
    Failed,
}

/// Works with so many threads; with as many as there are cores if none is said.
fn use_threads(jobs: Option<usize>) {
    if let Some(jobs) = jobs {
        // Fails only where a pool stands already, and then that one serves.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global();
    }
}

/// Runs the program with the process's arguments. 0: done; 1: the content has
/// errors, shown; 2: usage, or the system failed.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let say = Say::new(arguments.lang);
    let ended = match &arguments.command {
        Command::Build(options) => match options.watch {
            true => watch::run(options, say),
            false => build::run(options, say),
        },
        Command::Check(options) => check::run(options, say),
        Command::Print(options) => print::run(options, say),
        Command::Serve(options) => serve::run(options, say),
        Command::New(options) => new::run(options, say),
        Command::Schema { json } => schema::run(*json),
        Command::Theme { command } => theme::run(command, say),
    };
    ExitCode::from(match ended {
        Ended::Done => 0,
        Ended::Errors => 1,
        Ended::Failed => 2,
    })
}

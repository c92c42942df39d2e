//! Ctrl-C, and the system's wish that the program end.

use std::io;
use std::sync::mpsc;
use std::time::Duration;

use tokio::runtime::Runtime;

use crate::watch::Probes;

/// How long a disk that does not answer may keep the end waiting.
const DISK: Duration = Duration::from_secs(5);

/// Ends with Ctrl-C, or when the system asks the program to end: as soon as this
/// was called, not when it is first waited for.
///
/// # Errors
/// If the system does not tell of it.
#[cfg(unix)]
pub fn stopped(runtime: &Runtime) -> io::Result<impl Future<Output = ()> + use<>> {
    use tokio::signal::unix::{SignalKind, signal};
    let _inside = runtime.enter();
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut asked = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = asked.recv() => {}
        }
    })
}

/// Ends with Ctrl-C: as soon as this was called, not when it is first waited for.
///
/// # Errors
/// If the system does not tell of it.
#[cfg(windows)]
pub fn stopped(runtime: &Runtime) -> io::Result<impl Future<Output = ()> + use<>> {
    let _inside = runtime.enter();
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}

/// Takes away what was laid down to see changes by.
pub fn take_away(probes: Probes) {
    let (ended, when) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        probes.end();
        drop(ended);
    });
    let _ = when.recv_timeout(DISK);
}

/// From now on Ctrl-C takes away these probes before it ends the program, as
/// done. For one who waits for nothing else.
///
/// # Errors
/// If the system does not tell of Ctrl-C.
pub fn ends_with(probes: Probes) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let stopped = stopped(&runtime)?;
    std::thread::spawn(move || {
        runtime.block_on(stopped);
        take_away(probes);
        // What is half written has a name of its own, and the next build removes it.
        std::process::exit(0);
    });
    Ok(())
}

//! A page that listens for changes.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

/// An open stream of events. It ends with the value.
pub struct Listener {
    stream: TcpStream,
    heard: Arc<Heard>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Heard {
    readings: AtomicU64,
    last: AtomicU64,
    is_over: AtomicBool,
}

impl Listener {
    /// Listens to the server at `host`.
    pub fn start(host: &str) -> Self {
        let stream = asked(host);
        let heard = Arc::<Heard>::default();
        let (lines, told) = (stream.try_clone().expect("the same stream"), heard.clone());
        let thread = thread::spawn(move || {
            let mut is_reading = false;
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                match line.split_once(": ") {
                    Some(("event", name)) => is_reading = name == "generation",
                    Some(("data", number)) if is_reading => {
                        let number = number.parse().expect("a number");
                        told.last.store(number, Ordering::Relaxed);
                        told.readings.fetch_add(1, Ordering::Relaxed);
                    }
                    _ => {}
                }
            }
            told.is_over.store(true, Ordering::Relaxed);
        });
        Self {
            stream,
            heard,
            thread: Some(thread),
        }
    }

    /// How many readings it was told of.
    pub fn readings(&self) -> u64 {
        self.heard.readings.load(Ordering::Relaxed)
    }

    /// The number of the last one.
    pub fn last(&self) -> u64 {
        self.heard.last.load(Ordering::Relaxed)
    }

    /// Whether the server has gone.
    pub fn is_over(&self) -> bool {
        self.heard.is_over.load(Ordering::Relaxed)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // The server may have gone before.
        let _ = self.stream.shutdown(Shutdown::Both);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// A stream of events that was asked for and of which nothing was read yet.
pub fn asked(host: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host).expect("connected");
    let request = format!("GET /_huimin/events HTTP/1.1\r\nHost: {host}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    stream
}

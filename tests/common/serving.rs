//! `huimin serve` as a test's own server, and plain requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use super::{NOW, command};

/// A running preview. It ends with the value.
pub struct Serving {
    child: Child,
    /// Host and port.
    pub host: String,
    /// What it said of panics.
    panics: Arc<Mutex<Vec<String>>>,
}

impl Serving {
    /// Serves the site at `root` as of [`NOW`] on a free port. Programs of the
    /// folder `first` are found before those of the system.
    pub fn start(root: &Path, first: Option<&Path>) -> Self {
        let mut command = command(&["serve", "--port", "0", "--now", NOW]);
        if let Some(first) = first {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let all = std::env::split_paths(&path);
            let all = std::iter::once(first.to_path_buf()).chain(all);
            command.env("PATH", std::env::join_paths(all).expect("a path"));
        }
        command.current_dir(root);
        Self::of(command)
    }

    /// Runs a command that serves.
    pub fn of(mut command: Command) -> Self {
        let mut child = command
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stderr.take().expect("piped")).lines();
        let host = said
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, address) = line.split_once("http://")?;
                Some(address.split('/').next()?.to_owned())
            })
            .expect("an address is said");
        let panics = Arc::<Mutex<Vec<String>>>::default();
        let told = panics.clone();
        // What it says later must not fill the pipe.
        std::thread::spawn(move || {
            let lines = said.map_while(Result::ok);
            for line in lines.filter(|line| line.contains("panicked at")) {
                told.lock().expect("whole").push(line);
            }
        });
        Self {
            child,
            host,
            panics,
        }
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// What it said of panics so far.
    pub fn panics(&self) -> Vec<String> {
        self.panics.lock().expect("whole").clone()
    }

    /// The address, without a slash at its end.
    pub fn address(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Asks for an address.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    /// Sends a request with more headers and a body.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("connected");
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n",
            self.host,
            body.len()
        );
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        // In one piece: a server that refuses does not read a body that comes
        // later, and what it said is lost with the connection.
        let _ = stream.write_all(&[head.as_bytes(), body].concat());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::of(&bytes)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The status line and the headers.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.expect("an answer");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Self {
            status: status.expect("a status"),
            body: bytes[end + 4..].to_vec(),
            head,
        }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }
}

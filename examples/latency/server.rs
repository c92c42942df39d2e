//! The server that is measured, as a process and over HTTP.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the server may take to end.
const END: Duration = Duration::from_secs(5);

/// A running server. It is ended when this is dropped.
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts a command that is to answer at a port of this machine. An error if
    /// something else answers there already.
    pub fn start(command: &[String], port: u16) -> io::Result<Self> {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            let why = format!("port {port} is taken by another program");
            return Err(io::Error::new(io::ErrorKind::AddrInUse, why));
        }
        let process = Command::new(&command[0])
            .args(&command[1..])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { process, port })
    }

    /// What stands at an address, such as `/news/`; none if there is nothing.
    pub fn get(&self, address: &str) -> Option<Vec<u8>> {
        let mut answer = self.ask(address).ok()?;
        let head = answer.windows(4).position(|end| end == b"\r\n\r\n")?;
        let is_there = answer[..head].split(|&byte| byte == b' ').nth(1)? == b"200";
        is_there.then(|| answer.split_off(head + 4))
    }

    /// The answer, head and body. HTTP/1.0, so that it ends with the connection
    /// and comes in one piece.
    fn ask(&self, address: &str) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let port = self.port;
        let request = format!("GET {address} HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }

    /// The most memory that it has had, in KiB; none where the system does not
    /// tell.
    pub fn peak_memory(&self) -> Option<u64> {
        let path = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(path).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches("kB").trim_end().parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked first: a preview has things of its own to put away.
        if cfg!(unix) {
            let id = self.process.id().to_string();
            let _ = Command::new("kill").arg(id).status();
            let asked = Instant::now();
            while !self.has_ended() && asked.elapsed() < END {
                sleep(Duration::from_millis(20));
            }
        }
        if !self.has_ended() {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}

//! Finding a port to listen on.

use std::io::{self, ErrorKind};
use std::net::{TcpListener, ToSocketAddrs};

/// How many ports are tried.
const TRIES: u16 = 20;

/// Listens on the port wanted, else on the next that is free. Port 0 is any.
pub fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let host = host.trim_matches(['[', ']']);
    let mut last = None;
    for port in (0..TRIES).map_while(|step| port.checked_add(step)) {
        let addresses: Vec<_> = (host, port).to_socket_addrs()?.collect();
        match TcpListener::bind(addresses.as_slice()) {
            Ok(listener) => {
                // The runtime asks for it.
                listener.set_nonblocking(true)?;
                return Ok(listener);
            }
            // What Windows keeps for itself is refused and not taken.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::AddrInUse | ErrorKind::PermissionDenied
                ) =>
            {
                last = Some(error);
            }
            Err(error) => return Err(error),
        }
    }
    Err(last.unwrap_or_else(|| ErrorKind::AddrInUse.into()))
}

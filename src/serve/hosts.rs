//! The names that the server answers to. A page elsewhere can make a browser
//! take a foreign name for this machine; such a name stands in the request.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::HOST;

/// Names that always mean this machine.
const OWN: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The names of the server.
#[derive(Debug, Clone)]
pub struct Hosts {
    given: String,
    /// It listens to the network: then its addresses are not known, but no
    /// foreign name is one.
    any_address: bool,
    port: u16,
}

impl Hosts {
    /// The names of a server that was told to listen as `host`.
    pub fn new(host: &str, port: u16) -> Self {
        let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
        let given = match address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            _ => host.to_ascii_lowercase(),
        };
        Self {
            given,
            any_address: address.is_some_and(|address| address.is_unspecified()),
            port,
        }
    }

    /// Whether a request is meant for this server.
    pub fn is_meant(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        host.to_str().is_ok_and(|host| self.is_own(host))
    }

    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            // A colon within an address of version 6 is none before a port.
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let name = name.to_ascii_lowercase();
        let is_known = OWN.contains(&name.as_str()) || name == self.given;
        let is_address = || {
            let address = name.trim_matches(['[', ']']).parse::<IpAddr>();
            self.any_address && address.is_ok()
        };
        port == Some(self.port) && (is_known || is_address())
    }

    /// How people reach it from this machine.
    pub fn address(&self) -> String {
        let host = match self.any_address {
            true => "127.0.0.1",
            false => &self.given,
        };
        format!("http://{host}:{}/", self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn only_own_names_are_answered() {
        let hosts = Hosts::new("127.0.0.1", 4000);
        for own in [
            "127.0.0.1:4000",
            "localhost:4000",
            "LocalHost:4000",
            "[::1]:4000",
        ] {
            assert!(hosts.is_own(own), "{own}");
        }
        for foreign in [
            "evil.example:4000",
            "127.0.0.1:4001",
            "127.0.0.1",
            "127.0.0.1.evil.example:4000",
            "192.168.1.5:4000",
            "localhost:4000x",
            "",
            ":4000",
            "[::1]",
        ] {
            assert!(!hosts.is_own(foreign), "{foreign}");
        }
    }

    #[test]
    fn on_the_network_addresses_are_answered_and_names_are_not() {
        let hosts = Hosts::new("0.0.0.0", 4000);
        assert!(hosts.is_own("192.168.1.5:4000"));
        assert!(!hosts.is_own("evil.example:4000"));
        assert_eq!(hosts.address(), "http://127.0.0.1:4000/");
    }

    #[test]
    fn an_address_of_version_6_is_written_with_brackets() {
        let hosts = Hosts::new("::1", 80);
        assert_eq!(hosts.address(), "http://[::1]:80/");
        assert!(hosts.is_own("[::1]"));
    }
}

//! Who may write: a page of this very run, and no other site in the browser.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

use super::Desk;
use super::answer::Refused;

/// The header that carries the token of the run.
pub const TOKEN: &str = "x-huimin-token";

/// Shows that a request may write: it comes from this machine, from a page of this
/// address, and bears the token that only the desk's own page has.
#[derive(Debug)]
pub struct Allowed;

impl FromRequestParts<Arc<Desk>> for Allowed {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refused> {
        // Others may look where the preview listens to the network, and no more.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        if !peer.is_some_and(|ConnectInfo(peer)| is_here(*peer)) {
            let sentence = "只有运行预览的那台电脑上能写文件";
            return Err(Refused::new(StatusCode::FORBIDDEN, sentence));
        }
        check(&parts.headers, &desk.token).map(|()| Self)
    }
}

/// Whether an address is this machine's own.
fn is_here(peer: SocketAddr) -> bool {
    peer.ip().to_canonical().is_loopback()
}

fn check(headers: &HeaderMap, token: &str) -> Result<(), Refused> {
    let text = |name| {
        let value = headers.get(name)?;
        value.to_str().ok()
    };
    let own = text(header::HOST.as_str()).map(|host| format!("http://{host}"));
    if own.is_none() || text(header::ORIGIN.as_str()) != own.as_deref() {
        let sentence = "这个请求不是从工作台这一页发出的，没有照办";
        return Err(Refused::new(StatusCode::FORBIDDEN, sentence));
    }
    // Compared as hashes: how long it takes tells nothing of the token.
    let hashed = |text: &str| blake3::hash(text.as_bytes());
    if text(TOKEN).map(hashed) != Some(hashed(token)) {
        let sentence = "预览已经重新启动过，请刷新这一页再试";
        return Err(Refused::new(StatusCode::FORBIDDEN, sentence));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            if let Ok(value) = value.parse() {
                headers.insert(*name, value);
            }
        }
        check(&headers, "right").is_ok()
    }

    const HOST: (&str, &str) = ("host", "127.0.0.1:4000");
    const OWN: (&str, &str) = ("origin", "http://127.0.0.1:4000");
    const RIGHT: (&str, &str) = (TOKEN, "right");

    #[test]
    fn the_desk_itself_may_write() {
        assert!(allowed(&[HOST, OWN, RIGHT]));
    }

    #[test]
    fn only_this_machine_is_here() {
        let here = |text: &str| text.parse().is_ok_and(is_here);
        assert!(here("127.0.0.1:5") && here("[::1]:5") && here("[::ffff:127.0.0.1]:5"));
        assert!(!here("192.168.1.5:5") && !here("[fe80::1]:5") && !here("0.0.0.0:5"));
    }

    #[test]
    fn others_may_not() {
        assert!(!allowed(&[HOST, OWN]));
        assert!(!allowed(&[HOST, OWN, (TOKEN, "wrong")]));
        assert!(!allowed(&[HOST, RIGHT]));
        assert!(!allowed(&[HOST, ("origin", "http://evil.example"), RIGHT]));
        assert!(!allowed(&[HOST, ("origin", "null"), RIGHT]));
        assert!(!allowed(&[
            HOST,
            ("origin", "http://127.0.0.1:4001"),
            RIGHT
        ]));
        assert!(!allowed(&[OWN, RIGHT]));
    }
}

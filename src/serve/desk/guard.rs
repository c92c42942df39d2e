//! Who may write: a page of this very run, and no other site in the browser.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

use super::Desk;
use super::answer::Refused;

/// The header that carries the token of the run.
pub const TOKEN: &str = "x-huimin-token";

/// Shows that a request may write: it bears the token that only the desk's own
/// page has, and comes from this address.
#[derive(Debug)]
pub struct Allowed;

impl FromRequestParts<Arc<Desk>> for Allowed {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refused> {
        check(&parts.headers, &desk.token).map(|()| Self)
    }
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

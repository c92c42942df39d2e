//! The desk's page and what it is made of.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Shared;

const HTML: &str = include_str!("page/desk.html");

/// Where the token stands in the page.
const TOKEN: &str = "TOKEN";

/// The page asks nobody but its own server for anything, and runs no script but
/// its own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Its files by name.
const FILES: &[(&str, &str, &str)] = &[
    ("desk.css", CSS, include_str!("page/desk.css")),
    ("views.css", CSS, include_str!("page/views.css")),
    ("ahead.js", SCRIPT, include_str!("page/ahead.js")),
    ("ask.js", SCRIPT, include_str!("page/ask.js")),
    ("boards.js", SCRIPT, include_str!("page/boards.js")),
    ("changes.js", SCRIPT, include_str!("page/changes.js")),
    ("desk.js", SCRIPT, include_str!("page/desk.js")),
    ("dom.js", SCRIPT, include_str!("page/dom.js")),
    ("fetched.js", SCRIPT, include_str!("page/fetched.js")),
    ("files.js", SCRIPT, include_str!("page/files.js")),
    ("keys.js", SCRIPT, include_str!("page/keys.js")),
    ("new.js", SCRIPT, include_str!("page/new.js")),
    ("pictures.js", SCRIPT, include_str!("page/pictures.js")),
    ("problems.js", SCRIPT, include_str!("page/problems.js")),
    ("tells.js", SCRIPT, include_str!("page/tells.js")),
];

/// The page, with the token that lets it write.
pub async fn page(State(desk): Shared) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, HTML.replace(TOKEN, &desk.token)).into_response()
}

/// A style sheet or a script.
pub async fn file(Path(name): Path<String>) -> Response {
    let Some((_, kind, text)) = FILES.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, *kind)], *text).into_response()
}

//! The preview over HTTP.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::answer::Answer;
use super::asked::{Asked, parameter};
use super::hosts::Hosts;
use super::preview::Preview;
use super::script::script;
use super::shell::{escaped, framed, shell};
use super::state::{State, mark};
use super::{desk, events, html};
use crate::diagnostic::{Format, Lang, Report};
use crate::model::Moment;
use crate::plan::PRODUCT_PDF;
use crate::texts::FileTexts;

/// What the answers come from.
#[derive(Debug)]
pub struct Server {
    preview: Arc<Preview>,
    hosts: Hosts,
    lang: Lang,
    script: Bytes,
    script_mark: String,
}

impl Server {
    /// A server for a preview, whose words are in a language.
    pub fn new(preview: Arc<Preview>, hosts: Hosts, lang: Lang) -> Self {
        let script = script();
        Self {
            preview,
            hosts,
            lang,
            script_mark: mark(script.as_bytes()),
            script: script.into(),
        }
    }

    fn words<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::Zh { zh } else { en }
    }
}

/// The service: the site below its base path, and the preview's own addresses
/// below `/_huimin/`. Only who knows `token` may write. A build writes into the
/// folder `output`.
pub fn router(server: Arc<Server>, token: Arc<str>, output: PathBuf) -> Router {
    let desk = desk::router(server.preview.clone(), token, output);
    Router::new()
        .route("/_huimin/events", get(live))
        .route("/_huimin/state", get(state))
        .route("/_huimin/sheet", get(sheet))
        .route("/_huimin/preview.js", get(bar))
        .fallback(page)
        .with_state(server.clone())
        // With `/` at its end: the desk's own addresses are beside it.
        .nest("/_huimin/", desk)
        .route("/_huimin", get(|| async { Redirect::to("/_huimin/") }))
        .layer(middleware::from_fn_with_state(server, guard))
}

/// Refuses names that are not this server's, and sets what holds for all.
async fn guard(Shared(server): Shared<Arc<Server>>, request: Request, next: Next) -> Response {
    let mut response = match server.hosts.is_meant(request.headers()) {
        true => next.run(request).await,
        false => {
            let text = server.words(
                "这个预览只在本机名下回答。请用启动时显示的地址打开。\n",
                "This preview answers to its own host names only. Use the address that it showed when it started.\n",
            );
            (StatusCode::FORBIDDEN, text.to_owned()).into_response()
        }
    };
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "SAMEORIGIN");
    set(header::CACHE_CONTROL, "no-store");
    response
}

async fn live(Shared(server): Shared<Arc<Server>>) -> Response {
    events::events(&server.preview).into_response()
}

async fn bar(Shared(server): Shared<Arc<Server>>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, server.script.clone()).into_response()
}

/// What a page asks about itself.
async fn state(Shared(server): Shared<Arc<Server>>, uri: Uri) -> Response {
    let path = parameter(uri.query(), "path");
    let asked = path.and_then(|path| Asked::page(&path, parameter(uri.query(), "now")));
    let Some(asked) = asked.filter(|asked| server.knows_day(asked)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let json = aside(move || {
        let generation = server.preview.current();
        let answer = Answer::of(&server.preview, &generation, &asked);
        State::of(&server.preview, &generation, &asked, &answer, server.lang).json()
    });
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, json.await).into_response()
}

/// The finished file of a printed product, with the bar of its page beside it.
async fn sheet(Shared(server): Shared<Arc<Server>>, uri: Uri) -> Response {
    let path = parameter(uri.query(), "path").filter(|path| path.starts_with('/'));
    let now = parameter(uri.query(), "now");
    let asked = path.as_ref().and_then(|path| Asked::page(path, now));
    let (Some(path), Some(asked)) = (path, asked.filter(|asked| server.knows_day(asked))) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let html = aside(move || {
        let generation = server.preview.current();
        let answer = Answer::of(&server.preview, &generation, &asked);
        let state = State::of(&server.preview, &generation, &asked, &answer, server.lang);
        let query = asked
            .now
            .map(|now| format!("?now={now}"))
            .unwrap_or_default();
        let file = format!("{path}{PRODUCT_PDF}{query}");
        let page = framed(
            server.lang,
            server.words("送印文件", "The finished file"),
            &file,
        );
        html::with(
            page.as_bytes(),
            &server.injected(&state.json(), Some(&path)),
        )
    });
    (html_type(), html.await).into_response()
}

/// Everything else is the site's.
async fn page(
    Shared(server): Shared<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let text = server.words("这里只能读取。\n", "This can only be read.\n");
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, text.to_owned()).into_response();
    }
    let Some(asked) = Asked::of(&uri, &headers) else {
        let text = server.words("地址不是 UTF-8。\n", "The address is not UTF-8.\n");
        return (StatusCode::BAD_REQUEST, text.to_owned()).into_response();
    };
    if !server.knows_day(&asked) {
        let text = server.words(
            "now 应写成 2026-05-20 或 2026-05-20T09:00。\n",
            "now must be written 2026-05-20 or 2026-05-20T09:00.\n",
        );
        return (StatusCode::BAD_REQUEST, text.to_owned()).into_response();
    }
    let if_none_match = headers.get(header::IF_NONE_MATCH).cloned();
    let made = aside(move || server.answer(&asked)).await;
    let Some(mut response) = made else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = response.headers().get(header::ETAG);
    if tag.is_some() && tag == if_none_match.as_ref() {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = axum::body::Body::empty();
    }
    response
}

/// Does what takes its time on a thread of its own; the default if it panics.
async fn aside<T: Default + Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap_or_default()
}

impl Server {
    fn knows_day(&self, asked: &Asked) -> bool {
        let zone = jiff::tz::TimeZone::UTC;
        let now = asked.now.as_ref();
        now.is_none_or(|now| Moment::parse(now, &zone).is_some())
    }

    fn answer(&self, asked: &Asked) -> Option<Response> {
        let generation = self.preview.current();
        let answer = Answer::of(&self.preview, &generation, asked);
        let state = || State::of(&self.preview, &generation, asked, &answer, self.lang).json();
        let page = |status, html: &[u8]| match asked.navigates {
            true => {
                let html = html::with(html, &self.injected(&state(), None));
                (status, html_type(), html).into_response()
            }
            false => (status, html_type(), html.to_vec()).into_response(),
        };
        Some(match &answer {
            Answer::Found(found) if found.is_page() && asked.navigates => {
                page(StatusCode::OK, &found.bytes)
            }
            Answer::Found(found) => {
                let headers = [
                    (header::CONTENT_TYPE, content_type(&found.path)),
                    (header::CACHE_CONTROL, "no-cache".to_owned()),
                    (header::ETAG, format!("\"{}\"", mark(&found.bytes))),
                ];
                (headers, found.bytes.to_vec()).into_response()
            }
            Answer::Moved(path) => {
                let location = [(header::LOCATION, path.clone())];
                (StatusCode::FOUND, location).into_response()
            }
            Answer::Missing(Some(html)) => page(StatusCode::NOT_FOUND, html),
            Answer::Missing(None) => {
                let heading = self.words("没有这一页", "There is no such page");
                let html = shell(self.lang, heading, &asked.path);
                page(StatusCode::NOT_FOUND, html.as_bytes())
            }
            Answer::Failed(problem) => {
                let report = Report::new(vec![(**problem).clone()]);
                let texts = FileTexts::of(self.preview.root(), &report);
                let text = report.show(&texts, Format::Human { colour: false }, self.lang);
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                match asked.navigates {
                    true => {
                        let heading =
                            self.words("这一页现在做不出来", "This page cannot be made now");
                        page(status, shell(self.lang, heading, &text).as_bytes())
                    }
                    false => (status, text).into_response(),
                }
            }
        })
    }

    /// What a page gets for its bar; `path` names the page that is meant where it
    /// is another.
    fn injected(&self, state: &str, path: Option<&str>) -> String {
        let path = path.map(|path| format!(" data-path=\"{}\"", escaped(path)));
        let path = path.unwrap_or_default();
        format!(
            "<script type=\"application/json\" id=\"huimin-preview\"{path}>{state}</script>\
             <script src=\"/_huimin/preview.js?{}\"></script>",
            self.script_mark
        )
    }
}

fn html_type() -> [(header::HeaderName, &'static str); 1] {
    [(header::CONTENT_TYPE, "text/html; charset=utf-8")]
}

/// The content type of a file by its ending; texts are in UTF-8.
fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == mime_guess::mime::TEXT
        || ["json", "javascript", "xml"].contains(&kind.subtype().as_str())
        || kind.suffix().is_some_and(|suffix| suffix == "xml");
    match is_text {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    }
}

//! The desk: every file of the site with its state and its problems, the coming
//! days, what changed since the last build, the printed products; new files,
//! pictures, and the system's editor. People keep their own editor: there is no
//! field for text here, and nothing that is there is ever written over.

mod ahead;
mod answer;
mod boards;
mod changes;
mod editor;
mod entry;
mod guard;
mod new_file;
mod overview;
mod page;
mod picture;
mod place;
mod sent;
pub(crate) mod told;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use self::answer::{Refused, json};
use self::changes::Changes;
use self::entry::Lengths;
use self::guard::Allowed;
pub use self::overview::{Overview, Seen};
use super::asked::parameter;
use super::{Generation, Preview, Reading};
use crate::diagnostic::Report;
use crate::lock::lock;
use crate::output;
use crate::site::{Site, has_errors};
use crate::texts::FileTexts;

/// How many overviews are kept, so that only what changed need be sent.
const KEPT: usize = 4;

/// What the desk's answers come from.
#[derive(Debug)]
pub struct Desk {
    preview: Arc<Preview>,
    token: Arc<str>,
    /// Where a build writes.
    output: PathBuf,
    kept: Mutex<Kept>,
    changes: Mutex<Option<(String, Arc<Changes>)>>,
}

/// What earlier answers are good for.
#[derive(Debug, Default)]
struct Kept {
    lengths: Lengths,
    overviews: Vec<Arc<Overview>>,
}

type Shared = State<Arc<Desk>>;
type Answered = Result<Response, Refused>;

/// The desk below its address, which tells how the site differs from the one in
/// the folder `output`. Only who knows `token` may write.
pub fn router(preview: Arc<Preview>, token: Arc<str>, output: PathBuf) -> Router {
    let desk = Desk {
        preview,
        token,
        output,
        kept: Mutex::default(),
        changes: Mutex::default(),
    };
    let largest = DefaultBodyLimit::max(picture::LARGEST + 1);
    Router::new()
        .route("/", get(page::page))
        .route("/{file}", get(page::file))
        .route("/api/overview", get(overview))
        .route("/api/changes", get(changes))
        .route("/api/boards", get(boards))
        .route("/api/board", get(board))
        .route("/api/choices", get(choices))
        .route("/api/name", get(name))
        .route("/api/new", post(make))
        .route("/api/open", post(open))
        .route("/api/picture", post(picture).layer(largest))
        .with_state(Arc::new(desk))
}

impl Desk {
    /// The reading of now, with the same site read whole: drafts, pages to come
    /// and pages that ended too.
    fn now(&self) -> (Arc<Generation>, Arc<Site>) {
        let generation = self.preview.current();
        let everything = Reading {
            everything: true,
            now: None,
        };
        let preview = &self.preview;
        let all = generation.beside(preview.root(), preview.options(), &everything);
        (generation, all)
    }

    /// The overview of now, made once for each reading.
    fn overview(&self) -> (Arc<Overview>, MutexGuard<'_, Kept>) {
        let (generation, all) = self.now();
        let version = version(&generation);
        let mut kept = lock(&self.kept);
        let known = kept.overviews.iter().find(|o| o.head.version == version);
        if let Some(known) = known {
            return (known.clone(), kept);
        }
        let root = self.preview.root();
        let report = report(&generation);
        let files = generation.listing.files.iter();
        let seen = Seen {
            version,
            root: std::path::absolute(root)
                .unwrap_or_else(|_| root.to_owned())
                .display()
                .to_string(),
            model: &generation.site.ground.model,
            all: &all.ground.model,
            files: files.filter_map(overview::dated).collect(),
            texts: &FileTexts::of(root, &report),
            report: &report,
        };
        let overview = Arc::new(Overview::of(&seen, &mut kept.lengths));
        if kept.overviews.len() == KEPT {
            kept.overviews.remove(0);
        }
        kept.overviews.push(overview.clone());
        (overview, kept)
    }
}

/// Changes when there is something else to show: a later reading, or the
/// problems of products, which come after.
fn version(generation: &Generation) -> String {
    let made = match generation.product_problems() {
        Some(_) => "made",
        None => "",
    };
    format!("{}{made}", generation.number)
}

/// What is wrong as far as it is known.
fn report(generation: &Generation) -> Report {
    let products = generation.product_problems().unwrap_or_default();
    let all = generation.problems.iter().chain(products);
    Report::new(all.cloned().collect())
}

/// Does what takes its time on a thread of its own.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Refused::failed("预览自己出了错，请看运行它的窗口")))
}

async fn overview(State(desk): Shared, uri: Uri) -> Answered {
    let since = parameter(uri.query(), "since");
    aside(move || {
        let (overview, kept) = desk.overview();
        let before = since.and_then(|since| {
            let mut known = kept.overviews.iter();
            known.find(|known| known.head.version == since).cloned()
        });
        drop(kept);
        Ok(json(&sent::Sent::of(&overview, before.as_deref())))
    })
    .await
}

async fn changes(State(desk): Shared) -> Answered {
    aside(move || {
        let generation = desk.preview.current();
        let root = desk.preview.root();
        // A build in another window changes them too.
        let built = output::written_at(&desk.output);
        let version = format!("{} {built:?}", generation.number);
        let mut kept = lock(&desk.changes);
        if let Some((of, changes)) = kept.as_ref()
            && *of == version
        {
            return Ok(json(&**changes));
        }
        let go_on = || desk.preview.current().number == generation.number;
        let found = changes::compare(root, &desk.output, &generation, built, &go_on);
        let Some(mut changes) = found else {
            return Err(Refused::wrong("文件又改了，正在重新比较…"));
        };
        changes.errors = has_errors(&generation.problems) || has_errors(generation.make_products());
        let changes = Arc::new(changes);
        *kept = Some((version, changes.clone()));
        Ok(json(&*changes))
    })
    .await
}

async fn boards(State(desk): Shared) -> Answered {
    aside(move || {
        let generation = desk.preview.current();
        generation.make_products();
        let report = report(&generation);
        let texts = FileTexts::of(desk.preview.root(), &report);
        let site = &generation.site;
        Ok(json(&boards::boards(
            &site.ground.model,
            site.products(),
            &report,
            &texts,
        )))
    })
    .await
}

/// The picture of a product's first page, whether the website shows it or not.
async fn board(State(desk): Shared, uri: Uri) -> Answered {
    let of = parameter(uri.query(), "of").unwrap_or_default();
    aside(move || {
        let generation = desk.preview.current();
        let site = &generation.site;
        let index = site.ground.model.pages.iter().position(|p| *p.path == *of);
        let product = index.and_then(|index| site.products().get(&index));
        let Some(first) = product.and_then(|product| product.pictures.first()) else {
            return Err(Refused::wrong(format!("没有 {of} 的图")));
        };
        let kind = [(header::CONTENT_TYPE, "image/webp")];
        Ok((kind, first.webp.clone()).into_response())
    })
    .await
}

async fn choices(State(desk): Shared) -> Answered {
    aside(move || Ok(json(&new_file::choices(&desk.now().1.ground.model)))).await
}

async fn name(State(desk): Shared, uri: Uri) -> Answered {
    let folder = parameter(uri.query(), "folder").unwrap_or_default();
    let title = parameter(uri.query(), "title").unwrap_or_default();
    aside(move || {
        let today = desk.preview.current().site.ground.model.now.day();
        let name = new_file::suggest(desk.preview.root(), &folder, &title, today)?;
        Ok(json(&json!({ "name": name })))
    })
    .await
}

async fn make(State(desk): Shared, _: Allowed, body: Bytes) -> Answered {
    let wish = wish(&body)?;
    aside(move || {
        let root = desk.preview.root();
        let path = new_file::make(root, &desk.now().1.ground.model, &wish)?;
        // The file is there, whether an editor opens or not.
        let why = editor::open(root, &path).err();
        Ok(json(
            &json!({ "path": path, "why": why.map(|why| why.sentence().to_owned()) }),
        ))
    })
    .await
}

/// A file to open.
#[derive(Deserialize)]
struct File {
    path: String,
}

async fn open(State(desk): Shared, _: Allowed, body: Bytes) -> Answered {
    let File { path } = wish(&body)?;
    aside(move || {
        // Only what the site is read from: no path leads elsewhere.
        if desk.preview.current().listing.file(&path).is_none() {
            return Err(Refused::outside(format!("网站里没有 {path}")));
        }
        editor::open(desk.preview.root(), &path)?;
        Ok(json(&json!({ "path": path })))
    })
    .await
}

async fn picture(
    State(desk): Shared,
    _: Allowed,
    uri: Uri,
    body: Result<Bytes, BytesRejection>,
) -> Answered {
    let page = parameter(uri.query(), "page").unwrap_or_default();
    let name = parameter(uri.query(), "name").unwrap_or_default();
    let bytes = body.map_err(|_| picture::too_large())?;
    aside(move || {
        if desk.preview.current().listing.file(&page).is_none() {
            return Err(Refused::outside(format!("网站里没有 {page}")));
        }
        Ok(json(&picture::put(
            desk.preview.root(),
            &page,
            &name,
            &bytes,
        )?))
    })
    .await
}

/// What a request wants, as JSON.
fn wish<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|_| Refused::wrong("请求写得不对"))
}

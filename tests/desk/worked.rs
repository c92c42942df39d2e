//! A desk as tests work at it.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::Site;
use crate::common::serving::{Answer, Serving};

/// Where its answers are.
pub const API: &str = "/_huimin/api";

/// A site with its desk.
pub struct Desk {
    /// The site.
    pub site: Site,
    /// What serves it.
    pub serving: Serving,
    /// What lets the desk write.
    pub token: String,
}

impl Desk {
    /// The desk of a site.
    pub fn of(site: Site) -> Self {
        Self::with(site, None)
    }

    /// The same; programs of the folder `first` are found before the system's.
    pub fn with(site: Site, first: Option<&Path>) -> Self {
        let serving = Serving::start(site.root(), first);
        let page = serving.get("/_huimin/").text();
        let (_, rest) = page
            .split_once("huimin-token\" content=\"")
            .expect("a token");
        let token = rest.split('"').next().expect("a token").to_owned();
        Self {
            site,
            serving,
            token,
        }
    }

    /// The desk's answer, as JSON.
    pub fn get(&self, path: &str) -> Value {
        self.serving.get(&format!("{API}/{path}")).json()
    }

    /// Has something written, as the desk's own page does.
    pub fn post(&self, path: &str, body: &[u8]) -> Answer {
        let headers = [
            ("X-Huimin-Token", self.token.as_str()),
            ("Origin", &self.serving.address()),
        ];
        self.serving
            .ask("POST", &format!("{API}/{path}"), &headers, body)
    }

    /// Wishes for a new file.
    pub fn new_file(&self, kind: &str, folder: &str, title: &str, name: &str) -> Answer {
        let wish = json!({ "kind": kind, "folder": folder, "title": title, "name": name });
        self.post("new", wish.to_string().as_bytes())
    }

    /// Drops a picture onto a page.
    pub fn picture(&self, page: &str, name: &str, bytes: &[u8]) -> Answer {
        self.post(&format!("picture?page={page}&name={name}"), bytes)
    }

    /// Waits until the desk says of a file what is wanted.
    pub fn wait(&self, path: &str, wanted: impl Fn(&Value) -> bool) {
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            let overview = self.get("overview");
            if wanted(file(&overview, path)) {
                return;
            }
            assert!(Instant::now() < end, "{}", file(&overview, path));
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A file in an overview; null if it is not there.
pub fn file<'a>(overview: &'a Value, path: &str) -> &'a Value {
    let mut files = overview["files"].as_array().expect("files").iter();
    files
        .find(|file| file["path"] == path)
        .unwrap_or(&Value::Null)
}

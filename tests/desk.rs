//! The desk of `huimin serve`: what it says of a site, what it writes and what it
//! refuses to write, and how it works in a browser.

mod common;

use std::path::Path;
use std::time::{Duration, Instant};

use common::serving::{Answer, Serving};
use common::{Site, browser};
use serde_json::{Value, json};

const API: &str = "/_huimin/api";

/// A small PNG.
const PNG: &[u8] = include_bytes!("desk/dot.png");

/// A site with its desk.
struct Desk {
    site: Site,
    serving: Serving,
    token: String,
}

impl Desk {
    fn of(site: Site) -> Self {
        Self::with(site, None)
    }

    fn with(site: Site, first: Option<&Path>) -> Self {
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
    fn get(&self, path: &str) -> Value {
        self.serving.get(&format!("{API}/{path}")).json()
    }

    /// Has something written, as the desk's own page does.
    fn post(&self, path: &str, body: &[u8]) -> Answer {
        let headers = [
            ("X-Huimin-Token", self.token.as_str()),
            ("Origin", &self.serving.address()),
        ];
        self.serving
            .ask("POST", &format!("{API}/{path}"), &headers, body)
    }

    fn new_file(&self, kind: &str, folder: &str, title: &str, name: &str) -> Answer {
        let wish = json!({ "kind": kind, "folder": folder, "title": title, "name": name });
        self.post("new", wish.to_string().as_bytes())
    }

    fn picture(&self, page: &str, name: &str, bytes: &[u8]) -> Answer {
        self.post(&format!("picture?page={page}&name={name}"), bytes)
    }

    /// Waits until the desk says of a file what is wanted.
    fn wait(&self, path: &str, wanted: impl Fn(&Value) -> bool) {
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
fn file<'a>(overview: &'a Value, path: &str) -> &'a Value {
    let mut files = overview["files"].as_array().expect("files").iter();
    files
        .find(|file| file["path"] == path)
        .unwrap_or(&Value::Null)
}

#[test]
fn every_file_is_listed_with_its_state() {
    let desk = Desk::of(Site::copy("county"));
    // Until the products are made their problems are not known.
    desk.get("boards");
    let mut overview = desk.get("overview");
    for name in ["version", "root"] {
        overview[name].take();
    }
    for file in overview["files"].as_array_mut().expect("files") {
        assert!(
            file["changed"]
                .as_i64()
                .is_some_and(|changed| changed > 1_600_000_000_000)
        );
        file["changed"].take();
    }
    let text = serde_json::to_string_pretty(&overview).expect("JSON");
    insta::assert_snapshot!("county", text);
}

#[test]
fn a_file_that_cannot_be_read_is_listed_too() {
    let site = Site::copy("county");
    site.write("content/news/z.md", b"\x00\x01\x02\x03");
    site.write("content/news/y.md", "---\n标提: 一页\n---\n正文\n");
    let desk = Desk::of(site);
    let overview = desk.get("overview");
    for path in ["content/news/z.md", "content/news/y.md"] {
        let file = file(&overview, path);
        assert_eq!(file["state"], "broken", "{file}");
        assert_eq!(file["problems"][0]["severity"], "error", "{file}");
    }
    let told = &file(&overview, "content/news/y.md")["problems"];
    let told = told.as_array().expect("problems");
    let key = told
        .iter()
        .find(|told| told["code"] == "unknown-key")
        .expect("told");
    assert_eq!(
        (&key["line"], &key["source"]["spot"]),
        (&json!(2), &json!("标提"))
    );
}

#[test]
fn only_what_changed_is_sent_again() {
    let desk = Desk::of(Site::copy("county"));
    desk.get("boards");
    let before = desk.get("overview");
    let since = before["version"].as_str().expect("a version");
    let same = desk.get(&format!("overview?since={since}"));
    assert_eq!(
        (&same["since"], &same["files"]),
        (&before["version"], &json!([]))
    );
    desk.site.edit("content/about.md", "title: ", "title: 新的");
    desk.site.remove("content/news/g-draft.md");
    desk.wait("content/news/g-draft.md", Value::is_null);
    desk.wait("content/about.md", |file| {
        file["title"]
            .as_str()
            .is_some_and(|t| t.starts_with("新的"))
    });
    let next = desk.get(&format!("overview?since={since}"));
    assert_eq!(next["gone"], json!(["content/news/g-draft.md"]));
    let files = next["files"].as_array().expect("files");
    assert!(
        files.iter().any(|file| file["path"] == "content/about.md"),
        "{files:?}"
    );
    assert!(files.len() < 5, "{files:?}");
}

#[test]
fn the_site_breaks_and_the_desk_goes_on() {
    let desk = Desk::of(Site::copy("county"));
    desk.site.write("site.yaml", "网站名称: [\n");
    desk.wait("site.yaml", |file| file["state"] == "broken");
    desk.site.remove("site.yaml");
    desk.wait("site.yaml", Value::is_null);
    let others = &desk.get("overview")["others"];
    assert!(
        others[""].as_array().is_some_and(|told| !told.is_empty()),
        "{others}"
    );
}

#[test]
fn what_a_build_would_change_is_told() {
    let site = Site::copy("county");
    site.build(&[]).ended(0);
    // A file's time must be after the build's.
    std::thread::sleep(Duration::from_millis(20));
    let desk = Desk::of(site);
    let same = desk.get("changes");
    assert_eq!((&same["pages"], &same["others"]), (&json!([]), &json!([])));
    assert!(same["built"].is_i64());

    desk.site.edit("content/about.md", "title: ", "title: 新的");
    desk.site.remove("content/contacts/yangliu.md");
    desk.site.write(
        "content/news/z.md",
        "---\n标题: 新的一页\n发布日期: 2026-05-13\n---\n正文\n",
    );
    desk.wait("content/news/z.md", |file| file["state"] == "live");
    desk.wait("content/contacts/yangliu.md", Value::is_null);
    desk.wait("content/about.md", |file| {
        file["title"]
            .as_str()
            .is_some_and(|t| t.starts_with("新的"))
    });
    let end = Instant::now() + Duration::from_secs(60);
    let changes = loop {
        let answer = desk.serving.get(&format!("{API}/changes"));
        if answer.status == 200 {
            break answer.json();
        }
        assert!(Instant::now() < end, "{}", answer.text());
    };
    let pages = changes["pages"].as_array().expect("pages");
    let what = |address: &str| {
        let page = pages.iter().find(|page| page["address"] == address);
        page.map_or("the same", |page| page["what"].as_str().expect("a word"))
    };
    assert_eq!(what("news/z/"), "added");
    assert_eq!(what("about/"), "changed");
    assert_eq!(what("contacts/yangliu/"), "gone");
    assert_eq!(what("news/"), "moved");
}

#[test]
fn products_are_shown_with_how_they_fit() {
    let desk = Desk::of(Site::copy("county"));
    let boards = desk.get("boards");
    let board = &boards[0];
    assert_eq!(board["path"], "content/boards/jintie.md");
    let made = &board["made"];
    assert!(
        made["size"][0].is_number() && made["bytes"].is_number(),
        "{board}"
    );
    let picture = desk
        .serving
        .get(&format!("{API}/board?of=content/boards/jintie.md"));
    assert_eq!(picture.status, 200);
    assert!(picture.body.starts_with(b"RIFF"));
    let pdf = made["pdf"].as_str().expect("an address");
    assert!(
        desk.serving
            .get(&format!("/{pdf}"))
            .body
            .starts_with(b"%PDF")
    );
}

#[test]
fn a_new_file_is_what_the_command_makes() {
    let desk = Desk::of(Site::copy("county"));
    let name = desk.get("name?folder=news&title=%E8%B5%B6%E9%9B%86");
    assert_eq!(name["name"], "20260514-1");
    let made = desk.new_file("活动动态", "news", "说\"好\"的事", "20260514-1");
    assert_eq!(made.status, 200, "{}", made.text());
    assert_eq!(made.json()["path"], "content/news/20260514-1.md");
    let other = Site::copy("county");
    other
        .huimin(&["new", "news", "说\"好\"的事", "--slug", "20260514-1"])
        .ended(0);
    let undated = |text: String| {
        let lines = text.lines().filter(|line| !line.starts_with("发布日期:"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let path = "content/news/20260514-1.md";
    assert_eq!(undated(desk.site.read(path)), undated(other.read(path)));
    desk.wait(path, |file| file["state"] == "draft");
    assert_eq!(
        desk.get("name?folder=news&title=%E8%B5%B6%E9%9B%86")["name"],
        "20260514-2"
    );
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let desk = Desk::of(Site::copy("county"));
    let before = desk.site.read("content/news/f-offset.md");
    let made = desk.new_file("活动动态", "news", "新的", "f-offset");
    assert_eq!(made.status, 409, "{}", made.text());
    assert_eq!(desk.site.read("content/news/f-offset.md"), before);
}

#[test]
fn nothing_is_written_outside_of_content() {
    let desk = Desk::of(Site::copy("county"));
    let all = || {
        common::files(desk.site.root())
            .into_keys()
            .collect::<Vec<_>>()
    };
    desk.get("boards");
    let before = all();
    for (folder, name) in [
        ("../data", "a"),
        ("..", "a"),
        ("news/../..", "a"),
        ("/tmp", "a"),
        ("news", "../a"),
        ("news", "a/b"),
        ("news", ".a"),
        ("news", "con"),
        ("news", "a?"),
        ("news", ""),
    ] {
        let made = desk.new_file("活动动态", folder, "题", name);
        assert!(
            [400, 403].contains(&made.status),
            "{folder} {name}: {}",
            made.text()
        );
    }
    for page in [
        "../a.md",
        "site.yaml",
        "data/facts.yaml",
        "content/none.md",
        "/etc/passwd",
        "content/news/../../site.yaml",
        "",
    ] {
        let put = desk.picture(page, "a.png", PNG);
        assert_eq!(put.status, 403, "{page}: {}", put.text());
    }
    for path in [
        "../a.md",
        "/etc/passwd",
        "content/none.md",
        "public/index.html",
    ] {
        let opened = desk.post("open", json!({ "path": path }).to_string().as_bytes());
        assert_eq!(opened.status, 403, "{path}: {}", opened.text());
    }
    assert_eq!(all(), before);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_content() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let site = Site::copy("county");
    std::os::unix::fs::symlink(elsewhere.path(), site.path("content/out")).expect("linked");
    let desk = Desk::of(site);
    assert_eq!(desk.new_file("文章", "out", "题", "a").status, 403);
    assert_eq!(
        std::fs::read_dir(elsewhere.path()).expect("read").count(),
        0
    );
}

#[test]
fn only_the_desk_itself_may_write() {
    let desk = Desk::of(Site::copy("county"));
    let own = desk.serving.address();
    let token = desk.token.as_str();
    let wish = json!({ "kind": "文章", "folder": "news", "title": "题", "name": "a" }).to_string();
    let ask = |headers: &[(&str, &str)]| {
        let path = format!("{API}/new");
        desk.serving
            .ask("POST", &path, headers, wish.as_bytes())
            .status
    };
    assert_eq!(ask(&[]), 403);
    assert_eq!(ask(&[("Origin", &own)]), 403);
    assert_eq!(ask(&[("X-Huimin-Token", token)]), 403);
    assert_eq!(ask(&[("X-Huimin-Token", "0"), ("Origin", &own)]), 403);
    assert_eq!(
        ask(&[("X-Huimin-Token", token), ("Origin", "http://evil.example")]),
        403
    );
    assert_eq!(ask(&[("X-Huimin-Token", token), ("Origin", "null")]), 403);
    for path in ["open", "picture?page=content/about.md&name=a.png"] {
        let path = format!("{API}/{path}");
        assert_eq!(desk.serving.ask("POST", &path, &[], PNG).status, 403);
        assert_eq!(desk.serving.get(&path).status, 405);
    }
    assert!(!desk.site.path("content/news/a.md").exists());
    assert_eq!(ask(&[("X-Huimin-Token", token), ("Origin", &own)]), 200);
}

#[test]
fn pictures_are_put_beside_the_page() {
    let desk = Desk::of(Site::copy("county"));
    let page = "content/news/f-offset.md";
    let put = desk.picture(page, "IMG%20(1).PNG", PNG);
    assert_eq!(
        put.json(),
        json!({ "path": "content/news/IMG-1.png", "markdown": "![这里写图上有什么](IMG-1.png)" })
    );
    // A name that is taken gets a number.
    let again = desk.picture(page, "IMG%20(1).PNG", PNG).json();
    assert_eq!(again["path"], "content/news/IMG-1-2.png");
    // Where there is a folder for pictures, they go there.
    let policy = desk
        .picture("content/policies/jintie.md", "a.jpg", PNG)
        .json();
    assert_eq!(policy["path"], "content/policies/img/a.png");
    assert_eq!(policy["markdown"], "![这里写图上有什么](img/a.png)");
    let written = std::fs::read(desk.site.path("content/news/IMG-1-2.png")).expect("read");
    assert_eq!(written, PNG);
}

#[test]
fn what_is_no_picture_is_refused() {
    let desk = Desk::of(Site::copy("county"));
    let page = "content/news/f-offset.md";
    for bytes in [
        b"<svg onload=alert(1)>".as_slice(),
        b"MZ\x90",
        b"",
        &PNG[..12],
    ] {
        assert_eq!(desk.picture(page, "a.png", bytes).status, 415);
    }
    let large = vec![0; 40 * 1024 * 1024 + 2];
    let refused = desk.picture(page, "a.png", &large);
    assert_eq!(refused.status, 413);
    assert!(refused.text().contains("40 MB"), "{}", refused.text());
    assert!(!desk.site.path("content/news/a.png").exists());
}

/// On Linux a program of this name opens files.
#[cfg(target_os = "linux")]
#[test]
fn a_file_opens_in_the_editor() {
    use std::os::unix::fs::PermissionsExt;
    let programs = tempfile::tempdir().expect("a folder");
    let script = programs.path().join("xdg-open");
    let opened = programs.path().join("opened");
    let text = format!(
        "#!/bin/sh\nprintf %s \"$1\" > '{0}.part' && mv '{0}.part' '{0}'\n",
        opened.display()
    );
    std::fs::write(&script, text).expect("written");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("set");
    let desk = Desk::with(Site::copy("county"), Some(programs.path()));
    let answer = desk.post(
        "open",
        json!({ "path": "content/about.md" }).to_string().as_bytes(),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let end = Instant::now() + Duration::from_secs(60);
    while !opened.exists() {
        assert!(Instant::now() < end, "nothing was opened");
        std::thread::sleep(Duration::from_millis(10));
    }
    let path = std::fs::read_to_string(&opened).expect("read");
    let real = |path: &Path| path.canonicalize().expect("a path");
    assert_eq!(
        real(Path::new(&path)),
        real(&desk.site.path("content/about.md"))
    );
}

#[test]
fn the_page_runs_nothing_but_its_own() {
    let desk = Desk::of(Site::small());
    let page = desk.serving.get("/_huimin/");
    let head = page.head.to_ascii_lowercase();
    assert!(
        head.contains("content-security-policy: default-src 'none'"),
        "{head}"
    );
    for name in ["desk.css", "views.css", "desk.js"] {
        assert_eq!(
            desk.serving.get(&format!("/_huimin/{name}")).status,
            200,
            "{name}"
        );
    }
    assert_eq!(desk.serving.get("/_huimin/none.js").status, 404);
    assert_eq!(desk.serving.get("/_huimin/..%2F..%2Fsite.yaml").status, 404);
}

#[test]
fn it_works_in_a_browser() {
    if !browser::can_run(&[]) {
        return;
    }
    let site = Site::copy("county");
    site.write(
        "content/news/z.md",
        "---\n标题: 写错的一页\n摘药: 一句\n---\n正文\n",
    );
    let desk = Desk::of(site);
    std::fs::write(desk.site.path("address"), desk.serving.address()).expect("written");
    browser::run("desk.mjs", desk.site.root());
}

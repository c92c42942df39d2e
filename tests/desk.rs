//! The desk of `huimin serve`: what it says of a site, what it writes and what it
//! refuses to write, and how it works in a browser.

mod common;
#[path = "desk/worked.rs"]
mod worked;
#[path = "desk/writing.rs"]
mod writing;

use std::time::{Duration, Instant};

use common::serving::Serving;
use common::{NOW, Site, browser, command};
use serde_json::{Value, json};
use worked::{API, Desk, file};

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
fn a_build_in_another_window_is_seen() {
    let site = Site::copy("county");
    site.build(&[]).ended(0);
    let desk = Desk::of(site);
    desk.site.edit("content/about.md", "title: ", "title: 新的");
    desk.wait("content/about.md", |file| {
        file["title"]
            .as_str()
            .is_some_and(|t| t.starts_with("新的"))
    });
    let changed = desk.get("changes");
    assert_ne!(changed["pages"], json!([]));
    desk.site.build(&[]).ended(0);
    let same = desk.get("changes");
    assert_eq!((&same["pages"], &same["others"]), (&json!([]), &json!([])));
    assert_ne!(same["built"], changed["built"]);
}

#[test]
fn what_a_build_into_another_folder_would_change_is_told() {
    let site = Site::copy("county");
    site.build(&["--output", "别处"]).ended(0);
    let mut serve = command(&["serve", "--port", "0", "--now", NOW, "--output", "别处"]);
    serve.current_dir(site.root());
    let serving = Serving::of(serve);
    let changes = serving.get(&format!("{API}/changes")).json();
    assert_eq!(changes["folder"], "别处");
    assert!(changes["built"].is_i64());
    assert_eq!(
        (&changes["pages"], &changes["others"]),
        (&json!([]), &json!([]))
    );
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

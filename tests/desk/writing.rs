//! What the desk writes, and what it refuses to write.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::common::{self, Site};
use crate::worked::{API, Desk};

/// A small PNG.
const PNG: &[u8] = include_bytes!("dot.png");

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
    // The preview's own drawer is filled whenever a board is ready.
    let all = || {
        let files = common::files(desk.site.root()).into_keys();
        files
            .filter(|path| !path.starts_with(".huimin/"))
            .collect::<Vec<_>>()
    };
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

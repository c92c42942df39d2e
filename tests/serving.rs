//! `huimin serve` over HTTP: the bytes of a build, whatever state the site is in,
//! and nothing to anybody else.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::serving::Serving;
use common::{NOW, Site, command};

/// Waits for what must come some time.
#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// An answer to a request written out, as text.
fn raw(host: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(host).expect("connected");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn encoded(path: &str) -> String {
    let one = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(one).collect()
}

#[test]
fn every_address_has_the_bytes_that_a_build_writes() {
    let site = Site::copy("county");
    let serving = Serving::start(site.root(), None);
    assert!(!site.path("public").exists());
    let served: Vec<_> = {
        site.build(&[]).ended(0);
        let written = site.public();
        assert!(written.len() > 60, "{}", written.len());
        written
            .into_iter()
            .filter(|(path, _)| !path.starts_with('.'))
            .collect()
    };
    for (path, bytes) in served {
        let answer = serving.get(&format!("/{}", encoded(&path)));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == bytes, "{path}");
    }
}

#[test]
fn an_edit_is_answered_and_public_is_not_touched() {
    let site = Site::small();
    let serving = Serving::start(site.root(), None);
    site.write(
        "content/a.md",
        "---\n标题: 一页\n日期: 2026-05-01\n---\n刚写的话。\n",
    );
    wait_until("the edit", || {
        serving.get("/a/").text().contains("刚写的话")
    });
    std::fs::rename(site.path("content/a.md"), site.path("content/z.md")).expect("renamed");
    // A listing taken right then may hold both names, or none.
    wait_until("the new name", || {
        serving.get("/z/").text().contains("刚写的话") && serving.get("/a/").status == 404
    });
    assert!(!site.path("public").exists());
}

#[test]
fn only_a_browser_that_opens_a_page_gets_the_script() {
    let site = Site::small();
    let serving = Serving::start(site.root(), None);
    let plain = serving.get("/a/").text();
    assert!(!plain.contains("preview.js"));
    let seen = serving
        .ask("GET", "/a/", &[("Accept", "text/html,*/*;q=0.8")], b"")
        .text();
    assert!(seen.contains("/_huimin/preview.js"));
}

#[test]
fn it_starts_with_a_broken_site_and_mends_with_it() {
    let site = Site::small();
    let good = site.read("site.yaml");
    site.write("site.yaml", "网站名称: [\n");
    let serving = Serving::start(site.root(), None);
    let state = serving.get("/_huimin/state?path=/").text();
    assert!(state.contains("site.yaml"), "{state}");
    site.write("site.yaml", good);
    wait_until("the mended site", || serving.get("/a/").status == 200);
    // One broken page leaves the others as they are.
    site.write("content/b.md", "---\n标提: 错的\n---\n");
    wait_until("the broken page", || {
        let state = serving.get("/_huimin/state?path=/b/").text();
        state.contains("标提") && state.contains("content/b.md")
    });
    assert_eq!(serving.get("/a/").status, 200);
}

#[test]
fn a_product_that_does_not_fit_leaves_its_page_and_picture_as_they_were() {
    let site = Site::copy("county");
    let serving = Serving::start(site.root(), None);
    let page = "/boards/jintie/";
    let opened = || {
        serving
            .ask("GET", page, &[("Accept", "text/html")], b"")
            .text()
    };
    let good = opened();
    let mut words = good.split(['=', '"', ' ', '>']);
    let picture = words.find(|word| word.ends_with(".webp"));
    let picture = picture.expect("a picture");
    let address = format!("{}{page}", serving.address());
    let shown = || serving.ask("GET", picture, &[("Referer", &address)], b"");
    let before = shown();
    assert_eq!(before.status, 200, "{picture}");

    let text = site.read("content/boards/jintie.md");
    let long = "一句很长很长的话。".repeat(1000);
    site.write("content/boards/jintie.md", format!("{text}\n{long}\n"));
    let state = || serving.get(&format!("/_huimin/state?path={page}")).text();
    wait_until("the product that does not fit", || {
        // Asked at any time, it is never the page without its product.
        assert!(opened().contains(picture));
        state().contains("board-too-full")
    });
    assert!(state().contains("\"old\":true"), "{}", state());
    assert!(shown().body == before.body);
    assert_eq!(serving.get(picture).status, 404);
    site.write("content/boards/jintie.md", text);
    wait_until("the mended product", || {
        state().contains("\"old\":false") && serving.get(picture).body == before.body
    });
}

/// A page that stays open over a new start asks what has become of it, since the
/// first reading has another number.
#[test]
fn a_new_start_is_seen_by_pages_that_were_open_before() {
    let site = Site::small();
    let number = || {
        let serving = Serving::start(site.root(), None);
        let state = serving.get("/_huimin/state?path=/a/").json();
        state["number"].as_u64().expect("a number")
    };
    assert_ne!(number(), number());
}

#[test]
fn it_answers_to_its_own_names_only() {
    let site = Site::small();
    let serving = Serving::start(site.root(), None);
    let port = serving.host.rsplit(':').next().expect("a port").to_owned();
    let ask = |host: &str| {
        let request = format!("GET /a/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        raw(&serving.host, &request)
    };
    for own in ["127.0.0.1", "localhost", "LOCALHOST"] {
        let answer = ask(&format!("{own}:{port}"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{own}: {answer}");
    }
    for other in ["attacker.example", "127.0.0.1.attacker.example", "10.0.0.1"] {
        let answer = ask(&format!("{other}:{port}"));
        assert!(answer.starts_with("HTTP/1.1 403"), "{other}: {answer}");
        assert!(!answer.contains("一页"), "{other}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = Site::small();
    site.write("geheim.txt", "not for anybody");
    site.write("content/unnamed.txt", "nobody refers to it");
    let serving = Serving::start(site.root(), None);
    for path in [
        "/../geheim.txt",
        "/..%2Fgeheim.txt",
        "/%2e%2e/geheim.txt",
        "/assets/../../geheim.txt",
        "/assets/..%5C..%5Cgeheim.txt",
        "//geheim.txt",
        "/geheim.txt",
        "/unnamed.txt",
        "/site.yaml",
        "/content/a.md",
        "/%00",
        "/%ff",
    ] {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            serving.host
        );
        let answer = raw(&serving.host, &request);
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
        assert!(!answer.contains("not for anybody"), "{path}");
    }
    assert_eq!(serving.ask("POST", "/a/", &[], b"x").status, 405);
}

#[test]
fn what_is_not_published_is_not_in_the_site_but_can_be_looked_at() {
    let site = Site::copy("county");
    let serving = Serving::start(site.root(), None);
    let browser = [("Accept", "text/html")];
    for (path, mark) in [
        ("/news/g-draft/", "草稿"),
        ("/news/h-future/", "起公布"),
        ("/news/i-expired/", "到期"),
    ] {
        assert_eq!(serving.get(path).status, 404, "{path}");
        let shown = serving.ask("GET", path, &browser, b"");
        assert_eq!(shown.status, 200, "{path}");
        assert!(shown.text().contains(mark), "{path}");
        assert!(!serving.get("/news/").text().contains(path), "{path}");
    }
    let later = serving.get("/news/h-future/?now=2030-01-01");
    assert_eq!(later.status, 200);
    assert_eq!(serving.get("/?now=morgen").status, 400);
}

#[test]
fn a_taken_port_gives_the_next() {
    let site = Site::small();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("bound").port();
    let mut child = command(&["serve", "--now", NOW, "--port", &port.to_string()])
        .current_dir(site.root())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = BufReader::new(child.stderr.take().expect("piped")).lines();
    let mut next = || said.next().expect("a line").expect("UTF-8");
    let (first, second) = (next(), next());
    assert!(
        first.starts_with(&format!("{port} 端口已有程序在用")),
        "{first}"
    );
    assert!(second.contains("http://"), "{second}");
    assert!(!second.contains(&format!(":{port}/")), "{second}");
    child.kill().expect("killed");
    child.wait().expect("it ends");
}

/// The address that it says can be stopped at once, while it still finds out
/// whether the system tells of changes, and at any time after.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_whenever_it_comes_and_leaves_nothing_behind() {
    let site = Site::small();
    let before = common::files(site.root());
    for wait in [0, 0, 0, 1, 2, 5, 10, 20, 50, 100, 500, 1500] {
        let mut child = command(&["serve", "--now", NOW, "--port", "0"])
            .current_dir(site.root())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut said = BufReader::new(child.stderr.take().expect("piped")).lines();
        let first = said.next().expect("a line").expect("UTF-8");
        assert!(first.contains("http://"), "{first}");
        std::thread::sleep(Duration::from_millis(wait));
        let interrupted = std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(interrupted.expect("kill runs").success());
        let started = Instant::now();
        let rest: Vec<_> = said.map_while(Result::ok).collect();
        let status = child.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "after {wait} ms: {rest:?}");
        assert!(started.elapsed() < Duration::from_secs(20));
        assert_eq!(common::files(site.root()), before, "after {wait} ms");
    }
}

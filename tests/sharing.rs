//! `huimin build --share`: a folder in an archive that opens by double click.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use percent_encoding::percent_decode_str;
use zip::ZipArchive;

use common::html::Page;
use common::{Ran, Site, browser};

/// Where the page that is opened first lies.
const START: &str = "打开预览.html";

/// Shares a site as `preview.zip`.
fn share(site: &Site, more: &[&str]) -> Ran {
    site.build(&[&["--share", "preview.zip"], more].concat())
}

/// Every file of a preview, by its path below the one folder.
fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut archive = archive(site);
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        let name = file.name().expect("UTF-8").into_owned();
        let (folder, path) = name.split_once('/').expect("a folder");
        assert_eq!(folder, "试县民政局-预览-2026-05-14");
        files.insert(path.to_owned(), bytes);
    }
    files
}

fn archive(site: &Site) -> ZipArchive<Cursor<Vec<u8>>> {
    let bytes = fs::read(site.path("preview.zip")).expect("an archive");
    ZipArchive::new(Cursor::new(bytes)).expect("a zip")
}

/// The fixture, shared.
fn county() -> (Site, BTreeMap<String, Vec<u8>>) {
    let site = Site::copy("county");
    share(&site, &[]).ended(0);
    let files = files(&site);
    (site, files)
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, Page)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), Page::parse(bytes)))
}

/// The file that an address on a page leads to, as a browser takes it from
/// `file://`: without index pages, without a server.
fn target(page: &str, address: &str) -> String {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() {
        return page.into();
    }
    let address = percent_decode_str(address).decode_utf8().expect("UTF-8");
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {address} leaves the folder"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every address of a page: what an element is, and the address.
fn addresses(page: &Page) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for attribute in ["href", "src", "srcset", "poster", "action", "data"] {
        for element in page.all(&format!("[{attribute}]")) {
            let name = element.value().name().to_owned();
            let value = element.value().attr(attribute).unwrap_or_default();
            match attribute {
                "srcset" => {
                    for one in value.split(", ") {
                        let address = one.split(' ').next().unwrap_or_default();
                        found.push((name.clone(), address.to_owned()));
                    }
                }
                _ => found.push((name, value.to_owned())),
            }
        }
    }
    for refresh in page.all("meta[http-equiv=refresh]") {
        let content = refresh.value().attr("content").unwrap_or_default();
        let (_, address) = content.split_once("url=").expect("an address");
        found.push(("meta".into(), address.to_owned()));
    }
    found
}

fn check_links(files: &BTreeMap<String, Vec<u8>>, own: &str) {
    let mut inside = 0;
    for (path, page) in pages(files) {
        for (element, address) in addresses(&page) {
            if ["tel:", "mailto:"].iter().any(|s| address.starts_with(s)) {
                continue;
            }
            assert!(!address.contains(own), "{path}: {address}");
            if element == "a" && address.starts_with("https://") {
                continue;
            }
            let way = address.split(['#', '?']).next().unwrap_or_default();
            assert!(way.is_ascii(), "{path}: {address}");
            let target = target(path, &address);
            assert!(files.contains_key(&target), "{path}: {element} {address}");
            inside += 1;
        }
    }
    assert!(inside > 500, "{inside}");
}

#[test]
fn every_address_of_every_page_leads_to_a_file_of_the_folder() {
    let (_site, files) = county();
    check_links(&files, "mz.shixian.example");
}

#[test]
fn a_site_below_a_path_is_shared_as_well() {
    let site = Site::copy("county");
    let address = "https://www.shixian.example/惠民/2026/";
    share(&site, &["--base-url", address]).ended(0);
    check_links(&files(&site), "www.shixian.example");
}

#[test]
fn every_page_of_both_editions_is_in_it_with_all_that_belongs_to_it() {
    let (site, files) = county();
    site.build(&[]).ended(0);
    let left_out = |path: &str| {
        path.ends_with("atom.xml")
            || ["sitemap.xml", "robots.txt", ".huimin-manifest.json"].contains(&path)
    };
    let mut wanted: Vec<String> = site
        .public()
        .into_keys()
        .filter(|path| !left_out(path))
        .map(|path| format!("files/site/{path}"))
        .collect();
    wanted.extend(["files/preview.css".into(), START.into()]);
    wanted.sort();
    assert_eq!(files.keys().cloned().collect::<Vec<_>>(), wanted);
    assert!(
        wanted
            .iter()
            .any(|path| path == "files/site/large/index.html")
    );
    assert!(
        wanted
            .iter()
            .any(|path| path == "files/site/旧津贴/index.html")
    );
    // What is no page is the very file.
    for (path, bytes) in site.public() {
        if path.ends_with(".pdf") || path.ends_with(".webp") || path.ends_with(".js") {
            assert_eq!(files[&format!("files/site/{path}")], bytes, "{path}");
        }
    }
}

#[test]
fn every_page_says_that_it_is_a_preview_and_is_not_for_robots() {
    let (_site, files) = county();
    let mut count = 0;
    for (path, page) in pages(&files) {
        let mark = page.text(".huimin-preview > p:first-child");
        assert_eq!(mark, "预览，未发布；2026-05-14 09:00 制作", "{path}");
        let robots = page.attributes("meta[name=robots]", "content");
        assert_eq!(robots, ["noindex,nofollow"], "{path}");
        assert!(page.all("link[rel=canonical]").is_empty(), "{path}");
        let stylesheets = page.attributes("link[rel=stylesheet]", "href");
        let last = stylesheets.last().expect("a stylesheet");
        assert_eq!(target(path, last), "files/preview.css", "{path}");
        count += 1;
    }
    assert!(count > 60, "{count}");
    let css = String::from_utf8(files["files/preview.css"].clone()).expect("UTF-8");
    assert!(css.contains("预览，未发布；2026-05-14 09:00 制作"), "{css}");
}

#[test]
fn the_page_at_the_top_is_the_first_of_the_site() {
    let (_site, files) = county();
    let top: Vec<&String> = files.keys().filter(|path| !path.contains('/')).collect();
    assert_eq!(top, [START]);
    let start = Page::parse(&files[START]);
    let home = Page::parse(&files["files/site/index.html"]);
    assert_eq!(start.text("title"), home.text("title"));
    assert!(start.text(".huimin-unpack").contains("全部解压缩"));
    assert!(home.all(".huimin-unpack").is_empty());
}

#[test]
fn a_board_is_there_to_look_at_and_to_print() {
    let (_site, files) = county();
    let path = "files/site/boards/jintie/index.html";
    let page = Page::parse(&files[path]);
    let pdf = page
        .attributes("a", "href")
        .into_iter()
        .map(|address| target(path, address))
        .find(|path| path.ends_with(".pdf"))
        .expect("a link to the PDF");
    assert!(files[&pdf].starts_with(b"%PDF"));
    let pictures = page.attributes("img", "src");
    let picture = pictures.first().expect("a picture");
    assert!(files[&target(path, picture)].starts_with(b"RIFF"));
}

#[test]
fn only_the_archive_is_written_and_it_is_told_where() {
    let site = Site::copy("county");
    let before = common::files(site.root());
    let ran = share(&site, &[]).ended(0);
    let told = ran.err;
    for word in ["preview.zip", " 页，", " MB", START, "没有写 public"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let mut after = common::files(site.root());
    after.retain(|path, _| !path.starts_with(".huimin/"));
    assert!(after.remove("preview.zip").is_some());
    assert_eq!(after, before);
}

#[test]
fn the_same_site_at_the_same_moment_gives_the_same_bytes() {
    let site = Site::small();
    share(&site, &[]).ended(0);
    let first = fs::read(site.path("preview.zip")).expect("read");
    share(&site, &["--jobs", "1"]).ended(0);
    assert!(fs::read(site.path("preview.zip")).expect("read") == first);
}

#[test]
fn names_and_times_in_the_archive_are_right_on_every_system() {
    let site = Site::small();
    share(&site, &[]).ended(0);
    let bytes = fs::read(site.path("preview.zip")).expect("read");
    let mut archive = archive(&site);
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("a file");
        let name = file.name().expect("UTF-8");
        let at = file.header_start() as usize;
        let flags = u16::from_le_bytes([bytes[at + 6], bytes[at + 7]]);
        assert!(flags & (1 << 11) != 0, "{name}: no UTF-8");
        let time = file.last_modified().expect("a time");
        assert_eq!(time.to_string(), "2026-05-14 09:00:00");
        assert_eq!(huimin::output::check_name(&name), Ok(()));
    }
}

#[test]
fn a_site_with_errors_is_not_shared() {
    let site = Site::small();
    share(&site, &[]).ended(0);
    let before = fs::read(site.path("preview.zip")).expect("read");
    site.write(
        "content/b.md",
        "---\n标题: 又一页\n日期: 五月\n---\n正文。\n",
    );
    let ran = share(&site, &[]).ended(1);
    assert!(ran.err.contains("没有做预览压缩包"), "{}", ran.err);
    assert!(ran.err.contains("content/b.md:3"), "{}", ran.err);
    assert!(fs::read(site.path("preview.zip")).expect("read") == before);
}

#[test]
fn a_page_that_cannot_be_made_leaves_what_was_there() {
    let site = Site::small();
    share(&site, &[]).ended(0);
    let before = common::files(site.root());
    let template = "themes/huimin/templates/article.html";
    site.write(
        template,
        "{% extends \"base.html\" %}{% block main %}{{ page.title / 2 }}{% endblock main %}",
    );
    let ran = share(&site, &[]).ended(1);
    assert!(ran.err.contains("没有做预览压缩包"), "{}", ran.err);
    site.remove(template);
    assert_eq!(common::files(site.root()), before);
}

#[test]
fn a_file_that_is_no_archive_is_left_alone() {
    let site = Site::small();
    for (name, bytes) in [("notes.zip", "我的笔记"), ("empty.zip", "")] {
        site.write(name, bytes);
        let ran = site.build(&["--share", name]).ended(2);
        assert!(ran.err.contains("不是 zip"), "{}", ran.err);
        assert_eq!(site.read(name), bytes);
    }
    fs::create_dir(site.path("folder.zip")).expect("made");
    site.build(&["--share", "folder.zip"]).ended(2);
    site.build(&["--share", "nowhere/preview.zip"]).ended(2);
    site.build(&["--share", "preview.html"]).ended(2);
    site.build(&["--share", "a.zip", "--output", "out"])
        .ended(2);
    site.build(&["--share", "a.zip", "--watch"]).ended(2);
    assert!(!site.path("a.zip").exists());
}

#[test]
fn drafts_are_shared_if_asked_for() {
    let site = Site::small();
    let draft = "---\n标题: 草稿页\n日期: 2026-05-02\n草稿: 是\n---\n正文。\n";
    site.write("content/draft.md", draft);
    let shared = |more: &[&str]| {
        share(&site, more).ended(0);
        files(&site).contains_key("files/site/draft/index.html")
    };
    assert!(!shared(&[]));
    assert!(shared(&["--drafts"]));
}

#[test]
fn a_theme_that_asks_other_hosts_asks_nobody_in_a_preview() {
    let site = Site::small();
    site.write(
        "themes/huimin/templates/article.html",
        "{% extends \"base.html\" %}\
         {% block head %}<style>@import \"https://x.example/a.css\";p{background:url(//x.example/b.png)}</style>\
         <link rel=stylesheet href=https://x.example/c.css>{% endblock head %}\
         {% block main %}<p>{{ page.title }}</p><img alt=a src=https://x.example/d.png>\
         <a href=https://x.example/>别处</a>{% endblock main %}\
         {% block script %}<script src=//x.example/e.js></script>{% endblock script %}",
    );
    share(&site, &[]).ended(0);
    let files = files(&site);
    let page = String::from_utf8(files["files/site/a/index.html"].clone()).expect("UTF-8");
    let found: Vec<_> = page.match_indices("x.example").collect();
    assert_eq!(found.len(), 1, "{page}");
    assert!(page.contains("<a href=https://x.example/>别处"), "{page}");
}

#[test]
fn it_opens_by_double_click_in_a_browser() {
    if !browser::can_run(&[]) {
        return;
    }
    let (_site, files) = county();
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("预览 #1");
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    browser::run("share.mjs", &root);
}

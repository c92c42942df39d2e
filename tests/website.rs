//! The website of a small site with every kind of content: its files as
//! pinned, and what its pages say, read with real parsers.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use common::Site;
use common::html::{Page, broken, orphans, pages};

/// The website of `tests/fixtures/county`, built once.
fn county() -> &'static BTreeMap<String, Vec<u8>> {
    static BUILT: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let site = Site::copy("county");
        let ran = site.build(&[]).ended(0);
        // The time it took is the one thing that no two runs have in common.
        let (said, rest) = ran.err.rsplit_once('；').expect("a time");
        let (_, counts) = rest.split_once('\n').expect("a line");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!("county-said", format!("{said}；（时间）\n{counts}"));
        });
        site.public()
    })
}

#[track_caller]
fn page(path: &str) -> Page {
    Page::parse(county().get(path).unwrap_or_else(|| panic!("no {path}")))
}

#[track_caller]
fn text_file(path: &str) -> &'static str {
    let bytes = county().get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn its_files_are_as_pinned() {
    let paths: Vec<_> = county().keys().map(String::as_str).collect();
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("county-files", paths.join("\n"));
    });
}

#[test]
fn every_page_is_found_by_links() {
    assert_eq!(orphans(county(), "/"), Vec::<String>::new());
}

#[test]
fn every_link_leads_somewhere() {
    assert_eq!(broken(county(), "/"), Vec::<String>::new());
}

#[test]
fn a_site_below_a_path_links_below_it() {
    let site = Site::copy("county");
    site.build(&["--base-url", "https://a.example/minzheng"])
        .ended(0);
    let files = site.public();
    assert_eq!(broken(&files, "/minzheng/"), Vec::<String>::new());
    let page = Page::parse(&files["policies/jintie/index.html"]);
    assert_eq!(
        page.label("Url"),
        Some("https://a.example/minzheng/policies/jintie/")
    );
}

/// 网页标签: every page names the site, columns name themselves, articles say
/// when they were published and where they are from.
#[test]
fn every_page_has_its_labels() {
    for (path, page) in pages(county()) {
        if page.label("robots").is_some() {
            continue; // leads on to another page
        }
        for (name, wanted) in [
            ("SiteName", "试县民政局"),
            ("SiteDomain", "mz.shixian.example"),
            ("SiteIDCode", "1234567890"),
        ] {
            assert_eq!(page.label(name), Some(wanted), "{name} of {path}");
        }
        let column = page.label("ColumnName");
        let article = page.label("ArticleTitle");
        if path != "404.html" && path != "large/404.html" {
            assert!(column.is_some() || article.is_some(), "{path}");
        }
        if column.is_some() {
            for name in ["ColumnDescription", "ColumnKeywords", "ColumnType"] {
                assert!(page.label(name).is_some(), "{name} of {path}");
            }
        }
        if article.is_some() {
            for name in ["PubDate", "ContentSource", "Url"] {
                assert!(page.label(name).is_some(), "{name} of {path}");
            }
        }
    }
    let explainer = page("policies/jintie/index.html");
    for (name, wanted) in [
        ("ArticleTitle", "津贴怎么领"),
        ("PubDate", "2026-05-08 10:30"),
        ("ContentSource", "老龄股"),
        ("Keywords", "津贴,老年人"),
        ("Description", "每月100元，满80周岁就能领"),
        ("Url", "https://mz.shixian.example/policies/jintie/"),
    ] {
        assert_eq!(explainer.label(name), Some(wanted), "{name}");
    }
    // No source is written: it is the organizer's. No time is written: midnight.
    let document = page("documents/jintie/index.html");
    assert_eq!(document.label("ContentSource"), Some("试县民政局"));
    assert_eq!(document.label("PubDate"), Some("2026-04-23 00:00"));
}

#[test]
fn every_page_has_one_heading_and_a_language() {
    for (path, page) in pages(county()) {
        assert_eq!(page.all("h1").len(), 1, "{path}");
        assert_eq!(page.attributes("html", "lang"), ["zh-CN"], "{path}");
        assert!(!page.text("title").is_empty(), "{path}");
        for picture in page.all("img") {
            for name in ["alt", "width", "height"] {
                assert!(picture.attr(name).is_some(), "a picture's {name} on {path}");
            }
        }
    }
}

/// 页脚: who runs the site, its numbers, where to report a mistake.
#[test]
fn the_footer_says_what_it_must() {
    for (path, page) in pages(county()) {
        if page.label("robots").is_some() {
            continue;
        }
        let footer = page.text("footer");
        for words in [
            "主办：试县民政局",
            "承办：局办公室",
            "1234567890",
            "试ICP备12345678号",
            "试公网安备12345678901234号",
            "网站地图",
            "政府网站找错",
        ] {
            assert!(footer.contains(words), "{words} on {path}: {footer}");
        }
    }
}

/// 当前位置.
#[test]
fn the_breadcrumb_leads_back() {
    let page = page("services/jintie/index.html");
    let steps: Vec<_> = page
        .all("nav[aria-label=当前位置] a")
        .into_iter()
        .map(|step| (common::html::text(step), step.attr("href").expect("a link")))
        .collect();
    let wanted = [
        ("首页", "/"),
        ("服务窗口", "/windows/"),
        ("办事指南", "/services/"),
    ];
    assert_eq!(steps, wanted.map(|(title, url)| (title.to_owned(), url)));
    assert_eq!(
        page.texts("nav[aria-label=主导航] [aria-current]"),
        ["服务窗口"]
    );
}

#[test]
fn a_document_and_its_explainer_link_to_each_other() {
    let document = page("documents/jintie/index.html");
    let explainer = page("policies/jintie/index.html");
    assert!(document.links().contains("/policies/jintie/"));
    assert!(document.links().contains("/services/jintie/"));
    assert!(document.links().contains("/documents/jintie.pdf"));
    assert!(explainer.links().contains("/documents/jintie/"));
    assert!(explainer.links().contains("/boards/jintie/print.pdf"));
    let service = page("services/jintie/index.html");
    for link in [
        "/policies/jintie/",
        "/documents/jintie/",
        "/windows/laoling/",
    ] {
        assert!(service.links().contains(link), "{link}");
    }
}

#[test]
fn facts_stand_wherever_they_are_named() {
    let explainer = page("policies/jintie/index.html");
    assert_eq!(
        explainer.label("description"),
        Some("每月100元，满80周岁就能领")
    );
    let main = explainer.text("main");
    for words in [
        "每月100元，全称是每月100元",
        "不收一分钱",
        "试城路1号",
        "0600-100 2000",
    ] {
        assert!(main.contains(words), "{words}: {main}");
    }
    assert!(explainer.links().contains("tel:0600-1002000"));
    // The window takes telephone, address and hours from its fact.
    let window = page("windows/laoling/index.html").text("main");
    for words in ["0600-100 2000", "试城路1号", "9:00—17:00"] {
        assert!(window.contains(words), "{words}: {window}");
    }
    for (path, bytes) in county().iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("【=") && !text.contains("【＝"), "{path}");
    }
}

#[test]
fn emphasis_beside_han_is_as_meant() {
    let explainer = page("policies/jintie/index.html");
    assert_eq!(explainer.texts("main strong"), ["注意："]);
}

/// Files as Notepad and others save them, and dates as people write them.
#[test]
fn files_come_in_any_encoding_and_dates_in_any_form() {
    for (name, title, date, words) in [
        (
            "a-gb18030",
            "国标编码的新闻",
            "2026-05-01 00:00",
            "㐂字也在。",
        ),
        (
            "b-utf16",
            "双字节编码的新闻",
            "2026-05-02 00:00",
            "正文二。",
        ),
        // A line that ends in Chinese punctuation goes on without a blank.
        (
            "c-bom-crlf",
            "带签名和回车的新闻",
            "2026-05-03 00:00",
            "正文三，第二行。",
        ),
        (
            "d-fullwidth",
            "全角冒号的新闻",
            "2026-05-04 08:30",
            "正文四。",
        ),
        (
            "e-chinese-date",
            "中文日期的新闻",
            "2026-05-05 14:30",
            "正文五。",
        ),
        ("f-offset", "带时差的新闻", "2026-05-06 09:15", "正文六。"),
    ] {
        let page = page(&format!("news/{name}/index.html"));
        assert_eq!(page.text("h1"), title);
        assert_eq!(page.label("PubDate"), Some(date), "{name}");
        let main = page.text("main");
        assert!(main.contains(words), "{name}: {main}");
    }
}

#[test]
fn pages_have_neighbours_and_columns_have_pages() {
    let middle = page("news/e-chinese-date/index.html");
    assert!(middle.links().contains("/news/f-offset/"), "the newer one");
    assert!(
        middle.links().contains("/news/d-fullwidth/"),
        "the older one"
    );

    let first = page("news/index.html");
    assert_eq!(
        first.texts("main ol h3"),
        ["带时差的新闻", "中文日期的新闻", "全角冒号的新闻"]
    );
    assert_eq!(
        first.attributes("nav[aria-label=分页] a[rel=next]", "href"),
        ["/news/page/2/"]
    );
    assert!(first.all("nav[aria-label=分页] a[rel=prev]").is_empty());
    let second = page("news/page/2/index.html");
    assert_eq!(
        second.texts("main ol h3"),
        ["带签名和回车的新闻", "双字节编码的新闻", "国标编码的新闻"]
    );
    assert_eq!(
        second.attributes("nav[aria-label=分页] a[rel=prev]", "href"),
        ["/news/"]
    );
    assert_eq!(second.text("nav[aria-label=分页] [aria-current=page]"), "2");
}

#[test]
fn a_tag_lists_its_pages() {
    let tag = page("tags/老年人/index.html");
    let links = tag.links();
    for link in [
        "/policies/jintie/",
        "/news/a-gb18030/",
        "/news/d-fullwidth/",
    ] {
        assert!(links.contains(link), "{link}");
    }
    assert!(
        page("tags/index.html")
            .links()
            .contains("/tags/%E8%80%81%E5%B9%B4%E4%BA%BA/")
    );
}

#[test]
fn a_view_has_a_page_for_each_group() {
    let groups = page("policies/audience/index.html");
    assert!(groups.text("main").contains("老年人"));
    let group = page("policies/audience/老年人/index.html");
    assert!(group.links().contains("/policies/jintie/"));
    let by_window = page("services/by-window/index.html");
    assert!(by_window.text("main").contains("老龄窗口"));
}

/// Drafts, pages of another day and people who do not want to be named are on
/// no page, in no feed and not in the site map.
#[test]
fn what_is_not_published_is_nowhere() {
    for (path, bytes) in county() {
        let text = String::from_utf8_lossy(bytes);
        for words in ["还没写好的新闻", "以后的新闻", "过期的新闻", "韦某"] {
            assert!(!text.contains(words), "{words} in {path}");
        }
    }
}

#[test]
fn an_honoured_name_links_to_its_story() {
    let honours = page("honours/2025/index.html");
    assert!(honours.links().contains("/models/luo/"));
    assert!(honours.text("main").contains("覃某"));
}

#[test]
fn former_addresses_lead_on() {
    for path in ["old/jintie.html", "旧津贴/index.html"] {
        let page = page(path);
        assert_eq!(
            page.attributes("meta[http-equiv=refresh]", "content"),
            ["0; url=/policies/jintie/"]
        );
        assert_eq!(page.label("robots"), Some("noindex"));
    }
}

#[test]
fn feeds_are_atom() {
    let feeds: Vec<_> = county()
        .keys()
        .filter(|path| path.ends_with("atom.xml"))
        .collect();
    assert!(feeds.len() > 10, "{feeds:?}");
    for path in feeds {
        let feed = roxmltree::Document::parse(text_file(path)).expect("XML");
        let root = feed.root_element();
        assert_eq!(
            root.tag_name().namespace(),
            Some("http://www.w3.org/2005/Atom")
        );
        let child = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.children()
                .find(|child| child.has_tag_name(("http://www.w3.org/2005/Atom", name)))
                .and_then(|child| child.text().map(str::to_owned))
        };
        for name in ["id", "title", "updated"] {
            assert!(child(root, name).is_some(), "{name} of {path}");
        }
        let entries: Vec<_> = root
            .children()
            .filter(|n| n.tag_name().name() == "entry")
            .collect();
        let mut ids = BTreeSet::new();
        for entry in &entries {
            for name in ["title", "updated"] {
                assert!(child(*entry, name).is_some(), "{name} in {path}");
            }
            assert!(
                ids.insert(child(*entry, "id").expect("an id")),
                "an id twice in {path}"
            );
        }
        if path == "news/atom.xml" {
            assert_eq!(entries.len(), 6);
            assert_eq!(child(entries[0], "title").as_deref(), Some("带时差的新闻"));
            let when = child(entries[0], "published");
            assert_eq!(when.as_deref(), Some("2026-05-06T09:15:00+08:00"));
        }
    }
}

/// The site map names every page but the twins, errors and former addresses.
#[test]
fn the_site_map_is_complete() {
    let map = roxmltree::Document::parse(text_file("sitemap.xml")).expect("XML");
    let named: BTreeSet<_> = map
        .descendants()
        .filter(|node| node.tag_name().name() == "loc")
        .filter_map(|node| node.text())
        .collect();
    for (path, page) in pages(county()) {
        let Some(url) = page.label("Url").filter(|_| !path.starts_with("large/")) else {
            continue;
        };
        assert!(named.contains(url), "{url}");
    }
    assert!(
        named
            .iter()
            .all(|url| !url.contains("/large/") && !url.contains("/old/"))
    );
    assert_eq!(named.len(), 31, "{named:#?}");
    assert!(text_file("robots.txt").contains("Sitemap: https://mz.shixian.example/sitemap.xml"));
    let people = page("sitemap/index.html");
    for link in ["/policies/", "/news/", "/boards/", "/feedback/"] {
        assert!(people.links().contains(link), "{link}");
    }
}

/// 大字版: every page has a twin, each links to the other, and whoever reads
/// the large one stays there.
#[test]
fn large_print_is_a_website_of_its_own() {
    let all = pages(county());
    for (path, page) in &all {
        if page.label("robots").is_some() {
            continue;
        }
        let (twin, here) = match path.strip_prefix("large/") {
            Some(path) => (path.to_owned(), "large"),
            None => (format!("large/{path}"), ""),
        };
        let twin_page = all
            .get(twin.as_str())
            .unwrap_or_else(|| panic!("no {twin}"));
        assert_eq!(page.text("h1"), twin_page.text("h1"));
        if here.is_empty() {
            continue;
        }
        let canonical = page.attributes("link[rel=canonical]", "href");
        assert!(!canonical[0].contains("/large/"), "{canonical:?}");
        let back = format!("/{}", twin.trim_end_matches("index.html"));
        for link in page.links() {
            let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy();
            let is_page = link.starts_with('/') && (link.ends_with('/') || link.contains("/#"));
            assert!(
                !is_page || link.starts_with("/large/") || *decoded == back,
                "{path} leads out to {link}"
            );
        }
    }
}

#[test]
fn who_is_lost_is_helped() {
    let lost = page("404.html");
    assert!(lost.text("h1").contains("找不到"));
    assert!(lost.links().contains("/search/") && lost.links().contains("/sitemap/"));
}

#[test]
fn nothing_is_asked_of_third_parties() {
    for (path, page) in pages(county()) {
        let mut asked = page.attributes("[src]", "src");
        asked.extend(page.attributes("link[rel=stylesheet], link[rel=icon]", "href"));
        assert!(
            asked.iter().all(|address| address.starts_with('/')),
            "{path}: {asked:?}"
        );
    }
    let css = text_file("assets/site.css");
    assert!(!css.contains("http:") && !css.contains("https:") && !css.contains("@import"));
}

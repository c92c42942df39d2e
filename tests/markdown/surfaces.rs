//! What callers get: contents, parts, places after the front matter, raw HTML.

use huimin::diagnostic::Problem;
use huimin::markdown::{TocEntry, html, plain, typst};

use crate::site::{read, read_from};

const PAGE: &str = "导语。\n\n## 条件\n\n甲\n\n### 年龄\n\n乙[^1]\n\n## 材料\n\n丙\n\n[^1]: 注\n";

#[test]
fn contents_name_level_anchor_and_text() {
    let parsed = read(PAGE).0;
    let entry = |level, name: &str| TocEntry {
        level,
        id: name.to_owned(),
        title: name.to_owned(),
    };
    assert_eq!(
        html(parsed.whole()).toc,
        [entry(2, "条件"), entry(3, "年龄"), entry(2, "材料")]
    );
}

#[test]
fn a_part_holds_the_parts_under_it() {
    let parsed = read(PAGE).0;
    let parts: Vec<_> = parsed
        .parts()
        .map(|part| (part.heading.title.as_str(), plain(part.body)))
        .collect();
    assert_eq!(
        parts,
        [
            ("条件", "甲\n年龄\n乙[1]\n注".to_owned()),
            ("年龄", "乙[1]\n注".to_owned()),
            ("材料", "丙".to_owned()),
        ]
    );
    assert_eq!(plain(parsed.lead()), "导语。");
}

#[test]
fn a_part_brings_only_its_own_notes() {
    let parsed = read(PAGE).0;
    let parts: Vec<_> = parsed.parts().collect();
    assert_eq!(typst(parts[1].body), "乙#footnote[注]");
    assert!(
        html(parts[1].body)
            .html
            .contains("<section class=\"notes\"")
    );
    assert_eq!(html(parts[2].body).html, "<p>丙</p>\n");
}

#[test]
fn places_count_from_the_start_of_the_file() {
    let text = "---\n标题: 甲\n---\n发放【=缺】元，**（一）**见[缺](缺.md)";
    let start = text.find("发放").expect("the body is there");
    let problems = read_from(text, start, false).1;
    let told: Vec<_> = problems
        .iter()
        .filter_map(|problem| problem.place.as_ref())
        .map(|place| &text[place.span.clone()])
        .collect();
    assert_eq!(told, ["【=缺】", "[缺](缺.md)"]);
}

#[test]
fn a_start_beyond_the_text_gives_nothing() {
    assert_eq!(read_from("汉", 1, false).0.events, []);
    assert_eq!(read_from("汉", 9, false).0.events, []);
}

#[test]
fn raw_html_is_passed_on_where_it_is_allowed() {
    let text = "<div class=\"x\">\n块\n</div>\n\n行<b>内</b><!-- 注 -->";
    let (parsed, problems) = read_from(text, 0, true);
    assert_eq!(problems, []);
    assert_eq!(
        html(parsed.whole()).html,
        "<div class=\"x\">\n块\n</div>\n<p>行<b>内</b><!-- 注 --></p>\n"
    );
    assert_eq!(typst(parsed.whole()), "行内");
    assert_eq!(plain(parsed.whole()), "行内");
}

#[test]
fn unsafe_links_stay_unsafe_where_raw_html_is_allowed() {
    let (parsed, problems) = read_from("[甲](  javascript:alert(1))", 0, true);
    assert_eq!(html(parsed.whole()).html, "<p>甲</p>\n");
    assert!(matches!(problems[0].problem, Problem::UnsafeLink { .. }));
}

//! The boards of the sample site and of small sites, through the program: what
//! the print shop and the web page get.

mod common;
#[allow(dead_code)] // each test file uses a part of this
#[path = "print/reading.rs"]
mod reading;

use std::fs;
use std::sync::LazyLock;

use common::{Site, project};
use reading::Reading;

/// When the sample site is built: in the middle of its month.
const SAMPLE_NOW: &str = "2026-05-14T10:00";

/// Bytes of a picture of a board, at most: what a page may ask of a telephone.
const SVG_BYTES: usize = 500 * 1024;

/// Name, finished width and height in mm, and words that must be on it.
const BOARDS: [(&str, f64, f64, &[&str]); 10] = [
    (
        "gaoling",
        900.0,
        1200.0,
        &["高龄津贴怎么领", "100", "200", "500"],
    ),
    ("dibao", 900.0, 1200.0, &["低保怎么申请", "735", "560"]),
    ("canbu", 900.0, 1200.0, &["两项补贴一起办", "90", "110"]),
    (
        "chuangkou",
        900.0,
        1200.0,
        &["办事找哪个窗口", "0600-8821601"],
    ),
    ("anpai", 900.0, 1200.0, &["五月去哪里问", "现场咨询"]),
    ("renwu", 900.0, 1200.0, &["身边的民政人", "沈玉珍"]),
    ("jieduan", 900.0, 1200.0, &["活动走到哪一步", "正在进行"]),
    (
        "fuwu",
        900.0,
        1200.0,
        &["十二件事几天办好", "重度残疾人护理补贴给付"],
    ),
    ("tiaowen", 900.0, 1200.0, &["低保条文怎么说", "735"]),
    (
        "daiban",
        600.0,
        900.0,
        &["村里有人替您办", "0600-8821699。"],
    ),
];

/// The sample site, built once for all tests.
static SAMPLE: LazyLock<Site> = LazyLock::new(|| {
    let site = sample();
    site.huimin(&["build", "--now", SAMPLE_NOW]).ended(0);
    site
});

/// A copy of the sample site.
fn sample() -> Site {
    let site = Site::empty();
    for folder in ["content", "data"] {
        for (path, bytes) in common::files(&project().join(folder)) {
            site.write(&format!("{folder}/{path}"), bytes);
        }
    }
    let config = fs::read(project().join("site.yaml")).expect("read");
    site.write("site.yaml", config);
    site
}

fn pdf(site: &Site, path: &str) -> Reading {
    Reading::new(&fs::read(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// Words without white space and without the joiners that keep them together.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|&c| !c.is_whitespace() && c != '\u{2060}')
        .collect()
}

#[test]
fn every_board_is_ready_for_the_print_shop() {
    for (name, width, height, words) in BOARDS {
        let board = pdf(&SAMPLE, &format!("public/boards/{name}/board.pdf"));
        assert_eq!(board.pages(), 1, "{name}");
        for key in ["MediaBox", "TrimBox"] {
            let wanted = Some([0.0, 0.0, width, height]);
            assert_eq!(board.page_box(key), wanted, "{name} {key}");
        }
        let fonts = board.fonts();
        assert!(!fonts.is_empty(), "{name}");
        assert!(
            fonts.iter().all(|(_, embedded)| *embedded),
            "{name}: {fonts:?}"
        );
        let colours: Vec<_> = board.colours().into_iter().collect();
        assert!(
            colours
                .iter()
                .all(|operator| operator == "k" || operator == "K"),
            "{name}: {colours:?}"
        );
        let pictures = board.picture_colours();
        assert!(
            pictures.iter().all(|space| space == "DeviceCMYK"),
            "{name}: {pictures:?}"
        );
        let text = bare(&board.text());
        for words in words {
            assert!(text.contains(words), "{name} lacks {words}: {text}");
        }
    }
}

#[test]
fn every_board_has_a_picture_for_its_page() {
    for (name, width, height, _) in BOARDS {
        let svg = SAMPLE.read(&format!("public/boards/{name}/board.svg"));
        assert!(svg.len() <= SVG_BYTES, "{name}: {} bytes", svg.len());
        let tree = roxmltree::Document::parse(&svg).unwrap_or_else(|e| panic!("{name}: {e}"));
        let view = tree.root_element().attribute("viewBox").expect("a viewBox");
        let numbers: Vec<f64> = view
            .split_whitespace()
            .map(|number| number.parse().expect("a number"))
            .collect();
        for (points, mm) in [(numbers[2], width), (numbers[3], height)] {
            assert!((points / 72.0 * 25.4 - mm).abs() < 0.1, "{name}: {view}");
        }
    }
}

#[test]
fn nothing_of_the_joiners_is_in_the_page() {
    for (name, ..) in BOARDS {
        let page = SAMPLE.read(&format!("public/boards/{name}/index.html"));
        assert!(!page.contains('\u{2060}'), "{name}");
    }
}

#[test]
fn an_amount_changes_on_page_and_board_alike() {
    let site = sample();
    site.edit(
        "data/amounts.yaml",
        "高龄津贴80: {金额: 100",
        "高龄津贴80: {金额: 130",
    );
    site.huimin(&["build", "--now", SAMPLE_NOW]).ended(0);
    let text = bare(&pdf(&site, "public/boards/gaoling/board.pdf").text());
    assert!(text.contains("130") && !text.contains("100元"), "{text}");
    let page = site.read("public/policies/gaoling/index.html");
    let before = SAMPLE.read("public/policies/gaoling/index.html");
    assert!(page.contains("130") && !before.contains("130"));
}

/// A small site with one board, whose page has these lines more and this body.
fn with_board(keys: &str, body: &str) -> Site {
    let site = Site::small();
    site.write(
        "content/ban.md",
        format!("---\n类型: 展板\n标题: 津贴怎么领\n日期: 2026-05-01\n{keys}---\n{body}\n"),
    );
    site
}

#[test]
fn a_bleed_stands_round_the_finished_size() {
    let site = with_board("尺寸: 420×594\n版式: 长文\n出血: 3\n", "满80周岁就能领。");
    site.build(&[]).ended(0);
    let board = pdf(&site, "public/ban/board.pdf");
    let (media, trim) = (board.page_box("MediaBox"), board.page_box("TrimBox"));
    let (Some(media), Some(trim)) = (media, trim) else {
        panic!("boxes: {media:?} {trim:?}")
    };
    assert_eq!([media[2], media[3]], [426.0, 600.0]);
    assert_eq!([trim[2], trim[3]], [420.0, 594.0]);
    assert_eq!([trim[0] - media[0], trim[1] - media[1]], [3.0, 3.0]);
}

#[test]
fn a_board_that_is_too_full_says_what_to_take_out() {
    let line = "县里的老人满八十周岁就能领津贴，填一张表就行，村里可以代办，不用跑第二趟。";
    let part = |title: &str, times| format!("## {title}\n\n{}\n\n", line.repeat(times));
    let body = part("谁能领", 40) + &part("怎么领", 60);
    let site = with_board("尺寸: 600×900\n版式: 长文\n", &body);
    let ran = site.build(&[]).ended(1);
    insta::assert_snapshot!(ran.err, @r"
    content/ban.md:1:1 错误[board-too-full] 这块板放不下：字已经缩到最小，还多约 1135 字
      各部分大约要删：「怎么领」681 字，「谁能领」454 字；不想删，就换大一号的板，或分成两块

    1 个错误；没有写出，上一次的网站原样保留
    ");
    assert!(!site.path("public").exists());
    // Of 34 Han a sentence, 14 and 21 fewer.
    let body = part("谁能领", 26) + &part("怎么领", 39);
    let site = with_board("尺寸: 600×900\n版式: 长文\n", &body);
    site.build(&[]).ended(0);
}

/// The program itself refuses a board on which they do.
#[test]
fn texts_never_lie_on_each_other() {
    let name = "困难残疾人生活补贴和重度残疾人护理补贴申请受理审核确认公示发放";
    let body = format!("## {name}\n\n第一段。\n\n## {name}和{name}\n\n第二段。\n\n- {name}\n- 二");
    for layout in ["长文", "一图读懂", "名录"] {
        for size in ["900×1200", "600×900", "1200×900", "800×2000"] {
            let site = with_board(&format!("尺寸: {size}\n版式: {layout}\n板号: 7\n"), &body);
            site.build(&[]).ended(0);
        }
    }
}

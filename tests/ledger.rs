//! A job for the print shop, and what of it has become false since: `huimin print
//! --job` and the ledger that it writes.

mod common;
#[allow(dead_code)] // each test file uses a part of this
#[path = "print/reading.rs"]
mod reading;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use common::{NOW, Ran, Site, files};
use reading::Reading;
use sha2::{Digest, Sha256};

const LEDGER: &str = "print-ledger.yaml";

/// A site with four products: two show the amount 甲, one of them through a
/// policy, one shows 乙, one shows neither.
fn site() -> Site {
    let site = Site::small();
    site.write(
        "data/f.yaml",
        "金额:\n  甲: {金额: 310, 单位: 元}\n  乙: {金额: 470, 单位: 元}\n",
    );
    site.write(
        "content/p.md",
        "---\n类型: 政策解读\n标题: 津贴\n日期: 2026-05-01\n对应文件: 无\n适用对象: 老年人\n\
         谁能领: 满80周岁\n补贴标准:\n  - {名目: 每月, 金额: 【=甲】}\n怎么办: 填一张表\n\
         办理地点: 大厅\n咨询电话: 0600-100 2000\n---\n",
    );
    let page = |name: &str, keys: &str, body: &str| {
        site.write(
            &format!("content/{name}.md"),
            format!(
                "---\n品种: 单张\n类型: 印刷品\n日期: 2026-05-02\n版式: 长文\n{keys}---\n{body}\n"
            ),
        );
    };
    page(
        "direct",
        "标题: 直接写的\n印数: 2\n出血: 3\n摆放地点:\n  - {地点: 一楼大厅, 时间: 5月}\n  - {地点: 村部}\n",
        "每月发【=甲】。",
    );
    page("other", "标题: 另一项\n", "一次给【=乙】。");
    page("plain", "标题: 没有数的\n", "请打电话问。");
    site.write(
        "content/through.md",
        "---\n品种: 明白卡\n类型: 印刷品\n标题: 从政策来的\n日期: 2026-05-02\n尺寸: A6\n内容来自: p.md\n---\n",
    );
    site
}

fn print(site: &Site, more: &[&str]) -> Ran {
    site.huimin(&[&["print", "--now", NOW], more].concat())
}

/// The products that a check names as printed and false.
fn false_ones(said: &str) -> Vec<&str> {
    let mut found: Vec<_> = said
        .lines()
        .filter(|line| line.contains("[printed-false]"))
        .map(|line| {
            let start = line.find('「').expect("a name") + '「'.len_utf8();
            &line[start..start + line[start..].find('」').expect("its end")]
        })
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn a_job_is_a_folder_an_archive_and_an_entry() {
    let site = site();
    let asked = [
        "--job",
        "五月第一批",
        "--contact",
        "小林",
        "--delivery",
        "2026-05-20",
        "--note",
        "急用",
    ];
    print(&site, &asked).ended(0);
    let job = files(&site.path("print/五月第一批"));
    let names: Vec<_> = job.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "01-单张-直接写的-210x297-出血3-2份-校样.png",
            "01-单张-直接写的-210x297-出血3-2份.pdf",
            "02-单张-另一项-210x297-出血0-1份-校样.png",
            "02-单张-另一项-210x297-出血0-1份.pdf",
            "03-单张-没有数的-210x297-出血0-1份-校样.png",
            "03-单张-没有数的-210x297-出血0-1份.pdf",
            "04-明白卡-从政策来的-105x148-出血3-1份-校样.png",
            "04-明白卡-从政策来的-105x148-出血3-1份.pdf",
            "校验值.txt",
            "送印单.pdf",
            "送印单.xlsx",
        ]
    );
    for (name, bytes) in &job {
        let begins: &[u8] = match name.rsplit_once('.').expect("an ending").1 {
            "pdf" => b"%PDF-",
            "png" => b"\x89PNG",
            "xlsx" => b"PK",
            _ => b"",
        };
        assert!(bytes.starts_with(begins), "{name}");
    }
    // Every file but the list itself, with its sum.
    let text = String::from_utf8(job["校验值.txt"].clone()).expect("UTF-8");
    let listed: BTreeMap<_, _> = text
        .lines()
        .map(|line| line.split_once("  ").expect("a sum and a name"))
        .map(|(sum, name)| (name, sum))
        .collect();
    assert_eq!(listed.len(), job.len() - 1);
    for (name, bytes) in job.iter().filter(|(name, _)| *name != "校验值.txt") {
        let sum: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(listed[name.as_str()], sum, "{name}");
    }
    assert_eq!(unpacked(&site, "print/五月第一批.zip", "五月第一批/"), job);
    ticket(&job);
    let ledger = site.read(LEDGER);
    for line in [
        "- 批次: \"五月第一批\"",
        "  页面: \"content/direct.md\"",
        "  品种: \"明白卡\"",
        "  印于: 2026-05-14",
        "  印数: 2",
        "    - \"一楼大厅\"",
        "    \"甲\": \"310元\"",
        "    \"乙\": \"470元\"",
    ] {
        assert!(ledger.lines().any(|l| l == line), "{line} in {ledger}");
    }
    assert_eq!(ledger.matches("\"310元\"").count(), 2, "{ledger}");
    site.check().ended(0);
}

/// The files of an archive, all of which lie in one folder.
fn unpacked(site: &Site, path: &str, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let bytes = std::fs::read(site.path(path)).expect("read");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole");
            let name = file.name().expect("UTF-8");
            let name = name.strip_prefix(folder).expect("in the folder");
            (name.to_owned(), bytes)
        })
        .collect()
}

/// The ticket says all that a shop asks for, as PDF and as spreadsheet.
fn ticket(job: &BTreeMap<String, Vec<u8>>) {
    let words = [
        "五月第一批",
        "试县民政局",
        "小林",
        "2026-05-20",
        "急用",
        "直接写的",
        "从政策来的",
        "210×297",
        "A4纸",
        "一楼大厅",
    ];
    let text = Reading::new(&job["送印单.pdf"])
        .whole_text()
        .replace('\u{2060}', "");
    let mut book = zip::ZipArchive::new(Cursor::new(&job["送印单.xlsx"])).expect("a zip");
    let mut strings = String::new();
    let mut file = book.by_name("xl/sharedStrings.xml").expect("the words");
    file.read_to_string(&mut strings).expect("UTF-8");
    for words in words {
        assert!(text.contains(words), "{words} in {text}");
        assert!(strings.contains(words), "{words} in {strings}");
    }
}

#[test]
fn an_amount_changed_names_the_products_that_show_it_and_no_other() {
    let site = site();
    print(&site, &["--job", "一"]).ended(0);
    site.edit("data/f.yaml", "310", "330");
    let ran = site.check().ended(0);
    assert_eq!(
        false_ones(&ran.err),
        ["从政策来的", "直接写的"],
        "{}",
        ran.err
    );
    insta::assert_snapshot!(ran.err, @r#"
    print-ledger.yaml:3:3 警告[printed-false] 已印未改：单张「直接写的」（一楼大厅、村部） 印的是「每月发310元。」，网站现在是「每月发330元。」
      |
    3 | - 批次: "一"
      |   ^^^^^^^^^^
      收回以后在这一条下面写「撤下: 日期」；或重印：huimin print --job 名称

    print-ledger.yaml:52:3 警告[printed-false] 已印未改：明白卡「从政策来的」 印的是「每月 310 元」，网站现在是「每月 330 元」
       |
    52 | - 批次: "一"
       |   ^^^^^^^^^^
      收回以后在这一条下面写「撤下: 日期」；或重印：huimin print --job 名称

    2 个警告
    "#);
    let built = site.build(&[]).ended(0);
    assert_eq!(false_ones(&built.err), ["从政策来的", "直接写的"]);
    let ran = site
        .huimin(&["check", "--now", NOW, "--lang", "en"])
        .ended(0);
    assert!(
        ran.err.contains("printed and no longer true"),
        "{}",
        ran.err
    );
    // The other amount has not changed; once it has, its product is named too.
    site.edit("data/f.yaml", "470", "480");
    let ran = site.check().ended(0);
    assert_eq!(false_ones(&ran.err), ["从政策来的", "另一项", "直接写的"]);
    site.edit("data/f.yaml", "330", "310");
    let ran = site.check().ended(0);
    assert_eq!(false_ones(&ran.err), ["另一项"]);
}

#[test]
fn a_text_changed_or_a_page_gone_is_named() {
    let site = site();
    print(&site, &["--job", "一"]).ended(0);
    site.edit("content/plain.md", "请打电话问", "请到窗口问");
    let ran = site.check().ended(0);
    assert_eq!(false_ones(&ran.err), ["没有数的"], "{}", ran.err);
    assert!(
        ran.err.contains("请打电话问") && ran.err.contains("请到窗口问"),
        "{}",
        ran.err
    );
    site.remove("content/plain.md");
    let ran = site.check().ended(0);
    assert_eq!(false_ones(&ran.err), ["没有数的"], "{}", ran.err);
    // What the products do not show may change.
    site.edit("content/a.md", "正文。", "别的正文。");
    assert_eq!(false_ones(&site.check().ended(0).err), ["没有数的"]);
}

#[test]
fn what_was_taken_down_or_printed_again_is_not_named() {
    let site = site();
    print(&site, &["--job", "一"]).ended(0);
    site.edit("data/f.yaml", "310", "330");
    site.edit(
        LEDGER,
        "  页面: \"content/direct.md\"\n",
        "  页面: \"content/direct.md\"\n  撤下: 2026-05-15\n",
    );
    assert_eq!(false_ones(&site.check().ended(0).err), ["从政策来的"]);
    print(&site, &["through", "--job", "二"]).ended(0);
    assert_eq!(false_ones(&site.check().ended(0).err), Vec::<&str>::new());
    // What was printed again can become false again.
    site.edit("data/f.yaml", "330", "350");
    assert_eq!(false_ones(&site.check().ended(0).err), ["从政策来的"]);
}

#[test]
fn the_name_of_a_job_is_taken_once() {
    let site = site();
    print(&site, &["plain", "--job", "一"]).ended(0);
    let before = files(site.root());
    let ran = print(&site, &["other", "--job", "一"]).ended(2);
    assert!(ran.err.contains("换一个批次名"), "{}", ran.err);
    let after = files(site.root());
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, bytes)| !path.starts_with(".huimin/") && before.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, Vec::<&String>::new());
    for name in ["", "..", "/", "  "] {
        print(&site, &["plain", "--job", name]).ended(2);
    }
    // A name that is a path is no path.
    print(&site, &["plain", "--job", "../../外面"]).ended(0);
    assert!(
        !site
            .root()
            .parent()
            .expect("a folder")
            .join("外面")
            .exists()
    );
}

#[test]
fn nothing_is_noted_where_something_is_wrong() {
    let site = site();
    site.edit("content/plain.md", "请打电话问", "【=没有】");
    print(&site, &["--job", "一"]).ended(1);
    assert!(!site.path(LEDGER).exists() && !site.path("print").exists());
}

/// What people write into the ledger stays, and odd words come back as they were.
#[test]
fn a_ledger_keeps_remarks_and_odd_words() {
    let site = site();
    let odd = "“引号”\"直引号\" 冒号: 井号# 【括号】 - 减 \\ 反斜 'x' {a} [b]";
    site.edit(
        "content/plain.md",
        "请打电话问。",
        &odd.replace('【', "［").replace('】', "］"),
    );
    site.edit(
        "content/plain.md",
        "标题: 没有数的",
        "标题: '没有数的: \"#1\"'",
    );
    print(&site, &["plain", "--job", "批次: \"一\" # 1"]).ended(0);
    assert_eq!(false_ones(&site.check().ended(0).err), Vec::<&str>::new());
    let remark =
        "# 小林：这一批放在二楼 😀\n- 批次: 手写的\n  页面: content/a.md  # 没有印过\n  撤下: 是\n";
    let before = format!("{}{remark}", site.read(LEDGER));
    site.write(LEDGER, &before);
    print(&site, &["other", "--job", "二"]).ended(0);
    let ledger = site.read(LEDGER);
    assert!(ledger.starts_with(&before), "{ledger}");
    site.check().ended(0);
    // Written by a person whose editor ends no last line, in the Windows way.
    site.write(LEDGER, before.trim_end().replace('\n', "\r\n"));
    print(&site, &["other", "--job", "三"]).ended(0);
    let ran = site.check().ended(0);
    assert_eq!(false_ones(&ran.err), Vec::<&str>::new(), "{}", ran.err);
    site.edit("data/f.yaml", "470", "480");
    assert_eq!(false_ones(&site.check().ended(0).err), ["另一项"]);
}

#[test]
fn a_broken_ledger_is_told_with_its_line() {
    let site = site();
    for (text, line) in [
        ("- 批次: \"一\"\n  页面: \"content/plain.md\n", 2),
        ("- 批次: 一\n   页面: content/plain.md\n", 2),
        ("一句话\n", 1),
    ] {
        site.write(LEDGER, text);
        let ran = site.check().ended(1);
        assert!(
            ran.err.contains(&format!("{LEDGER}:{line}:")),
            "{text}: {}",
            ran.err
        );
        // A job would be lost in it: nothing is printed, and it stays as it is.
        site.huimin(&["print", "--job", "二", "--now", NOW])
            .ended(1);
        assert_eq!(site.read(LEDGER), text);
        assert!(!site.path("print/二").exists());
    }
    site.write(LEDGER, "");
    site.check().ended(0);
}

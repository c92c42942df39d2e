//! Reading what writers type, through the public API.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use huimin::diagnostic::{Diagnostic, Position, Problem};
use huimin::source::{Listing, Node, Sources, Value, decode, document, parse_yaml, split};
use proptest::prelude::*;

/// Reads a YAML text; the problems come with their lines and columns.
fn yaml(text: &str) -> (Node, Vec<(usize, usize, Problem)>) {
    let mut problems = Vec::new();
    let node = parse_yaml(
        &Arc::from("data/a.yaml"),
        text,
        0..text.len(),
        &mut problems,
    );
    let placed = problems
        .into_iter()
        .map(|Diagnostic { place, problem }| {
            let at = Position::of(text, place.expect("a place").span.start);
            (at.line, at.column, problem)
        })
        .collect();
    (node, placed)
}

/// Reads a YAML text that has nothing wrong with it.
fn good(text: &str) -> Node {
    let (node, problems) = yaml(text);
    assert_eq!(problems, [], "in {text:?}");
    node
}

/// A value on one line: lists in brackets, maps in braces, null as `-`.
fn brief(node: &Node) -> String {
    match &node.value {
        Value::Null => "-".into(),
        Value::Scalar(text) => text.clone(),
        Value::List(items) => format!(
            "[{}]",
            items.iter().map(brief).collect::<Vec<_>>().join("|")
        ),
        Value::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|entry| format!("{}={}", entry.key, brief(&entry.node)))
                .collect();
            format!("{{{}}}", entries.join("|"))
        }
    }
}

/// Problems as `line:column code`.
fn codes(text: &str) -> Vec<String> {
    yaml(text)
        .1
        .into_iter()
        .map(|(line, column, problem)| format!("{line}:{column} {}", problem.code()))
        .collect()
}

#[test]
fn scalars_stay_as_written() {
    for (text, value) in [
        ("电话: 0600-8821600", "{电话=0600-8821600}"),
        ("序号: 0600", "{序号=0600}"),
        ("日期: 2026-05-08", "{日期=2026-05-08}"),
        ("时间: 2026-05-08 09:00", "{时间=2026-05-08 09:00}"),
        ("公开: 否", "{公开=否}"),
        ("公开: yes", "{公开=yes}"),
        ("版本: 1.10", "{版本=1.10}"),
        ("引: \"a: 'b'\"", "{引=a: 'b'}"),
        ("引: 'a ''b'''", "{引=a 'b'}"),
        ("空:", "{空=-}"),
        ("空: ~", "{空=-}"),
        ("空: null", "{空=-}"),
        ("空: \"\"", "{空=}"),
        ("注: 有 # 说明", "{注=有}"),
        (
            "址: https://example.com/a#b",
            "{址=https://example.com/a#b}",
        ),
        ("文: |\n  一：1\n\n  二\n", "{文=一：1\n\n二\n}"),
        ("文: >-\n  一\n  二\n", "{文=一 二}"),
        ("文: |\n　　一\n　　二\n", "{文=一\n二\n}"),
        ("文: |\n  　　一\n", "{文=　　一\n}"),
        ("多: 一\n  二：三\n", "{多=一 二：三}"),
        ("a: [1, [2, 3], {b: c}]", "{a=[1|[2|3]|{b=c}]}"),
        ("a:\n- 1\n- b: 2\n  c: 3\n", "{a=[1|{b=2|c=3}]}"),
        ("- 一\n- 二：三\n", "[一|二：三]"),
        ("", "-"),
        ("# 只有说明\n", "-"),
    ] {
        assert_eq!(brief(&good(text)), value, "in {text:?}");
    }
}

#[test]
fn full_width_signs_are_taken_as_meant() {
    for (text, value) in [
        ("标题：低保怎么办", "{标题=低保怎么办}"),
        ("标题： 低保：怎么办", "{标题=低保：怎么办}"),
        ("标题 ：低保", "{标题=低保}"),
        ("标题:低保", "{标题=低保}"),
        ("标题:　低保　", "{标题=低保}"),
        ("　标题：低保", "{标题=低保}"),
        ("\u{a0}a: 1\n\u{a0}b: 2", "{a=1|b=2}"),
        (
            "标签：[低保，残疾人， \"特困，人员\"]",
            "{标签=[低保|残疾人|特困，人员]}",
        ),
        (
            "点：{名称：高岭镇，电话：0600}",
            "{点={名称=高岭镇|电话=0600}}",
        ),
        ("标签：[\n  低保，\n  残疾人\n]", "{标签=[低保|残疾人]}"),
        (
            "点：\n　- 名称：高岭镇\n　  电话：0600\n",
            "{点=[{名称=高岭镇|电话=0600}]}",
        ),
        ("问：\n- 电话：0600\n", "{问=[电话：0600]}"),
        ("标签：\n-低保\n-残疾人\n末：1", "{标签=[低保|残疾人]|末=1}"),
        ("标签：\n  -低保\n  -残疾人\n", "{标签=[低保|残疾人]}"),
        (
            "点：\n-名称：高岭镇\n  电话：0600\n",
            "{点=[{名称=高岭镇|电话=0600}]}",
        ),
        ("温度：\n- -5\n", "{温度=[-5]}"),
        ("标题: “低保: 怎么办”", "{标题=低保: 怎么办}"),
        ("标题: “一卡通”怎么用", "{标题=“一卡通”怎么用}"),
        ("标题: “一卡通”和“低保”", "{标题=“一卡通”和“低保”}"),
        ("\"标题\"：低保", "{标题=低保}"),
        ("时：周一至周五 9:00—17：00", "{时=周一至周五 9:00—17：00}"),
    ] {
        assert_eq!(brief(&good(text)), value, "in {text:?}");
    }
}

#[test]
fn what_needs_quotes_is_shown_with_them() {
    for (text, written) in [
        ("标题: 通知: 低保", "标题: \"通知: 低保\""),
        ("标题: 通知:", "标题: \"通知:\""),
        ("标题: @低保", "标题: \"@低保\""),
        ("标题: `低保", "标题: \"`低保\""),
        ("标题: %5", "标题: \"%5\""),
        ("标题: *重要*通知", "标题: \"*重要*通知\""),
        ("标题: &重要", "标题: \"&重要\""),
        ("标题: !重要", "标题: \"!重要\""),
        ("标题: |低保", "标题: \"|低保\""),
        ("条件: >60岁", "条件: \">60岁\""),
        ("标题: [通知]低保", "标题: \"[通知]低保\""),
        ("标题: {a}b", "标题: \"{a}b\""),
        ("标题: #低保", "标题: \"#低保\""),
        ("标题: - 低保", "标题: \"- 低保\""),
        ("标题: \"一卡通\"怎么用", "标题: '\"一卡通\"怎么用'"),
        ("标题：低保 # 注\n条件： >60岁 # 注", "条件: \">60岁\""),
        ("a:\n  - *b", "- \"*b\""),
    ] {
        let (node, problems) = yaml(text);
        let written = Problem::NeedsQuotes {
            written: written.into(),
        };
        assert_eq!(
            problems
                .into_iter()
                .map(|(.., problem)| problem)
                .collect::<Vec<_>>(),
            [written]
        );
        // The value is there all the same, so nothing else is said of it.
        assert!(!brief(&node).ends_with("=-}"), "in {text:?}");
    }
}

#[test]
fn one_mistake_does_not_hide_another() {
    let text = "标题: 通知: 低保\n没有冒号，的行\n甲: 1\n\t乙: 2\n丙: \"没有关\n丁: [没有关\n甲: 3\n戊: \"\\我\"\n己:\n    a: 1\n  b: 2\n：无键\n末: 好\n";
    assert_eq!(
        codes(text),
        [
            "1:5 needs-quotes",
            "2:1 missing-colon",
            "4:1 tab-indent",
            "4:2 indentation",
            "5:4 unclosed-quote",
            "6:4 unclosed-bracket",
            "12:1 missing-key",
            "8:4 bad-escape",
            "11:3 misaligned",
            "7:1 duplicate-key",
        ]
    );
    assert_eq!(
        brief(&yaml(text).0),
        "{标题=通知: 低保|甲=1|乙=2|丙=没有关|丁=[没有关|末=好}"
    );
}

#[test]
fn of_two_equal_keys_the_first_counts() {
    let (node, problems) = yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n");
    assert_eq!(brief(&node), "{a=1|b={c=1}}");
    let lines: Vec<_> = problems
        .iter()
        .map(|(line, _, problem)| match problem {
            Problem::DuplicateKey { first_line, .. } => (*line, *first_line),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lines, [(5, 1), (4, 3)]);
}

#[test]
fn depth_has_a_limit() {
    for text in [
        format!("a: {}{}", "[".repeat(5000), "]".repeat(5000)),
        "- ".repeat(5000),
    ] {
        let (_, problems) = yaml(&text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].2.code(), "too-deep");
    }
}

#[test]
fn a_second_document_is_told() {
    assert_eq!(codes("a: 1\n---\nb: 2\n"), ["2:1 second-document"]);
    assert_eq!(codes("---\na: 1\n"), [""; 0]);
}

#[test]
fn spans_are_those_of_the_whole_file() {
    let text = "---\n　标题：低保\n　标签：[甲，乙]\n---\n正文\n";
    let page = document(Arc::from("content/a.md"), text.into());
    assert_eq!(&text[page.body..], "正文\n");
    let Some(Node {
        value: Value::Map(entries),
        ..
    }) = page.front
    else {
        panic!("no front matter")
    };
    assert_eq!(&text[entries[0].key_span.clone()], "标题");
    assert_eq!(&text[entries[0].node.span.clone()], "低保");
    assert_eq!(&text[entries[1].node.span.clone()], "[甲，乙]");
    let Value::List(items) = &entries[1].node.value else {
        panic!("no list")
    };
    assert_eq!(&text[items[1].span.clone()], "乙");
}

#[test]
fn front_matter_is_split_off() {
    for (text, front, body, codes) in [
        ("---\na: 1\n---\n正文", Some("a: 1\n"), "正文", &[][..]),
        ("\n 　\n---\na: 1\n---", Some("a: 1\n"), "", &[]),
        ("---\n---\n正文", Some(""), "正文", &[]),
        ("正文\n---\n", None, "正文\n---\n", &[]),
        ("", None, "", &[]),
        ("----\n正文", None, "----\n正文", &[]),
        (
            "———\na：1\n———\n正文",
            Some("a：1\n"),
            "正文",
            &["front-matter-fence", "front-matter-fence"],
        ),
        (
            "---\na: 1\n----\n正文\n---\n",
            Some("a: 1\n"),
            "正文\n---\n",
            &["front-matter-fence"],
        ),
        (
            "---\na: 1\n- b\n\n正文",
            Some("a: 1\n- b\n"),
            "\n正文",
            &["front-matter-open"],
        ),
        (
            "---\na: 1\n# 标题",
            Some("a: 1\n"),
            "# 标题",
            &["front-matter-open"],
        ),
        ("---\na: 1", Some("a: 1"), "", &["front-matter-open"]),
    ] {
        let found = split(text);
        assert_eq!(found.front.map(|front| &text[front]), front, "in {text:?}");
        assert_eq!(&text[found.body..], body, "in {text:?}");
        assert_eq!(
            found
                .problems
                .iter()
                .map(|(_, problem)| problem.code())
                .collect::<Vec<_>>(),
            codes
        );
    }
}

#[test]
fn front_matter_is_always_a_map() {
    let mut problems = Vec::new();
    for text in ["---\n---\n", "---\n- a\n---\n", "---\n# 说明\n---\n"] {
        let page = document(Arc::from("content/a.md"), text.into());
        problems.extend(page.problems.clone());
        assert_eq!(
            page.front.map(|front| front.value),
            Some(Value::Map(Vec::new()))
        );
    }
    assert_eq!(
        problems
            .iter()
            .map(|found| found.problem.code())
            .collect::<Vec<_>>(),
        ["not-keys"]
    );
}

const TEXT: &str = "---\n标题: 低保怎么办\n---\n电话：0600-8821600，找“高岭镇”。\n";

fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn every_encoding_of_the_office_is_read() {
    let crlf = TEXT.replace('\n', "\r\n");
    for bytes in [
        TEXT.into(),
        crlf.clone().into_bytes(),
        TEXT.replace('\n', "\r").into_bytes(),
        [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(),
        encoded(encoding_rs::GBK, TEXT),
        encoded(encoding_rs::GB18030, &crlf),
        [b"\xFF\xFE".to_vec(), utf16(TEXT, u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), utf16(&crlf, u16::to_be_bytes)].concat(),
        utf16(TEXT, u16::to_le_bytes),
        utf16(TEXT, u16::to_be_bytes),
    ] {
        assert_eq!(decode(bytes), Ok(TEXT.to_owned()));
    }
    let rare = "𠮷㐂";
    assert_eq!(
        decode(encoded(encoding_rs::GB18030, rare)).as_deref(),
        Ok(rare)
    );
}

#[test]
fn what_is_no_text_is_an_error() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10".to_vec();
    assert_eq!(decode(png), Err(Problem::NotText));
    assert_eq!(
        decode(b"\xFF\xD8\xFF\xE0\x01\x02".to_vec()),
        Err(Problem::NotText)
    );
    let mut damaged = TEXT.as_bytes().to_vec();
    damaged.remove(TEXT.find('低').expect("there") + 1);
    assert_eq!(decode(damaged), Err(Problem::DamagedUtf8 { line: 2 }));
}

#[test]
fn other_letters_in_utf8_stay() {
    for text in [
        "naïve café",
        "阿·布",
        "2×3 ±1",
        "Ω",
        "π≈3",
        "nǐ hǎo",
        "ئۇيغۇر «تىلى»",
    ] {
        assert_eq!(decode(text.into()).as_deref(), Ok(text));
    }
}

fn read(root: &Path) -> Sources {
    Sources::read(root, &Arc::new(Listing::take(root)), None).0
}

#[test]
fn a_site_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let put = |path: &str, bytes: &[u8]| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    };
    put("site.yaml", "名称: 青原县\n".as_bytes());
    put("content/b.md", &encoded(encoding_rs::GBK, TEXT));
    put("content/a/图.md", TEXT.as_bytes());
    put("content/a/甲.MD", "正文".as_bytes());
    put("content/a/图.png", b"\x89PNG\0");
    put("content/坏.md", b"\0\x01\x02");
    for left in [
        "~$报告.md",
        ".~lock.a.md#",
        "a.md.swp",
        "b.tmp",
        "c.crdownload",
        "d.md~",
        ".DS_Store",
        "Thumbs.db",
    ] {
        put(&format!("content/{left}"), b"\0");
    }
    put("content/.git/x.md", b"\0");
    put("data/事实.yml", "低保: 712\n".as_bytes());
    put("data/说明.txt", b"\0");
    put("themes/x.md", b"\0");

    let sources = read(root);
    let problems = sources.problems();
    let paths: Vec<&str> = sources
        .documents
        .iter()
        .map(|document| &*document.path)
        .collect();
    assert_eq!(
        paths,
        ["content/a/图.md", "content/a/甲.MD", "content/b.md"]
    );
    assert!(
        sources
            .documents
            .iter()
            .all(|document| &*document.text == TEXT || document.front.is_none())
    );
    assert_eq!(
        sources
            .names
            .files
            .iter()
            .map(|path| &**path)
            .collect::<Vec<_>>(),
        ["content/a/图.png"]
    );
    assert_eq!(
        sources
            .data
            .iter()
            .map(|data| &*data.path)
            .collect::<Vec<_>>(),
        ["data/事实.yml"]
    );
    assert_eq!(
        sources.config.map(|config| brief(&config.node)),
        Some("{名称=青原县}".into())
    );
    let told: Vec<_> = problems
        .iter()
        .map(|found| {
            (
                &*found.place.as_ref().expect("a place").file,
                found.problem.code(),
            )
        })
        .collect();
    assert_eq!(told, [("content/坏.md", "not-text")]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.md"), "x").expect("written");
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("made");
    fs::write(content.join("a.md"), "a").expect("written");
    fs::write(content.join("A.md"), "a").expect("written");
    symlink(outside.path(), content.join("夹")).expect("linked");
    symlink(outside.path().join("x.md"), content.join("x.md")).expect("linked");
    symlink("a.md", content.join("b.md")).expect("linked");
    symlink(".", content.join("圈")).expect("linked");

    let sources = read(folder.path());
    let problems = sources.problems();
    let paths: Vec<&str> = sources
        .documents
        .iter()
        .map(|document| &*document.path)
        .collect();
    assert_eq!(paths, ["content/A.md", "content/a.md", "content/b.md"]);
    let mut told: Vec<_> = problems
        .iter()
        .map(|found| {
            (
                &*found.place.as_ref().expect("a place").file,
                found.problem.code(),
            )
        })
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("content/a.md", "case-twin"),
            ("content/x.md", "link-outside"),
            ("content/圈", "unreadable"),
            ("content/夹", "link-outside"),
        ]
    );
}

/// Every span lies on characters of the text, and children within the file.
fn check_spans(node: &Node, text: &str) {
    assert!(
        text.get(node.span.clone()).is_some(),
        "{:?} in {text:?}",
        node.span
    );
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_spans(item, text)),
        Value::Map(entries) => {
            for entry in entries {
                assert!(text.get(entry.key_span.clone()).is_some());
                check_spans(&entry.node, text);
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

fn check_document(text: &str) {
    let page = document(Arc::from("content/a.md"), text.into());
    assert!(text.get(page.body..).is_some());
    if let Some(front) = &page.front {
        check_spans(front, text);
    }
    let places = page.problems.iter();
    for place in places.filter_map(|found| found.place.as_ref()) {
        assert!(
            text.get(place.span.clone()).is_some(),
            "{place:?} in {text:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode(bytes) {
            check_document(&text);
        }
    }

    #[test]
    fn any_yaml_is_read_or_refused(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "标题", ": ", ":", "：", "，", ", ", "- ", "-", "\n", "\n", "\n  ", "\n    ", "\t", "　", "\u{a0}",
                " ", "\"", "'", "“", "”", "[", "]", "{", "}", "|", ">", "*", "&", "!", "%", "@", "`", "#", " # ", "?",
                "? ", "\\", "~", "---\n", "...\n", "<<", "\u{feff}", "\u{200b}", "\u{2028}", "\u{85}", "1", "😀",
            ]),
            0..40,
        )
    ) {
        let yaml = parts.concat();
        check_document(&format!("---\n{yaml}\n---\n正文"));
        check_document(&yaml);
        let mut problems = Vec::new();
        let node = parse_yaml(&Arc::from("data/a.yaml"), &yaml, 0..yaml.len(), &mut problems);
        check_spans(&node, &yaml);
    }

    #[test]
    fn every_text_survives_each_encoding(text in "[一-龥]{8,20}[一-龥a-z0-9，。：\n ]{0,60}") {
        let expected = Ok(text.clone());
        prop_assert_eq!(&decode(text.clone().into_bytes()), &expected);
        prop_assert_eq!(&decode(encoded(encoding_rs::GB18030, &text)), &expected);
    }
}

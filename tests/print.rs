//! Boards are set as they should be, and read back with other programs.

#[path = "print/press.rs"]
mod press;
#[path = "print/reading.rs"]
mod reading;

use huimin::print::{Job, Press, Weight, qr, set};
use press::{PRESS, make_sheet, make_source, read, render, sheet};
use reading::{Reading, poppler};
use serde_json::{Value as Json, json};
use tera::Value;

/// Everything that means something to Typst, in one line.
const HOSTILE: &str = r##"#"\$*_@<>{}[]//`~'/*x*/=-+:;,.|&^%!?()#{panic()}"##;

const BASE: &str =
    "#set page(width: 100mm, height: 100mm)\n#set text(font: \"Noto Sans SC\", lang: \"zh\")\n";

#[test]
fn boxes_say_the_finished_size_and_the_bleed() {
    for bleed in [0.0, 3.0] {
        let mut data = sheet();
        data["bleed"] = json!(bleed);
        let product = make_sheet(&data).expect("made");
        let pdf = Reading::new(&product.pdf);
        let whole = [0.0, 0.0, 210.0 + 2.0 * bleed, 297.0 + 2.0 * bleed];
        assert_eq!(pdf.pages(), 1);
        assert_eq!(pdf.page_box("MediaBox"), Some(whole));
        assert_eq!(pdf.page_box("BleedBox"), Some(whole));
        assert_eq!(pdf.page_box("TrimBox"), Some([bleed, bleed, 210.0, 297.0]));
        assert_eq!(
            pdf.page_box("CropBox"),
            None,
            "a CropBox would hide the bleed from tools"
        );
        assert_eq!(
            (product.width_mm.round(), product.height_mm.round()),
            (210.0, 297.0)
        );
    }
}

#[test]
fn every_page_gets_its_boxes() {
    let source = format!("{BASE}#set page(bleed: 2mm)\n一#pagebreak()二#pagebreak()三");
    let product = make_source(&source).expect("made");
    assert_eq!(product.pages, 3);
    let Some(info) = poppler(
        "pdfinfo",
        &["-box", "-f", "1", "-l", "3"],
        &[],
        &product.pdf,
    ) else {
        return;
    };
    let lines: Vec<String> = info
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for page in 1..=3 {
        for wanted in [
            "BleedBox: 0.00 0.00 294.80 294.80",
            "TrimBox: 5.67 5.67 289.13 289.13",
        ] {
            let wanted = format!("Page {page} {wanted}");
            assert!(lines.contains(&wanted), "{wanted} in {info}");
        }
    }
}

#[test]
fn a_title_that_looks_like_a_page_does_not_harm() {
    let mut data = sheet();
    data["title"] = json!("0 obj\n<</Type/Page/MediaBox[0 0 1 1]>>");
    let product = make_sheet(&data).expect("made");
    let pdf = Reading::new(&product.pdf);
    assert_eq!(pdf.info("Title").as_deref(), data["title"].as_str());
    assert_eq!(pdf.page_box("TrimBox"), Some([3.0, 3.0, 210.0, 297.0]));
}

#[test]
fn fonts_are_embedded() {
    let product = make_sheet(&sheet()).expect("made");
    let fonts = Reading::new(&product.pdf).fonts();
    let names: Vec<_> = fonts
        .iter()
        .map(|(name, _)| name.split_once('+').expect("a subset").1)
        .collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"NotoSansSC-Regular") && names.contains(&"NotoSansSC-Bold"));
    assert!(fonts.iter().all(|(_, embedded)| *embedded), "{fonts:?}");
    assert_eq!(product.fonts, ["Noto Sans SC"]);
    let Some(table) = poppler("pdffonts", &[], &[], &product.pdf) else {
        return;
    };
    for row in table.lines().skip(2) {
        assert!(
            row.contains(" yes yes yes "),
            "embedded, subset, with Unicode: {row}"
        );
    }
}

#[test]
fn ink_is_cmyk_alone() {
    let product = make_sheet(&sheet()).expect("made");
    let colours = Reading::new(&product.pdf).colours();
    assert!(
        colours.iter().all(|colour| colour == "k" || colour == "K"),
        "{colours:?}"
    );
    assert!(colours.contains("k"));
}

#[test]
fn the_test_for_ink_sees_other_colours() {
    let product = make_source(&format!("{BASE}黑#text(fill: red)[红]")).expect("made");
    let colours = Reading::new(&product.pdf).colours();
    assert!(
        colours.iter().any(|colour| colour != "k" && colour != "K"),
        "{colours:?}"
    );
}

#[test]
fn the_document_says_what_it_is() {
    let product = make_sheet(&sheet()).expect("made");
    let pdf = Reading::new(&product.pdf);
    assert_eq!(pdf.info("Title").as_deref(), Some("高龄津贴"));
    assert_eq!(pdf.info("Creator").as_deref(), Some("huimin"));
    assert_eq!(pdf.info("CreationDate"), None);
    assert!(pdf.catalogue("StructTreeRoot").is_some(), "tagged");
    let lang = pdf.catalogue("Lang").and_then(|lang| lang.as_str().ok());
    assert_eq!(lang, Some(b"zh-CN".as_slice()));
    let untitled = make_source(&format!("{BASE}文")).expect("made");
    assert_eq!(
        Reading::new(&untitled.pdf).info("Title").as_deref(),
        Some("无题")
    );
}

#[test]
fn text_can_be_read_back() {
    let mut data = sheet();
    data["text"] = json!("年满80周岁的本县户籍老人，按月打到社保卡：0600-882 1680（免费）。");
    let product = make_sheet(&data).expect("made");
    let wanted: String = format!(
        "{}{}{}",
        data["title"].as_str().expect("a title"),
        data["text"].as_str().expect("a text"),
        data["body"].as_str().expect("a body"),
    );
    let wanted: String = wanted.split_whitespace().collect();
    assert_eq!(Reading::new(&product.pdf).text(), wanted);
    let Some(text) = poppler("pdftotext", &["-raw"], &["-"], &product.pdf) else {
        return;
    };
    assert_eq!(text.split_whitespace().collect::<String>(), wanted);
}

#[test]
fn hostile_text_is_only_text() {
    let template = "{{ base | safe }}{{ text }}#\"{{ text }}\"#({{ data | typst }}.a)";
    let source = render(
        template,
        &[
            ("base", BASE.into()),
            ("text", HOSTILE.into()),
            (
                "data",
                Value::try_from_serializable(&json!({ "a": HOSTILE })).expect("a value"),
            ),
        ],
    );
    let product = make_source(&source).expect("made");
    assert_eq!(product.warnings, []);
    let wanted: String = HOSTILE.repeat(3);
    assert_eq!(Reading::new(&product.pdf).text(), wanted);
}

#[test]
fn text_at_the_start_of_a_line_makes_no_list_and_no_heading() {
    for text in [
        "= 标题",
        "- 项",
        "+ 项",
        "1. 项",
        "/ 词: 义",
        "一\n\n二",
        "一\u{2028}= 二",
    ] {
        let source = render(
            "{{ base | safe }}#show heading: panic\n#show list: panic\n#show enum: panic\n#show terms: panic\n#show parbreak: panic\n{{ text }}",
            &[("base", BASE.into()), ("text", text.into())],
        );
        let product = make_source(&source).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
        let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(Reading::new(&product.pdf).text(), wanted);
    }
}

#[test]
fn data_goes_through_typst_unchanged() {
    let data = json!({
        "": [], "a b": {}, "引号\"": HOSTILE, "lines": "一\r\n\t二\u{0}\u{1b}\u{2028}\u{feff}",
        "one": [1], "nested": [[[]], [{}], [{ "x": [null] }]], "yes": true, "no": false,
        "numbers": [0, -1, 1.5, -2.5, 1e300, 1e-9, i64::MAX, i64::MIN, 3.0, -0.5],
    });
    let value = Value::try_from_serializable(&data).expect("a value");
    let source = render("文#metadata({{ data | typst }})<fit>", &[("data", value)]);
    let files = |_: &str| None;
    let job = Job {
        path: "board.typ",
        source: &source,
        files: &files,
        title: "",
    };
    let setting = set(&PRESS, &job).expect("set");
    assert_eq!(setting.report(), Some(data));
}

#[test]
fn marked_markup_becomes_content_and_nothing_else_does() {
    let list = vec![
        Value::safe_string("- 甲\n- *乙*"),
        Value::normal_string("*丙*"),
    ];
    let source = render(
        "{{ base | safe }}#{{ data | typst }}.join()",
        &[("base", BASE.into()), ("data", list.into())],
    );
    let product = make_source(&source).expect("made");
    let text = Reading::new(&product.pdf).text();
    assert!(text.contains("甲•乙") && text.ends_with("*丙*"), "{text}");
}

#[test]
fn a_character_without_a_glyph_is_told() {
    let mut data = sheet();
    data["text"] = json!("柳溪镇\u{e000}家\u{200b}村\u{2060}口\u{1f600}");
    let product = make_sheet(&data).expect("made");
    let told: Vec<char> = product
        .missing
        .iter()
        .map(|missing| missing.character)
        .collect();
    assert_eq!(
        told,
        ['\u{e000}', '\u{1f600}'],
        "joiners have no glyph and need none"
    );
    assert!(
        product.missing[0].near.contains("镇\u{e000}家"),
        "{:?}",
        product.missing
    );
}

#[test]
fn text_over_the_edge_is_told() {
    let source = format!("{BASE}#place(dx: 85mm)[超出去的字超出去的字]\n在里面");
    let product = make_source(&source).expect("made");
    assert_eq!(product.outside.len(), 1);
    assert!(product.outside[0].text.starts_with("超出去"));
    assert_eq!(make_sheet(&sheet()).expect("made").outside, []);
}

#[test]
fn faults_say_where() {
    let faults =
        make_source("#import \"part.typ\": head\n\n= 一\n#unknown\n").expect_err("a fault");
    assert_eq!(
        faults[0].to_string(),
        "print/sheet.typ:4:2: unknown variable: unknown"
    );
    assert_eq!(faults[0].line.as_deref(), Some("#unknown"));

    // A fault in a file that is imported.
    let files = |path: &str| {
        (path == "print/deep/x.typ").then(|| b"#let f() = {\n  1 + \"a\"\n}\n".as_slice().into())
    };
    let source = "#import \"deep/x.typ\": f\n#f()";
    let job = Job {
        path: "print/b.typ",
        source,
        files: &files,
        title: "",
    };
    let faults = set(&PRESS, &job).expect_err("a fault");
    assert_eq!(faults[0].file.as_deref(), Some("print/deep/x.typ"));
    assert_eq!(faults[0].position.map(|at| at.line), Some(2));
    assert_eq!(faults[0].trace, ["print/b.typ:2:2: while calling `f`"]);
}

#[test]
fn an_unknown_font_is_a_warning_with_a_place() {
    let product =
        make_source("#set page(width: 9cm)\n#set text(font: (\"没有\", \"Noto Sans SC\"))\n文")
            .expect("made");
    assert_eq!(product.warnings.len(), 1);
    let warning = &product.warnings[0];
    assert_eq!(warning.weight, Weight::Warning);
    assert!(
        warning.to_string().starts_with("print/sheet.typ:2:"),
        "{warning}"
    );
    assert!(warning.message.contains("没有"));
}

#[test]
fn a_board_sees_nothing_outside() {
    for (source, wanted) in [
        ("#import \"@preview/cetz:0.3.0\": x", "not found"),
        ("#read(\"../../../../etc/passwd\")", "outside"),
        ("#read(\"/etc/passwd\")", "not found"),
        ("#import \"missing.typ\": x", "not found"),
        ("#datetime.today().display()", "date"),
    ] {
        let faults = make_source(source).expect_err(source);
        let told: Vec<String> = faults
            .iter()
            .flat_map(|f| std::iter::once(f.message.clone()).chain(f.hints.clone()))
            .collect();
        assert!(
            told.iter().any(|message| message.contains(wanted)),
            "{source}: {told:?}"
        );
        assert!(
            faults[0].to_string().starts_with("print/sheet.typ:1:"),
            "{}",
            faults[0]
        );
    }
}

#[test]
fn a_sheet_that_no_pdf_can_hold_is_told() {
    for (width, height) in [(0.0, 100.0), (100.0, -5.0), (6000.0, 100.0), (1e12, 1e12)] {
        let mut data = sheet();
        (data["width"], data["height"]) = (json!(width), json!(height));
        let faults = make_sheet(&data).expect_err("a fault");
        assert!(
            faults[0].message.contains("mm"),
            "{width} {height}: {faults:?}"
        );
    }
}

#[test]
fn any_path_for_the_source_will_do() {
    for path in [
        "",
        "/",
        "..",
        "../x.typ",
        "a/../../b",
        "/print/board.typ",
        "展板.typ",
        "a\\b",
    ] {
        let files = |_: &str| None;
        let job = Job {
            path,
            source: "文",
            files: &files,
            title: "",
        };
        assert!(set(&PRESS, &job).is_ok(), "{path}");
    }
}

#[test]
fn the_report_of_a_board_is_read() {
    let fit = make_sheet(&sheet()).expect("made").fit.expect("a report");
    assert!(fit.ok);
    assert_eq!(
        (fit.body, fit.fill, fit.drop),
        (Some(3.0), Some(0.5), Vec::new())
    );
    assert_eq!(fit.more.get("odd"), Some(&json!("kept")));
    assert_eq!(make_source("文").expect("made").fit, None);
    let faults = make_source("文#metadata((ok: 3))<fit>").expect_err("a bad report");
    assert!(faults[0].message.contains("<fit>"), "{faults:?}");
}

#[test]
fn the_same_board_has_the_same_bytes() {
    use rayon::prelude::*;

    let first = make_sheet(&sheet()).expect("made");
    let again: Vec<_> = (0..16)
        .into_par_iter()
        .map(|index| {
            let mut other = sheet();
            other["text"] = json!(format!("别的文字{index}"));
            let other = make_sheet(&other).expect("made");
            (other, make_sheet(&sheet()).expect("made"))
        })
        .collect();
    for (other, same) in &again {
        assert_ne!(other.pdf, first.pdf);
        assert!(same.pdf == first.pdf && same.svg == first.svg);
    }
    // Another press, as another process would have.
    let fonts = ["NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"]
        .map(|name| (name, read("themes/huimin/fonts", name).expect("a font")));
    let press = Press::new(huimin::print::Fonts::read(fonts).expect("fonts"));
    let source = format!("{BASE}同一块板");
    let files = |_: &str| None;
    let job = Job {
        path: "board.typ",
        source: &source,
        files: &files,
        title: "",
    };
    let [one, two] = [&press, &*PRESS].map(|press| huimin::print::make(press, &job).expect("made"));
    assert_eq!(one.pdf, two.pdf);
}

#[test]
fn the_svg_is_a_picture_of_the_finished_sheet() {
    let svg = make_sheet(&sheet()).expect("made").svg;
    assert!(svg.starts_with(
        "<svg viewBox=\"0 0 595.28 841.89\" width=\"595.28pt\" height=\"841.89pt\" xmlns="
    ));
    assert!(svg.ends_with("</svg>"));
    assert!(!svg.contains("<script") && !svg.contains("url(http") && !svg.contains("href=\"http"));
    for name in svg
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(svg.contains(&format!("id=\"{name}\"")), "{name}");
    }
    assert!(!svg.contains("NaN") && !svg.contains("-0 ") && !svg.contains("000000"));
}

#[test]
fn a_qr_code_is_rows_of_noughts_and_ones() {
    let rows = qr("https://www.example.gov.cn/zhengce/gaoling/").expect("a code");
    assert_eq!(
        rows.len(),
        33,
        "43 bytes at M are one too many for version 3"
    );
    assert!(
        rows.iter()
            .all(|row| row.len() == rows.len() && row.bytes().all(|b| b == b'0' || b == b'1'))
    );
    assert!(rows[0].starts_with("11111110") && rows[0].ends_with("01111111"));
    assert!(rows[6].starts_with("1111111010"), "the timing row");
    assert!(qr(&"惠".repeat(1000)).is_err());
    assert!(qr("").is_ok());
}

#[test]
fn a_file_that_is_no_font_is_told() {
    let error = huimin::print::Fonts::read([("坏.otf", b"no font".to_vec())]).expect_err("no font");
    assert_eq!(error.name, "坏.otf");
}

/// A board of the theme, from data as the theme's print/README.md has it.
fn board(data: &Json, spec: &Json) -> huimin::print::Product {
    let template = read("themes/huimin", "print/board.typ").expect("the theme's board");
    let template = std::str::from_utf8(&template).expect("UTF-8").to_owned();
    let value = |json: &Json| Value::try_from_serializable(json).expect("a value");
    let source = render(&template, &[("data", value(data)), ("spec", value(spec))]);
    let files = |path: &str| read("themes/huimin", path);
    let job = Job {
        path: "print/board.typ",
        source: &source,
        files: &files,
        title: "高龄津贴",
    };
    huimin::print::make(&PRESS, &job).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn spec() -> Json {
    json!({
        "width": 900, "height": 1200, "bleed": 3, "distance": 2, "layout": "answer",
        "tokens": {
            "paper": [0, 2, 6, 0], "ink": [0, 0, 0, 100], "pine": [88, 48, 58, 38],
            "cinnabar": [0, 88, 92, 12], "sand": [0, 4, 12, 5],
        },
    })
}

fn gaoling() -> Json {
    json!({
        "office": "青禾县民政局", "campaign": "惠民政策宣传月", "seal": "惠民", "topic": "老龄政策",
        "title": "高龄津贴怎么领",
        "answer": { "text": "年满80周岁的老人都能领" },
        "amounts": { "items": [
            { "label": "80～89岁", "n": 100, "unit": "元/月" },
            { "label": "90～99岁", "n": 200, "unit": "元/月" },
        ] },
        "bring": { "title": "带上两样", "items": ["身份证", "社保卡"] },
        "foot": {
            "scan": { "head": "扫码申请", "text": ["看文件全文"] },
            "tel": { "head": "打电话问", "no": "0600-882 1680" },
            "qr": qr("https://www.example.gov.cn/gaoling/").expect("a code"),
            "qr_alt": "二维码：高龄津贴页面",
        },
    })
}

#[test]
fn a_board_of_the_theme_can_be_printed() {
    let product = board(&gaoling(), &spec());
    assert_eq!(product.warnings, []);
    assert_eq!((product.missing, product.outside), (Vec::new(), Vec::new()));
    assert!(product.fit.expect("a report").ok);
    assert_eq!(product.pages, 1);
    assert!(product.svg.len() < 400_000, "{}", product.svg.len());
    let pdf = Reading::new(&product.pdf);
    assert_eq!(pdf.page_box("TrimBox"), Some([3.0, 3.0, 900.0, 1200.0]));
    assert!(pdf.fonts().iter().all(|(_, embedded)| *embedded));
    let colours = pdf.colours();
    assert!(
        colours.iter().all(|colour| colour == "k" || colour == "K"),
        "{colours:?}"
    );
    let text = pdf.text().replace('\u{2060}', "");
    for words in ["高龄津贴怎么领", "年满80周岁", "身份证", "青禾县民政局"] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn a_board_with_too_much_says_so() {
    let mut data = gaoling();
    data["prose"] =
        json!([{ "title": "细则", "body": "申请人应当如实提供有关材料。".repeat(900) }]);
    let fit = board(&data, &spec()).fit.expect("a report");
    assert!(!fit.ok);
    assert!(fit.over_mm.is_some_and(|mm| mm > 0.0), "{fit:?}");
    assert!(fit.cut_han.is_some_and(|han| han > 0.0), "{fit:?}");
    assert!(!fit.parts.is_empty(), "{fit:?}");
}

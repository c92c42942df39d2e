//! What is wrong with a board is told, with its place.

use huimin::print::{Job, Weight, set};
use serde_json::json;

use crate::press::{BASE, PRESS, make_sheet, make_source, sheet};

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
fn a_file_that_is_no_font_is_told() {
    let error = huimin::print::Fonts::read([("坏.otf", b"no font".to_vec())]).expect_err("no font");
    assert_eq!(error.name, "坏.otf");
}

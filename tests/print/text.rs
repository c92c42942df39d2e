//! Texts and data come out as they went in, whatever is in them.

use huimin::print::{Job, set};
use serde_json::json;
use tera::Value;

use crate::press::{BASE, PRESS, make_source, render};
use crate::reading::Reading;

/// Everything that means something to Typst, in one line.
const HOSTILE: &str = r##"#"\$*_@<>{}[]//`~'/*x*/=-+:;,.|&^%!?()#{panic()}"##;

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

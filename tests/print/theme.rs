//! The boards of the theme.

use huimin::print::{Job, qr};
use serde_json::{Value as Json, json};
use tera::Value;

use crate::press::{PRESS, read, render};
use crate::reading::Reading;

/// A board of the theme, from data as the theme's print/README.md has it.
fn board(data: &Json, spec: &Json) -> huimin::print::Printed {
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

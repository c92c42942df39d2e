//! What comes with the PDF, and that it is the same each time.

use huimin::print::{Job, Press, qr};
use serde_json::json;

use crate::press::{BASE, PRESS, draw_sheet, make_sheet, make_source, read, sheet};

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
        assert!(same.pdf == first.pdf);
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
    let svg = draw_sheet(&sheet()).remove(0);
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

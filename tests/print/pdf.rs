//! The file for the print shop, read back.

use serde_json::json;

use crate::press::{BASE, make_sheet, make_source, sheet};
use crate::reading::{Reading, poppler};

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

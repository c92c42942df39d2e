//! What leaves the press is read back, and what a shop would refuse is found.

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use huimin::preflight::{
    Extent, Finding, Painted, Report, Space, Wanted, check, check_codes, codes, read, render,
};
use huimin::print::{Fonts, Job, Press, Separation, in_four_inks, make, qr};
use lopdf::Document;

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/huimin/fonts");
    let name = "NotoSansSC-Regular.otf";
    let font = std::fs::read(folder.join(name)).expect("a font");
    Press::new(Fonts::read([(name, font)]).expect("fonts"))
});

/// A page of 100 × 100 mm with a bleed of 3 mm, all of it in four inks.
const GOOD: &str = r#"
#set page(width: 100mm, height: 100mm, margin: 10mm, bleed: 3mm, fill: cmyk(0%, 2%, 6%, 0%))
#set text(font: "Noto Sans SC", lang: "zh", fallback: false, fill: cmyk(0%, 0%, 0%, 100%), size: 24pt)
高龄津贴
"#;

/// A small red picture.
fn picture() -> image::RgbImage {
    image::RgbImage::from_pixel(60, 40, image::Rgb([200, 30, 40]))
}

/// The profile that the theme ships.
fn separation() -> Separation {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/huimin/print/press.icc");
    let profile = std::fs::read(path).expect("a profile");
    Separation::from_profile(&profile, 300.0).expect("a press")
}

fn encoded(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture().write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

fn press(source: &str) -> Vec<u8> {
    let files = |path: &str| -> Option<Arc<[u8]>> {
        let bytes = match path.rsplit('/').next()? {
            "red.png" => encoded(image::ImageFormat::Png),
            "inks.jpg" => in_four_inks(
                "red.png",
                &encoded(image::ImageFormat::Png),
                60,
                &separation(),
            )?,
            _ => return None,
        };
        Some(bytes.into())
    };
    let job = Job {
        path: "sheet.typ",
        source,
        files: &files,
        title: "高龄津贴",
    };
    make(&PRESS, &job).expect("made").pdf
}

fn wanted() -> Wanted {
    Wanted::new((100.0, 100.0), 3.0, 100.0)
}

fn findings(more: &str) -> Vec<Finding> {
    let report = read(&press(&format!("{GOOD}{more}"))).expect("read");
    check(&report, &wanted())
}

/// The good page, changed by another program.
fn changed(change: impl FnOnce(&mut Document)) -> Report {
    let mut document = Document::load_mem(&press(GOOD)).expect("a PDF");
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    read(&bytes).expect("read")
}

#[test]
fn a_good_page_passes() {
    let report = read(&press(GOOD)).expect("read");
    assert_eq!(check(&report, &wanted()), []);
    let [page] = &report.pages[..] else {
        panic!("one page");
    };
    assert_eq!(page.media.width.round(), 106.0);
    assert_eq!(page.vectors.keys().collect::<Vec<_>>(), [&Space::Cmyk]);
    assert_eq!(page.texts[0].values, [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(page.texts[0].sample, "高龄津贴");
    assert_eq!(page.texts[0].size_pt.round(), 24.0);
    assert!(report.fonts.iter().all(|font| font.embedded));
}

#[test]
fn text_that_is_not_of_ink_is_found() {
    let found = findings("#text(fill: rgb(\"#c00\"))[红字]");
    assert!(
        matches!(
            found[..],
            [Finding::Colour {
                page: 1,
                space: Space::IccRgb,
                what: Painted::Text,
                count: 1,
                ..
            }]
        ),
        "{found:?}"
    );
    let found = findings("#text(fill: black)[黑字]");
    assert!(
        matches!(
            found[..],
            [Finding::Colour {
                space: Space::IccGray,
                ..
            }]
        ),
        "Typst's own black is none of ink: {found:?}"
    );
}

#[test]
fn rich_black_is_found_in_small_text_only() {
    let black = |size: u32| format!("#text(fill: cmyk(60%, 40%, 40%, 100%), size: {size}pt)[字]");
    let found = findings(&black(12));
    assert!(
        matches!(&found[..], [Finding::RichBlack { size_pt, text, .. }]
            if size_pt.round() == 12.0 && text == "字"),
        "{found:?}"
    );
    assert_eq!(findings(&black(61)), []);
}

#[test]
fn too_much_ink_is_found() {
    let found = findings("#rect(fill: cmyk(90%, 90%, 90%, 60%), stroke: none)");
    assert!(
        matches!(&found[..], [Finding::Ink { found, what: Painted::Area, .. }]
            if found.round() > 325.0),
        "{found:?}"
    );
}

#[test]
fn pictures_are_looked_at() {
    let found = findings("#place(top + left, dy: 20mm, image(\"red.png\", width: 10mm))");
    assert!(
        matches!(
            found[..],
            [Finding::ImageColour {
                space: Space::IccRgb,
                at,
                ..
            }] if at.x_mm.round() == 10.0 && at.y_mm.round() == 30.0
        ),
        "{found:?}"
    );
    assert_eq!(findings("#image(\"inks.jpg\", width: 10mm)"), []);
    let found = findings("#image(\"inks.jpg\", width: 30mm)");
    assert!(
        matches!(&found[..], [Finding::Resolution { found, pixels: (60, 40), .. }]
            if found.round() == 51.0),
        "{found:?}"
    );
}

#[test]
fn thin_lines_are_found() {
    for line in [
        "#line(length: 40mm, stroke: 0.05mm + cmyk(0%, 0%, 0%, 100%))",
        "#scale(10%, line(length: 40mm, stroke: 0.5mm + cmyk(0%, 0%, 0%, 100%)))",
        "#rect(width: 40mm, height: 0.05mm, fill: cmyk(0%, 0%, 0%, 100%), stroke: none)",
    ] {
        let found = findings(line);
        assert!(
            matches!(&found[..], [Finding::ThinLine { found, .. }]
                if (found - 0.05).abs() < 0.001),
            "{line}: {found:?}"
        );
    }
}

#[test]
fn a_missing_glyph_is_found_with_the_text_around_it() {
    let found = findings("前面\u{e000}后面");
    assert!(
        matches!(&found[..], [Finding::NoGlyph { count: 1, near, .. }]
            if near.contains("前面") && near.contains("后面")),
        "{found:?}"
    );
}

#[test]
fn what_shines_through_is_found() {
    let found = findings("#rect(fill: rgb(255, 0, 0, 50%), stroke: none)");
    assert!(
        found
            .iter()
            .any(|finding| matches!(finding, Finding::Transparency { .. })),
        "{found:?}"
    );
}

#[test]
fn sizes_and_pages_are_compared() {
    let report = read(&press(&GOOD.replace("bleed: 3mm", "bleed: 0mm"))).expect("read");
    assert!(matches!(
        check(&report, &wanted())[..],
        [Finding::Bleed { found, .. }] if found.abs() < 0.01
    ));
    let report = read(&press(&GOOD.replace("width: 100mm", "width: 90mm"))).expect("read");
    assert!(matches!(
        check(&report, &wanted())[..],
        [Finding::Trim { found: (width, _), .. }] if width.round() == 90.0
    ));
    let report = read(&press(&format!("{GOOD}#pagebreak()"))).expect("read");
    let one = Wanted {
        pages: Some(1),
        ..wanted()
    };
    let pages = Finding::Pages {
        found: 2,
        wanted: 1,
    };
    assert_eq!(check(&report, &one), [pages]);
}

#[test]
fn a_font_taken_out_is_found() {
    let report = changed(|document| {
        for object in document.objects.values_mut() {
            if let Ok(dictionary) = object.as_dict_mut() {
                for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3"] {
                    dictionary.remove(key);
                }
            }
        }
    });
    let found = check(&report, &wanted());
    assert!(
        matches!(&found[..], [Finding::FontMissing { font }]
            if font.ends_with("NotoSansSC-Regular")),
        "{found:?}"
    );
}

#[test]
fn a_crop_that_hides_the_bleed_is_found() {
    let report = changed(|document| {
        let id = document.get_pages()[&1];
        let page = document.get_dictionary_mut(id).expect("a page");
        let trim = page.get(b"TrimBox").expect("a finished size").clone();
        page.set("CropBox", trim);
    });
    assert!(matches!(
        check(&report, &wanted())[..],
        [Finding::Crop { .. }]
    ));
}

#[test]
fn a_code_is_read_from_the_drawing() {
    let target = "https://www.example.gov.cn/zhengce/gaoling/";
    let rows = qr(target).expect("a code");
    let module = 26.0 / rows.len() as f64;
    let mut source = format!(
        "{GOOD}#place(top + left, dx: 20mm, dy: 30mm, box(width: 26mm, height: 26mm, outset: 4mm, fill: cmyk(0%, 0%, 0%, 0%))[\n"
    );
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.match_indices('1') {
            let (x, y) = (x as f64 * module, y as f64 * module);
            source.push_str(&format!(
                "#place(top + left, dx: {x:.4}mm, dy: {y:.4}mm, rect(width: {module:.4}mm, height: {module:.4}mm, fill: cmyk(0%, 0%, 0%, 100%), stroke: none))\n"
            ));
        }
    }
    source.push_str("])\n");
    let pdf = press(&source);
    let found = codes(&pdf, 1, (100.0, 100.0), 1).expect("drawn");
    let [code] = &found[..] else {
        panic!("one code: {found:?}");
    };
    assert_eq!(code.text, target);
    assert_eq!(code.modules, rows.len());
    assert!((code.edge_mm - 26.0).abs() < 0.4, "{code:?}");
    assert!((code.x_mm - 30.0).abs() < 0.4 && (code.y_mm - 40.0).abs() < 0.4);
    let known = |text: &str| text == target;
    assert_eq!(check_codes(1, &found, Some(1), 26.0, &known), []);
    assert!(matches!(
        check_codes(1, &found, Some(2), 40.0, &|_| false)[..],
        [
            Finding::CodesUnread { .. },
            Finding::CodeSmall { .. },
            Finding::CodeTarget { .. }
        ]
    ));
}

#[test]
fn a_page_is_drawn_with_and_without_its_bleed() {
    let pdf = press(GOOD);
    let size = |extent| render(&pdf, 1, 25.4, extent).expect("drawn").dimensions();
    assert_eq!(size(Extent::Sheet), (106, 106));
    assert_eq!(size(Extent::Trim), (100, 100));
}

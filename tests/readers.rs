//! Printed products read by programs that are not ours: poppler and zbar. Where
//! one is missing the test says that it was skipped; on CI that is a failure.

mod common;
#[allow(dead_code)] // each test file uses a part of this
#[path = "print/reading.rs"]
mod reading;

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::LazyLock;

use common::{Site, kept};
use reading::poppler;

/// The website of a site with every form and every layout.
static BUILT: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let site = Site::print();
    let ran = site.build(&[]);
    kept::keep(&site, "print");
    ran.ended(0);
    site.public()
});

/// Each product's name and PDF.
fn products() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    BUILT.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("prints/")?.strip_suffix("/print.pdf")?;
        Some((name, bytes.as_slice()))
    })
}

/// Finished size in mm, bleed, how often larger it is than its file, pages (0:
/// any number).
fn ordered(name: &str) -> (f64, f64, f64, f64, usize) {
    match name {
        "answer" | "timeline" | "people" => (900.0, 1200.0, 0.0, 1.0, 1),
        "text" => (600.0, 900.0, 0.0, 1.0, 1),
        "roster" => (1200.0, 900.0, 0.0, 1.0, 1),
        "flow" | "pictures" | "slogan" => (420.0, 594.0, 3.0, 1.0, 1),
        "rollup" => (800.0, 2000.0, 0.0, 1.0, 1),
        "xstand" => (600.0, 1600.0, 0.0, 1.0, 1),
        "banner" => (3000.0, 700.0, 0.0, 1.0, 1),
        "backdrop" => (5000.0, 2500.0, 0.0, 1.0, 1),
        "bifold" => (420.0, 285.0, 3.0, 1.0, 2),
        "trifold" => (285.0, 210.0, 3.0, 1.0, 2),
        "card" => (148.0, 210.0, 3.0, 1.0, 2),
        "wall" => (420.0, 297.0, 0.0, 1.0, 4),
        "booklet" => (148.0, 210.0, 3.0, 1.0, 0),
        "handout" => (210.0, 297.0, 0.0, 1.0, 0),
        other => panic!("{other} is not ordered"),
    }
}

#[test]
fn poppler_finds_the_boxes() {
    for (name, pdf) in products() {
        let (width, height, bleed, scale, pages) = ordered(name);
        let Some(info) = poppler("pdfinfo", &["-box", "-f", "1", "-l", "999"], &[], pdf) else {
            return;
        };
        let value = |key: &str| -> Vec<String> {
            info.lines()
                .filter_map(|line| line.split_once(key))
                .map(|(_, rest)| rest.trim_start_matches(':').trim().to_owned())
                .collect()
        };
        let count: usize = value("Pages:")[0].parse().expect("a number");
        assert!(pages == 0 || pages == count, "{name}: {count}");
        if name == "booklet" {
            assert!(count.is_multiple_of(4), "{count}");
        }
        let mm = |sides: &str| -> Vec<f64> {
            sides
                .split_whitespace()
                .map(|side| side.parse::<f64>().expect("a number") / 72.0 * 25.4)
                .collect()
        };
        let (width, height) = (width / scale, height / scale);
        for (key, wanted) in [
            ("TrimBox:", [bleed, bleed, width + bleed, height + bleed]),
            (
                "BleedBox:",
                [0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed],
            ),
            (
                "MediaBox:",
                [0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed],
            ),
        ] {
            let boxes = value(key);
            assert_eq!(boxes.len(), count, "{name} {key}");
            for found in boxes {
                let off = mm(&found)
                    .iter()
                    .zip(wanted)
                    .map(|(a, b)| (a - b).abs())
                    .fold(0.0, f64::max);
                assert!(off < 0.02, "{name} {key} {found}");
            }
        }
    }
}

#[test]
fn poppler_finds_every_font_embedded() {
    for (name, pdf) in products() {
        let Some(table) = poppler("pdffonts", &[], &[], pdf) else {
            return;
        };
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            assert!(row.contains(" yes yes yes "), "{name}: {row}");
        }
    }
}

#[test]
fn poppler_finds_pictures_in_four_inks_alone() {
    let mut pictures = 0;
    for (name, pdf) in products() {
        let Some(table) = poppler("pdfimages", &["-list"], &[], pdf) else {
            return;
        };
        for row in table.lines().skip(2) {
            let columns: Vec<_> = row.split_whitespace().collect();
            // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
            assert_eq!((columns[2], columns[5]), ("image", "cmyk"), "{name}: {row}");
            let dpi: f64 = columns[12].parse().expect("a number");
            assert!(dpi >= 99.0, "{name}: {row}");
            pictures += 1;
        }
    }
    assert!(pictures >= 8, "{pictures}");
}

#[test]
fn poppler_reads_the_words() {
    for (name, words) in [
        (
            "answer",
            &[
                "津贴怎么领",
                "满80周岁就能领",
                "100",
                "200",
                "500",
                "0600-1002000",
            ][..],
        ),
        (
            "text",
            &["什么叫急难", "火灾、车祸、大病", "24小时", "10个工作日"],
        ),
        ("roster", &["高龄津贴、养老补贴", "0600-1002002"]),
        ("people", &["𬭎志远", "一年办成418件"]),
        ("trifold", &["五月到哪里问", "老街集市", "哪天在哪里"]),
        ("booklet", &["津贴怎么领", "急难怎么救助", "9000"]),
    ] {
        let pdf = &BUILT[&format!("prints/{name}/print.pdf")];
        let Some(text) = poppler("pdftotext", &["-raw"], &["-"], pdf) else {
            return;
        };
        let text: String = text
            .chars()
            .filter(|&c| !c.is_whitespace() && c != '\u{2060}')
            .collect();
        for words in words {
            assert!(text.contains(words), "{name} lacks {words}: {text}");
        }
    }
}

/// The addresses in the codes of a picture; none where zbar is not installed.
fn codes(picture: &image::DynamicImage) -> Option<Vec<String>> {
    let file = tempfile::Builder::new()
        .suffix(".png")
        .tempfile()
        .expect("a file");
    picture.save(file.path()).expect("written");
    let read = Command::new("zbarimg")
        .args(["-q", "--raw"])
        .arg(file.path())
        .output();
    match read {
        Ok(output) => {
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            Some(text.lines().map(str::to_owned).collect())
        }
        Err(error) if std::env::var_os("CI").is_some_and(|ci| ci == "true") => {
            panic!("zbarimg must be installed on CI: {error}")
        }
        Err(_) => {
            eprintln!("skipped: zbarimg is not installed");
            None
        }
    }
}

#[test]
fn zbar_reads_the_codes_of_the_pictures() {
    for (name, path) in [
        ("answer", "policies/jintie/"),
        ("rollup", "policies/jiuzhu/"),
        ("roster", "windows/"),
        ("timeline", "schedule/"),
        ("bifold", "policies/"),
        ("trifold", "schedule/"),
        ("card", "policies/jintie/"),
        ("wall", "news/"),
        ("booklet", "policies/"),
        ("handout", "policies/jiuzhu/"),
    ] {
        let mut found = Vec::new();
        for number in 1.. {
            let Some(bytes) = BUILT.get(&format!("prints/{name}/page-{number}.webp")) else {
                break;
            };
            let picture = image::load_from_memory(bytes).expect("a picture");
            let Some(codes) = codes(&picture) else { return };
            found.extend(codes);
        }
        // A booklet has codes of its chapters before its own.
        let wanted = format!("https://mz.shixian.example/{path}");
        assert_eq!(found.last(), Some(&wanted), "{name}: {found:?}");
        assert!(found.len() == 1 || name == "booklet", "{name}: {found:?}");
    }
}

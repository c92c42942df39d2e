//! What printed products look like: a small picture of every form and every
//! layout, of a site of the tests' own, compared with those in `tests/pictures/`.
//! `INSTA_UPDATE=always cargo test --test pictures` writes them anew; look at them
//! before they are committed.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Site, kept, project};
use huimin::preflight::{Extent, render};
use image::RgbImage;

/// The longer side of a picture, or of the row of a product's pages, in pixels.
const SIDE: f64 = 300.0;

/// How far the shades may be apart on average, of 255, and the share of pixels
/// that may clearly differ: edges of letters fall a little otherwise on other
/// machines, but a line more, or a part elsewhere, is seen.
const MEAN: f64 = 1.5;
const CLEARLY: i32 = 48;
const SHARE: f64 = 0.01;

#[test]
fn every_form_and_layout_looks_as_pinned() {
    let site = Site::print();
    let ran = site.build(&[]);
    kept::keep(&site, "print");
    ran.ended(0);
    let folder = project().join("tests/pictures");
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    fs::create_dir_all(&folder).expect("made");
    let (mut wrong, mut known) = (Vec::new(), BTreeSet::new());
    for (path, pdf) in site.public() {
        let Some(name) = path
            .strip_prefix("prints/")
            .and_then(|path| path.strip_suffix("/print.pdf"))
        else {
            continue;
        };
        let file = folder.join(format!("{name}.png"));
        known.insert(format!("{name}.png"));
        let now = picture(&pdf);
        if update {
            now.save(&file).expect("written");
        }
        let Ok(pinned) = image::open(&file) else {
            wrong.push(format!("{name}: no picture is pinned"));
            continue;
        };
        if let Err(why) = compare(&pinned.to_rgb8(), &now) {
            let beside =
                std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            now.save(&beside).expect("written");
            wrong.push(format!("{name}: {why}; now {}", beside.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let there = common::files(&folder).into_keys().collect::<BTreeSet<_>>();
    assert_eq!(there, known);
    assert!(known.len() >= 18, "{known:?}");
}

/// The pages of a PDF side by side.
fn picture(pdf: &[u8]) -> RgbImage {
    let report = huimin::preflight::read(pdf).expect("read");
    let pages = report.pages.len();
    let trim = report.pages[0].finished();
    let dpi = SIDE / trim.width.max(trim.height) * 25.4;
    let drawn: Vec<RgbImage> = (1..=pages)
        .map(|page| render(pdf, page, dpi, Extent::Trim).expect("drawn"))
        .collect();
    let gap = 4;
    let (across, down) = drawn[0].dimensions();
    let columns = drawn.len().min(4) as u32;
    let rows = (drawn.len() as u32).div_ceil(4);
    let mut sheet = RgbImage::from_pixel(
        columns * (across + gap) - gap,
        rows * (down + gap) - gap,
        image::Rgb([128, 128, 128]),
    );
    for (index, page) in (0u32..).zip(&drawn) {
        let at = |number: u32, side: u32| i64::from(number * (side + gap));
        image::imageops::replace(&mut sheet, page, at(index % 4, across), at(index / 4, down));
    }
    sheet
}

/// How one picture differs from another, if it does.
fn compare(pinned: &RgbImage, now: &RgbImage) -> Result<(), String> {
    if pinned.dimensions() != now.dimensions() {
        return Err(format!(
            "{:?} instead of {:?}",
            now.dimensions(),
            pinned.dimensions()
        ));
    }
    let (mut sum, mut clearly) = (0u64, 0u64);
    for (one, other) in pinned.pixels().zip(now.pixels()) {
        let apart = one
            .0
            .iter()
            .zip(other.0)
            .map(|(&a, b)| (i32::from(a) - i32::from(b)).abs());
        let (all, most) = apart.fold((0, 0), |(all, most), one| (all + one, most.max(one)));
        sum += u64::from(all.unsigned_abs());
        clearly += u64::from(most > CLEARLY);
    }
    let pixels = f64::from(now.width() * now.height());
    let (mean, share) = (sum as f64 / pixels / 3.0, clearly as f64 / pixels);
    match mean <= MEAN && share <= SHARE {
        true => Ok(()),
        false => Err(format!(
            "{mean:.2} apart on average, {:.2} % clearly",
            share * 100.0
        )),
    }
}

/// The comparison sees what a reader would.
#[test]
fn a_line_more_is_seen() {
    let white = RgbImage::from_pixel(300, 200, image::Rgb([250, 248, 242]));
    assert_eq!(compare(&white, &white), Ok(()));
    let mut line = white.clone();
    for x in 20..280 {
        for y in 100..104 {
            line.put_pixel(x, y, image::Rgb([30, 30, 30]));
        }
    }
    assert!(compare(&white, &line).is_err());
}

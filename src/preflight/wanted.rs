//! What was ordered, and how a PDF differs from it.

use super::codes::Code;
use super::finding::Finding;
use super::geometry::{Area, Place};
use super::report::{PageReport, Report, TextInk};
use super::space::Space;

/// How far a box may be off, in mm: what rounding to points makes.
const MM_OFF: f64 = 0.1;

/// How much more ink is let pass, in per cent: four inks rounded to 8 bits.
const INK_OFF: f64 = 1.0;

/// How much thinner a line is let pass, in mm: rounding.
const LINE_OFF: f64 = 0.001;

/// How much of the wanted resolution is let be missing.
const DPI_OFF: f64 = 0.005;

/// How much of the edge of a code is let be missing: its corners are found to a
/// pixel, and a small code is seen with a hundred.
const EDGE_OFF: f64 = 0.02;

/// What a print shop was told, and what it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The finished size, width and height in mm.
    pub trim_mm: (f64, f64),
    /// The bleed on each side, in mm.
    pub bleed_mm: f64,
    /// How many pages; none if any number will do.
    pub pages: Option<usize>,
    /// Whether all colours must be amounts of printing ink.
    pub cmyk: bool,
    /// The largest sum of inks, in per cent.
    pub ink_limit: f64,
    /// The least pixels to an inch of pictures as printed.
    pub dpi: f64,
    /// The thinnest line, in mm.
    pub thinnest_mm: f64,
    /// Black text smaller than so many points must be of black ink alone.
    pub rich_black_pt: f64,
    /// Whether things may let shine through what lies under them.
    pub transparency: bool,
}

impl Wanted {
    /// What is asked for a finished size and bleed with pictures of so many
    /// pixels to an inch: inks alone, at most 300 per cent of them, lines of
    /// 0.1 mm, and text under 60 points of one black.
    #[must_use]
    pub fn new(trim_mm: (f64, f64), bleed_mm: f64, dpi: f64) -> Self {
        Self {
            trim_mm,
            bleed_mm,
            pages: None,
            cmyk: true,
            ink_limit: 300.0,
            dpi,
            thinnest_mm: 0.1,
            rich_black_pt: 60.0,
            transparency: false,
        }
    }
}

/// How a PDF differs from what was wanted, page by page.
#[must_use]
pub fn check(report: &Report, wanted: &Wanted) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(pages) = wanted.pages
        && pages != report.pages.len()
    {
        findings.push(Finding::Pages {
            found: report.pages.len(),
            wanted: pages,
        });
    }
    let missing = report.fonts.iter().filter(|font| !font.embedded);
    findings.extend(missing.map(|font| Finding::FontMissing {
        font: font.name.clone(),
    }));
    for (page, report) in (1..).zip(&report.pages) {
        boxes(page, report, wanted, &mut findings);
        colours(page, report, wanted, &mut findings);
        pictures(page, report, wanted, &mut findings);
        shapes(page, report, wanted, &mut findings);
    }
    findings
}

/// How the codes read from a page differ from what was wanted: `count` is how
/// many were set if that is known, `edge_mm` the least edge, `known` says
/// whether a target is good.
#[must_use]
pub fn check_codes(
    page: usize,
    codes: &[Code],
    count: Option<usize>,
    edge_mm: f64,
    known: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(wanted) = count
        && codes.len() < wanted
    {
        findings.push(Finding::CodesUnread {
            page,
            found: codes.len(),
            wanted,
        });
    }
    for code in codes {
        let at = Place {
            x_mm: code.x_mm,
            y_mm: code.y_mm,
        };
        if code.edge_mm < edge_mm * (1.0 - EDGE_OFF) {
            findings.push(Finding::CodeSmall {
                page,
                text: code.text.clone(),
                found: code.edge_mm,
                wanted: edge_mm,
                at,
            });
        }
        if !known(&code.text) {
            let text = code.text.clone();
            findings.push(Finding::CodeTarget { page, text, at });
        }
    }
    findings
}

fn boxes(page: usize, report: &PageReport, wanted: &Wanted, findings: &mut Vec<Finding>) {
    if report.trim.is_none() {
        findings.push(Finding::NoTrim { page });
    }
    let trim = report.finished();
    let found = (trim.width, trim.height);
    let (width, height) = wanted.trim_mm;
    if (found.0 - width).abs() > MM_OFF || (found.1 - height).abs() > MM_OFF {
        findings.push(Finding::Trim {
            page,
            found,
            wanted: wanted.trim_mm,
        });
    }
    let bleed = report.bleed.unwrap_or(report.media);
    let around = least_margin(trim, bleed).min(least_margin(trim, report.media));
    if around < wanted.bleed_mm - MM_OFF {
        findings.push(Finding::Bleed {
            page,
            found: around,
            wanted: wanted.bleed_mm,
        });
    }
    if let Some(crop) = report.crop {
        let left = least_margin(trim, crop);
        // Without this the finding above would come twice.
        if left < wanted.bleed_mm - MM_OFF && left < around - MM_OFF {
            findings.push(Finding::Crop {
                page,
                found: left,
                wanted: wanted.bleed_mm,
            });
        }
    }
}

/// How far an area reaches over another on the side where it reaches least.
fn least_margin(inner: Area, outer: Area) -> f64 {
    let right = outer.left + outer.width - inner.left - inner.width;
    let bottom = outer.top + outer.height - inner.top - inner.height;
    let before = (inner.left - outer.left).min(inner.top - outer.top);
    before.min(right).min(bottom)
}

fn colours(page: usize, report: &PageReport, wanted: &Wanted, findings: &mut Vec<Finding>) {
    if wanted.cmyk {
        let converted = report.vectors.iter().filter(|(space, _)| !space.is_ink());
        findings.extend(converted.map(|(space, used)| Finding::Colour {
            page,
            space: space.clone(),
            what: used.what,
            at: used.at,
            count: used.count,
        }));
    }
    if let Some(ink) = &report.ink
        && ink.percent > wanted.ink_limit + INK_OFF
    {
        findings.push(Finding::Ink {
            page,
            found: ink.percent,
            wanted: wanted.ink_limit,
            what: ink.what,
            at: ink.at,
        });
    }
    for text in &report.texts {
        if let Some(inks) = rich_black(text)
            && text.size_pt < wanted.rich_black_pt
        {
            findings.push(Finding::RichBlack {
                page,
                inks,
                size_pt: text.size_pt,
                wanted_pt: wanted.rich_black_pt,
                at: text.at,
                text: text.sample.clone(),
            });
        }
    }
}

/// The inks of a text that looks black and is not of black ink alone: much
/// black with something of another, or all three others in near to equal plenty.
/// A dark colour is none.
fn rich_black(text: &TextInk) -> Option<[f32; 4]> {
    if !matches!(text.space, Space::Cmyk | Space::IccCmyk) {
        return None;
    }
    let inks: [f32; 4] = text.values.as_slice().try_into().ok()?;
    let [cyan, magenta, yellow, black] = inks;
    let least = cyan.min(magenta).min(yellow);
    let most = cyan.max(magenta).max(yellow);
    let more_than_black = black >= 0.7 && cyan + magenta + yellow > 0.1;
    let mixed = least >= 0.3 && most - least <= 0.25 && least + black >= 0.7;
    (more_than_black || mixed).then_some(inks)
}

fn pictures(page: usize, report: &PageReport, wanted: &Wanted, findings: &mut Vec<Finding>) {
    for image in &report.images {
        let at = Place {
            x_mm: image.placed.left,
            y_mm: image.placed.top,
        };
        if wanted.cmyk && !image.space.is_ink() {
            let space = image.space.clone();
            findings.push(Finding::ImageColour { page, space, at });
        }
        if let Some(found) = image.ink_max
            && found > wanted.ink_limit + INK_OFF
        {
            findings.push(Finding::ImageInk {
                page,
                found,
                wanted: wanted.ink_limit,
                at,
            });
        }
        let several = matches!(
            image.space,
            Space::Cmyk | Space::IccCmyk | Space::DeviceN(_)
        );
        if several && image.ink_max.is_none() {
            findings.push(Finding::ImageUnread { page, at });
        }
        if image.dpi < wanted.dpi * (1.0 - DPI_OFF) {
            findings.push(Finding::Resolution {
                page,
                found: image.dpi,
                wanted: wanted.dpi,
                pixels: (image.width_px, image.height_px),
                printed_mm: image.printed_mm,
                at,
            });
        }
    }
}

fn shapes(page: usize, report: &PageReport, wanted: &Wanted, findings: &mut Vec<Finding>) {
    if let Some(line) = &report.thinnest
        && line.width_mm < wanted.thinnest_mm - LINE_OFF
    {
        findings.push(Finding::ThinLine {
            page,
            found: line.width_mm,
            wanted: wanted.thinnest_mm,
            at: line.at,
        });
    }
    if let Some(first) = report.no_glyphs.first.first() {
        findings.push(Finding::NoGlyph {
            page,
            count: report.no_glyphs.count,
            at: first.at,
            near: first.near.clone(),
        });
    }
    if let Some(through) = &report.transparency
        && !wanted.transparency
    {
        findings.push(Finding::Transparency {
            page,
            how: through.how,
            at: through.at,
        });
    }
}

//! What is wrong with the finished PDF of a product, read back.

use std::collections::BTreeSet;

use super::Sheet;
use super::pictures::Drawn;
use crate::diagnostic::Problem;
use crate::model::{Config, encode};
use crate::nearest::nearest;
use crate::preflight::{self, Code, Finding, Place, Wanted};
use crate::schema::Setting;
use crate::site::Ground;

/// A code is scanned from nearer than the text is read: from about a third
/// of the way, and from 0.8 m at most, since people step up to it.
const SCANNED: f64 = 0.35;
const STEPPED_UP_M: f64 = 0.8;

/// A code's edge is a tenth of the distance that it is scanned from.
const EDGE: f64 = 0.1;

/// The problems of a finished PDF, errors for what must not go to the print
/// shop. `drawn` are its pages as pictures.
pub fn problems(sheet: &Sheet<'_>, pdf: &[u8], drawn: &Drawn) -> Vec<Problem> {
    let report = match preflight::read(pdf) {
        Ok(report) => report,
        Err(error) => {
            return vec![Problem::PrintUnreadable {
                reason: error.to_string(),
            }];
        }
    };
    let spec = &sheet.spec;
    let scale = spec.scale;
    let trim = (spec.size.width * scale, spec.size.height * scale);
    let form = sheet.subject.form;
    let mut wanted = Wanted::new(trim, spec.bleed * scale, form.dpi / scale);
    wanted.thinnest_mm *= scale;
    wanted.rich_black_pt *= scale;
    wanted.pages = match spec.setting {
        Setting::Board | Setting::Banner => Some(1),
        Setting::Faces(faces) => Some(super::spec::pages(faces) as usize),
        Setting::Wall => Some((spec.sheets.0 * spec.sheets.1) as usize),
        Setting::Pages => None,
    };
    let mut problems: Vec<Problem> = preflight::check(&report, &wanted)
        .into_iter()
        .map(problem)
        .collect();
    if form.is_booklet() && !report.pages.len().is_multiple_of(4) {
        problems.push(Problem::PrintPages {
            found: report.pages.len(),
            wanted: report.pages.len().next_multiple_of(4),
        });
    }
    problems.extend(code(sheet, pdf, report.pages.len(), drawn, trim));
    problems
}

/// Whether the QR code can be read from a picture of the product, leads where it
/// should and is large enough.
fn code(
    sheet: &Sheet<'_>,
    pdf: &[u8],
    pages: usize,
    drawn: &Drawn,
    trim: (f64, f64),
) -> Option<Problem> {
    let address = || sheet.address.clone();
    let is_it = |code: &Code| code.text == sheet.address;
    let on_picture = drawn
        .pages
        .iter()
        .flat_map(|page| preflight::qr_codes(page, drawn.dpi))
        .find(is_it);
    let found = on_picture.or_else(|| {
        let closer = |page| preflight::codes(pdf, page, trim, 1).unwrap_or_default();
        // A booklet has it on its back.
        (1..=pages).rev().flat_map(closer).find(is_it)
    });
    let Some(found) = found else {
        // A slogan has no room for a code.
        let may_lack = sheet.spec.setting == Setting::Banner || sheet.spec.layout == "slogan";
        return (!may_lack).then(|| Problem::PrintQr { address: address() });
    };
    let found = Code {
        edge_mm: found.edge_mm / sheet.spec.scale,
        ..found
    };
    let wanted = (sheet.spec.distance * SCANNED).min(STEPPED_UP_M) * EDGE * 1000.0;
    let findings = preflight::check_codes(1, &[found], None, wanted, &|_| true);
    findings.into_iter().map(problem).next()
}

/// The addresses of a site below its base path, as QR codes have them.
pub fn addresses(ground: &Ground) -> BTreeSet<String> {
    let encoded = |address: &str| encode(address).to_string();
    let pages = ground.model.pages.iter().map(|page| &*page.address);
    let own = &ground.theme.declaration.pages;
    let own = own.iter().map(|page| page.path.as_str());
    let mut known: BTreeSet<String> = pages.chain(own).map(encoded).collect();
    for section in ground.model.sections.iter() {
        known.insert(encoded(&section.address));
        let views = section.views.iter();
        known.extend(views.map(|view| encoded(&format!("{}{}/", section.address, view.slug))));
    }
    known
}

/// Whether the address in the QR code is one that the site has.
pub fn target(config: &Config, known: &BTreeSet<String>, sheet: &Sheet<'_>) -> Option<Problem> {
    let address = sheet.address.split('#').next().unwrap_or_default();
    // What leads elsewhere cannot be known here.
    let path = address.strip_prefix(config.base_url.as_str())?;
    if path.is_empty() || known.contains(path) {
        return None;
    }
    Some(Problem::PrintQrTarget {
        address: address.to_owned(),
        nearest: nearest(path, known.iter().map(String::as_str)).map(|near| format!("/{near}")),
    })
}

/// A finding in the words of the common catalogue.
fn problem(finding: Finding) -> Problem {
    let size = |(width, height): (f64, f64)| format!("{width:.1}×{height:.1}");
    let at = |place: Place| {
        format!(
            "（{:.0}, {:.0}）mm",
            place.x_mm.max(0.0),
            place.y_mm.max(0.0)
        )
    };
    let box_named = |page, name: &'static str, found: String, wanted: String| Problem::PrintBox {
        page,
        name: name.into(),
        found,
        wanted,
    };
    match finding {
        Finding::Pages { found, wanted } => Problem::PrintPages { found, wanted },
        Finding::NoTrim { page } => box_named(page, "TrimBox", "0".into(), "0".into()),
        Finding::Trim {
            page,
            found,
            wanted,
        } => box_named(page, "TrimBox", size(found), size(wanted)),
        Finding::Bleed {
            page,
            found,
            wanted,
        } => box_named(
            page,
            "BleedBox",
            format!("{found:.1}"),
            format!("{wanted:.1}"),
        ),
        Finding::Crop {
            page,
            found,
            wanted,
        } => box_named(
            page,
            "CropBox",
            format!("{found:.1}"),
            format!("{wanted:.1}"),
        ),
        Finding::FontMissing { font } => Problem::PrintFont { name: font },
        Finding::Colour {
            page,
            space,
            at: place,
            ..
        }
        | Finding::ImageColour {
            page,
            space,
            at: place,
        } => Problem::PrintColour {
            page,
            space: space.to_string(),
            at: at(place),
        },
        Finding::Ink {
            page,
            found,
            wanted,
            at: place,
            ..
        }
        | Finding::ImageInk {
            page,
            found,
            wanted,
            at: place,
        } => Problem::PrintInk {
            page,
            percent: found.round() as u32,
            limit: wanted.round() as u32,
            at: at(place),
        },
        Finding::ImageUnread { page, at: place } => Problem::PrintUnreadable {
            reason: format!("{page}: {}", at(place)),
        },
        Finding::RichBlack {
            page,
            inks,
            at: place,
            text,
            ..
        } => Problem::PrintBlack {
            page,
            text,
            ink: inks
                .iter()
                .zip(["C", "M", "Y", "K"])
                .map(|(ink, name)| format!("{name}{:.0}", ink * 100.0))
                .collect::<Vec<_>>()
                .join(" "),
            at: at(place),
        },
        Finding::Resolution {
            page,
            found,
            wanted,
            at: place,
            ..
        } => Problem::PrintDpi {
            page,
            dpi: found.floor() as u32,
            wanted: wanted.round() as u32,
            at: at(place),
        },
        Finding::ThinLine {
            page,
            found,
            wanted,
            at: place,
        } => Problem::PrintLine {
            page,
            width: format!("{found:.2}"),
            wanted: format!("{wanted:.2}"),
            at: at(place),
        },
        Finding::NoGlyph {
            page,
            at: place,
            near,
            ..
        } => Problem::PrintGlyph {
            page,
            near,
            at: at(place),
        },
        Finding::Transparency {
            page, at: place, ..
        } => Problem::PrintTransparency {
            page,
            at: at(place),
        },
        Finding::CodeSmall { found, wanted, .. } => Problem::PrintQrSize {
            edge: found.round() as u32,
            wanted: wanted.round() as u32,
        },
        Finding::CodeTarget { text, .. } => Problem::PrintQrTarget {
            address: text,
            nearest: None,
        },
        Finding::CodesUnread { .. } => Problem::PrintQr {
            address: String::new(),
        },
    }
}

//! The file for the print shop.

use typst::foundations::Smart;
use typst_pdf::PdfOptions;

use super::{Fault, Setting, boxes};

/// Who made it: without a version, so that a new version changes no bytes.
const CREATOR: &str = "huimin";

/// Writes a tagged PDF 1.7 with the boxes that print shops look for.
///
/// It holds no time, and its identity is a hash of its content: the same
/// setting gives the same bytes.
///
/// # Errors
///
/// What Typst cannot write, such as a picture that it cannot put into a PDF.
pub(super) fn pdf(setting: &Setting) -> Result<Vec<u8>, Vec<Fault>> {
    let options = PdfOptions {
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        ..PdfOptions::default()
    };
    let written = typst_pdf::pdf(&setting.document, &options).map_err(|errors| {
        let fault = |error: &typst::diag::SourceDiagnostic| Fault {
            hints: error.hints.iter().map(|hint| hint.v.to_string()).collect(),
            ..Fault::general(error.message.to_string())
        };
        errors.iter().map(fault).collect::<Vec<_>>()
    })?;
    boxes::complete(written).map_err(|error| vec![Fault::general(error.to_string())])
}

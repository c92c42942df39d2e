//! QR codes as data: the theme draws them.

use fast_qr::{ECL, QRBuilder};
use thiserror::Error;

/// The text is too long for a QR code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{bytes} bytes are too much for a QR code, 2331 at most")]
pub struct TooMuch {
    /// Its length.
    pub bytes: usize,
}

/// The rows of a QR code, each a string of `0` (light) and `1` (dark), without
/// the quiet zone. Error correction M: 15 % of it may be covered or dirty.
///
/// # Errors
///
/// A text of more than some 2,300 bytes.
pub fn qr(text: &str) -> Result<Vec<String>, TooMuch> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|_| TooMuch { bytes: text.len() })?;
    let row = |y: usize| {
        code[y]
            .iter()
            .map(|module| if module.value() { '1' } else { '0' })
            .collect()
    };
    Ok((0..code.size).map(row).collect())
}

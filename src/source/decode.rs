//! Bytes to text. Writers' files come in UTF-8, in the "ANSI" (GBK) of Chinese
//! Windows, and in the "Unicode" (UTF-16) of its Notepad; none of them should
//! have to know which.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::diagnostic::Problem;

/// How far to look for the zero bytes that betray UTF-16.
const SAMPLE: usize = 4096;

/// Decodes UTF-8, UTF-16 or GB18030 (which includes GBK and GB2312) and ends
/// every line by LF. The byte order mark is dropped.
///
/// # Errors
/// [`Problem::NotText`] for what is no text in any of these,
/// [`Problem::DamagedUtf8`] for UTF-8 with broken places in it.
pub fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    to_utf8(bytes).map(with_lf)
}

fn to_utf8(mut bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    } else if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return strictly(encoding, &bytes[mark..]);
    }
    if bytes.contains(&0) {
        let encoding = utf16_without_mark(&bytes).ok_or(Problem::NotText)?;
        return strictly(encoding, &bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) if is_gbk_by_chance_utf8(&text) => strictly(GB18030, text.as_bytes()),
        Ok(text) if has_controls(&text) => Err(Problem::NotText),
        Ok(text) => Ok(text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            if is_mostly_utf8(&bytes) {
                let line = bytes[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
                return Err(Problem::DamagedUtf8 { line });
            }
            strictly(GB18030, &bytes)
        }
    }
}

/// Decodes without guessing at broken places.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Problem> {
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(Problem::NotText)?;
    if has_controls(&text) {
        return Err(Problem::NotText);
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// Control characters that no text file has. Looks at every byte without
/// branching, which the compiler turns into vector code.
fn has_controls(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | ((byte < b' ') & !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c'))
    })
}

/// Every text has line feeds, blanks or digits, and each puts a zero byte on
/// the same side of its pair. A binary file puts zeros on both.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |side: usize| {
        sample
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    match (zeros(0), zeros(1)) {
        _ if bytes.len() % 2 == 1 => None,
        (0, odd) if odd > 0 => Some(UTF_16LE),
        (even, 0) if even > 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether broken bytes are few beside whole UTF-8 characters: then the file is
/// damaged UTF-8, and reading it as GBK would turn all of it into nonsense.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        // Two-byte characters are left out: pairs of GBK often look like one.
        whole += chunk
            .valid()
            .chars()
            .filter(|&char| char >= '\u{800}')
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Whether a short GBK text happens to be valid UTF-8. It then reads as a mix
/// of letters from several scripts, none of them Chinese, or has control
/// characters that nobody types.
fn is_gbk_by_chance_utf8(text: &str) -> bool {
    if text.is_ascii() || text.bytes().any(|byte| byte >= 0xE0) {
        return false;
    }
    let script = |char: char| match u32::from(char) {
        ..0xC0 => None,
        0xC0..0x250 => Some(0),
        0x250..0x370 => Some(1),
        0x370..0x400 => Some(2),
        0x400..0x530 => Some(3),
        0x530..0x590 => Some(4),
        0x590..0x600 => Some(5),
        _ => Some(6),
    };
    let mut scripts = text.chars().filter_map(script);
    let first = scripts.next();
    let mixed = scripts.any(|other| Some(other) != first);
    let controls = text
        .chars()
        .any(|char| ('\u{80}'..'\u{a0}').contains(&char));
    (mixed || controls)
        && GB18030
            .decode_without_bom_handling_and_without_replacement(text.as_bytes())
            .is_some_and(|read| {
                read.chars()
                    .filter(|char| !char.is_ascii())
                    .all(|char| ('\u{4e00}'..='\u{9fff}').contains(&char))
            })
}

/// Ends every line by LF; a text without CR is not copied.
fn with_lf(text: String) -> String {
    if text.as_bytes().contains(&b'\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

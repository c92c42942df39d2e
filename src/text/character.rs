//! What a character is: Han, CJK, punctuation.
//!
//! The sets follow Unicode 16 in blocks: code points that are not assigned may
//! fall on either side, since no text holds them.

/// A Han character (Unicode script `Han`).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{2E80}'..='\u{2FD5}'
        | '々' | '〇' | '〡'..='〩' | '〸'..='〻'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// A character that is set in a full or half square of East Asian type: East
/// Asian Width `W`, `F` or `H` and no emoji, or Hangul. Punctuation included.
pub fn is_cjk(c: char) -> bool {
    if c < '\u{1100}' {
        return false;
    }
    matches!(c,
        '\u{3250}'..='\u{A4CF}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{20A9}'
        | '\u{2329}' | '\u{232A}'
        | '\u{2630}'..='\u{2637}'
        | '\u{268A}'..='\u{268F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{3247}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FFDC}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{FFE8}'..='\u{FFEE}'
        | '\u{16FE0}'..='\u{18DFF}'
        | '\u{1AFF0}'..='\u{1B2FF}'
        | '\u{1D300}'..='\u{1D376}'
        | '\u{1F200}' | '\u{1F202}'
        | '\u{1F210}'..='\u{1F219}'
        | '\u{1F21B}'..='\u{1F22E}'
        | '\u{1F230}' | '\u{1F231}' | '\u{1F237}' | '\u{1F23B}'
        | '\u{1F240}'..='\u{1F248}'
        | '\u{1F260}'..='\u{1F265}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Punctuation that belongs to East Asian type alone, such as `，。「（`. The
/// marks shared with other scripts (`“”‘’—…·`) are not among them.
pub fn is_cjk_punctuation(c: char) -> bool {
    is_cjk(c) && is_punctuation(c)
}

/// Punctuation or symbol as CommonMark has it (general categories P and S).
///
/// The standard library knows letters, digits and blanks; what is left is
/// punctuation once marks, formats and unassigned areas are taken away.
pub fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    // By far the most of a Chinese text.
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return false;
    }
    if is_circled_latin(c) {
        return true;
    }
    !(c.is_alphanumeric() || c.is_whitespace() || c.is_control() || is_mark_or_format(c))
}

/// Circled and squared Latin letters are symbols that count as alphabetic.
fn is_circled_latin(c: char) -> bool {
    matches!(c,
        '\u{24B6}'..='\u{24E9}'
        | '\u{1F130}'..='\u{1F149}'
        | '\u{1F150}'..='\u{1F169}'
        | '\u{1F170}'..='\u{1F189}')
}

/// Combining marks, format characters, private use and tags: neither letters
/// nor punctuation.
fn is_mark_or_format(c: char) -> bool {
    matches!(c,
        '\u{00AD}'
        | '\u{0300}'..='\u{036F}'
        | '\u{0483}'..='\u{0489}'
        | '\u{0591}'..='\u{05BD}'
        | '\u{0600}'..='\u{0605}'
        | '\u{061C}'
        | '\u{064B}'..='\u{065F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{302A}'..='\u{302F}'
        | '\u{3099}' | '\u{309A}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..)
}

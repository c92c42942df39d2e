//! Fonts as far as preflight needs them: where they lie, how wide, what they say.

use std::cell::OnceCell;
use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::geometry::Matrix;
use super::objects::{dictionary, entry, number, numbers};
use super::report::FontReport;

/// The largest table from codes to text that is read, in bytes.
const TO_UNICODE: usize = 4 << 20;

/// How many widths of a font are kept at most: one for each code of two bytes.
const WIDTHS: usize = 1 << 16;

/// A font of the resources.
pub(super) struct Font<'a> {
    document: &'a Document,
    dictionary: &'a Dictionary,
    kind: Kind,
    /// Widths in ems by code.
    widths: HashMap<u32, f64>,
    default_width: f64,
    text: OnceCell<Option<Encoding<'a>>>,
}

/// How a font's strings are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Two bytes to a glyph.
    Composite {
        /// Whether the codes are numbers of glyphs, 0 of them the missing one.
        identity: bool,
        vertical: bool,
    },
    /// A byte to a glyph.
    Simple,
    /// A byte to a small drawing.
    Drawn,
}

impl<'a> Font<'a> {
    pub(super) fn read(document: &'a Document, dictionary: &'a Dictionary) -> Self {
        let kind = match name(document, dictionary, b"Subtype") {
            Some(b"Type0") => {
                let encoding = name(document, dictionary, b"Encoding").unwrap_or_default();
                Kind::Composite {
                    identity: encoding.starts_with(b"Identity-"),
                    vertical: encoding.ends_with(b"-V"),
                }
            }
            Some(b"Type3") => Kind::Drawn,
            _ => Kind::Simple,
        };
        let mut font = Self {
            document,
            dictionary,
            kind,
            widths: HashMap::new(),
            default_width: 0.5,
            text: OnceCell::new(),
        };
        match kind {
            Kind::Composite { .. } => font.read_composite_widths(),
            Kind::Simple => font.read_simple_widths(1e-3),
            Kind::Drawn => font.read_simple_widths(font.matrix().scales().0),
        }
        font
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The codes of a string, each with the width of its glyph in ems.
    pub(super) fn codes<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = (u32, f64)> + 'b {
        let step = match self.kind {
            Kind::Composite { .. } => 2,
            Kind::Simple | Kind::Drawn => 1,
        };
        bytes.chunks(step).map(|code| {
            let code = code
                .iter()
                .fold(0, |code, &byte| code << 8 | u32::from(byte));
            let width = self.widths.get(&code).copied();
            (code, width.unwrap_or(self.default_width))
        })
    }

    /// What a string says, as far as the font tells.
    pub(super) fn text(&self, bytes: &[u8]) -> Option<String> {
        let encoding = self.text.get_or_init(|| {
            self.dictionary
                .get_font_encoding_with_limit(self.document, TO_UNICODE)
                .ok()
        });
        Document::decode_text(encoding.as_ref()?, bytes).ok()
    }

    /// From the space of drawn glyphs to ems.
    pub(super) fn matrix(&self) -> Matrix {
        let matrix = self.dictionary.get(b"FontMatrix").ok();
        matrix
            .and_then(|matrix| numbers(self.document, matrix))
            .map_or(Matrix([1e-3, 0.0, 0.0, 1e-3, 0.0, 0.0]), Matrix)
    }

    /// The drawing of a glyph of a drawn font, by the name that its code has.
    pub(super) fn drawing(&self, code: u32) -> Option<&'a Object> {
        let encoding = dictionary(self.document, self.dictionary, b"Encoding")?;
        let differences = entry(self.document, encoding, b"Differences")?;
        let mut next = 0;
        for part in differences.as_array().ok()? {
            match part {
                Object::Integer(code) => next = *code,
                Object::Name(name) if next == i64::from(code) => {
                    let drawings = dictionary(self.document, self.dictionary, b"CharProcs")?;
                    return drawings.get(name).ok();
                }
                _ => next = next.saturating_add(1),
            }
        }
        None
    }

    /// The resources of a drawn font.
    pub(super) fn resources(&self) -> Option<&'a Dictionary> {
        dictionary(self.document, self.dictionary, b"Resources")
    }

    pub(super) fn report(&self) -> FontReport {
        let inner = self.descendant().unwrap_or(self.dictionary);
        let text = |of, key| {
            let name = name(self.document, of, key);
            name.map(|name| String::from_utf8_lossy(name).into_owned())
        };
        let embedded = self.kind == Kind::Drawn
            || dictionary(self.document, inner, b"FontDescriptor").is_some_and(|descriptor| {
                [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
                    .iter()
                    .filter_map(|key| entry(self.document, descriptor, key))
                    .any(|file| file.as_stream().is_ok())
            });
        FontReport {
            name: text(inner, b"BaseFont")
                .or_else(|| text(self.dictionary, b"BaseFont"))
                .or_else(|| text(self.dictionary, b"Name"))
                .unwrap_or_default(),
            embedded,
            kind: text(inner, b"Subtype").unwrap_or_default(),
        }
    }

    fn descendant(&self) -> Option<&'a Dictionary> {
        let fonts = entry(self.document, self.dictionary, b"DescendantFonts")?;
        let first = fonts.as_array().ok()?.first()?;
        self.document.dereference(first).ok()?.1.as_dict().ok()
    }

    fn read_simple_widths(&mut self, unit: f64) {
        let first = entry(self.document, self.dictionary, b"FirstChar");
        let first = first.and_then(|first| first.as_i64().ok()).unwrap_or(0);
        let widths = entry(self.document, self.dictionary, b"Widths");
        let Some(Ok(widths)) = widths.map(Object::as_array) else {
            return;
        };
        for (code, width) in (first..256).zip(widths) {
            if let (Ok(code), Some(width)) = (u32::try_from(code), number(self.document, width)) {
                self.widths.insert(code, width * unit);
            }
        }
    }

    /// Reads `W`: a code and a list of widths, or two codes and a width for all.
    fn read_composite_widths(&mut self) {
        let Some(font) = self.descendant() else {
            return;
        };
        let default = entry(self.document, font, b"DW");
        self.default_width = default
            .and_then(|width| number(self.document, width))
            .map_or(1.0, |width| width * 1e-3);
        let Some(Ok(parts)) = entry(self.document, font, b"W").map(Object::as_array) else {
            return;
        };
        let mut parts = parts.iter();
        while let (Some(first), Some(second)) = (parts.next(), parts.next()) {
            let Some(first) = self.code(first) else {
                return;
            };
            let second = self.document.dereference(second).map(|(_, object)| object);
            if let Ok(Object::Array(widths)) = second {
                for (code, width) in (first..WIDTHS as u32).zip(widths) {
                    if let Some(width) = number(self.document, width) {
                        self.widths.insert(code, width * 1e-3);
                    }
                }
            } else {
                let last = second.ok().and_then(|last| self.code(last));
                let width = parts.next().and_then(|width| number(self.document, width));
                let (Some(last), Some(width)) = (last, width) else {
                    return;
                };
                for code in first..=last {
                    self.widths.insert(code, width * 1e-3);
                }
            }
        }
    }

    fn code(&self, object: &Object) -> Option<u32> {
        let code = number(self.document, object)?;
        (0.0..WIDTHS as f64).contains(&code).then_some(code as u32)
    }
}

fn name<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    entry(document, of, key)?.as_name().ok()
}

//! Makes the page boxes of a PDF explicit.
//!
//! Typst writes a TrimBox only where there is bleed, and never a BleedBox. Both
//! have defaults that come to the same, but preflight profiles ask for the keys.
//! The file is not parsed again for that: what Typst writes is known (a plain
//! cross-reference table, pages as plain dictionaries), so the keys are put in
//! beside each MediaBox and the offsets of the table are moved.

use std::ops::Range;

use thiserror::Error;

/// The PDF is not of the form that the Typst in use writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the PDF is not laid out as expected: {0}")]
pub(super) struct Unexpected(&'static str);

/// An entry of the table: 10 digits, a space, 5 digits, a space, `n` or `f`,
/// and a line end of two bytes.
const ENTRY: usize = 20;

/// Puts BleedBox = MediaBox into each page, and TrimBox = MediaBox where there
/// is none.
pub(super) fn complete(pdf: Vec<u8>) -> Result<Vec<u8>, Unexpected> {
    let table = Table::find(&pdf)?;
    let mut inserts = Vec::new();
    for range in table.objects(&pdf)? {
        let object = &pdf[range.clone()];
        if !is_page(object) {
            continue;
        }
        let (at, media) = array(object, b"/MediaBox").ok_or(Unexpected("no MediaBox"))?;
        let mut keys = Vec::new();
        for key in [b"/BleedBox".as_slice(), b"/TrimBox"] {
            if array(object, key).is_none() {
                keys.extend_from_slice(key);
                keys.extend_from_slice(media);
            }
        }
        inserts.push((range.start + at.end, keys));
    }
    if inserts.is_empty() {
        return Err(Unexpected("no page"));
    }
    inserts.sort();
    table.rewrite(&pdf, &inserts)
}

/// The cross-reference table.
struct Table {
    /// Where the table begins.
    start: usize,
    /// Where its entries are.
    entries: Range<usize>,
    /// Where the digits after `startxref` are.
    pointer: Range<usize>,
}

impl Table {
    fn find(pdf: &[u8]) -> Result<Self, Unexpected> {
        let key = b"startxref\n";
        let at = rfind(pdf, key).ok_or(Unexpected("no startxref"))? + key.len();
        let pointer = at..at + digits(&pdf[at..]);
        let start = number(&pdf[pointer.clone()]).ok_or(Unexpected("no startxref"))?;
        let head = b"xref\n0 ";
        let rest = pdf
            .get(start..)
            .and_then(|rest| rest.strip_prefix(head))
            .ok_or(Unexpected("no table"))?;
        let length = digits(rest);
        let count = number(&rest[..length]).ok_or(Unexpected("no table"))?;
        let first = start + head.len() + length + 1;
        let end = count
            .checked_mul(ENTRY)
            .and_then(|length| first.checked_add(length))
            .filter(|&end| end <= pdf.len())
            .ok_or(Unexpected("table cut off"))?;
        let entries = first..end;
        Ok(Self {
            start,
            entries,
            pointer,
        })
    }

    /// Where the objects in use stand, in the order of the file.
    fn objects(&self, pdf: &[u8]) -> Result<Vec<Range<usize>>, Unexpected> {
        let mut starts = Vec::new();
        for entry in pdf[self.entries.clone()].chunks_exact(ENTRY) {
            if entry[17] == b'n' {
                let start = number(&entry[..10]).filter(|&start| start < self.start);
                starts.push(start.ok_or(Unexpected("bad table"))?);
            }
        }
        starts.sort_unstable();
        let ends = starts.iter().skip(1).copied().chain([self.start]);
        Ok(starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
            .collect())
    }

    /// The file with bytes put in at places before the table, sorted.
    fn rewrite(&self, pdf: &[u8], inserts: &[(usize, Vec<u8>)]) -> Result<Vec<u8>, Unexpected> {
        let moved = |offset: usize| {
            let before = inserts.iter().take_while(|(at, _)| *at <= offset);
            offset + before.map(|(_, bytes)| bytes.len()).sum::<usize>()
        };
        let mut out = Vec::with_capacity(moved(pdf.len()));
        let mut from = 0;
        for (at, bytes) in inserts {
            out.extend_from_slice(&pdf[from..*at]);
            out.extend_from_slice(bytes);
            from = *at;
        }
        out.extend_from_slice(&pdf[from..self.entries.start]);
        for entry in pdf[self.entries.clone()].chunks_exact(ENTRY) {
            if entry[17] == b'n' {
                let offset = number(&entry[..10]).ok_or(Unexpected("bad table"))?;
                out.extend_from_slice(format!("{:010}", moved(offset)).as_bytes());
            } else {
                out.extend_from_slice(&entry[..10]);
            }
            out.extend_from_slice(&entry[10..]);
        }
        out.extend_from_slice(&pdf[self.entries.end..self.pointer.start]);
        out.extend_from_slice(moved(self.start).to_string().as_bytes());
        out.extend_from_slice(&pdf[self.pointer.end..]);
        Ok(out)
    }
}

/// Whether an object is a page. Its type is its first entry, so that no text in
/// another object can look like one.
fn is_page(object: &[u8]) -> bool {
    find(object, b" obj\n").is_some_and(|at| object[at..].starts_with(b" obj\n<</Type/Page/"))
}

/// The array after a key: where it stands, and its bytes.
fn array<'a>(object: &'a [u8], key: &[u8]) -> Option<(Range<usize>, &'a [u8])> {
    let start = find(object, &[key, b"["].concat())? + key.len();
    let length = find(&object[start..], b"]")? + 1;
    let range = start..start + length;
    Some((range.clone(), &object[range]))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted)
}

fn digits(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

fn number(bytes: &[u8]) -> Option<usize> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &str = "%PDF-1.7\n1 0 obj\n<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R>>\nendobj\n\
        2 0 obj\n(/Type/Page/MediaBox[0 0 1 1])\nendobj\nxref\n0 3\n0000000000 65535 f\r\n\
        0000000009 00000 n\r\n0000000070 00000 n\r\ntrailer\n<</Size 3>>\nstartxref\n116\n%%EOF";

    #[test]
    fn keys_go_into_pages_and_offsets_move() {
        let out = complete(PDF.as_bytes().to_vec()).expect("completed");
        let out = String::from_utf8(out).expect("text");
        assert!(out.contains(
            "<</Type/Page/MediaBox[0 0 9 9]/BleedBox[0 0 9 9]/TrimBox[0 0 9 9]/Parent 2 0 R>>"
        ));
        assert!(
            out.contains("(/Type/Page/MediaBox[0 0 1 1])"),
            "texts are left alone"
        );
        let second = out.find("2 0 obj").expect("an object");
        assert!(out.contains(&format!("{second:010} 00000 n\r\n")));
        let table = out.find("xref\n0 3").expect("a table");
        assert!(out.ends_with(&format!("startxref\n{table}\n%%EOF")));
    }

    #[test]
    fn what_is_laid_out_otherwise_is_refused() {
        for end in 0..PDF.len() - "\n%%EOF".len() {
            let cut = PDF.as_bytes()[..end].to_vec();
            assert!(complete(cut).is_err(), "cut at {end}");
        }
        let no_page = PDF.replace("/Page/", "/Rage/").into_bytes();
        assert_eq!(complete(no_page), Err(Unexpected("no page")));
    }
}

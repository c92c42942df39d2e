//! Reads PDFs back with other programs than the one that wrote them.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// A PDF read with lopdf.
pub struct Reading {
    document: Document,
}

#[allow(dead_code)] // other test files read with it too; each uses a part
impl Reading {
    pub fn new(pdf: &[u8]) -> Self {
        Self {
            document: Document::load_mem(pdf).expect("lopdf reads it"),
        }
    }

    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// A page by its number, from 1.
    fn page(&self, number: usize) -> &Dictionary {
        let number = u32::try_from(number).expect("a small number");
        let id = self.document.get_pages()[&number];
        self.document.get_dictionary(id).expect("a page")
    }

    /// Left, bottom, width and height of a box of the first page, in mm, to
    /// 1/100; none if the page does not name it.
    pub fn page_box(&self, key: &str) -> Option<[f64; 4]> {
        self.page_box_of(1, key)
    }

    /// The same of any page.
    pub fn page_box_of(&self, number: usize, key: &str) -> Option<[f64; 4]> {
        let sides = self
            .page(number)
            .get(key.as_bytes())
            .ok()?
            .as_array()
            .expect("an array");
        let mm: Vec<f64> = sides
            .iter()
            .map(|side| f64::from(side.as_float().expect("a number")) / 72.0 * 25.4)
            .collect();
        let round = |number: f64| (number * 100.0).round() / 100.0;
        Some([mm[0], mm[1], mm[2] - mm[0], mm[3] - mm[1]].map(round))
    }

    /// For each font, its name and whether its outlines are in the file.
    pub fn fonts(&self) -> Vec<(String, bool)> {
        let descriptors = self.document.objects.values().filter_map(|object| {
            let dictionary = object.as_dict().ok()?;
            dictionary.has_type(b"FontDescriptor").then_some(dictionary)
        });
        let mut fonts: Vec<_> = descriptors
            .map(|descriptor| {
                let name = descriptor
                    .get(b"FontName")
                    .and_then(Object::as_name)
                    .expect("a name");
                let embedded = descriptor.has(b"FontFile2") || descriptor.has(b"FontFile3");
                (String::from_utf8_lossy(name).into_owned(), embedded)
            })
            .collect();
        fonts.sort();
        fonts
    }

    /// The operators that set a colour, on all pages and in all forms; a named
    /// colour space stands beside its operator.
    pub fn colours(&self) -> BTreeSet<String> {
        let pages = self.document.get_pages().into_values();
        let pages = pages.map(|id| self.document.get_page_content(id));
        let forms = self.document.objects.values().filter_map(|object| {
            let stream = object.as_stream().ok()?;
            let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).ok()?;
            (subtype == b"Form").then(|| stream.decompressed_content().expect("a stream"))
        });
        let mut colours = BTreeSet::new();
        for bytes in pages.chain(forms) {
            for operation in Content::decode(&bytes).expect("operators").operations {
                match operation.operator.as_str() {
                    "k" | "K" | "rg" | "RG" | "g" | "G" | "sh" | "sc" | "SC" | "scn" | "SCN" => {
                        colours.insert(operation.operator);
                    }
                    "cs" | "CS" => {
                        colours.insert(format!("{} {:?}", operation.operator, operation.operands));
                    }
                    _ => {}
                }
            }
        }
        colours
    }

    /// The colour spaces of all pictures.
    pub fn picture_colours(&self) -> BTreeSet<String> {
        let pictures = self.document.objects.values().filter_map(|object| {
            let stream = object.as_stream().ok()?;
            let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).ok()?;
            (subtype == b"Image").then(|| stream.dict.get(b"ColorSpace"))
        });
        pictures
            .map(|space| match space.and_then(Object::as_name) {
                Ok(name) => String::from_utf8_lossy(name).into_owned(),
                Err(_) => "another".to_owned(),
            })
            .collect()
    }

    /// A text of the document's information.
    pub fn info(&self, key: &str) -> Option<String> {
        let info = self
            .document
            .trailer
            .get(b"Info")
            .and_then(Object::as_reference)
            .ok()?;
        let value = self
            .document
            .get_dictionary(info)
            .ok()?
            .get(key.as_bytes())
            .ok()?;
        lopdf::decode_text_string(value).ok()
    }

    /// An entry of the catalogue.
    pub fn catalogue(&self, key: &str) -> Option<&Object> {
        self.document.catalog().ok()?.get(key.as_bytes()).ok()
    }

    /// The text of all pages, without white space.
    pub fn whole_text(&self) -> String {
        let pages: Vec<u32> = self.document.get_pages().into_keys().collect();
        let text = self.document.extract_text(&pages).expect("text");
        text.split_whitespace().collect()
    }

    /// The text of the first page, without white space.
    pub fn text(&self) -> String {
        let text = self.document.extract_text(&[1]).expect("text");
        text.split_whitespace().collect()
    }
}

/// What one of poppler's tools says of a PDF, with arguments before and after the
/// file. None, after saying so, where the tool is not installed; on CI that is a
/// failure.
pub fn poppler(tool: &str, before: &[&str], after: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(pdf).expect("written");
    let mut command = Command::new(tool);
    command
        .args(before)
        .arg(file.path())
        .args(after)
        .stderr(Stdio::null());
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{tool} refuses it");
            Some(String::from_utf8(output.stdout).expect("UTF-8"))
        }
        Err(error) if std::env::var_os("CI").is_some_and(|ci| ci == "true") => {
            panic!("{tool} must be installed on CI: {error}")
        }
        Err(_) => {
            eprintln!("skipped: {tool} is not installed");
            None
        }
    }
}

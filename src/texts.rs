//! The texts of files that a report shows lines of.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Report, Texts};
use crate::source::decode;
use crate::theme::EMBEDDED;

/// Texts by path, read again from where the chain read them.
#[derive(Debug, Default)]
pub struct FileTexts(BTreeMap<String, String>);

impl FileTexts {
    /// Reads every file that the report is about.
    pub fn of(root: &Path, report: &Report) -> Self {
        let mut texts = BTreeMap::new();
        for file in report
            .iter()
            .filter_map(|diagnostic| diagnostic.place.as_ref())
            .map(|p| &p.file)
        {
            if texts.contains_key(&**file) {
                continue;
            }
            let bytes = match file.strip_prefix("themes/builtin/") {
                Some(path) => EMBEDDED.get_file(path).map(|file| file.contents().to_vec()),
                None => std::fs::read(root.join(&**file)).ok(),
            };
            if let Some(Ok(text)) = bytes.map(decode) {
                texts.insert(file.to_string(), text);
            }
        }
        Self(texts)
    }
}

impl Texts for FileTexts {
    fn text(&self, file: &str) -> Option<&str> {
        self.0.get(file).map(String::as_str)
    }
}

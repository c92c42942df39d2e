//! Adds to `print-ledger.yaml`. What stands there, people's remarks too, stays
//! as it is.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::{Entry, FILE};
use crate::output::replace_with;
use crate::schema::Type::{Integer, List, Text};
use crate::schema::{Field, said};

/// The English names of the keys.
pub(super) mod key {
    pub const JOB: &str = "job";
    pub const PAGE: &str = "page";
    pub const FORM: &str = "form";
    pub const TITLE: &str = "title";
    pub const DATE: &str = "date";
    pub const COPIES: &str = "copies";
    pub const PLACES: &str = "places";
    pub const WITHDRAWN: &str = "withdrawn";
    pub const FACTS: &str = "facts";
    pub const LINES: &str = "lines";
    pub const FINGERPRINT: &str = "fingerprint";
}

/// The keys of an entry.
pub(super) const FIELDS: &[Field] = &[
    Field::new(key::JOB, "批次", Text, said("哪一批", "the job")),
    Field::new(key::PAGE, "页面", Text, said("从哪个文件做的", "its page")),
    Field::new(key::FORM, "品种", Text, said("展板、折页等", "what it is")),
    Field::new(key::TITLE, "标题", Text, said("标题", "its title")),
    Field::new(key::DATE, "印于", Text, said("哪一天", "the day")),
    Field::new(key::COPIES, "印数", Integer, said("几份", "how many")),
    Field::new(
        key::PLACES,
        "摆放",
        List(&Text),
        said("摆在哪里", "where it hangs"),
    ),
    Field::new(
        key::WITHDRAWN,
        "撤下",
        Text,
        said("哪一天收回的", "the day it was taken down"),
    ),
    Field::new(
        key::FACTS,
        "事实",
        Text,
        said("用到的事实", "the facts it uses"),
    ),
    Field::new(
        key::LINES,
        "文字",
        List(&Text),
        said("上面的字", "its words"),
    ),
    Field::new(
        key::FINGERPRINT,
        "指纹",
        Text,
        said("PDF 的校验值", "a hash of the PDF"),
    ),
];

const HEAD: &str = "\
# 印出去的东西，由 huimin print --job 写在这里。网站改了以后，huimin check 会对照这里，列出「已印未改」的。
# 收回了，就在那一条下面加一行「撤下: 日期」；重印了，会多出新的一条，旧的一条就不再提醒。
";

/// Adds entries at the end.
///
/// # Errors
///
/// What the system says when the file cannot be read or replaced.
pub fn append(root: &Path, entries: &[Entry]) -> io::Result<()> {
    let path = root.join(FILE);
    let mut text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(error),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    for entry in entries {
        // Writing to memory does not fail.
        let _ = write(&mut text, entry);
    }
    replace_with(&path, text.as_bytes())
}

fn write(text: &mut String, entry: &Entry) -> std::fmt::Result {
    let name = |en| {
        FIELDS
            .iter()
            .find(|field| field.en == en)
            .map_or(en, |f| f.zh)
    };
    writeln!(text, "- {}: {}", name(key::JOB), quoted(&entry.job))?;
    for (key, value) in [
        (key::PAGE, quoted(&entry.page)),
        (key::FORM, quoted(&entry.form)),
        (key::TITLE, quoted(&entry.title)),
        (key::DATE, entry.date.clone()),
        (key::COPIES, entry.copies.to_string()),
        (key::FINGERPRINT, entry.fingerprint.clone()),
    ] {
        writeln!(text, "  {}: {value}", name(key))?;
    }
    list(text, name(key::PLACES), &entry.places)?;
    if !entry.facts.is_empty() {
        writeln!(text, "  {}:", name(key::FACTS))?;
        for (fact, value) in &entry.facts {
            writeln!(text, "    {}: {}", quoted(fact), quoted(value))?;
        }
    }
    list(text, name(key::LINES), &entry.lines)
}

fn list(text: &mut String, key: &str, items: &[String]) -> std::fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(text, "  {key}:")?;
    for item in items {
        writeln!(text, "    - {}", quoted(item))?;
    }
    Ok(())
}

/// A text as YAML reads it back, whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() || ('\u{2028}'..='\u{2029}').contains(&c) || c == '\u{FEFF}' => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

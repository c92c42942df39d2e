//! Reads `print-ledger.yaml`, which people may edit.

use std::path::Path;
use std::sync::Arc;

use super::{Entry, FILE};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::schema::{find, said};
use crate::source::{Node, Value, decode, parse_yaml};

use super::write::{FIELDS, key};

/// Every entry with its place, in the order written. A ledger that is not there
/// is empty.
pub fn read(root: &Path, problems: &mut Vec<Diagnostic>) -> Vec<(Entry, Place)> {
    let Ok(bytes) = std::fs::read(root.join(FILE)) else {
        return Vec::new();
    };
    let path: Arc<str> = FILE.into();
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(Diagnostic::at(Place::file(&path), problem));
            return Vec::new();
        }
    };
    let node = parse_yaml(&path, &text, 0..text.len(), problems);
    let items = match node.value {
        Value::List(items) => items,
        Value::Null => Vec::new(),
        _ => {
            problems.push(Diagnostic::at(
                Place::new(&path, node.span),
                Problem::WrongValue {
                    key: FILE.into(),
                    found: "…".into(),
                    wanted: said("一条一条，每条以 - 开头", "entries, each beginning with -")
                        .into(),
                },
            ));
            Vec::new()
        }
    };
    items
        .iter()
        .map(|item| (entry(item), Place::new(&path, item.span.clone())))
        .collect()
}

fn entry(node: &Node) -> Entry {
    let mut entry = Entry::default();
    let Value::Map(entries) = &node.value else {
        return entry;
    };
    for one in entries {
        let Some(field) = find(FIELDS, &one.key) else {
            continue;
        };
        let text = || match &one.node.value {
            Value::Scalar(text) => text.trim().to_owned(),
            _ => String::new(),
        };
        match field.en {
            key::JOB => entry.job = text(),
            key::PAGE => entry.page = text(),
            key::FORM => entry.form = text(),
            key::TITLE => entry.title = text(),
            key::DATE => entry.date = text(),
            key::COPIES => entry.copies = text().parse().unwrap_or(0),
            key::PLACES => entry.places = list(&one.node),
            key::FINGERPRINT => entry.fingerprint = text(),
            key::WITHDRAWN => {
                entry.withdrawn = !matches!(text().as_str(), "" | "否" | "false" | "no");
            }
            key::FACTS => {
                if let Value::Map(facts) = &one.node.value {
                    entry.facts = facts
                        .iter()
                        .map(|fact| (fact.key.clone(), scalar(&fact.node)))
                        .collect();
                }
            }
            key::LINES => entry.lines = list(&one.node),
            _ => {}
        }
    }
    entry
}

fn scalar(node: &Node) -> String {
    match &node.value {
        Value::Scalar(text) => text.clone(),
        _ => String::new(),
    }
}

fn list(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().map(scalar).collect(),
        Value::Scalar(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

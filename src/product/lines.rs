//! The words of a product as text, for those who cannot see its picture.

use tera::{Map, Value};

use crate::plan::items;

/// Keys whose strings are no words for readers.
const SILENT: &[&str] = &[
    "qr", "picture", "role", "shape", "state", "dir", "mode", "seal", "body",
];

/// The key of words that are on the product as markup beside it. They are for
/// this reading alone.
pub const PLAIN: &str = "plain";

/// Data without the words that only [`of`] reads.
pub fn without(value: Value) -> Value {
    if value.as_map().is_some() {
        let map = value.into_map().unwrap_or_default();
        map.into_iter()
            .filter(|(key, _)| key.as_str() != Some(PLAIN))
            .map(|(key, value)| (key, without(value)))
            .collect::<Map>()
            .into()
    } else if value.as_array().is_some() {
        items(&value)
            .into_iter()
            .map(without)
            .collect::<Vec<_>>()
            .into()
    } else {
        value
    }
}

/// The strings of some data, each a line, in their order; table rows and dates
/// in one line each.
pub fn of(data: &Map) -> Vec<String> {
    let mut lines = Vec::new();
    walk_map(data, &mut lines);
    lines
}

fn walk_map(map: &Map, lines: &mut Vec<String>) {
    // What belongs together reads as one line: a step, a day, a person.
    let flat = !map.is_empty()
        && map
            .values()
            .all(|value| value.as_array().is_none() && value.as_map().is_none());
    let mut words = Vec::new();
    for (key, value) in map {
        let key = key.as_str().unwrap_or_default();
        if SILENT.contains(&key) {
            continue;
        }
        if key == PLAIN {
            let paragraphs = value.as_str().unwrap_or_default().lines();
            lines.append(&mut words);
            lines.extend(
                paragraphs
                    .filter(|line| !line.trim().is_empty())
                    .map(Into::into),
            );
            continue;
        }
        match (flat, value.as_array(), value.as_map()) {
            (true, ..) => words.extend(text(value)),
            (false, Some(items), _) => walk_list(items, lines),
            (false, _, Some(map)) => walk_map(map, lines),
            (false, None, None) => lines.extend(text(value)),
        }
    }
    if !words.is_empty() {
        lines.push(words.join(" "));
    }
}

fn walk_list(items: &[Value], lines: &mut Vec<String>) {
    for item in items {
        if let Some(map) = item.as_map() {
            walk_map(map, lines);
        } else if let Some(cells) = item.as_array() {
            let cells: Vec<_> = cells.iter().filter_map(text).collect();
            lines.push(cells.join(" "));
        } else {
            lines.extend(text(item));
        }
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value.as_number() {
        Some(_) => value.to_string(),
        None => value.as_str()?.replace('|', ""),
    };
    (!text.is_empty()).then_some(text)
}

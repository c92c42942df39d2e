//! `huimin schema`.

use std::io::Write;

use super::Ended;
use crate::schema::{json_schema, manual};

/// Prints the keys of every kind: the manual's tables, or a JSON Schema.
pub fn run(json: bool) -> Ended {
    let text = if json {
        format!("{:#}\n", json_schema())
    } else {
        manual()
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => Ended::Done,
        Err(_) => Ended::Failed,
    }
}

//! The declarations as a JSON Schema, for completion in editors.

use serde_json::{Map, Value, json};

use super::{AMOUNT, COMMON, Field, KINDS, SECTION, SITE, Type};

/// One schema with a definition for each kind, for `_index.md` and for
/// `site.yaml`. The document as a whole is the front matter of any kind.
pub fn json_schema() -> Value {
    let mut definitions = Map::new();
    for kind in KINDS {
        let mut schema = object([kind.fields, COMMON]);
        schema["title"] = json!(format!("{} {}", kind.zh, kind.en));
        schema["description"] = json!(format!("{}\n{}", kind.about.zh, kind.about.en));
        definitions.insert(kind.en.into(), schema);
    }
    definitions.insert("section".into(), object([SECTION]));
    definitions.insert("site".into(), object([SITE]));
    let kinds: Vec<Value> = KINDS
        .iter()
        .map(|kind| json!({ "$ref": format!("#/$defs/{}", kind.en) }))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "huimin",
        "anyOf": kinds,
        "$defs": definitions,
    })
}

/// Each key under its Chinese and its English name; neither is required, since
/// either will do.
fn object<const N: usize>(declared: [&'static [Field]; N]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in declared.into_iter().flatten() {
        for name in [field.zh, field.en] {
            if properties.contains_key(name) {
                continue;
            }
            let mut schema = of_type(field.ty);
            schema["description"] = json!(format!("{}\n{}", field.about.zh, field.about.en));
            if let Some(default) = field.default {
                schema["default"] = json!(default);
            }
            properties.insert(name.into(), schema);
        }
        if field.required {
            required
                .push(json!({ "anyOf": [{ "required": [field.zh] }, { "required": [field.en] }] }));
        }
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["allOf"] = json!(required);
    }
    schema
}

fn of_type(ty: Type) -> Value {
    match ty {
        Type::Integer => json!({ "type": ["integer", "string"] }),
        Type::Number => json!({ "type": ["number", "string"] }),
        Type::Bool => json!({ "enum": [true, false, "是", "否"] }),
        Type::Choice(words) => {
            let words: Vec<_> = words.iter().flat_map(|word| [word.zh, word.en]).collect();
            json!({ "enum": words })
        }
        Type::List(item) => {
            let item = of_type(*item);
            json!({ "anyOf": [{ "type": "array", "items": item }, item] })
        }
        Type::Record(fields) => object([fields]),
        Type::Amount => {
            json!({ "anyOf": [object([AMOUNT]), { "type": ["string", "number"] }] })
        }
        Type::Text
        | Type::Markdown
        | Type::Date
        | Type::Picture
        | Type::File
        | Type::Page(_)
        | Type::PageOrNone(_)
        | Type::Url => json!({ "type": ["string", "number"] }),
    }
}

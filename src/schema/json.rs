//! The declarations as a JSON Schema, for completion in editors.

use serde_json::{Map, Value, json};

use super::{AMOUNT, COMMON, Field, KINDS, SECTION, SITE, Type};

/// One schema with a definition for each kind, for `_index.md` and for
/// `site.yaml`. The document as a whole is the front matter of any kind.
pub fn json_schema() -> Value {
    let mut definitions = Map::new();
    for kind in KINDS {
        let at = format!("#/$defs/{}", kind.en);
        let mut schema = object(kind.fields, &at);
        share(&mut schema, COMMON, "#/$defs/common");
        schema["title"] = json!(format!("{} {}", kind.zh, kind.en));
        schema["description"] = json!(format!("{}\n{}", kind.about.zh, kind.about.en));
        definitions.insert(kind.en.into(), schema);
    }
    definitions.insert("common".into(), object(COMMON, "#/$defs/common"));
    definitions.insert("section".into(), object(SECTION, "#/$defs/section"));
    definitions.insert("site".into(), object(SITE, "#/$defs/site"));
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

/// Keys and what they may hold. `at` is where the object stands in the schema:
/// what is said once is referred to from there, or records within records would
/// make the schema many times as long.
fn object(declared: &'static [Field], at: &str) -> Value {
    let mut schema = json!({
        "type": "object",
        "properties": {},
        "additionalProperties": false,
    });
    for field in declared {
        let mut own = of_type(field.ty, &format!("{at}/properties/{}", field.en));
        own["description"] = json!(format!("{}\n{}", field.about.zh, field.about.en));
        if let Some(default) = field.default {
            own["default"] = json!(default);
        }
        schema["properties"][field.en] = own;
    }
    share(&mut schema, declared, at);
    schema
}

/// Adds to an object the keys that stand at `at`, under their English and their
/// Chinese names. Of those that must be there either name will do.
fn share(schema: &mut Value, declared: &'static [Field], at: &str) {
    let mut required = Vec::new();
    for field in declared {
        for name in [field.en, field.zh] {
            if schema["properties"].get(name).is_none() {
                let own = format!("{at}/properties/{}", field.en);
                schema["properties"][name] = json!({ "$ref": own });
            }
        }
        if field.required {
            required
                .push(json!({ "anyOf": [{ "required": [field.zh] }, { "required": [field.en] }] }));
        }
    }
    if required.is_empty() {
        return;
    }
    match schema.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(before) => before.append(&mut required),
        None => schema["allOf"] = json!(required),
    }
}

fn of_type(ty: Type, at: &str) -> Value {
    match ty {
        Type::Integer => json!({ "type": ["integer", "string"] }),
        Type::Number => json!({ "type": ["number", "string"] }),
        Type::Bool => json!({ "enum": [true, false, "是", "否"] }),
        Type::Choice(words) => {
            let words: Vec<_> = words.iter().flat_map(|word| [word.zh, word.en]).collect();
            json!({ "enum": words })
        }
        Type::List(item) => {
            let one = format!("{at}/anyOf/0");
            let item = of_type(*item, &one);
            json!({ "anyOf": [item, { "type": "array", "items": { "$ref": one } }] })
        }
        Type::Record(fields) => object(fields, at),
        Type::Amount => {
            json!({ "anyOf": [object(AMOUNT, &format!("{at}/anyOf/0")), { "type": ["string", "number"] }] })
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

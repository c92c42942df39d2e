//! The faces of a leaflet or card, and what each holds.

use tera::value::Key;
use tera::{Map, Value};

use super::data::{Gather, content, own_content};
use super::frame;
use super::parts;
use super::source::Source;
use super::spec::{Spec, is_called};
use crate::diagnostic::Diagnostic;
use crate::plan::items;
use crate::schema::Face;

/// The data of every face, in the order declared. What the writer does not put
/// on a face is dealt out over the faces that are left.
pub fn of(
    of: Gather<'_>,
    spec: &Spec,
    declared: &[Face],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Map> {
    let page = of.subject.page;
    let mut faces = Vec::new();
    let mut free = Vec::new();
    for (index, face) in declared.iter().enumerate() {
        let own = page
            .fields
            .records("faces")
            .find(|record| is_called(face, record.text("face").unwrap_or_default()));
        let said = own.is_some_and(|own| !own.list("from").is_empty());
        let mut data = Map::new();
        if face.role == "cover" {
            frame::cover(of, &mut data);
        }
        if let Some(own) = own {
            frame::face(own, &mut data);
            let sources = Source::of(of.model, page, own.list("from"), problems);
            let long = spec.faces[index] == "text";
            data.extend(content(of, own, &sources, long, problems));
        }
        if !said && !matches!(face.role, "cover" | "back") {
            free.push(index);
        }
        faces.push(data);
    }
    let all = own_content(of, &spec.layout, true, problems);
    // Without a cover the first face gives the answer.
    if let Some(&first) = free.first()
        && declared.iter().all(|face| face.role != "cover")
    {
        frame::answer(of, &mut faces[first]);
    }
    let shares = deal(units(all), free.len());
    for (&index, share) in free.iter().zip(shares) {
        faces[index].extend(share);
    }
    faces
}

/// What stays together: the parts one by one, in reading order; lists of tables
/// and of texts are taken apart, and short lists at the end go together.
fn units(mut all: Map) -> Vec<Map> {
    let mut units: Vec<Map> = Vec::new();
    for field in parts::fields() {
        let Some(value) = all.shift_remove(&Key::Str(field)) else {
            continue;
        };
        let one = |value: Value| Map::from_iter([(field.into(), value)]);
        match field {
            "tables" | "prose" => {
                for item in items(&value) {
                    units.push(one(Value::from(vec![item])));
                }
            }
            // A bar explains the amounts, questions follow what to bring.
            "bar" | "faq" if !units.is_empty() => {
                if let Some(last) = units.last_mut() {
                    last.insert(field.into(), value);
                }
            }
            _ => units.push(one(value)),
        }
    }
    units
}

/// Deals units out in their order, so that the fullest of so many faces is as
/// light as can be.
fn deal(units: Vec<Map>, faces: usize) -> Vec<Map> {
    let weights: Vec<usize> = units
        .iter()
        .map(|unit| weight(&unit.clone().into()))
        .collect();
    let mut limit = weights.iter().copied().max().unwrap_or(0);
    let needed = |limit: usize| {
        let mut faces = 1;
        let mut on_face = 0;
        for &weight in &weights {
            if on_face > 0 && on_face + weight > limit {
                faces += 1;
                on_face = 0;
            }
            on_face += weight;
        }
        faces
    };
    while faces > 0 && needed(limit) > faces {
        limit += (limit / 16).max(1);
    }
    let mut shares = vec![Map::new(); faces];
    let (mut at, mut on_face) = (0, 0);
    let count = units.len();
    for (index, (unit, weight)) in units.into_iter().zip(weights).enumerate() {
        let left = count - index;
        // A face is not left empty while there is a unit for each.
        let spare = faces.saturating_sub(at + 1) >= left;
        if on_face > 0 && at + 1 < faces && (on_face + weight > limit || spare) {
            at += 1;
            on_face = 0;
        }
        on_face += weight;
        if let Some(share) = shares.get_mut(at) {
            merge(share, unit);
        }
    }
    shares
}

/// Adds a unit; lists of the same field go on.
fn merge(share: &mut Map, unit: Map) {
    for (key, value) in unit {
        let before = share.get(&key).map(items).unwrap_or_default();
        let value = match before.is_empty() {
            true => value,
            false => [before, items(&value)].concat().into(),
        };
        share.insert(key, value);
    }
}

/// About how much room something takes: its characters, and some for each text
/// that begins anew.
fn weight(value: &Value) -> usize {
    const EACH: usize = 8;
    if let Some(items) = value.as_array() {
        items.iter().map(weight).sum()
    } else if let Some(map) = value.as_map() {
        map.values().map(weight).sum()
    } else {
        value
            .as_str()
            .filter(|text| !text.is_empty())
            .map_or(0, |text| text.chars().count() + EACH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(field: &'static str, characters: usize) -> Map {
        Map::from_iter([(field.into(), "字".repeat(characters).into())])
    }

    #[test]
    fn units_are_dealt_out_evenly_and_in_order() {
        let shares = deal(
            vec![unit("a", 10), unit("b", 100), unit("c", 10), unit("d", 90)],
            3,
        );
        let keys: Vec<String> = shares
            .iter()
            .map(|share| share.keys().map(|key| key.as_str().unwrap_or("")).collect())
            .collect();
        assert_eq!(keys, ["a", "b", "cd"]);
    }

    #[test]
    fn every_face_gets_something_while_there_is_enough() {
        let shares = deal(vec![unit("a", 1), unit("b", 1), unit("c", 500)], 3);
        assert!(shares.iter().all(|share| share.len() == 1));
        assert_eq!(deal(Vec::new(), 2).len(), 2);
        assert!(deal(vec![unit("a", 1)], 0).is_empty());
    }
}

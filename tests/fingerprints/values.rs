//! Fingerprints of values.

use std::collections::BTreeSet;

use huimin::fingerprint::{Fingerprint, Memo};
use huimin::theme::UsesOf;
use tera::{Context, Map, Value};

fn map(entries: &[(&'static str, Value)]) -> Value {
    let mut map = Map::new();
    for (key, value) in entries {
        map.insert((*key).into(), value.clone());
    }
    map.into()
}

/// Of what a page reads of `value`.
fn fingerprint(page: &'static str, value: &Value, memo: &Memo) -> Fingerprint {
    let uses = UsesOf::new([("page.html", page)], Vec::new());
    let mut context = Context::new();
    context.insert_value("value", value.clone());
    let page = uses.get("page.html").expect("there");
    Fingerprint::of_context(&context, page, memo).expect("understood")
}

#[test]
fn values_that_differ_have_fingerprints_that_differ() {
    let text = |text: &str| Value::from(text);
    let values = [
        Value::none(),
        Value::undefined(),
        Value::from(false),
        Value::from(0_u64),
        Value::from(0_i64),
        Value::from(1_i64),
        Value::from(0.0),
        Value::from(-0.0),
        text(""),
        text("0"),
        Value::safe_string("0"),
        Value::bytes(*b"0"),
        Value::from(vec![text("ab"), text("c")]),
        Value::from(vec![text("a"), text("bc")]),
        Value::from(vec![text("abc")]),
        Value::from(vec![Value::from(vec![text("abc")])]),
        Value::from(Vec::<Value>::new()),
        map(&[]),
        map(&[("a", text("x")), ("b", text("y"))]),
        map(&[("b", text("y")), ("a", text("x"))]),
        map(&[("a", text("y")), ("b", text("x"))]),
    ];
    let memo = Memo::default();
    let prints = values
        .iter()
        .map(|value| fingerprint("{{ value }}", value, &memo));
    let prints: BTreeSet<Fingerprint> = prints.collect();
    assert_eq!(prints.len(), values.len());
}

#[test]
fn sharing_a_value_changes_no_fingerprint() {
    let long: Vec<Value> = (0..40_i64)
        .map(|n| map(&[("n", n.into()), ("x", 1.into())]))
        .collect();
    let long = Value::from(long);
    let value = map(&[("long", long.clone())]);
    let memo = Memo::default();
    memo.share(&long);
    for page in [
        "{% for a in value.long %}{{ a.n }}{% endfor %}",
        "{{ value }}",
    ] {
        let expected = fingerprint(page, &value, &Memo::default());
        for _ in 0..2 {
            assert_eq!(fingerprint(page, &value, &memo), expected, "{page}");
        }
    }
}

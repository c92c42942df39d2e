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
        .map(|value| Fingerprint::of_value(value, &memo));
    let prints: BTreeSet<Fingerprint> = prints.collect();
    assert_eq!(prints.len(), values.len());
}

#[test]
fn sharing_a_value_changes_no_fingerprint() {
    let long: Vec<Value> = (0..40_i64)
        .map(|n| map(&[("n", n.into()), ("x", 1.into())]))
        .collect();
    let value = map(&[("long", long.into())]);
    let page = "{% for a in value.long %}{{ a.n }}{% endfor %}";
    let uses = UsesOf::new([("page.html", page)], Vec::new());
    let page = uses.get("page.html").expect("there");
    let mut context = Context::new();
    context.insert_value("value", value.clone());
    let none = Memo::default();
    let memo = Memo::default();
    memo.share_members(&value, None);
    let after = Memo::default();
    let of = |memo: &Memo| Fingerprint::of_context(&context, page, memo);
    let whole = |memo: &Memo| Fingerprint::of_value(&value, memo);
    let expected = (of(&none), whole(&none));
    assert_eq!((of(&memo), whole(&memo)), expected);
    assert_eq!((of(&memo), whole(&memo)), expected);
    after.share_members(&value, Some(&memo));
    assert_eq!((of(&after), whole(&after)), expected);
}

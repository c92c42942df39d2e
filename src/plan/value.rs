//! Values as templates see them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tera::{Map, Value};

use crate::model::{Moment, weekday};

/// An object.
pub fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (key, value) in entries {
        map.insert(key.into(), value);
    }
    map.into()
}

/// The items of a list; none of anything else.
pub fn items(list: &Value) -> Vec<Value> {
    list.as_array().map(<[Value]>::to_vec).unwrap_or_default()
}

/// Words, or none where there are none.
pub fn words(text: &str) -> Value {
    if text.is_empty() {
        Value::none()
    } else {
        text.into()
    }
}

/// A day, perhaps with a time, in all the forms that a page may want.
pub fn date(moment: Moment, zone: &TimeZone) -> Value {
    let day = moment.day();
    let rfc3339 = moment.zoned(zone).map_or_else(String::new, |zoned| {
        format!(
            "{}{}",
            zoned.strftime("%Y-%m-%dT%H:%M:%S"),
            zoned.strftime("%:z")
        )
    });
    let ymd = format!("{day} {:02}:{:02}", moment.at.hour(), moment.at.minute());
    object([
        ("iso", day.to_string().into()),
        ("rfc3339", rfc3339.into()),
        ("ymd", ymd.into()),
        (
            "text",
            format!("{}年{}月{}日", day.year(), day.month(), day.day()).into(),
        ),
        ("short", short(day).into()),
        ("day", i64::from(day.day()).into()),
        ("month", i64::from(day.month()).into()),
        ("year", i64::from(day.year()).into()),
        ("weekday", format!("周{}", weekday(day)).into()),
        ("time", moment.time().into()),
    ])
}

/// `5月12日`.
pub fn short(day: Date) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// `tel:` and the digits of a telephone number; none if there are none.
pub fn telephone(number: &str) -> Value {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '-' | '+'))
        .collect();
    if digits.bytes().any(|b| b.is_ascii_digit()) {
        format!("tel:{digits}").into()
    } else {
        Value::none()
    }
}

/// `0.3 MB`, `86 KB`.
pub fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

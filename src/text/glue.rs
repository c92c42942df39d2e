//! Stretches that must stay on one line: a number with its unit, a date, a
//! telephone number.

use std::ops::Range;

/// Units that stay with the number before them, longer ones before those they
/// begin with. Kept small: a unit is here if the campaign's texts set it after
/// digits and a line that begins with it reads badly.
const UNITS: &[&str] = &[
    "个工作日",
    "个自然日",
    "个月",
    "工作日",
    "周岁",
    "周年",
    "小时",
    "分钟",
    "平方米",
    "公里",
    "万元",
    "亿元",
    "万人",
    "元",
    "岁",
    "年",
    "月",
    "日",
    "号",
    "个",
    "人",
    "名",
    "户",
    "天",
    "时",
    "分",
    "次",
    "项",
    "条",
    "件",
    "份",
    "级",
    "届",
    "期",
    "楼",
    "室",
    "米",
    "折",
    "路",
];

/// What may follow a unit after a slash, as in `735元/月`.
const PER: &[&str] = &[
    "人", "月", "年", "天", "日", "次", "户", "个", "件", "份", "小时", "学期", "学年",
];

/// The byte ranges of a text that must not be broken, from left to right. Only
/// ranges in which a break would be possible are given: `735元`, `735元/月`,
/// `5月8日`, `60～79岁`, `0600-8821600`, but not `735` alone.
pub fn unbroken(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text[from..].bytes().position(|byte| byte.is_ascii_digit()) {
            let start = from + offset;
            let (end, breakable) = stretch(text, start);
            from = end;
            if breakable {
                return Some(start..end);
            }
        }
        None
    })
}

/// Where the stretch that begins with the digit at `start` ends, and whether it
/// could be broken inside.
fn stretch(text: &str, start: usize) -> (usize, bool) {
    let mut end = number(text, start);
    let mut breakable = false;
    loop {
        if let Some(next) = range(text, end) {
            end = next;
            breakable = true;
            continue;
        }
        let Some(next) = unit(text, end, UNITS) else {
            break;
        };
        end = next;
        breakable = true;
        // A date goes on: 2025年5月8日.
        if text[end..].starts_with(|c: char| c.is_ascii_digit()) {
            end = number(text, end);
            continue;
        }
        while let Some(next) = per(text, end) {
            end = next;
        }
        break;
    }
    (end, breakable)
}

/// The end of the number at `start`: digits with points and commas inside.
fn number(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        let inside =
            matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !(byte.is_ascii_digit() || inside) {
            break;
        }
        end += 1;
    }
    end
}

/// The end of `-NUMBER` at `at`: the rest of a telephone number or of a range.
fn range(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '~' | '～' | '至'))?;
    let next = at + sign.len_utf8();
    text[next..]
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| number(text, next))
}

/// The end of the unit at `at`, if one of `units` stands there, a blank allowed
/// before it.
fn unit(text: &str, at: usize, units: &[&str]) -> Option<usize> {
    let rest = &text[at..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let unit = units.iter().find(|unit| rest.starts_with(**unit))?;
    Some(text.len() - rest.len() + unit.len())
}

/// The end of `/月` and the like at `at`.
fn per(text: &str, at: usize) -> Option<usize> {
    text[at..]
        .starts_with('/')
        .then(|| unit(text, at + 1, PER))
        .flatten()
}

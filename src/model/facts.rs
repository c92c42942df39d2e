//! Facts: what stands once under `data/` and is named wherever it is needed.
//!
//! `【=高龄津贴80】` in Markdown or in a text of the front matter is replaced by
//! the fact; `【=高龄津贴80.周期】` by one part of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::read::Reader;
use crate::model::{Datum, Fields};
use crate::nearest::nearest;
use crate::schema::{ADDRESS_FACT, AMOUNT_FACT, Field, PHONE_FACT, WINDOW_FACT};
use crate::source::{DataFile, Node, Value};

/// All facts by name.
#[derive(Debug, Default, PartialEq)]
pub struct Facts(BTreeMap<String, Fact>);

/// One fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// Which group of `data/` it stands in.
    pub group: Group,
    /// Its values.
    pub fields: Fields,
    place: Place,
}

/// The groups of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Group {
    /// 金额.
    Amount,
    /// 电话.
    Phone,
    /// 地址.
    Address,
    /// 窗口.
    Window,
    /// 文字: plain words.
    Words,
}

/// A group's names, the keys of its facts, and the key a bare value is for.
const GROUPS: &[(Group, &str, &str, &[Field], &str)] = &[
    (Group::Amount, "金额", "amounts", AMOUNT_FACT, "value"),
    (Group::Phone, "电话", "phones", PHONE_FACT, "number"),
    (Group::Address, "地址", "addresses", ADDRESS_FACT, "address"),
    (Group::Window, "窗口", "windows", WINDOW_FACT, "name"),
    (Group::Words, "文字", "words", &[], "text"),
];

/// How many facts a fact may lead through: a window names a telephone, which
/// names nothing more. A circle ends here too.
const DEPTH: usize = 4;

impl Facts {
    /// Reads the files under `data/`.
    pub fn read(files: &[Arc<DataFile>], zone: &TimeZone, problems: &mut Vec<Diagnostic>) -> Self {
        let mut facts = Self::default();
        for file in files {
            facts.read_file(file, zone, problems);
        }
        facts.check(problems);
        facts
    }

    fn read_file(&mut self, file: &DataFile, zone: &TimeZone, problems: &mut Vec<Diagnostic>) {
        let not_keys = |node: &Node| {
            let place = Place::new(&file.path, node.span.clone());
            Diagnostic::at(place, Problem::NotKeys)
        };
        let groups = match &file.node.value {
            Value::Map(groups) => groups,
            Value::Null => return,
            _ => return problems.push(not_keys(&file.node)),
        };
        for entry in groups {
            let known = GROUPS
                .iter()
                .find(|(_, zh, en, ..)| entry.key == *zh || entry.key == *en);
            let Some((group, _, _, declared, bare)) = known else {
                let names = GROUPS.iter().flat_map(|(_, zh, en, ..)| [*zh, *en]);
                problems.push(Diagnostic::at(
                    Place::new(&file.path, entry.key_span.clone()),
                    Problem::UnknownKey {
                        key: entry.key.clone(),
                        nearest: nearest(&entry.key, names).map(Into::into),
                    },
                ));
                continue;
            };
            let entries = match &entry.node.value {
                Value::Map(entries) => entries,
                Value::Null => continue,
                _ => {
                    problems.push(not_keys(&entry.node));
                    continue;
                }
            };
            for fact in entries {
                let place = Place::new(&file.path, fact.key_span.clone());
                let mut reader = Reader {
                    file: &file.path,
                    zone,
                    problems,
                };
                let fields = match &fact.node.value {
                    // One value alone is the figure, the number, the words.
                    Value::Scalar(text) => {
                        let span = fact.node.span.clone();
                        let datum = Datum::Text(text.trim().to_owned());
                        Fields(vec![(*bare, super::Located { datum, span })])
                    }
                    _ => reader.record(&fact.node, declared),
                };
                let fact_value = Fact {
                    group: *group,
                    fields,
                    place: place.clone(),
                };
                if let Some(first) = self.0.get(&fact.key) {
                    problems.push(Diagnostic::at(
                        place,
                        Problem::FactTwice {
                            name: fact.key.clone(),
                            first: first.place.file.to_string(),
                        },
                    ));
                } else {
                    self.0.insert(fact.key.clone(), fact_value);
                }
            }
        }
    }

    /// Facts that name facts are tried once, so that a mistake in one is told
    /// where it stands and not on every page.
    fn check(&self, problems: &mut Vec<Diagnostic>) {
        for fact in self.0.values() {
            for (_, value) in &fact.fields.0 {
                if let Datum::Text(text) = &value.datum
                    && let Err(problem) = self.fill(text)
                {
                    let place = Place::new(&fact.place.file, value.span.clone());
                    problems.push(Diagnostic::at(place, problem));
                }
            }
        }
    }

    /// The fact of a name.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0.get(name.trim())
    }

    /// The facts that a text names, by name, each once.
    pub fn named_in<'a>(&'a self, text: &str) -> BTreeMap<&'a str, &'a Fact> {
        let mut named = BTreeMap::new();
        let mut rest = text;
        while let Some((_, name, after)) = next_name(rest) {
            let whole = self.0.get_key_value(name.trim());
            let part = || split_part(name).and_then(|(of, _)| self.0.get_key_value(of));
            if let Some((name, fact)) = whole.or_else(part) {
                named.insert(name.as_str(), fact);
            }
            rest = after;
        }
        named
    }

    /// What `【=name】` is replaced by.
    pub fn say(&self, name: &str) -> Result<String, Problem> {
        self.say_within(name, DEPTH)
    }

    fn say_within(&self, name: &str, depth: usize) -> Result<String, Problem> {
        let name = name.trim();
        let unknown = || Problem::UnknownFact {
            name: name.into(),
            nearest: nearest(name, self.0.keys().map(String::as_str)).map(Into::into),
        };
        let depth = depth
            .checked_sub(1)
            .ok_or_else(|| Problem::FactCircle { name: name.into() })?;
        if let Some(fact) = self.0.get(name) {
            return self.fill_within(&fact.whole(), depth);
        }
        let (of, part) = split_part(name).ok_or_else(unknown)?;
        let fact = self.0.get(of).ok_or_else(unknown)?;
        let said = fact.part(part).ok_or_else(|| Problem::UnknownFactPart {
            name: of.into(),
            part: part.into(),
            known: fact.parts().join("、"),
        })?;
        self.fill_within(&said, depth)
    }

    /// A text with the facts named in it put in.
    pub fn fill(&self, text: &str) -> Result<String, Problem> {
        self.fill_within(text, DEPTH)
    }

    fn fill_within(&self, text: &str, depth: usize) -> Result<String, Problem> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_name(rest) {
            filled.push_str(before);
            filled.push_str(&self.say_within(name, depth)?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// The next `【=name】` of a text: what stands before it, the name, what stands
/// after it.
pub fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let start = ["【=", "【＝"]
        .into_iter()
        .filter_map(|open| text.find(open))
        .min()?;
    let inner = start + '【'.len_utf8();
    let inner = inner + text[inner..].chars().next().map_or(0, char::len_utf8);
    let end = inner + text[inner..].find('】')?;
    Some((
        &text[..start],
        &text[inner..end],
        &text[end + '】'.len_utf8()..],
    ))
}

/// The name, if a text is nothing but one `【=name】`.
pub fn sole_name(text: &str) -> Option<&str> {
    match next_name(text.trim()) {
        Some(("", name, "")) => Some(name.trim()),
        _ => None,
    }
}

/// `高龄津贴80.周期` as name and part.
fn split_part(name: &str) -> Option<(&str, &str)> {
    let (of, part) = name.rsplit_once(['.', '·', '。', '．'])?;
    Some((of.trim(), part.trim()))
}

impl Fact {
    /// What the fact's bare name stands for.
    pub fn whole(&self) -> String {
        match self.group {
            Group::Amount => self.number() + self.unit(),
            Group::Phone => self.words("number"),
            Group::Address => self.words("address"),
            Group::Window => self.words("name"),
            Group::Words => self.words("text"),
        }
    }

    /// One part by its Chinese or English name.
    fn part(&self, name: &str) -> Option<String> {
        if self.group == Group::Amount && matches!(name, "全称" | "full") {
            return Some(self.words("period") + &self.whole());
        }
        let field = crate::schema::find(self.declared(), name)?;
        match field.en {
            "value" => Some(self.number()),
            "unit" => Some(self.unit().into()),
            _ => match &self.fields.get(field.en)?.datum {
                Datum::Text(text) => Some(text.clone()),
                Datum::Date(moment) => {
                    let day = moment.day();
                    Some(format!("{}年{}月{}日", day.year(), day.month(), day.day()))
                }
                _ => None,
            },
        }
    }

    /// The parts that can be named.
    fn parts(&self) -> Vec<&'static str> {
        self.declared()
            .iter()
            .filter(|f| self.fields.get(f.en).is_some())
            .map(|f| f.zh)
            .collect()
    }

    fn declared(&self) -> &'static [Field] {
        GROUPS
            .iter()
            .find(|(group, ..)| *group == self.group)
            .map_or(&[], |(_, _, _, fields, _)| fields)
    }

    /// The figure as it is written, without a fraction that is none.
    pub fn number(&self) -> String {
        match self.fields.get("value").map(|value| &value.datum) {
            Some(Datum::Number(number)) => number.to_string(),
            Some(Datum::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// The unit; 元 where none is given.
    pub fn unit(&self) -> &str {
        self.fields.text("unit").unwrap_or("元")
    }

    fn words(&self, key: &str) -> String {
        self.fields.text(key).unwrap_or_default().into()
    }
}

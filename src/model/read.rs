//! From the YAML of a file to the values that its keys declare, with every
//! problem of the file told at once.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Both, Diagnostic, Place, Problem};
use crate::model::{Datum, Fields, Located, Moment};
use crate::nearest::nearest;
use crate::schema::{AMOUNT, Field, Said, Type, said};
use crate::source::{Node, Value};

/// What to write for a truth value.
const YES_OR_NO: Said = said("是 或 否", "true or false");

/// What reading one file needs and gathers.
pub struct Reader<'a> {
    /// Path of the file, for messages.
    pub file: &'a Arc<str>,
    /// The site's zone.
    pub zone: &'a TimeZone,
    /// Where problems go.
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads the keys of a file against one or more declarations. A node that
    /// is nothing gives no values; required keys are then missing.
    pub fn fields(&mut self, node: &Node, declared: &[&'static [Field]]) -> Fields {
        // What is missing from a file is marked nowhere: it is on no line.
        let start = node.span.start;
        self.keys(node, declared, start..start)
    }

    /// Reads the keys of a record within a file.
    pub fn record(&mut self, node: &Node, declared: &'static [Field]) -> Fields {
        self.keys(node, &[declared], node.span.clone())
    }

    fn keys(
        &mut self,
        node: &Node,
        declared: &[&'static [Field]],
        missing: std::ops::Range<usize>,
    ) -> Fields {
        let mut fields = Fields::default();
        let mut meant = Vec::new();
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    let known = declared
                        .iter()
                        .find_map(|f| crate::schema::find(f, &entry.key));
                    let Some(field) = known else {
                        meant.extend(self.unknown(
                            entry.key.clone(),
                            entry.key_span.clone(),
                            declared,
                        ));
                        continue;
                    };
                    if entry.node.value == Value::Null {
                        // Nothing after 草稿: could mean either, and a page too few
                        // is the smaller mistake.
                        if matches!(field.ty, Type::Bool) && !field.required {
                            self.value(&entry.node, field.ty, field);
                        }
                        continue;
                    }
                    if let Some(value) = self.value(&entry.node, field.ty, field) {
                        fields.fill(field.en, value);
                    }
                }
            }
            Value::Null => {}
            _ => self.tell(node.span.clone(), Problem::NotKeys),
        }
        for field in declared.iter().flat_map(|fields| fields.iter()) {
            if field.required && fields.get(field.en).is_none() {
                let written = match &node.value {
                    Value::Map(entries) => entries
                        .iter()
                        .any(|e| field.answers_to(&e.key) && e.node.value != Value::Null),
                    _ => false,
                };
                // A value that is there but wrong, or under a misspelt key, has
                // been told of already.
                if !written && !meant.iter().any(|name| field.answers_to(name)) {
                    self.tell(
                        missing.clone(),
                        Problem::RequiredKey {
                            key: field.zh.into(),
                            twin: field.en.into(),
                        },
                    );
                }
            }
        }
        fields
    }

    /// Reads one value. None where it is wrong, which has then been told.
    fn value(&mut self, node: &Node, ty: Type, key: &Field) -> Option<Located> {
        let located = |datum| {
            Some(Located {
                datum,
                span: node.span.clone(),
            })
        };
        if let Type::List(item) = ty {
            let items = match &node.value {
                Value::List(items) => items
                    .iter()
                    .filter_map(|node| self.value(node, *item, key))
                    .collect(),
                // One alone may stand without the list.
                _ => vec![self.value(node, *item, key)?],
            };
            return located(Datum::List(items));
        }
        if let Type::Record(declared) = ty {
            return match node.value {
                // What is declared elsewhere, such as a theme's options, is read there.
                Value::Map(_) if declared.is_empty() => located(Datum::Record(Fields::default())),
                Value::Map(_) => located(Datum::Record(self.record(node, declared))),
                _ => self.refuse(node, key, example(declared)),
            };
        }
        if let Type::Amount = ty {
            return match &node.value {
                Value::Map(_) => located(Datum::Record(self.record(node, AMOUNT))),
                // An amount may be written as nothing but its figure or its fact.
                Value::Scalar(text) => {
                    let value = Located {
                        datum: Datum::Text(text.clone()),
                        span: node.span.clone(),
                    };
                    located(Datum::Record(Fields(vec![("value", value)])))
                }
                _ => self.refuse(
                    node,
                    key,
                    said(
                        "名目、金额、单位等几个键",
                        "keys such as label, value and unit",
                    ),
                ),
            };
        }
        let Value::Scalar(text) = &node.value else {
            let wanted = match ty {
                Type::Bool => YES_OR_NO,
                _ => said("一个值", "one value"),
            };
            return self.refuse(node, key, wanted);
        };
        let text = text.trim();
        match ty {
            Type::Text | Type::Markdown | Type::Url => located(Datum::Text(text.into())),
            Type::Picture => located(Datum::Picture(text.into())),
            Type::File => located(Datum::File(text.into())),
            Type::Page(_) => located(Datum::Page(text.into())),
            Type::PageOrNone(_) if matches!(text, "无" | "none" | "没有") => {
                located(Datum::Page(String::new()))
            }
            Type::PageOrNone(_) => located(Datum::Page(text.into())),
            Type::Integer => match text.parse::<i64>() {
                Ok(number) => located(Datum::Number(number as f64)),
                Err(_) => self.refuse(node, key, said("整数，如 20", "a whole number, such as 20")),
            },
            Type::Number => match text.replace([',', '，'], "").parse::<f64>() {
                Ok(number) if number.is_finite() => located(Datum::Number(number)),
                _ => self.refuse(node, key, said("数字，如 735", "a number, such as 735")),
            },
            Type::Bool => match text.to_ascii_lowercase().as_str() {
                "是" | "true" | "yes" | "有" | "同意" => located(Datum::Bool(true)),
                "否" | "false" | "no" | "无" | "不同意" => located(Datum::Bool(false)),
                _ => self.refuse(node, key, YES_OR_NO),
            },
            Type::Date => match Moment::parse(text, self.zone) {
                Some(moment) => located(Datum::Date(moment)),
                None => self.refuse(
                    node,
                    key,
                    said(
                        "日期，如 2026-05-08 或 2026年5月8日 8:30",
                        "a date, such as 2026-05-08 or 2026-05-08 8:30",
                    ),
                ),
            },
            Type::Choice(words) => {
                match words
                    .iter()
                    .find(|w| w.zh == text || w.en.eq_ignore_ascii_case(text))
                {
                    Some(said) => located(Datum::Choice(*said)),
                    None => {
                        let all = |name: fn(&Said) -> &str, comma| {
                            words.iter().map(name).collect::<Vec<_>>().join(comma)
                        };
                        let wanted = Both::new(all(|w| w.zh, "、"), all(|w| w.en, ", "));
                        self.refuse(node, key, wanted)
                    }
                }
            }
            Type::List(_) | Type::Record(_) | Type::Amount => None,
        }
    }

    /// Tells that a value is not what its key wants.
    fn refuse(&mut self, node: &Node, key: &Field, wanted: impl Into<Both>) -> Option<Located> {
        let found = match &node.value {
            Value::Null => said("空", "empty").into(),
            Value::Scalar(text) => text.as_str().into(),
            Value::List(items) => {
                let count = items.len();
                Both::new(format!("{count} 项的列表"), format!("a list of {count}"))
            }
            Value::Map(entries) => {
                let count = entries.len();
                Both::new(format!("{count} 个键"), format!("{count} keys"))
            }
        };
        self.tell(
            node.span.clone(),
            Problem::WrongValue {
                key: said(key.zh, key.en).into(),
                found,
                wanted: wanted.into(),
            },
        );
        None
    }

    /// Tells of a key that is not declared; returns the one that was meant.
    fn unknown(
        &mut self,
        key: String,
        span: std::ops::Range<usize>,
        declared: &[&'static [Field]],
    ) -> Option<&'static str> {
        let names = declared
            .iter()
            .flat_map(|fields| fields.iter())
            .flat_map(|field| {
                [field.zh, field.en]
                    .into_iter()
                    .chain(field.also.iter().copied())
            });
        let meant = nearest(&key, names);
        let nearest = meant.map(Into::into);
        self.tell(span, Problem::UnknownKey { key, nearest });
        meant
    }

    fn tell(&mut self, span: std::ops::Range<usize>, problem: Problem) {
        self.problems
            .push(Diagnostic::at(Place::new(self.file, span), problem));
    }
}

/// A record as it is written on one line, with the keys it must have.
fn example(declared: &[Field]) -> Both {
    let line = |name: fn(&Field) -> &str| {
        let required = declared.iter().filter(|field| field.required);
        let keys: Vec<_> = required.map(|f| format!("{}: …", name(f))).collect();
        format!("{{{}}}", keys.join(", "))
    };
    Both::new(line(|f| f.zh), line(|f| f.en))
}

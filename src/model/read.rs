//! From the YAML of a file to the values that its keys declare, with every
//! problem of the file told at once.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Datum, Fields, Located, Moment};
use crate::nearest::nearest;
use crate::schema::{AMOUNT, Field, Type};
use crate::source::{Node, Value};

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
    /// Reads the keys of a map against one or more declarations. A node that
    /// is nothing gives no values; required keys are then missing.
    pub fn fields(&mut self, node: &Node, declared: &[&'static [Field]]) -> Fields {
        let mut fields = Fields::default();
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    let known = declared
                        .iter()
                        .find_map(|f| crate::schema::find(f, &entry.key));
                    let Some(field) = known else {
                        self.unknown(entry.key.clone(), entry.key_span.clone(), declared);
                        continue;
                    };
                    if entry.node.value == Value::Null {
                        continue;
                    }
                    if let Some(value) = self.value(&entry.node, field.ty, field.zh) {
                        fields.fill(field.en, value);
                    }
                }
            }
            Value::Null => {}
            _ => self.wrong(node, "", "键: 值"),
        }
        for field in declared.iter().flat_map(|fields| fields.iter()) {
            if field.required && fields.get(field.en).is_none() {
                let written = match &node.value {
                    Value::Map(entries) => entries
                        .iter()
                        .any(|e| field.answers_to(&e.key) && e.node.value != Value::Null),
                    _ => false,
                };
                // A value that is there but wrong has been told of already.
                if !written {
                    let at = node.span.start..node.span.start;
                    self.tell(
                        at,
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
    pub fn value(&mut self, node: &Node, ty: Type, key: &str) -> Option<Located> {
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
                Value::Map(_) => located(Datum::Record(self.fields(node, &[declared]))),
                _ => self.refuse(node, key, "几个「键: 值」，各占一行、向右缩进"),
            };
        }
        if let Type::Amount = ty {
            return match &node.value {
                Value::Map(_) => located(Datum::Record(self.fields(node, &[AMOUNT]))),
                // An amount may be written as nothing but its figure or its fact.
                Value::Scalar(text) => {
                    let value = Located {
                        datum: Datum::Text(text.clone()),
                        span: node.span.clone(),
                    };
                    located(Datum::Record(Fields(vec![("value", value)])))
                }
                _ => self.refuse(node, key, "名目、金额、单位等几个键"),
            };
        }
        let Value::Scalar(text) = &node.value else {
            return self.refuse(node, key, "一个值");
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
                Err(_) => self.refuse(node, key, "整数，如 20"),
            },
            Type::Number => match text.replace([',', '，'], "").parse::<f64>() {
                Ok(number) if number.is_finite() => located(Datum::Number(number)),
                _ => self.refuse(node, key, "数字，如 735"),
            },
            Type::Bool => match text.to_ascii_lowercase().as_str() {
                "是" | "true" | "yes" | "有" | "同意" => located(Datum::Bool(true)),
                "否" | "false" | "no" | "无" | "不同意" => located(Datum::Bool(false)),
                _ => self.refuse(node, key, "是 或 否"),
            },
            Type::Date => match Moment::parse(text, self.zone) {
                Some(moment) => located(Datum::Date(moment)),
                None => self.refuse(node, key, "日期，如 2026-05-08 或 2026年5月8日 8:30"),
            },
            Type::Choice(words) => {
                match words
                    .iter()
                    .find(|w| w.zh == text || w.en.eq_ignore_ascii_case(text))
                {
                    Some(said) => located(Datum::Choice(*said)),
                    None => {
                        let all: Vec<_> = words.iter().map(|word| word.zh).collect();
                        self.refuse(node, key, &all.join("、"))
                    }
                }
            }
            Type::List(_) | Type::Record(_) | Type::Amount => None,
        }
    }

    fn refuse(&mut self, node: &Node, key: &str, wanted: &str) -> Option<Located> {
        self.wrong(node, key, wanted);
        None
    }

    fn wrong(&mut self, node: &Node, key: &str, wanted: &str) {
        let found = match &node.value {
            Value::Null => "空".into(),
            Value::Scalar(text) => text.clone(),
            Value::List(items) => format!("{} 项的列表", items.len()),
            Value::Map(entries) => format!("{} 个键", entries.len()),
        };
        self.tell(
            node.span.clone(),
            Problem::WrongValue {
                key: key.into(),
                found,
                wanted: wanted.into(),
            },
        );
    }

    fn unknown(
        &mut self,
        key: String,
        span: std::ops::Range<usize>,
        declared: &[&'static [Field]],
    ) {
        let names = declared
            .iter()
            .flat_map(|fields| fields.iter())
            .flat_map(|field| {
                [field.zh, field.en]
                    .into_iter()
                    .chain(field.also.iter().copied())
            });
        let nearest = nearest(&key, names).map(Into::into);
        self.tell(span, Problem::UnknownKey { key, nearest });
    }

    fn tell(&mut self, span: std::ops::Range<usize>, problem: Problem) {
        self.problems
            .push(Diagnostic::at(Place::new(self.file, span), problem));
    }
}

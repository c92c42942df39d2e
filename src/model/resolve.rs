//! Follows what a file's keys name: facts, pictures, files and other pages.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Asking, Datum, Fields, Group, Located, Target, sole_name};
use crate::schema::{Field, Type};

/// What following needs and gathers.
pub struct Resolver<'a> {
    /// The file that is read.
    pub file: &'a Arc<str>,
    /// The rest of the site.
    pub site: &'a Asking<'a>,
    /// Where problems go.
    pub problems: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// The same values with everything followed. What leads nowhere is told
    /// and left out.
    pub fn fields(&mut self, fields: Fields, declared: &[&'static [Field]]) -> Fields {
        let field = |key| {
            declared
                .iter()
                .flat_map(|fields| fields.iter())
                .find(|f| f.en == key)
        };
        let followed = fields.0.into_iter().filter_map(|(key, value)| {
            let ty = field(key).map_or(Type::Text, |field: &Field| field.ty);
            Some((key, self.value(value, ty)?))
        });
        Fields(followed.collect())
    }

    fn value(&mut self, value: Located, ty: Type) -> Option<Located> {
        let span = value.span;
        let datum = match (value.datum, ty) {
            (Datum::Text(text), _) => Datum::Text(self.words(text, &span)),
            (Datum::Picture(path), _) => Datum::Picture(self.file(&path, &span, true)?),
            (Datum::File(path), _) => Datum::File(self.file(&path, &span, false)?),
            // 无: there is none, and the writer says so.
            (Datum::Page(path), _) if path.is_empty() => return None,
            (Datum::Page(path), _) => Datum::Page(self.page(&path, &span)?),
            (Datum::List(items), Type::List(item)) => Datum::List(
                items
                    .into_iter()
                    .filter_map(|value| self.value(value, *item))
                    .collect(),
            ),
            (Datum::Record(fields), Type::Amount) => Datum::Record(self.amount(fields)),
            (Datum::Record(fields), Type::Record(declared)) => {
                Datum::Record(self.fields(fields, &[declared]))
            }
            (other, _) => other,
        };
        Some(Located { datum, span })
    }

    /// An amount whose figure is one fact takes unit, period and day from it.
    fn amount(&mut self, fields: Fields) -> Fields {
        let fact = fields
            .text("value")
            .and_then(sole_name)
            .and_then(|name| self.site.fact(name));
        let Some(fact) = fact.filter(|fact| fact.group == Group::Amount) else {
            return self.fields(fields, &[crate::schema::AMOUNT]);
        };
        let mut taken = Fields::default();
        for (key, value) in fields.0 {
            let datum = match key {
                "value" => Datum::Text(fact.number()),
                _ => value.datum,
            };
            taken.fill(
                key,
                Located {
                    datum,
                    span: value.span,
                },
            );
        }
        for key in ["unit", "period", "from"] {
            if let Some(value) = fact.fields.get(key) {
                taken.fill(key, value.clone());
            }
        }
        self.fields(taken, &[crate::schema::AMOUNT])
    }

    fn words(&mut self, text: String, span: &Range<usize>) -> String {
        if !text.contains('【') {
            return text;
        }
        match self.site.fill(&text) {
            Ok(filled) => filled,
            Err(problem) => {
                self.tell(span, problem);
                text
            }
        }
    }

    fn file(&mut self, path: &str, span: &Range<usize>, picture: bool) -> Option<String> {
        let nearest = match self.site.target(path) {
            Target::File(path) => return Some(path.to_string()),
            Target::Missing(nearest) => nearest,
            _ => None,
        };
        let target = path.to_owned();
        self.tell(
            span,
            match picture {
                true => Problem::MissingPicture { target, nearest },
                false => Problem::MissingTarget { target, nearest },
            },
        );
        None
    }

    fn page(&mut self, path: &str, span: &Range<usize>) -> Option<String> {
        let problem = match self.site.target(path) {
            Target::Page(path, _) => return Some(path.to_string()),
            Target::Skipped(why) => Problem::TargetNotBuilt {
                target: path.into(),
                why,
            },
            Target::File(_) => Problem::MissingTarget {
                target: path.into(),
                nearest: None,
            },
            Target::Missing(nearest) => Problem::MissingTarget {
                target: path.into(),
                nearest,
            },
        };
        self.tell(span, problem);
        None
    }

    fn tell(&mut self, span: &Range<usize>, problem: Problem) {
        self.problems
            .push(Diagnostic::at(Place::new(self.file, span.clone()), problem));
    }
}

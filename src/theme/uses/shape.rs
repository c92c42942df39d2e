//! What of a value is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fingerprint::Fingerprint;

/// What of a value a template can read. Of texts, numbers and truth values it
/// is always the whole.
///
/// The empty shape reads of a list or a map only that it is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    pub(super) whole: bool,
    pub(super) size: bool,
    pub(super) each: Option<Box<Shape>>,
    pub(super) fields: BTreeMap<Arc<str>, Shape>,
    /// Tells it from all others, once it is sealed. The empty shape and the whole
    /// always are.
    id: Fingerprint,
}

/// From one value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Field(Arc<str>),
    Each,
}

/// The `id` of the whole.
const WHOLE: Fingerprint = Fingerprint([255; 16]);

/// A shape deeper than this is the whole value: a component that calls itself
/// would grow one without end.
const DEEPEST: usize = 10;

impl Shape {
    /// Everything there is.
    pub fn whole() -> Self {
        Self {
            whole: true,
            id: WHOLE,
            ..Self::default()
        }
    }

    /// Of a map of which these members are read.
    pub(super) fn of_fields(fields: BTreeMap<Arc<str>, Shape>) -> Self {
        Self {
            fields,
            ..Self::default()
        }
    }

    /// How much there is: the length, and with it whether there is anything.
    pub(super) fn size() -> Self {
        Self {
            size: true,
            ..Self::default()
        }
    }

    /// Whether all of the value is read.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether anything of any member is read.
    pub fn reads_members(&self) -> bool {
        self.whole || self.each.is_some() || !self.fields.is_empty()
    }

    /// Whether the number of members is read.
    pub fn reads_size(&self) -> bool {
        self.size
    }

    /// What is read of every member, and with it the keys and their order.
    pub fn each(&self) -> Option<&Shape> {
        self.each.as_deref()
    }

    /// What is read of every member, be it asked for or because everything is.
    pub fn of_members(&self) -> Option<&Shape> {
        match self.whole {
            true => Some(self),
            false => self.each(),
        }
    }

    /// What is read of the members with these names, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Shape)> {
        self.fields.iter().map(|(name, shape)| (&**name, shape))
    }

    /// What is read of the member with this name.
    pub fn field(&self, name: &str) -> Option<&Shape> {
        self.fields.get(name)
    }

    /// Tells a shape from all others: equal for equal shapes.
    pub fn id(&self) -> Fingerprint {
        self.id
    }

    /// The shape of a value of which the value at the end of `steps` is read so.
    pub(super) fn at(self, steps: &[Step]) -> Self {
        steps.iter().rev().fold(self, |inner, step| {
            let mut outer = Self::default();
            match step {
                Step::Field(name) => {
                    outer.fields.insert(name.clone(), inner);
                }
                Step::Each => outer.each = Some(Box::new(inner)),
            }
            outer
        })
    }

    /// Reads what `other` reads, too. Returns whether that is more than before.
    pub(super) fn add(&mut self, other: &Self) -> bool {
        self.add_at(other, 0)
    }

    fn add_at(&mut self, other: &Self, depth: usize) -> bool {
        if self.whole {
            return false;
        }
        if other.whole || depth > DEEPEST {
            *self = Self::whole();
            return true;
        }
        let mut more = other.size && !self.size;
        self.size |= other.size;
        if let Some(each) = &other.each {
            more |= self.each.is_none();
            more |= self.each.get_or_insert_default().add_at(each, depth + 1);
        }
        for (name, shape) in &other.fields {
            if !self.fields.contains_key(name) {
                self.fields.insert(name.clone(), Self::default());
                more = true;
            }
            if let Some(own) = self.fields.get_mut(name) {
                more |= own.add_at(shape, depth + 1);
            }
        }
        more
    }

    /// Makes its `id`, and those of all inside it.
    pub(super) fn seal(&mut self) {
        if self.whole || *self == Self::default() {
            return;
        }
        let mut bytes = vec![u8::from(self.size), u8::from(self.each.is_some())];
        if let Some(each) = &mut self.each {
            each.seal();
            bytes.extend(each.id.0);
        }
        for (name, shape) in &mut self.fields {
            shape.seal();
            bytes.extend((name.len() as u64).to_le_bytes());
            bytes.extend(name.as_bytes());
            bytes.extend(shape.id.0);
        }
        self.id = Fingerprint::of(&bytes);
    }

    /// The paths to what is read, `*` for every member.
    pub(super) fn paths(&self, before: &str, paths: &mut std::collections::BTreeSet<String>) {
        let joined = |name: &str| match before {
            "" => name.to_owned(),
            _ => format!("{before}.{name}"),
        };
        if self.whole || self.size || (self.each.is_none() && self.fields.is_empty()) {
            paths.insert(before.to_owned());
        }
        if let Some(each) = &self.each {
            each.paths(&joined("*"), paths);
        }
        for (name, shape) in &self.fields {
            shape.paths(&joined(name), paths);
        }
    }
}

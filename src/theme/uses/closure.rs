//! The templates of a theme, and what belongs to each.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::facts::{self, Facts};
use super::flow::{self, Taking};
use super::text::{Component, Text};
use super::{Shape, Uses};
use crate::fingerprint::Fingerprint;

/// What every template of a theme can read.
#[derive(Debug, Default)]
pub struct UsesOf {
    files: BTreeMap<String, File>,
    prefixes: Vec<String>,
    /// By name: the file that defines a component, and its place there.
    components: BTreeMap<Arc<str>, (String, usize)>,
    taking: BTreeMap<Arc<str>, Taking>,
    found: BTreeMap<String, OnceLock<Uses>>,
}

#[derive(Debug)]
struct File {
    text: Cow<'static, str>,
    read: Text,
}

/// What belongs to a template, or to a component.
#[derive(Default)]
struct Closure<'a> {
    facts: Vec<&'a Facts>,
    files: BTreeSet<&'a str>,
    components: BTreeSet<Arc<str>>,
    /// Something in it is not understood, or is not there.
    everything: bool,
}

impl UsesOf {
    /// Of templates by name. A name that is not among them is looked for behind
    /// each of the prefixes in turn, as Tera does.
    pub fn new<N, T>(templates: impl IntoIterator<Item = (N, T)>, prefixes: Vec<String>) -> Self
    where
        N: Into<String>,
        T: Into<Cow<'static, str>>,
    {
        let files = templates.into_iter().map(|(name, text)| {
            let (name, text) = (name.into(), text.into());
            let read = Text::read(&name, &text);
            (name, File { text, read })
        });
        let mut all = Self {
            files: files.collect(),
            prefixes,
            ..Self::default()
        };
        all.components = all.defined();
        all.taking = all.taking();
        all.found = all
            .files
            .keys()
            .map(|name| (name.clone(), OnceLock::new()))
            .collect();
        all
    }

    /// What the template with this name can read. None if there is none.
    pub fn get(&self, template: &str) -> Option<&Uses> {
        let name = self.resolved(template)?;
        let found = self.found.get(name)?;
        Some(found.get_or_init(|| self.uses(name)))
    }

    fn resolved(&self, name: &str) -> Option<&str> {
        if let Some((name, _)) = self.files.get_key_value(name) {
            return Some(name);
        }
        self.prefixes.iter().find_map(|prefix| {
            let name = format!("{prefix}{name}");
            self.files.get_key_value(&name).map(|(name, _)| &**name)
        })
    }

    /// The components: of several with one name that of the nearest layer.
    fn defined(&self) -> BTreeMap<Arc<str>, (String, usize)> {
        let rank = |name: &str| {
            let behind = self.prefixes.iter().position(|p| name.starts_with(&**p));
            behind.map_or(0, |index| index + 1)
        };
        let mut defined = BTreeMap::<Arc<str>, (String, usize)>::new();
        for (name, file) in &self.files {
            for (index, component) in file.read.components.iter().enumerate() {
                let own = (name.clone(), index);
                let known = defined.entry(component.name.clone());
                let known = known.or_insert_with(|| own.clone());
                if rank(name) < rank(&known.0) {
                    *known = own;
                }
            }
        }
        defined
    }

    fn component(&self, name: &str) -> Option<(&str, &Component)> {
        let (file, index) = self.components.get(name)?;
        let components = &self.files.get(file)?.read.components;
        Some((file, components.get(*index)?))
    }

    /// What each component takes of what it is given. They call one another, so
    /// this goes on until nothing new is found.
    fn taking(&self) -> BTreeMap<Arc<str>, Taking> {
        let mut closures = BTreeMap::new();
        let mut taking = BTreeMap::new();
        for name in self.components.keys() {
            let Some((_, component)) = self.component(name) else {
                continue;
            };
            let mut closure = Closure::default();
            closure.facts.push(&component.facts);
            self.include(&component.facts, &mut closure);
            let first = Taking {
                rest: component.parameters.rest,
                all: closure.everything || self.calls_itself(name, &closure),
                ..Taking::default()
            };
            taking.insert(name.clone(), first);
            closures.insert(name.clone(), (component, closure));
        }
        let mut more = true;
        while more {
            more = false;
            for (name, (component, closure)) in &closures {
                let demand = flow::demand(&closure.facts, &taking);
                let Some(mut own) = taking.remove(name) else {
                    continue;
                };
                let called = closure.facts.iter().flat_map(|facts| &facts.components);
                let called: Vec<_> = called.filter_map(|name| taking.get(name)).collect();
                more |= own.add(component, &demand, &called);
                taking.insert(name.clone(), own);
            }
        }
        taking
    }

    fn calls_itself(&self, name: &Arc<str>, closure: &Closure<'_>) -> bool {
        let mut called = Closure::default();
        for facts in &closure.facts {
            self.call(facts, &mut called);
        }
        called.components.contains(name)
    }

    /// Adds what is included.
    fn include<'a>(&'a self, facts: &'a Facts, closure: &mut Closure<'a>) {
        closure.everything |= facts.everything;
        for name in &facts.includes {
            self.file(name, closure);
        }
    }

    /// Adds a template with what it extends and includes.
    fn file<'a>(&'a self, name: &str, closure: &mut Closure<'a>) {
        let found = self.resolved(name);
        let Some((name, file)) = found.and_then(|name| self.files.get_key_value(name)) else {
            closure.everything = true;
            return;
        };
        if closure.files.insert(name) {
            closure.facts.push(&file.read.facts);
            if let Some(parent) = &file.read.extends {
                self.file(parent, closure);
            }
            self.include(&file.read.facts, closure);
        }
    }

    /// Adds the components that are called, and those that they call, with what
    /// they include.
    fn call<'a>(&'a self, facts: &'a Facts, closure: &mut Closure<'a>) {
        for name in &facts.components {
            if !closure.components.insert(name.clone()) {
                continue;
            }
            let Some((_, component)) = self.component(name) else {
                closure.everything = true;
                continue;
            };
            let mut own = Closure::default();
            own.facts.push(&component.facts);
            self.include(&component.facts, &mut own);
            closure.everything |= own.everything;
            closure.files.extend(&own.files);
            for facts in own.facts {
                self.call(facts, closure);
            }
        }
    }

    fn uses(&self, name: &str) -> Uses {
        let mut closure = Closure::default();
        self.file(name, &mut closure);
        let shared = closure.facts.clone();
        for facts in &shared {
            self.call(facts, &mut closure);
        }
        let mut shape = Shape::whole();
        if !closure.everything {
            let mut demand = flow::demand(&shared, &self.taking);
            demand.retain(|name, _| !facts::is_made(name));
            shape = Shape::of_fields(demand);
        }
        shape.seal();
        let mut uses = Uses {
            shape,
            hash: self.hash(name, &closure),
            names: BTreeSet::new(),
            calls: BTreeMap::new(),
        };
        let files = closure
            .files
            .iter()
            .filter_map(|name| self.files.get(*name));
        let files = files.map(|file| &file.read.facts);
        let components = closure.components.iter();
        let components = components.filter_map(|name| self.component(name));
        for facts in files.chain(components.map(|(_, component)| &component.facts)) {
            uses.names.extend(facts.names.iter().cloned());
            for (function, with) in &facts.calls {
                let calls = uses.calls.entry(function.clone()).or_default();
                calls.extend(with.iter().cloned());
            }
        }
        uses
    }

    fn hash(&self, name: &str, closure: &Closure<'_>) -> Fingerprint {
        let mut texts = vec![name];
        for name in &closure.files {
            texts.extend([*name, self.files.get(*name).map_or("", |file| &file.text)]);
        }
        // Of the file of a component only what is the component's.
        for name in &closure.components {
            let text = self
                .component(name)
                .and_then(|(file, component)| self.files.get(file)?.text.get(component.at.clone()));
            texts.extend([&**name, text.unwrap_or("")]);
        }
        let mut bytes = Vec::new();
        for text in texts {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        Fingerprint::of(&bytes)
    }
}

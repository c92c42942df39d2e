//! What one template, or one component, says of the names it reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::shape::{Shape, Step};

/// A value reached from a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub root: Arc<str>,
    pub steps: Vec<Step>,
}

/// The places whose value an expression may be, or hold. What else the
/// expression read is noted already.
pub(super) type Flow = Vec<Place>;

/// Whatever is read of `from` is read of `to`.
#[derive(Debug)]
pub(super) struct Edge {
    pub from: Arc<str>,
    /// Only what is read of the members of `from`.
    pub members: bool,
    pub to: Place,
}

/// A place handed to a component.
#[derive(Debug)]
pub(super) struct Argument {
    pub component: Arc<str>,
    pub parameter: Arc<str>,
    pub to: Place,
}

/// What is read, by name and in no order: a name that a loop, `set` or an
/// include gives another meaning is taken for all of them at once.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub reads: BTreeMap<Arc<str>, Shape>,
    pub edges: Vec<Edge>,
    pub arguments: Vec<Argument>,
    pub components: BTreeSet<Arc<str>>,
    pub includes: BTreeSet<String>,
    /// Every name that stands there, whatever it is.
    pub names: BTreeSet<Arc<str>>,
    /// Functions, each with what it is called with where that is one text.
    pub calls: BTreeMap<Arc<str>, BTreeSet<Option<String>>>,
    /// The template asks for all of its context.
    pub everything: bool,
    /// Whose these are, for the names of the lists that it makes.
    of: String,
    made: usize,
}

impl Facts {
    /// Of a template, by name; of a component, by `<name>`.
    pub fn new(of: String) -> Self {
        Self {
            of,
            ..Self::default()
        }
    }

    /// A name that no template can write.
    pub fn made(&mut self) -> Arc<str> {
        self.made += 1;
        format!("#{} {}", self.of, self.made).into()
    }

    /// Notes that this much of the places is read.
    pub fn read(&mut self, flow: &[Place], shape: &Shape) {
        for place in flow {
            let shape = shape.clone().at(&place.steps);
            self.reads
                .entry(place.root.clone())
                .or_default()
                .add(&shape);
        }
    }

    /// Notes that they are read wholly.
    pub fn take(&mut self, flow: &[Place]) {
        self.read(flow, &Shape::whole());
    }

    /// Notes that it matters how much there is.
    pub fn look(&mut self, flow: &[Place]) {
        self.read(flow, &Shape::size());
    }

    /// Binds a name to what it stands for. That there is such a value matters
    /// even where the name is never used: rendering fails without.
    pub fn bind(&mut self, name: &str, flow: &[Place], members: bool) {
        self.read(flow, &Shape::default());
        let from: Arc<str> = name.into();
        for place in flow {
            self.edges.push(Edge {
                from: from.clone(),
                members,
                to: place.clone(),
            });
        }
    }
}

/// Whether a name is one of a list that is made, which no context has.
pub(super) fn is_made(name: &str) -> bool {
    name.starts_with('#')
}

/// Goes one step further from every place.
pub(super) fn step(flow: &mut Flow, step: Step) {
    for place in flow {
        place.steps.push(step.clone());
    }
}

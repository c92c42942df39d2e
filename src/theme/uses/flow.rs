//! From what is read of each name, by way of loops, `set` and components, to
//! what is read of the context.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts::Facts;
use super::shape::Shape;
use super::text::Component;

/// What is read, by name.
pub(super) type Demand = BTreeMap<Arc<str>, Shape>;

/// What a component reads of what it is given.
#[derive(Debug, Default)]
pub(super) struct Taking {
    pub demand: Demand,
    /// The names that it, or a component that it calls, finds for itself in the
    /// scope of who called it.
    pub implicit: BTreeSet<Arc<str>>,
    /// It gathers what it has no name for.
    pub rest: bool,
    /// It calls itself, or asks for all it has.
    pub all: bool,
}

impl Taking {
    /// What is read of a value given under this name.
    fn of(&self, parameter: &str) -> Shape {
        match self.all || self.rest {
            true => Shape::whole(),
            false => self.demand.get(parameter).cloned().unwrap_or_default(),
        }
    }

    /// Reads what was found to be read. Returns whether that is more than before.
    pub fn add(&mut self, component: &Component, found: &Demand, called: &[&Taking]) -> bool {
        let mut more = false;
        let inherited = called.iter().flat_map(|taking| &taking.implicit);
        for name in component.parameters.implicit.iter().chain(inherited) {
            more |= self.implicit.insert(name.clone());
        }
        let named = component.parameters.named.iter();
        for name in named.chain(&self.implicit) {
            if let Some(shape) = found.get(name) {
                let own = self.demand.entry(name.clone());
                more |= own.or_default().add(shape);
            }
        }
        more
    }
}

/// After as many rounds, what still grows is taken for the whole value.
const ROUNDS: usize = 8;

/// What templates that share their names, such as one with its parents and what
/// it includes, read of each name.
pub(super) fn demand(facts: &[&Facts], components: &BTreeMap<Arc<str>, Taking>) -> Demand {
    let mut demand = Demand::new();
    for facts in facts {
        for (name, shape) in &facts.reads {
            demand.entry(name.clone()).or_default().add(shape);
        }
        for argument in &facts.arguments {
            let shape = match components.get(&argument.component) {
                Some(taking) => taking.of(&argument.parameter),
                None => Shape::whole(),
            };
            let to = &argument.to;
            let own = demand.entry(to.root.clone()).or_default();
            own.add(&shape.at(&to.steps));
        }
        for taking in facts
            .components
            .iter()
            .filter_map(|name| components.get(name))
        {
            for name in &taking.implicit {
                let own = demand.entry(name.clone()).or_default();
                own.add(&taking.of(name));
            }
        }
    }
    spread(facts, &mut demand);
    demand
}

fn spread(facts: &[&Facts], demand: &mut Demand) {
    let mut changed: BTreeSet<Arc<str>> = demand.keys().cloned().collect();
    let mut round = 0;
    while !changed.is_empty() {
        let mut next = BTreeSet::new();
        let edges = facts.iter().flat_map(|facts| &facts.edges);
        for edge in edges.filter(|edge| changed.contains(&edge.from)) {
            let Some(read) = demand.get(&edge.from) else {
                continue;
            };
            let read = match (edge.members, &read.each) {
                (true, _) if read.is_whole() => Shape::whole(),
                (true, Some(each)) => (**each).clone(),
                (true, None) => continue,
                (false, _) => read.clone(),
            };
            let read = match round < ROUNDS {
                true => read.at(&edge.to.steps),
                false => Shape::whole(),
            };
            let own = demand.entry(edge.to.root.clone()).or_default();
            if own.add(&read) {
                next.insert(edge.to.root.clone());
            }
        }
        changed = next;
        round += 1;
    }
}

//! Components: what they are given where they are defined and where they are
//! called.

use std::sync::Arc;

use super::facts::{Argument, Place};
use super::reader::{Read, Reader};
use super::token::Token;

/// What a component is given.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub named: Vec<Arc<str>>,
    pub implicit: Vec<Arc<str>>,
    pub rest: bool,
}

impl Reader<'_, '_> {
    /// A name such as `act.events`.
    pub fn dotted(&mut self) -> Read<Arc<str>> {
        let mut name = self.name()?.to_owned();
        while self.sign(".") {
            name.push('.');
            name.push_str(self.name()?);
        }
        Ok(name.into())
    }

    /// Behind `<`: the name of a component and what it gets.
    pub fn component(&mut self) -> Read<()> {
        let component = self.dotted()?;
        self.facts.components.insert(component.clone());
        loop {
            if self.sign("{") {
                self.expect("...")?;
                self.used()?;
                self.expect("}")?;
                continue;
            }
            let [Token::Name(parameter), ..] = self.tokens else {
                return Ok(());
            };
            self.next()?;
            let flow = match self.sign("=") {
                true if self.sign("{") => {
                    let flow = self.expression()?;
                    self.expect("}")?;
                    flow
                }
                true => {
                    self.text()?;
                    continue;
                }
                false => vec![Place {
                    root: (*parameter).into(),
                    steps: Vec::new(),
                }],
            };
            for to in flow {
                self.facts.arguments.push(Argument {
                    component: component.clone(),
                    parameter: (*parameter).into(),
                    to,
                });
            }
        }
    }

    /// Behind the name of a component that is defined: what it is given. Returns
    /// the names, those that come of themselves (`@name`), and whether it
    /// gathers all others.
    pub fn parameters(&mut self) -> Read<Parameters> {
        let mut parameters = Parameters::default();
        self.expect("(")?;
        while !self.sign(")") {
            if self.sign("...") {
                self.name()?;
                parameters.rest = true;
                continue;
            }
            let implicit = self.sign("@");
            let name: Arc<str> = self.name()?.into();
            if self.sign(":") {
                self.name()?;
            }
            if self.sign("=") {
                self.used()?;
            }
            if implicit {
                parameters.implicit.push(name.clone());
            }
            parameters.named.push(name);
            self.sign(",");
        }
        Ok(parameters)
    }
}

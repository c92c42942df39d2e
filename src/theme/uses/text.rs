//! A template's text read for what it says of names, tag by tag.

use std::ops::Range;
use std::sync::Arc;

use super::NotUnderstood;
use super::component::Parameters;
use super::facts::Facts;
use super::reader::Reader;
use super::token::{Tag, Token, tags};

/// What a template says.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub facts: Facts,
    pub extends: Option<String>,
    pub components: Vec<Component>,
}

/// A component that it defines.
#[derive(Debug)]
pub(super) struct Component {
    pub name: Arc<str>,
    pub parameters: Parameters,
    pub facts: Facts,
    /// Where it stands.
    pub at: Range<usize>,
}

impl Text {
    /// Reads a template. What is not understood asks for everything.
    pub fn read(name: &str, text: &str) -> Self {
        let mut read = Self {
            facts: Facts::new(name.to_owned()),
            ..Self::default()
        };
        if read.tags(text).is_err() {
            read.facts.everything = true;
        }
        read
    }

    fn tags(&mut self, text: &str) -> Result<(), NotUnderstood> {
        let mut open: Option<Component> = None;
        for tag in tags(text)? {
            match tag.tokens.first() {
                Some(Token::Name("component")) if !tag.shows && open.is_none() => {
                    open = Some(defined(&tag)?);
                }
                Some(Token::Name("endcomponent")) if !tag.shows => {
                    let mut component = open.take().ok_or(NotUnderstood)?;
                    component.at.end = tag.at.end;
                    self.components.push(component);
                }
                Some(Token::Name("extends")) if !tag.shows => {
                    let mut reader = Reader::new(&tag.tokens, &mut self.facts);
                    reader.expect_word("extends")?;
                    self.extends = Some(reader.text()?.to_owned());
                    reader.end()?;
                }
                _ => {
                    let facts = open
                        .as_mut()
                        .map_or(&mut self.facts, |component| &mut component.facts);
                    read(&tag, facts)?;
                }
            }
        }
        match open {
            Some(_) => Err(NotUnderstood),
            None => Ok(()),
        }
    }
}

/// `{% component name(title, page = none) {"note": "…"} %}`
fn defined(tag: &Tag<'_>) -> Result<Component, NotUnderstood> {
    let mut head = Facts::default();
    let mut reader = Reader::new(&tag.tokens, &mut head);
    reader.expect_word("component")?;
    let name = reader.dotted()?;
    let parameters = reader.parameters()?;
    if reader.end().is_err() {
        reader.used()?;
        reader.end()?;
    }
    let mut facts = Facts::new(format!("<{name}>"));
    facts.names = std::mem::take(&mut head.names);
    Ok(Component {
        facts,
        name,
        parameters,
        at: tag.at.clone(),
    })
}

fn read(tag: &Tag<'_>, facts: &mut Facts) -> Result<(), NotUnderstood> {
    let mut reader = Reader::new(&tag.tokens, facts);
    if tag.shows {
        reader.used()?;
        return reader.end();
    }
    if reader.sign("</") {
        return Ok(());
    }
    if reader.sign("<") {
        reader.component()?;
        reader.sign(">");
        return reader.end();
    }
    match reader.name()? {
        "set" | "set_global" => {
            let name = reader.name()?;
            if reader.sign("=") {
                let flow = reader.expression()?;
                reader.facts.bind(name, &flow, false);
            } else if reader.sign("|") {
                reader.filters()?;
            }
        }
        "include" => {
            let name = reader.text()?.to_owned();
            reader.facts.includes.insert(name);
        }
        "for" => {
            let (key, value) = reader.loop_names()?;
            let over = reader.expression()?;
            reader.repeat(key, value, over);
        }
        "if" | "elif" => {
            let condition = reader.expression()?;
            reader.facts.look(&condition);
        }
        "filter" => reader.filters()?,
        // Nothing but names.
        "block" | "endblock" | "else" | "endif" | "endfor" | "endset" | "endfilter" | "break"
        | "continue" => return Ok(()),
        _ => return Err(NotUnderstood),
    }
    reader.end()
}

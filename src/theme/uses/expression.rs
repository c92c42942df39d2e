//! Expressions. Of precedence is known only what tells a value that is passed on
//! from one that is used up.

use super::NotUnderstood;
use super::facts::{Flow, Place, step};
use super::reader::{Read, Reader};
use super::shape::{Shape, Step};
use super::token::Token;

/// Between two values that are both used up.
const OPERATORS: &[&str] = &[
    "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "//", "%", "**", "~",
];

/// Tera takes none as deep as this.
const DEEPEST: usize = 100;

impl<'a> Reader<'a, '_> {
    /// An expression of any kind.
    pub fn expression(&mut self) -> Read<Flow> {
        let mut flow = self.choice()?;
        if self.word("if") {
            let condition = self.expression()?;
            self.facts.look(&condition);
            self.expect_word("else")?;
            flow.extend(self.expression()?);
        }
        Ok(flow)
    }

    /// An expression that is used up.
    pub fn used(&mut self) -> Read<()> {
        let flow = self.expression()?;
        self.facts.take(&flow);
        Ok(())
    }

    /// One without `if` and `else`: `a or b`.
    fn choice(&mut self) -> Read<Flow> {
        let mut flow = self.comparison()?;
        while self.word("or") || self.word("and") {
            self.facts.look(&flow);
            flow.extend(self.comparison()?);
        }
        Ok(flow)
    }

    fn comparison(&mut self) -> Read<Flow> {
        let mut flow = self.operand()?;
        loop {
            if self.word("is") {
                self.word("not");
                match self.name()? {
                    "defined" | "undefined" | "none" => self.facts.look(&flow),
                    _ => self.facts.take(&flow),
                }
                flow.clear();
                self.named_arguments()?;
                continue;
            }
            let not_in = self.is_word(0, "not") && self.is_word(1, "in");
            if not_in {
                self.next()?;
            }
            let operator = self.word("in") || OPERATORS.iter().any(|sign| self.sign(sign));
            if !operator {
                return Ok(flow);
            }
            self.facts.take(&flow);
            flow.clear();
            let other = self.operand()?;
            self.facts.take(&other);
        }
    }

    fn operand(&mut self) -> Read<Flow> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(NotUnderstood);
        }
        let flow = self.value();
        self.depth -= 1;
        flow
    }

    fn value(&mut self) -> Read<Flow> {
        if self.word("not") {
            let flow = self.comparison()?;
            self.facts.look(&flow);
            return Ok(Flow::new());
        }
        if self.sign("-") {
            let flow = self.operand()?;
            self.facts.take(&flow);
            return Ok(Flow::new());
        }
        let mut flow = self.primary()?;
        loop {
            if self.sign(".") || self.sign("?.") {
                let name = self.name()?;
                step(&mut flow, Step::Field(name.into()));
            } else if self.sign("[") || self.sign("?[") {
                self.subscript(&mut flow)?;
            } else if self.sign("|") {
                self.filter(&mut flow)?;
            } else {
                return Ok(flow);
            }
        }
    }

    fn primary(&mut self) -> Read<Flow> {
        match self.next()? {
            Token::Text(_) | Token::Literal | Token::Name("none" | "None" | "null") => {
                Ok(Flow::new())
            }
            Token::Name(name) if self.is(0, "(") => {
                self.call(name)?;
                Ok(Flow::new())
            }
            Token::Name(name) => {
                self.facts.everything |= *name == super::WHOLE_CONTEXT;
                Ok(vec![Place {
                    root: (*name).into(),
                    steps: Vec::new(),
                }])
            }
            Token::Sign("(") => {
                let flow = self.expression()?;
                self.expect(")")?;
                Ok(flow)
            }
            Token::Sign("[") => self.list(),
            Token::Sign("{") => self.map(),
            Token::Sign("<") => {
                self.component()?;
                self.expect("/")?;
                self.expect(">")?;
                Ok(Flow::new())
            }
            Token::Sign(_) => Err(NotUnderstood),
        }
    }

    /// Behind `[`: a key, an index or a slice.
    fn subscript(&mut self, flow: &mut Flow) -> Read<()> {
        if let [Token::Text(key), Token::Sign("]"), rest @ ..] = self.tokens {
            self.tokens = rest;
            step(flow, Step::Field((&**key).into()));
            return Ok(());
        }
        let mut slice = false;
        while !self.sign("]") {
            match self.sign(":") {
                true => slice = true,
                false => self.used()?,
            }
        }
        match slice {
            true => self.facts.look(flow),
            false => step(flow, Step::Each),
        }
        Ok(())
    }

    fn filter(&mut self, flow: &mut Flow) -> Read<()> {
        let name = self.name()?;
        let by = match self.tokens {
            [
                Token::Sign("("),
                Token::Name("attribute"),
                _,
                Token::Text(path),
                Token::Sign(")"),
                ..,
            ] => Some(path),
            _ => None,
        };
        let bare = !self.named_arguments()?;
        match (name, by) {
            ("length", _) if bare => {
                self.facts.look(flow);
                flow.clear();
            }
            ("first" | "last", _) if bare => step(flow, Step::Each),
            // The same list in another order.
            ("reverse", _) if bare => self.facts.look(flow),
            ("sort", Some(path)) => {
                self.facts.look(flow);
                let mut by = flow.clone();
                step(&mut by, Step::Each);
                for part in path.split('.') {
                    step(
                        &mut by,
                        match part.parse::<usize>() {
                            Ok(_) => Step::Each,
                            Err(_) => Step::Field(part.into()),
                        },
                    );
                }
                self.facts.take(&by);
            }
            _ => {
                self.facts.take(flow);
                flow.clear();
            }
        }
        Ok(())
    }

    /// The filters of `{% filter … %}` and of `{% set name | … %}`.
    pub fn filters(&mut self) -> Read<()> {
        self.filter(&mut Flow::new())?;
        while self.sign("|") {
            self.filter(&mut Flow::new())?;
        }
        Ok(())
    }

    /// `(name=value, …)`, if it is there; returns whether.
    fn named_arguments(&mut self) -> Read<bool> {
        if !self.sign("(") {
            return Ok(false);
        }
        while !self.sign(")") {
            self.name()?;
            self.expect("=")?;
            self.used()?;
            self.sign(",");
        }
        Ok(true)
    }

    fn call(&mut self, function: &str) -> Read<()> {
        let with = match self.tokens {
            [
                _,
                Token::Name(_),
                Token::Sign("="),
                Token::Text(text),
                Token::Sign(")"),
                ..,
            ] => Some(text.clone().into_owned()),
            _ => None,
        };
        self.facts
            .calls
            .entry(function.into())
            .or_default()
            .insert(with);
        self.named_arguments()?;
        Ok(())
    }

    /// A name of its own for a list that is made, so that what is read of the
    /// list is read of what it was made from.
    fn made(&mut self) -> Place {
        Place {
            root: self.facts.made(),
            steps: Vec::new(),
        }
    }

    /// Behind `[`: a list or a comprehension.
    fn list(&mut self) -> Read<Flow> {
        let made = self.made();
        while !self.sign("]") {
            let spread = self.sign("...");
            let flow = self.expression()?;
            if spread {
                self.facts.look(&flow);
            }
            self.facts.bind(&made.root, &flow, !spread);
            if self.word("for") {
                self.comprehended()?;
            } else {
                self.sign(",");
            }
        }
        Ok(vec![made])
    }

    /// Behind `for`: `page in pages if page.date`.
    fn comprehended(&mut self) -> Read<()> {
        let (key, value) = self.loop_names()?;
        let over = self.choice()?;
        self.repeat(key, value, over);
        if self.word("if") {
            let condition = self.choice()?;
            self.facts.look(&condition);
        }
        Ok(())
    }

    /// `value in` or `key, value in`.
    pub fn loop_names(&mut self) -> Read<(Option<&'a str>, &'a str)> {
        let first = self.name()?;
        let names = match self.sign(",") {
            true => (Some(first), self.name()?),
            false => (None, first),
        };
        self.expect_word("in")?;
        Ok(names)
    }

    /// Binds the names of a loop to the members of what it goes over.
    pub fn repeat(&mut self, key: Option<&str>, value: &str, mut over: Flow) {
        self.facts.look(&over);
        step(&mut over, Step::Each);
        if key.is_some() {
            self.facts.read(&over, &Shape::default());
        }
        self.facts.bind(value, &over, false);
    }

    /// Behind `{`.
    fn map(&mut self) -> Read<Flow> {
        while !self.sign("}") {
            if !self.sign("...") {
                match self.next()? {
                    Token::Text(_) | Token::Literal => self.expect(":")?,
                    _ => return Err(NotUnderstood),
                }
            }
            self.used()?;
            self.sign(",");
        }
        Ok(Flow::new())
    }
}

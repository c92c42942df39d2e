//! The tokens of a tag, read from left to right.

use super::NotUnderstood;
use super::facts::Facts;
use super::token::Token;

/// What was read, if it was understood.
pub(super) type Read<T> = Result<T, NotUnderstood>;

/// A tag that is being read, and what is found in it.
pub(super) struct Reader<'a, 'f> {
    pub tokens: &'a [Token<'a>],
    /// How many expressions the one at hand stands in.
    pub depth: usize,
    pub facts: &'f mut Facts,
}

impl<'a, 'f> Reader<'a, 'f> {
    pub fn new(tokens: &'a [Token<'a>], facts: &'f mut Facts) -> Self {
        for token in tokens {
            if let Token::Name(name) = token {
                facts.names.insert((*name).into());
            }
        }
        Self {
            tokens,
            depth: 0,
            facts,
        }
    }

    pub fn next(&mut self) -> Read<&'a Token<'a>> {
        let (first, rest) = self.tokens.split_first().ok_or(NotUnderstood)?;
        self.tokens = rest;
        Ok(first)
    }

    pub fn is(&self, at: usize, sign: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token::Sign(found)) if *found == sign)
    }

    pub fn is_word(&self, at: usize, word: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token::Name(found)) if *found == word)
    }

    /// Goes past a sign if it is the next one.
    pub fn sign(&mut self, sign: &str) -> bool {
        let found = self.is(0, sign);
        self.tokens = &self.tokens[usize::from(found)..];
        found
    }

    /// Goes past a word if it is the next one.
    pub fn word(&mut self, word: &str) -> bool {
        let found = self.is_word(0, word);
        self.tokens = &self.tokens[usize::from(found)..];
        found
    }

    pub fn expect(&mut self, sign: &str) -> Read<()> {
        match self.sign(sign) {
            true => Ok(()),
            false => Err(NotUnderstood),
        }
    }

    pub fn expect_word(&mut self, word: &str) -> Read<()> {
        match self.word(word) {
            true => Ok(()),
            false => Err(NotUnderstood),
        }
    }

    pub fn name(&mut self) -> Read<&'a str> {
        match self.next()? {
            Token::Name(name) => Ok(name),
            _ => Err(NotUnderstood),
        }
    }

    pub fn text(&mut self) -> Read<&'a str> {
        match self.next()? {
            Token::Text(text) => Ok(text),
            _ => Err(NotUnderstood),
        }
    }

    pub fn end(&self) -> Read<()> {
        match self.tokens {
            [] => Ok(()),
            _ => Err(NotUnderstood),
        }
    }
}

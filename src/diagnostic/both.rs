//! Words that a problem carries in both languages.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Lang;
use crate::schema::Said;

/// The same in Chinese and in English, such as what a value must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    // Boxed: these go into errors, which should be small.
    zh: Box<str>,
    en: Box<str>,
}

impl Both {
    /// Two ways of saying one thing.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into().into(),
            en: en.into().into(),
        }
    }

    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What is the same in every language, such as words of the writer.
impl From<&str> for Both {
    fn from(text: &str) -> Self {
        Self::new(text, text)
    }
}

impl From<String> for Both {
    fn from(text: String) -> Self {
        Self::new(text.clone(), text)
    }
}

impl From<Said> for Both {
    fn from(said: Said) -> Self {
        Self::new(said.zh, said.en)
    }
}

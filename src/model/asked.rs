//! What was asked of the rest of the site when a page was read, and what the
//! answer was. As long as all answers are the same, so is the page.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Problem;
use crate::media::{Media, Size};
use crate::model::facts::Fact;
use crate::model::{Facts, Target, Targets};

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Asked {
    /// What stands for `【=name】`.
    Say(Box<str>, Result<String, Problem>),
    /// A text with its facts put in.
    Fill(Box<str>, Result<String, Problem>),
    /// Where a link leads.
    Target(Box<str>, Target),
    /// How large a file beside the text is.
    Size(Box<str>, Option<Size>),
    /// A whole fact. Only front matter asks for one, which is always read; it has
    /// to stand last, since it is never read back from a disk.
    #[serde(skip_deserializing)]
    Fact(Box<str>, Option<Box<Fact>>),
}

/// Those parts of a site that are asked, and what was asked of them for the
/// file at `file`.
#[derive(Debug)]
pub struct Asking<'a> {
    /// The file for which it is asked.
    pub file: &'a str,
    /// All facts.
    pub facts: &'a Facts,
    /// All that can be linked to.
    pub targets: &'a Targets,
    /// Files beside the text. None where they do not matter.
    pub media: Option<&'a Media>,
    asked: RefCell<Vec<Asked>>,
}

impl<'a> Asking<'a> {
    /// Asks for a file.
    pub fn new(file: &'a str, facts: &'a Facts, targets: &'a Targets) -> Self {
        Self {
            file,
            facts,
            targets,
            media: None,
            asked: RefCell::default(),
        }
    }

    /// Asks about files beside the text too.
    pub fn with_media(self, media: &'a Media) -> Self {
        Self {
            media: Some(media),
            ..self
        }
    }

    /// What stands for `【=name】`.
    ///
    /// # Errors
    /// If there is no such fact.
    pub fn say(&self, name: &str) -> Result<String, Problem> {
        let said = self.facts.say(name);
        self.note(Asked::Say(name.into(), said.clone()));
        said
    }

    /// A text with its facts put in.
    ///
    /// # Errors
    /// If it names a fact that there is not.
    pub fn fill(&self, text: &str) -> Result<String, Problem> {
        let filled = self.facts.fill(text);
        self.note(Asked::Fill(text.into(), filled.clone()));
        filled
    }

    /// A whole fact.
    pub fn fact(&self, name: &str) -> Option<&'a Fact> {
        let fact = self.facts.get(name);
        self.note(Asked::Fact(name.into(), fact.cloned().map(Box::new)));
        fact
    }

    /// Where a link leads.
    pub fn target(&self, link: &str) -> Target {
        let target = self.targets.find(self.file, link);
        self.note(Asked::Target(link.into(), target.clone()));
        target
    }

    /// How large a file beside the text is.
    pub fn size(&self, path: &str) -> Option<Size> {
        let size = self.media.and_then(|media| media.get(path));
        self.note(Asked::Size(path.into(), size));
        size
    }

    /// Everything that was asked.
    pub fn asked(self) -> Box<[Asked]> {
        self.asked.into_inner().into()
    }

    /// Whether each of these answers that `matters` would be the same now.
    pub fn still(&self, asked: &[Asked], matters: impl Fn(&Asked) -> bool) -> bool {
        let mut asked = asked.iter().filter(|asked| matters(asked));
        asked.all(|asked| match asked {
            Asked::Say(name, said) => self.facts.say(name) == *said,
            Asked::Fill(text, filled) => self.facts.fill(text) == *filled,
            Asked::Fact(name, fact) => self.facts.get(name) == fact.as_deref(),
            Asked::Target(link, target) => self.targets.find(self.file, link) == *target,
            Asked::Size(path, size) => self.media.and_then(|media| media.get(path)) == *size,
        })
    }

    fn note(&self, asked: Asked) {
        self.asked.borrow_mut().push(asked);
    }
}

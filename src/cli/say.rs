//! What the program says on the terminal, in the language wanted.

use std::io::{IsTerminal, Write};
use std::path::Path;

use super::arguments::{Format, Language};
use crate::diagnostic::{self, Diagnostic, Lang, Report, Severity};
use crate::texts::FileTexts;

/// The language of messages, and how to say things in it.
#[derive(Debug, Clone, Copy)]
pub struct Say {
    /// The language.
    pub lang: Lang,
}

impl Say {
    /// The language asked for, else that of the locale: English where it says
    /// so, Chinese everywhere else.
    pub fn new(asked: Option<Language>) -> Self {
        let locale = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
                .unwrap_or_default()
        };
        let english = match asked {
            Some(language) => language == Language::En,
            None => locale().starts_with("en"),
        };
        Self {
            lang: if english { Lang::En } else { Lang::Zh },
        }
    }

    /// Words in the language.
    pub fn words<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::Zh { zh } else { en }
    }

    /// A line about the work, beside the results.
    pub fn line(&self, text: &str) {
        // A closed terminal is no reason to stop.
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// Shows problems: to people on the error stream, to programs on the output.
    pub fn report(&self, root: &Path, problems: Vec<Diagnostic>, format: Format) -> Report {
        let report = Report::new(problems);
        let texts = FileTexts::of(root, &report);
        match format {
            Format::Json => {
                let text = report.show(&texts, diagnostic::Format::Json, self.lang);
                let _ = write!(std::io::stdout(), "{text}");
            }
            Format::Human => {
                let colour =
                    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
                let text = report.show(&texts, diagnostic::Format::Human { colour }, self.lang);
                let _ = write!(std::io::stderr(), "{text}");
                if report.iter().next().is_some() {
                    self.line("");
                }
            }
        }
        report
    }

    /// `3 个错误，1 个警告`; empty where there is nothing to count.
    pub fn counts(&self, report: &Report) -> String {
        let zh = self.lang == Lang::Zh;
        let part = |severity, zh_word: &str, en_word: &str| {
            let count = report.count(severity);
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| match zh {
                true => format!("{count} 个{zh_word}"),
                false => format!("{count} {en_word}{plural}"),
            })
        };
        let parts: Vec<_> = [
            part(Severity::Error, "错误", "error"),
            part(Severity::Warning, "警告", "warning"),
            part(Severity::Note, "说明", "note"),
        ]
        .into_iter()
        .flatten()
        .collect();
        parts.join(if zh { "，" } else { ", " })
    }
}

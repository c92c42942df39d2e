//! The catalogue: every kind of problem there is, with its severity, its code
//! and its sentences in Chinese and in English.
//!
//! A message says what is wrong and what is there; the help says what to write
//! instead.

use super::{Lang, Severity};

/// Everything that can be said of a site. Fields are the facts of the case;
/// the sentences are made here and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum Problem {
    // ---- files ----
    Unreadable { reason: String },
    // ---- front matter ----
    UnknownKey { key: String, nearest: Option<String> },
    // ---- facts ----
    UnknownFact { name: String, nearest: Option<String> },
    // ---- links and pictures ----
    MissingTarget { target: String, nearest: Option<String> },
    MissingPicture { target: String, nearest: Option<String> },
    RawHtml { tag: String },
}

/// The parts of a message in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    /// What is wrong and what is there.
    pub message: String,
    /// What to write instead, if it can be said.
    pub help: Option<String>,
}

impl Problem {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        match self {
            Self::RawHtml { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// A short, lasting name for programs and for `--allow`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::UnknownKey { .. } => "unknown-key",
            Self::UnknownFact { .. } => "unknown-fact",
            Self::MissingTarget { .. } => "missing-target",
            Self::MissingPicture { .. } => "missing-picture",
            Self::RawHtml { .. } => "raw-html",
        }
    }

    /// What to tell the writer.
    pub fn sentences(&self, lang: Lang) -> Sentences {
        let zh = lang == Lang::Zh;
        match self {
            Self::Unreadable { reason } => said(
                zh,
                format!("这个文件读不出来：{reason}"),
                format!("this file cannot be read: {reason}"),
            ),
            Self::UnknownKey { key, nearest } => said(
                zh,
                format!("「{key}」不是已知的键"),
                format!("`{key}` is not a known key"),
            )
            .perhaps(nearest, zh),
            Self::UnknownFact { name, nearest } => said(
                zh,
                format!("data/ 里没有名为「{name}」的事实"),
                format!("data/ has no fact named `{name}`"),
            )
            .perhaps(nearest, zh),
            Self::MissingTarget { target, nearest } => said(
                zh,
                format!("链接指向的「{target}」不存在"),
                format!("the link's target `{target}` does not exist"),
            )
            .perhaps(nearest, zh),
            Self::MissingPicture { target, nearest } => said(
                zh,
                format!("找不到图片「{target}」"),
                format!("there is no picture `{target}`"),
            )
            .perhaps(nearest, zh),
            Self::RawHtml { tag } => said(
                zh,
                format!("正文里的 HTML 标签「{tag}」按文字显示"),
                format!("the HTML tag `{tag}` is shown as text"),
            )
            .help(
                zh,
                "改用 Markdown 写法；确实需要时在 site.yaml 写「允许HTML: 是」",
                "use Markdown; if it must be, write `raw_html: true` in site.yaml",
            ),
        }
    }
}

/// A message in the language wanted.
fn said(zh: bool, chinese: String, english: String) -> Sentences {
    Sentences { message: if zh { chinese } else { english }, help: None }
}

impl Sentences {
    /// Adds what to write instead.
    fn help(mut self, zh: bool, chinese: impl Into<String>, english: impl Into<String>) -> Self {
        self.help = Some(if zh { chinese.into() } else { english.into() });
        self
    }

    /// Adds the nearest known name, if there is one.
    fn perhaps(self, nearest: &Option<String>, zh: bool) -> Self {
        match nearest {
            Some(name) => {
                self.help(zh, format!("应写成「{name}」？"), format!("did you mean `{name}`?"))
            }
            None => self,
        }
    }
}

//! How changes are seen.

use crate::diagnostic::Lang;

/// How changes are seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The system tells of them at once.
    Events,
    /// Every file is looked at again and again.
    Polling {
        /// Why events are not relied on.
        why: Why,
    },
}

/// Why events are not relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// They are not wanted.
    Asked,
    /// It is not known yet whether they come.
    Starting,
    /// A file written as a probe was not told of.
    Silent,
    /// No probe could be written.
    NoProbe {
        /// What the system says.
        reason: String,
    },
    /// What others change on a shared folder is not told here.
    Shared {
        /// The kind of the file system.
        system: String,
    },
    /// The system refuses to tell.
    Refused {
        /// What it says.
        reason: String,
    },
}

impl How {
    /// A sentence for people; none where all is as it should be.
    pub fn sentence(&self, lang: Lang) -> Option<String> {
        let Self::Polling { why } = self else {
            return None;
        };
        let why = why.words(lang);
        Some(match lang {
            Lang::Zh => format!("定时查看文件有没有改动：{why}"),
            Lang::En => format!("looking for changes at intervals: {why}"),
        })
    }
}

impl Why {
    /// The reason in words, without a full stop.
    pub fn words(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Asked => ("按要求不用系统的通知".into(), "as was asked".into()),
            Self::Starting => (
                "系统的通知还没有来".into(),
                "the system has not told of any yet".into(),
            ),
            Self::Silent => (
                "系统不通知这个文件夹里的改动".into(),
                "the system does not tell of changes in this folder".into(),
            ),
            Self::NoProbe { reason } => (
                format!("网站文件夹里不能写，没法试系统的通知（{reason}）"),
                format!("the site's folder cannot be written to for a probe ({reason})"),
            ),
            Self::Shared { system } => (
                format!("这是共享文件夹（{system}），别人的改动系统不通知"),
                format!("a shared folder ({system}) does not tell what others change"),
            ),
            Self::Refused { reason } => (
                format!("系统的通知用不了（{reason}）"),
                format!("the system refuses to tell ({reason})"),
            ),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

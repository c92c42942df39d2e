//! Why a preview could not be shared.

use std::io;
use std::path::Path;

use thiserror::Error;
use zip::result::ZipError;

use crate::diagnostic::{Diagnostic, Lang};

/// What stops a preview. What was there before is left as it was by any.
#[derive(Debug, Error)]
pub enum ShareError {
    /// Something that is no archive has the name.
    #[error("there is something that is no zip file")]
    Foreign,
    /// Pages that could not be rendered, and why.
    #[error("{} pages could not be made", .0.len())]
    Pages(Vec<Diagnostic>),
    /// What no zip can hold.
    #[error("{0}")]
    Archive(ZipError),
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl From<ZipError> for ShareError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::Io(error),
            other => Self::Archive(other),
        }
    }
}

impl ShareError {
    /// What to tell people, if the archive was to be at `path`.
    pub fn message(&self, path: &Path, lang: Lang) -> String {
        let path = path.display();
        match (self, lang) {
            (Self::Foreign, Lang::Zh) => {
                format!("{path} 已经有了，又不是 zip 压缩包，没有动它；请换一个名字")
            }
            (Self::Foreign, Lang::En) => {
                format!(
                    "{path} is there already and no zip file; it was left alone, give another name"
                )
            }
            (Self::Pages(pages), Lang::Zh) => format!("{} 个没有做成", pages.len()),
            (Self::Pages(pages), Lang::En) => format!("{} could not be made", pages.len()),
            (Self::Archive(error), Lang::Zh) => format!("{path} 写不成：{error}"),
            (Self::Archive(error), Lang::En) => format!("{path} cannot be made: {error}"),
            (Self::Io(error), Lang::Zh) => format!("{path} 写不了：{error}"),
            (Self::Io(error), Lang::En) => format!("{path} cannot be written: {error}"),
        }
    }
}

//! Why an output could not be written.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::diagnostic::Lang;

/// What stops the last stage. Nothing that was there before is lost by any.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The output folder is, contains or lies in a folder that is read from.
    #[error("the output folder {} would mix with {}", .out.display(), .source_folder.display())]
    MixesWithSources {
        /// The output folder.
        out: PathBuf,
        /// The folder that it meets.
        source_folder: PathBuf,
    },
    /// A path that leads out of the output folder or is not one everywhere.
    #[error("`{path}` cannot be the name of an output: {why}")]
    BadName {
        /// The path that was asked for.
        path: String,
        /// What is wrong with it.
        why: NameFault,
    },
    /// Two outputs have one path, or paths that differ in letter case only.
    #[error("two outputs want the same file: `{first}` and `{second}`")]
    Twice {
        /// The one that was there first in the order of names.
        first: String,
        /// The other.
        second: String,
    },
    /// A file that was not made by us stands where an output belongs.
    #[error("{} was not made by this program; it is left as it is", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Something on the way to an output is a symbolic link or a file.
    #[error("{} is not a folder of the output", .path.display())]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// Another run is writing to the same folder.
    #[error("another run is writing to {}", .out.display())]
    Busy {
        /// The output folder.
        out: PathBuf,
    },
    /// The system refused.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        error: io::Error,
    },
}

/// What can be wrong with the path of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameFault {
    /// It is empty, absolute, or has `.`, `..` or an empty part.
    #[error("it is not a plain path inside the output folder")]
    Shape,
    /// It has a character that Windows does not allow in names.
    #[error("it has a character that Windows does not allow")]
    Character,
    /// A part is a name that Windows keeps for devices, such as `CON`.
    #[error("it has a name that Windows keeps for itself")]
    Reserved,
    /// A part ends in a full stop or a blank, which Windows drops.
    #[error("a part of it ends in a full stop or a blank")]
    Ending,
    /// It is a name that the output stage keeps for itself.
    #[error("the name is kept for the list of outputs")]
    Kept,
}

impl OutputError {
    /// Wraps what the system said of a path.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |error| Self::Io { path, error }
    }

    /// The same in the language wanted.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::MixesWithSources { out, source_folder } => format!(
                "输出文件夹 {} 不能和源文件夹 {} 相同或互相包含；请换一个，例如 public",
                out.display(),
                source_folder.display()
            ),
            Self::BadName { path, why } => {
                format!("「{path}」不能作输出的文件名：{}", why.chinese())
            }
            Self::Twice { first, second } if first == second => {
                format!("有两个页面都要写到「{first}」；请给其中一个改名")
            }
            Self::Twice { first, second } => {
                format!(
                    "「{first}」和「{second}」只差字母大小写，在 Windows 上会互相覆盖；请给其中一个改名"
                )
            }
            Self::Foreign { path } => format!(
                "{} 不是本程序生成的，没有覆盖；请把它移走或换一个输出文件夹",
                path.display()
            ),
            Self::NotAFolder { path } => {
                format!(
                    "{} 应当是输出里的文件夹，却是文件或链接；请移走",
                    path.display()
                )
            }
            Self::Busy { out } => {
                format!("另一个程序正在写 {}；请等它结束", out.display())
            }
            Self::Io { path, error } => format!("{}：{error}", path.display()),
        }
    }
}

impl NameFault {
    fn chinese(self) -> &'static str {
        match self {
            Self::Shape => "它不是输出文件夹之内的普通路径",
            Self::Character => "有 Windows 不允许的字符",
            Self::Reserved => "是 Windows 保留的名字",
            Self::Ending => "有一段以句点或空格结尾",
            Self::Kept => "这个名字留给输出清单用",
        }
    }
}

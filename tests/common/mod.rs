//! Runs the program on copies of the sites under `tests/fixtures/`.

#![allow(dead_code)] // each test file uses a part of this

pub mod browser;
pub mod html;
pub mod kept;
pub mod serving;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The moment that the fixtures are made for: in the middle of the month.
pub const NOW: &str = "2026-05-14T09:00";

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A command that runs the program with messages in Chinese.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huimin"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Runs the program in a folder.
pub fn huimin(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(arguments).current_dir(folder).output();
    output.expect("the program starts").into()
}

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

impl Ran {
    /// Checks the exit code.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }
}

/// A site in a temporary folder.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A copy of `tests/fixtures/NAME`.
    pub fn copy(name: &str) -> Self {
        Self::copy_of(&project().join("tests/fixtures").join(name))
    }

    /// A copy of any folder.
    pub fn copy_of(source: &Path) -> Self {
        let site = Self::empty();
        for (path, bytes) in files(source) {
            site.write(&path, bytes);
        }
        site
    }

    /// A copy of the sample site, with the products that were made of it before.
    pub fn sample() -> Self {
        let site = Self::empty();
        for folder in ["content", "data"] {
            for (path, bytes) in files(&project().join(folder)) {
                site.write(&format!("{folder}/{path}"), bytes);
            }
        }
        let config = fs::read(project().join("site.yaml")).expect("read");
        site.write("site.yaml", config);
        kept::take(&site, "sample");
        site
    }

    /// A copy of `tests/fixtures/print`, a site with a product of every form and
    /// every layout, with those that were made of it before.
    pub fn print() -> Self {
        let site = Self::copy("print");
        kept::take(&site, "print");
        site
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// The least that is a site: `site.yaml` and one page.
    pub fn small() -> Self {
        let site = Self::empty();
        let config = "网站名称: 试县民政局\n域名: mz.shixian.example\n\
                      标识码: \"1234567890\"\n主办单位: 试县民政局\n";
        site.write("site.yaml", config);
        site.write(
            "content/a.md",
            "---\n标题: 一页\n日期: 2026-05-01\n---\n正文。\n",
        );
        site
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// Reads a text.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a part of a text, which must be there.
    #[track_caller]
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, text.replace(old, new));
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("removed");
    }

    /// Runs the program in it.
    pub fn huimin(&self, arguments: &[&str]) -> Ran {
        huimin(self.root(), arguments)
    }

    /// Builds it for [`NOW`] with more arguments.
    pub fn build(&self, more: &[&str]) -> Ran {
        let arguments = [&["build", "--now", NOW], more].concat();
        self.huimin(&arguments)
    }

    /// Checks it for [`NOW`].
    pub fn check(&self) -> Ran {
        self.huimin(&["check", "--now", NOW])
    }

    /// Every file of the website by its path.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("public"))
    }
}

/// Every file of a folder by its path, parts joined by `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(|e| e.expect("read"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside");
            let parts: Vec<_> = path
                .iter()
                .map(|part| part.to_str().expect("UTF-8"))
                .collect();
            (parts.join("/"), fs::read(entry.path()).expect("read"))
        })
        .collect()
}

/// Compares a text with a file of the project; `INSTA_UPDATE=always` writes the
/// file anew. Returns what is wrong.
pub fn pinned(path: &Path, text: &str) -> Result<(), String> {
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        fs::write(path, text).expect("written");
    }
    let wanted = fs::read_to_string(path).unwrap_or_default();
    if wanted == text {
        return Ok(());
    }
    Err(format!(
        "{}\n--- pinned\n{wanted}\n--- now\n{text}",
        path.display()
    ))
}

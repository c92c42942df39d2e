//! `huimin theme copy`.

use std::io;
use std::path::Path;

use super::Ended;
use super::arguments::Theme;
use super::say::Say;
use crate::theme::Layer;

/// Runs a command about themes.
pub fn run(command: &Theme, say: Say) -> Ended {
    let Theme::Copy { root, name } = command;
    let folder = root.join("themes").join(name);
    if folder.exists() {
        say.line(&format!(
            "{}: {}",
            say.words("已经有了，没有改动", "already there, not touched"),
            folder.display()
        ));
        return Ended::Failed;
    }
    match copy(&folder) {
        Ok(count) => {
            say.line(&format!(
                "{} {} ({count})",
                say.words("主题已放到", "the theme is in"),
                folder.display()
            ));
            Ended::Done
        }
        Err(error) => {
            say.line(&format!("{}: {error}", folder.display()));
            Ended::Failed
        }
    }
}

fn copy(folder: &Path) -> io::Result<usize> {
    let layer = Layer::embedded();
    for (path, bytes) in &layer.files {
        super::new::write_new(&folder.join(path), bytes)?;
    }
    Ok(layer.files.len())
}

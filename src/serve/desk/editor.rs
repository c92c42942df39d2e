//! Opens a file in the program that the system has for it.

use std::path::Path;

use super::answer::Refused;

/// Opens one of the site's files. `path` is from the site's root.
///
/// # Errors
/// If no program could be started; the sentence has the place on the disk, so
/// that it can be opened by hand.
pub fn open(root: &Path, path: &str) -> Result<(), Refused> {
    let disk = root.join(path);
    // The folder may have been given as `.`, which says nothing to people.
    let disk = std::path::absolute(&disk).unwrap_or(disk);
    open::that_detached(&disk).map_err(|error| {
        let shown = disk.display();
        Refused::failed(format!("没能打开编辑器（{error}）。请自己打开：{shown}"))
    })
}

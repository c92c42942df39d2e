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
    open::that_detached(&disk).map_err(|_| {
        // What the system says of it names its own programs, which help nobody.
        let shown = disk.display();
        let sentence = "系统没能打开这个文件，可能还没有指定用哪个程序打开它。请自己打开：";
        Refused::failed(format!("{sentence}{shown}"))
    })
}

//! Where the desk may write: real folders under `content/`, and nowhere else.

use std::path::{Path, PathBuf};

use super::answer::Refused;
use crate::output::check_name;

/// The folder of this path from the site's root on the disk. It may be new; what
/// there is of it leads, links followed, to a place within `content/`.
///
/// # Errors
/// If it leads elsewhere, or is no name that every system takes.
pub fn folder(root: &Path, path: &str) -> Result<PathBuf, Refused> {
    let outside = || Refused::outside(format!("「{path}」不在 content 文件夹里，没有动它"));
    let inside = path == "content" || path.starts_with("content/");
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    if !inside || hidden || check_name(path).is_err() {
        return Err(outside());
    }
    let real = |path: &Path| path.canonicalize().map_err(|_| outside());
    let content = real(&root.join("content"))?;
    if !content.starts_with(real(root)?) {
        return Err(outside());
    }
    let folder = root.join(path);
    let mut there = folder.as_path();
    // A link to nowhere is there, though what it leads to is not.
    while there.symlink_metadata().is_err() {
        there = there.parent().ok_or_else(outside)?;
    }
    match real(there)? {
        found if found.starts_with(&content) && found.is_dir() => Ok(folder),
        _ => Err(outside()),
    }
}

/// A name for a file in a folder: no signs that some system refuses, not hidden,
/// and none of the names that are passed over when a site is read.
///
/// # Errors
/// What is wrong with it.
pub fn name(name: &str) -> Result<(), Refused> {
    let passed_over = name.starts_with(['.', '~', '_']) || name.ends_with('~');
    if name.contains('/') || passed_over || check_name(name).is_err() {
        let sentence = format!("「{name}」不能做文件名：不要用 / \\ : * ? \" < > | 这些符号");
        return Err(Refused::wrong(sentence));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        let site = tempfile::tempdir().expect("a folder");
        let root = site.path();
        std::fs::create_dir_all(root.join("content/news")).expect("made");
        std::fs::create_dir_all(root.join("data")).expect("made");
        let allowed = |path| folder(root, path).is_ok();
        assert!(allowed("content") && allowed("content/news") && allowed("content/new/deep"));
        for path in [
            "",
            "data",
            "contents",
            "content/..",
            "content/../data",
            "content/news/../../data",
            "/etc",
            "content//news",
            "content\\..\\data",
            "content/.git",
            "content/con",
        ] {
            assert!(!allowed(path), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out() {
        use std::os::unix::fs::symlink;
        let site = tempfile::tempdir().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let root = site.path();
        std::fs::create_dir_all(root.join("content/news")).expect("made");
        symlink(elsewhere.path(), root.join("content/out")).expect("linked");
        symlink(elsewhere.path().join("none"), root.join("content/lost")).expect("linked");
        symlink(root.join("content/news"), root.join("content/same")).expect("linked");
        assert!(folder(root, "content/out").is_err());
        assert!(folder(root, "content/out/deep").is_err());
        assert!(folder(root, "content/lost").is_err());
        assert!(folder(root, "content/same").is_ok());
    }
}

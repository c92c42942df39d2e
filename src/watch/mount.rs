//! Whether a folder lies on another computer.

use std::path::Path;

/// The kind of file system if the folder is shared with other computers, whose
/// changes no event here tells of.
#[cfg(target_os = "linux")]
pub fn shared(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let system = system_of(&mounts, &folder.canonicalize().ok()?)?;
    is_shared(system).then(|| system.to_owned())
}

/// The kind of file system if the folder is shared with other computers.
#[cfg(windows)]
pub fn shared(folder: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    let folder = folder.canonicalize().ok()?;
    match folder.components().next() {
        Some(Component::Prefix(prefix)) => {
            let is_shared = matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..));
            is_shared.then(|| "SMB".to_owned())
        }
        _ => None,
    }
}

/// Not known here; a regular look at everything finds what events do not tell.
#[cfg(not(any(target_os = "linux", windows)))]
pub fn shared(_: &Path) -> Option<String> {
    None
}

#[cfg(any(target_os = "linux", test))]
fn is_shared(system: &str) -> bool {
    const SHARED: [&str; 13] = [
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "drvfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "prl_fs",
        "smbfs",
        "vboxsf",
        "virtiofs",
    ];
    SHARED.contains(&system)
        || system.starts_with("nfs")
        || system.starts_with("smb")
        || system.starts_with("fuse")
}

/// The kind of file system that a path lies on, by what the kernel writes of
/// mounts; of two at one place the later hides the earlier.
#[cfg(any(target_os = "linux", test))]
fn system_of<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let (mount, system) = line.split_once(" - ")?;
            let place = unescaped(mount.split(' ').nth(4)?);
            let system = system.split(' ').next()?;
            path.starts_with(&place).then_some((place.len(), system))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, system)| system)
}

/// Blanks in paths are written as octal numbers.
#[cfg(any(target_os = "linux", test))]
fn unescaped(path: &str) -> String {
    path.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/局\\040里 rw,relatime shared:20 master:3 - cifs //server/share rw
41 22 0:36 / /mnt rw,relatime - tmpfs none rw
42 22 8:2 / /home rw - ext4 /dev/sda2 rw
43 42 0:50 / /home/u/云盘 rw,nosuid - fuse.sshfs u@h:/ rw
";

    #[test]
    fn a_shared_folder_is_known_by_its_mount() {
        let shared = |path: &str| system_of(MOUNTS, Path::new(path)).map(is_shared);
        assert_eq!(shared("/mnt/局 里/site"), Some(true));
        assert_eq!(shared("/home/u/云盘/a/b"), Some(true));
        assert_eq!(shared("/home/u/云盘二"), Some(false));
        assert_eq!(shared("/mnt/x"), Some(false));
        assert_eq!(shared("/srv"), Some(false));
    }
}

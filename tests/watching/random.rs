//! Edits at random, each of a kind that people and their programs make.

use std::fs;
use std::path::{Path, PathBuf};

/// Numbers that look random and are the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    /// A text of always the same length, so that no length tells a change.
    fn text(&mut self) -> String {
        format!("---\n标题: 一页\n---\n{:08}\n", self.below(100_000_000))
    }
}

/// Folders whose files are edited, some of them not there at first.
const FOLDERS: [&str; 7] = [
    "content",
    "content/policies",
    "content/policies/低保",
    "content/stories",
    "data",
    "themes/own",
    "themes/own/assets",
];

/// Makes one edit of the site at `root` and tells what it did.
pub fn edit(root: &Path, random: &mut Random) -> String {
    let folder = FOLDERS[random.below(FOLDERS.len())];
    let disk = root.join(folder);
    let name = |random: &mut Random| {
        let ending = if folder == "data" { "yaml" } else { "md" };
        format!("{}.{ending}", ["甲", "乙", "丙", "c", "d"][random.below(5)])
    };
    let path = disk.join(name(random));
    let text = random.text();
    fs::create_dir_all(&disk).expect("made");
    let what = match random.below(12) {
        0..=3 => {
            fs::write(&path, text).expect("written");
            "written in place"
        }
        4 | 5 => {
            let beside = disk.join("x.tmp");
            fs::write(&beside, text).expect("written");
            fs::rename(beside, &path).expect("renamed");
            "written beside and renamed"
        }
        6 => {
            // Vim: what was there is moved away first, and removed at the end.
            let kept = PathBuf::from(format!("{}~", path.display()));
            let was_there = fs::rename(&path, &kept).is_ok();
            fs::write(&path, text).expect("written");
            if was_there {
                fs::remove_file(kept).expect("removed");
            }
            "moved away and written"
        }
        7 => {
            let _ = fs::remove_file(&path);
            fs::write(&path, text).expect("written");
            "deleted and created"
        }
        8 => {
            fs::write(&path, &text).expect("written");
            fs::write(&path, random.text()).expect("written");
            "written twice"
        }
        9 => {
            let _ = fs::remove_file(&path);
            "deleted"
        }
        10 => {
            let _ = fs::rename(&path, disk.join(name(random)));
            "renamed"
        }
        _ => folder_edit(root, random),
    };
    format!("{}: {what}", path.display())
}

/// Moves or removes a whole folder.
fn folder_edit(root: &Path, random: &mut Random) -> &'static str {
    let folder = root.join(FOLDERS[1 + random.below(FOLDERS.len() - 1)]);
    let beside = folder.with_file_name("新");
    match random.below(4) {
        0 => {
            let _ = fs::rename(&folder, beside);
            "a folder renamed"
        }
        1 => {
            let _ = fs::rename(beside, &folder);
            "a folder renamed back"
        }
        2 => {
            // A folder that is away for a moment and comes back changed.
            let away = root.join(".away");
            if fs::rename(&folder, &away).is_ok() {
                fs::write(away.join("e.yaml"), random.text()).expect("written");
                fs::rename(away, &folder).expect("renamed");
            }
            "a folder taken out and put back"
        }
        _ => {
            let _ = fs::remove_dir_all(&folder);
            "a folder deleted"
        }
    }
}

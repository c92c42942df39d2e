//! Random edits of a site's folder, such as writers and their programs make.

use std::collections::BTreeMap;
use std::fs;

use huimin::model::Options;

use walkdir::WalkDir;

use super::common::{NOW, Site, files};
use super::dice::Dice;
use super::folder::BOARD;
use super::values::{BODY, CONFIG, DATA, DOCUMENT, FACTS, Key, PRODUCT, SECTION, THEME};

/// The files of a site by their path.
pub type Files = BTreeMap<String, Vec<u8>>;

pub const MOMENTS: &[&str] = &[
    NOW,
    "2026-05-14T09:01",
    "2026-05-14T23:59",
    "2026-05-15T00:00",
    "2026-05-20T08:00",
    "2026-04-30T23:59",
    "2026-05-01T00:00",
    "2026-06-01T12:00",
];
const NAMES: &[&str] = &["a", "b", "甲", "x y", "news", "jintie", "2026-05-01-c"];
const FOLDERS: &[&str] = &[
    "news",
    "policies",
    "schedule",
    "extra",
    "extra/deep",
    "policies/sub",
    "",
];

/// One who edits: a site, what it was at first and was before the last edit.
pub struct Editor<'a> {
    pub site: &'a Site,
    pub first: &'a Files,
    pub last: Files,
    pub options: Options,
}

impl<'a> Editor<'a> {
    /// One who begins with a site as it is, of these files, as of [`NOW`].
    pub fn of(site: &'a Site, first: &'a Files) -> Self {
        Self {
            site,
            first,
            last: first.clone(),
            options: options(),
        }
    }

    /// Makes one edit or several. Returns what was done.
    pub fn edit(&mut self, dice: &mut Dice) -> String {
        let now = sources(self.site);
        let count = if dice.in_hundred(15) {
            2 + dice.below(4)
        } else {
            1
        };
        let done: Vec<String> = (0..count).map(|_| self.once(dice)).collect();
        self.last = now;
        done.join("; ")
    }

    /// Makes an edit of what a printed product shows, or any other.
    pub fn edit_product(&mut self, dice: &mut Dice) -> String {
        let is_whole = self.site.path(BOARD).is_file();
        if !is_whole || dice.in_hundred(30) {
            return self.edit(dice);
        }
        let now = sources(self.site);
        let done = match dice.below(100) {
            0..45 => self.key(dice, PRODUCT, |name| name == "jintie.md"),
            45..65 => self.data(dice),
            65..80 => self.config(dice),
            _ => self.theme(dice),
        };
        self.last = now;
        done
    }

    fn once(&mut self, dice: &mut Dice) -> String {
        match dice.below(100) {
            0..12 => self.key(dice, DOCUMENT, |name| name != "_index.md"),
            12..24 => self.key(dice, DOCUMENT, |name| name != "_index.md"),
            24..32 => self.body(dice),
            32..38 => self.key(dice, SECTION, |name| name == "_index.md"),
            38..44 => self.config(dice),
            44..50 => self.data(dice),
            50..57 => self.theme(dice),
            57..60 => self.broken(dice),
            60..64 => self.new_document(dice),
            64..69 => self.moved(dice),
            69..71 => self.folder(dice),
            71..74 => self.removed(dice),
            74..78 => self.beside(dice),
            78..82 => self.asked(dice),
            82..86 => {
                let last = self.last.clone();
                self.restore(&last);
                "undo".into()
            }
            86..97 => self.mended(dice),
            97..98 => self.unreadable(dice),
            _ => {
                self.put_back();
                "all as at first".into()
            }
        }
    }

    /// Makes the site what it was at first.
    pub fn put_back(&self) {
        let entries = WalkDir::new(self.site.path("content")).into_iter();
        let links = entries.flatten().filter(|entry| entry.path_is_symlink());
        for link in links {
            fs::remove_file(link.path()).expect("removed");
        }
        self.restore(self.first);
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        // A folder may be where a file was, or the other way round.
        let whole = self.site.path(path);
        if whole.is_dir()
            || whole
                .parent()
                .is_some_and(|folder| fs::create_dir_all(folder).is_err())
        {
            return;
        }
        fs::write(whole, text).expect("written");
    }

    fn restore(&self, to: &Files) {
        let now = sources(self.site);
        for path in now.keys().filter(|path| !to.contains_key(*path)) {
            self.site.remove(path);
        }
        for (path, bytes) in to
            .iter()
            .filter(|(path, bytes)| now.get(*path) != Some(*bytes))
        {
            self.write(path, bytes);
        }
    }

    fn mended(&self, dice: &mut Dice) -> String {
        let now = sources(self.site);
        let mut odd: Vec<&String> = now.keys().chain(self.first.keys()).collect();
        odd.retain(|path| now.get(*path) != self.first.get(*path));
        let Some(path) = (!odd.is_empty()).then(|| odd[dice.below(odd.len())]) else {
            return "nothing to mend".into();
        };
        match self.first.get(path) {
            Some(bytes) => self.write(path, bytes),
            None => self.site.remove(path),
        }
        format!("{path} as at first")
    }

    fn documents(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let content = files(&self.site.path("content"));
        let paths = content.into_keys().filter(|path| path.ends_with(".md"));
        paths
            .filter(|path| wanted(path.rsplit('/').next().unwrap_or(path)))
            .collect()
    }

    /// A value with its `@` and `#` filled in, for a file below `content/`.
    fn fill(&self, value: &str, path: &str, dice: &mut Dice) -> String {
        let mut text = String::new();
        let all = self.documents(|_| true);
        for char in value.chars() {
            match char {
                '@' if !all.is_empty() => {
                    text += &"../".repeat(path.matches('/').count());
                    text += dice.one::<str, _>(&all);
                }
                // `#` at the start of a heading, a colour or an anchor stays.
                '#' if !text.ends_with(['#', '\n', '"', 'd']) && !text.is_empty()
                    || value == "#" =>
                {
                    text += &dice.below(10).to_string();
                }
                _ => text.push(char),
            }
        }
        text
    }

    fn key(&self, dice: &mut Dice, keys: &[Key], wanted: impl Fn(&str) -> bool) -> String {
        let documents = self.documents(wanted);
        if documents.is_empty() {
            return "no document".into();
        }
        let path = dice.one::<str, _>(&documents);
        let whole = format!("content/{path}");
        let Ok(text) = fs::read_to_string(self.site.path(&whole)) else {
            return format!("{whole} is not UTF-8");
        };
        let rest = text.strip_prefix("---\n").unwrap_or(&text);
        // A key that is removed is seldom there.
        for _ in 0..5 {
            let (names, values) = keys[dice.below(keys.len())];
            let value = self.fill(dice.one::<str, _>(values), path, dice);
            let new = format!("---\n{}", with(rest, names, &value));
            if new != text {
                self.write(&whole, new);
                return format!("{whole}: {} = {value:?}", names[0]);
            }
        }
        format!("{whole} as it is")
    }

    fn config(&self, dice: &mut Dice) -> String {
        let (names, values) = CONFIG[dice.below(CONFIG.len())];
        let value = self.fill(dice.one::<str, _>(values), "", dice);
        let Ok(text) = fs::read_to_string(self.site.path("site.yaml")) else {
            return "no site.yaml".into();
        };
        self.write("site.yaml", with(&text, names, &value));
        format!("site.yaml: {} = {value:?}", names[0])
    }

    fn body(&self, dice: &mut Dice) -> String {
        let documents = self.documents(|_| true);
        if documents.is_empty() {
            return "no document".into();
        }
        let path = dice.one::<str, _>(&documents);
        let piece = self.fill(dice.one::<str, _>(BODY), path, dice);
        let path = format!("content/{path}");
        let mut bytes = fs::read(self.site.path(&path)).unwrap_or_default();
        bytes.extend_from_slice(format!("\n{piece}\n").as_bytes());
        self.write(&path, bytes);
        format!("{path}: + {piece:?}")
    }

    fn data(&self, dice: &mut Dice) -> String {
        if dice.in_hundred(30) {
            let (name, texts) = DATA[dice.below(DATA.len())];
            let text = self.fill(dice.one::<str, _>(texts), "", dice);
            self.write(&format!("data/{name}"), &text);
            return format!("data/{name}: {text:?}");
        }
        let Ok(text) = fs::read_to_string(self.site.path("data/facts.yaml")) else {
            return "no facts".into();
        };
        let (old, new) = FACTS[dice.below(FACTS.len())];
        let new = self.fill(new, "", dice);
        self.write("data/facts.yaml", text.replace(old, &new));
        format!("data/facts.yaml: {old:?} -> {new:?}")
    }

    fn theme(&self, dice: &mut Dice) -> String {
        let (path, texts) = THEME[dice.below(THEME.len())];
        let path = format!("themes/{path}");
        if self.site.path(&path).is_file() && dice.in_hundred(40) {
            self.site.remove(&path);
            return format!("{path} removed");
        }
        let text = self.fill(dice.one::<str, _>(texts), "", dice);
        self.write(&path, &text);
        format!("{path}: {text:?}")
    }

    fn broken(&self, dice: &mut Dice) -> String {
        let mut paths = vec!["site.yaml".into(), "data/facts.yaml".into()];
        let documents = self.documents(|_| true);
        paths.extend(documents.iter().map(|path| format!("content/{path}")));
        let path = dice.one::<str, _>(&paths);
        let text = dice.one::<str, _>(&[
            "---\n标题: [\n---\n",
            "",
            "没有头",
            "---\n标题: 甲\n",
            "\u{feff}---\r\n标题: 甲\r\n---\r\n",
        ]);
        self.write(path, text);
        format!("{path}: {text:?}")
    }

    fn place(&self, dice: &mut Dice) -> String {
        let folder = dice.one::<str, _>(FOLDERS);
        let name = dice.one::<str, _>(NAMES);
        match dice.in_hundred(15) {
            true => format!("content/{folder}/_index.md"),
            false => format!("content/{folder}/{name}.md"),
        }
        .replace("//", "/")
    }

    fn new_document(&self, dice: &mut Dice) -> String {
        let path = self.place(dice);
        let other = dice.one::<str, _>(&[
            "content/news/a-gb18030.md",
            "content/news/b-utf16.md",
            "content/policies/jintie.md",
        ]);
        let bytes = match self.first.get(other).filter(|_| dice.in_hundred(50)) {
            Some(bytes) => bytes.clone(),
            None => format!(
                "---\n标题: 新的{}\n日期: 2026-05-10\n---\n正文。\n",
                dice.below(10)
            )
            .into(),
        };
        self.write(&path, bytes);
        format!("{path} made")
    }

    fn moved(&self, dice: &mut Dice) -> String {
        let documents = self.documents(|_| true);
        if documents.is_empty() {
            return "no document".into();
        }
        let from = format!("content/{}", dice.one::<str, _>(&documents));
        let to = self.place(dice);
        let bytes = fs::read(self.site.path(&from)).unwrap_or_default();
        self.site.remove(&from);
        self.write(&to, bytes);
        format!("{from} -> {to}")
    }

    fn folder(&self, dice: &mut Dice) -> String {
        let from =
            dice.one::<str, _>(&["news", "policies", "extra", "windows", "pictures", "xinwen"]);
        let to = dice.one::<str, _>(&["xinwen", "news", "extra/inner", "policies"]);
        let (from, to) = (format!("content/{from}"), format!("content/{to}"));
        let parent = self.site.path(&to);
        let ready = parent
            .parent()
            .is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        let done = ready && fs::rename(self.site.path(&from), &parent).is_ok();
        format!("{from} -> {to}: {done}")
    }

    fn removed(&self, dice: &mut Dice) -> String {
        let all: Vec<String> = sources(self.site).into_keys().collect();
        let path = dice.one::<str, _>(&all);
        self.site.remove(path);
        format!("{path} removed")
    }

    /// A picture or another file beside the text.
    fn beside(&self, dice: &mut Dice) -> String {
        let path = dice.one::<str, _>(&[
            "pictures/a.svg",
            "pictures/b.png",
            "documents/jintie.pdf",
            "news/没有.pdf",
            "news/没有.png",
        ]);
        let (path, size) = (format!("content/{path}"), 1 + dice.below(3));
        if dice.in_hundred(25) && self.site.path(&path).is_file() {
            self.site.remove(&path);
            return format!("{path} removed");
        }
        self.write(&path, picture(&path, size));
        format!("{path}: {size}")
    }

    fn asked(&mut self, dice: &mut Dice) -> String {
        match dice.below(6) {
            0 => self.options.drafts ^= true,
            1 => self.options.everything ^= true,
            2 => {
                self.options.base_url = dice.in_hundred(40).then(|| "https://z.example/zz/".into())
            }
            _ => self.options.now = Some(dice.one::<str, _>(MOMENTS).into()),
        }
        format!("asked for {:?}", self.options)
    }

    #[cfg(unix)]
    fn unreadable(&self, dice: &mut Dice) -> String {
        use std::os::unix::fs::symlink;
        let path = format!("content/news/{}.md", dice.one::<str, _>(NAMES));
        let whole = self.site.path(&path);
        if whole.is_symlink() {
            return format!("{path} removed: {}", fs::remove_file(whole).is_ok());
        }
        let made = symlink("nowhere.md", whole).is_ok();
        format!("{path} leads nowhere: {made}")
    }

    #[cfg(not(unix))]
    fn unreadable(&self, dice: &mut Dice) -> String {
        self.broken(dice)
    }
}

/// What a site is read with that nobody has asked more of.
pub fn options() -> Options {
    Options {
        now: Some(NOW.into()),
        ..Options::default()
    }
}

/// The files that a site is read from: not what the program keeps beside them,
/// which may come and go at any time.
pub fn sources(site: &Site) -> Files {
    let mut sources = Files::new();
    let folders = ["content", "data", "themes"];
    for folder in folders.into_iter().filter(|name| site.path(name).is_dir()) {
        let inside = files(&site.path(folder)).into_iter();
        sources.extend(inside.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    if let Ok(bytes) = fs::read(site.path("site.yaml")) {
        sources.insert("site.yaml".into(), bytes);
    }
    sources
}

/// A file of a kind that its name tells, of some size.
pub fn picture(path: &str, size: usize) -> Vec<u8> {
    if path.ends_with(".svg") {
        let side = size * 10;
        return format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{side}\" height=\"20\"/>"
        )
        .into();
    }
    if path.ends_with(".png") {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0".to_vec();
        bytes.extend([size as u8, 0, 0, 0, 9, 8, 2, 0, 0, 0, 0, 0, 0, 0]);
        return bytes;
    }
    vec![b'x'; size]
}

/// A text of YAML with a key of its first level set, or removed.
fn with(text: &str, names: &[&str], value: &str) -> String {
    let mut kept = String::new();
    if !value.is_empty() {
        kept = format!("{}: {value}\n", names[0]);
    }
    let (mut over, mut inside) = (false, false);
    for line in text.split_inclusive('\n') {
        over |= line.starts_with("---");
        let named = names.iter().any(|name| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([':', '：']))
        });
        inside = !over && (named || inside && line.starts_with(' '));
        if !inside {
            kept += line;
        }
    }
    kept
}

//! What is edited, and where it is seen: this much must be known of a generator.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::png::png;

/// The section whose middle page is edited.
const SECTION: &str = "stories";
const FACT: &str = "保存";

/// What is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Title,
    Date,
    Tag,
    Template,
    Fact,
    Stylesheet,
    Picture,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Title,
        Self::Date,
        Self::Tag,
        Self::Template,
        Self::Fact,
        Self::Stylesheet,
        Self::Picture,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Date => "date",
            Self::Tag => "tag",
            Self::Template => "template",
            Self::Fact => "fact",
            Self::Stylesheet => "stylesheet",
            Self::Picture => "picture",
        }
    }

    pub fn named(name: &str) -> Result<Self, String> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.name() == name)
            .ok_or_else(|| format!("no such kind of edit: {name}"))
    }
}

/// A file to be written, and what then is to be seen at some addresses.
pub struct Edit {
    pub file: PathBuf,
    pub bytes: Vec<u8>,
    pub shown: Vec<(String, Vec<u8>)>,
}

/// Where a generator has its files, and how it writes them.
struct Generator {
    port: u16,
    title: &'static str,
    date: &'static str,
    tags: &'static str,
    pictures: &'static str,
    /// Whether a page says how large its pictures are.
    says_size: bool,
    /// The frame of all pages, and the style sheet: where they stand, and the
    /// text that is put there if a site has none of its own.
    template: (&'static str, &'static str),
    stylesheet: (&'static str, &'static str),
    stylesheet_address: &'static str,
    /// How a page names a fact, and how a file of facts says what it is.
    fact_named: fn() -> String,
    fact: fn(&str) -> String,
}

const HUIMIN: Generator = Generator {
    port: 4000,
    title: "标题",
    date: "日期",
    tags: "标签",
    pictures: "content/images",
    says_size: true,
    template: (
        "themes/huimin/templates/base.html",
        include_str!("../../themes/huimin/templates/base.html"),
    ),
    stylesheet: (
        "themes/huimin/assets/site.tera.css",
        include_str!("../../themes/huimin/assets/site.tera.css"),
    ),
    stylesheet_address: "/assets/site.css",
    fact_named: || format!("【={FACT}】"),
    fact: |words| format!("文字:\n  {FACT}: {words}\n"),
};

const HUGO: Generator = Generator {
    port: 1313,
    title: "title",
    date: "date",
    tags: "tags",
    pictures: "static/images",
    says_size: false,
    template: ("layouts/baseof.html", ""),
    stylesheet: ("static/site.css", ""),
    stylesheet_address: "/site.css",
    fact_named: || format!("{{{{< fact \"{FACT}\" >}}}}"),
    fact: |words| format!("{FACT}: {words}\n"),
};

/// A site, and the page of it that is edited.
pub struct Site {
    root: PathBuf,
    generator: Generator,
    /// The page's file, without its ending.
    page: String,
    text: String,
    template: String,
    stylesheet: String,
    /// The name of a picture that the page shows.
    picture: String,
    /// The page of the section's list that has it.
    list: String,
}

impl Site {
    /// The site in a folder, and the middle one of its pages.
    pub fn of(root: &Path) -> Result<Self, Box<dyn Error>> {
        let generator = match (root.join("site.yaml"), root.join("hugo.toml")) {
            (huimin, _) if huimin.exists() => HUIMIN,
            (_, hugo) if hugo.exists() => HUGO,
            _ => return Err(format!("no site.yaml or hugo.toml in {}", root.display()).into()),
        };
        let folder = root.join("content").join(SECTION);
        let mut pages = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let name = entry?.file_name();
            let page = name.to_str().and_then(|name| name.strip_suffix(".md"));
            pages.extend(page.filter(|&page| page != "_index").map(str::to_owned));
        }
        pages.sort();
        let page = pages
            .get(pages.len() / 2)
            .ok_or("there are no pages")?
            .clone();
        let text = fs::read_to_string(folder.join(format!("{page}.md")))?;
        let picture = text
            .split_once("images/")
            .and_then(|(_, rest)| rest.split_once(')'))
            .ok_or("the page shows no picture")?
            .0
            .to_owned();
        let or_own = |(path, text): (&str, &str)| {
            fs::read_to_string(root.join(path)).unwrap_or_else(|_| text.to_owned())
        };
        Ok(Self {
            text: format!("{text}\n{}\n", (generator.fact_named)()),
            template: or_own(generator.template),
            stylesheet: or_own(generator.stylesheet),
            root: root.to_owned(),
            generator,
            page,
            picture,
            list: String::new(),
        })
    }

    /// The port that the generator's preview takes if it is told of no other.
    pub fn port(&self) -> u16 {
        self.generator.port
    }

    /// The address of the page.
    pub fn page_address(&self) -> String {
        format!("/{SECTION}/{}/", self.page)
    }

    /// The text files as they are before each kind of edit.
    pub fn ground(&self) -> [(PathBuf, Vec<u8>); 4] {
        let of = &self.generator;
        [
            (self.page_file(), self.text.clone().into()),
            (self.facts_file(), (of.fact)("没有改").into()),
            (self.root.join(of.template.0), self.template.clone().into()),
            (
                self.root.join(of.stylesheet.0),
                self.stylesheet.clone().into(),
            ),
        ]
    }

    /// Looks for the page in the lists of its section.
    pub fn find_list(&mut self, get: impl Fn(&str) -> Option<Vec<u8>>) -> Result<(), String> {
        let link = self.page_address();
        for number in 1.. {
            let address = match number {
                1 => format!("/{SECTION}/"),
                _ => format!("/{SECTION}/page/{number}/"),
            };
            let list = get(&address).ok_or("the page is in no list of its section")?;
            if String::from_utf8_lossy(&list).contains(&link) {
                self.list = address;
                break;
            }
        }
        Ok(())
    }

    /// An edit of a kind that is unlike those with other numbers.
    pub fn edit(&self, kind: Kind, number: usize) -> Edit {
        let of = &self.generator;
        let mark = format!("bianhao{}x{number}x", std::process::id());
        let page = self.page_address();
        let (file, text, shown, at) = match kind {
            Kind::Text => {
                let text = format!("{}\n{mark}\n", self.text);
                (self.page_file(), text, mark, vec![page])
            }
            Kind::Title => {
                let text = self.with_value(of.title, |_| mark.clone());
                (self.page_file(), text, mark, vec![page, self.list.clone()])
            }
            Kind::Date => {
                // Newer than all pages of the corpus: the first of the first list.
                let (month, day) = (1 + number / 28 % 6, 1 + number % 28);
                let text = self.with_value(of.date, |_| format!("2026-{month:02}-{day:02}"));
                let shown = format!("2026年{month}月{day}日");
                let list = format!("/{SECTION}/");
                (self.page_file(), text, shown, vec![page, list])
            }
            Kind::Tag => {
                let more = |tags: &str| tags.replace(']', &format!(", {mark}]"));
                let text = self.with_value(of.tags, more);
                let list = format!("/tags/{mark}/");
                (self.page_file(), text, mark, vec![page, list])
            }
            Kind::Template => {
                let end = format!("<p>{mark}</p>\n</body>");
                let text = self.template.replace("</body>", &end);
                (self.root.join(of.template.0), text, mark, vec![page])
            }
            Kind::Fact => (self.facts_file(), (of.fact)(&mark), mark, vec![page]),
            Kind::Stylesheet => {
                let text = format!("{}\n.{mark} {{ margin: 0 }}\n", self.stylesheet);
                let address = of.stylesheet_address.to_owned();
                (self.root.join(of.stylesheet.0), text, mark, vec![address])
            }
            Kind::Picture => return self.other_picture(number),
        };
        Edit {
            file,
            bytes: text.into(),
            shown: at
                .into_iter()
                .map(|at| (at, shown.clone().into()))
                .collect(),
        }
    }

    /// Another picture in the place of the one on the page, of another size.
    fn other_picture(&self, number: usize) -> Edit {
        let width = 64 + number as u32;
        let bytes = png(width, 48, 200);
        let mut shown = vec![(format!("/images/{}", self.picture), bytes.clone())];
        if self.generator.says_size {
            let width = format!("width=\"{width}\"");
            shown.push((self.page_address(), width.into()));
        }
        Edit {
            file: self.root.join(self.generator.pictures).join(&self.picture),
            bytes,
            shown,
        }
    }

    fn page_file(&self) -> PathBuf {
        let name = format!("{}.md", self.page);
        self.root.join("content").join(SECTION).join(name)
    }

    fn facts_file(&self) -> PathBuf {
        self.root.join("data").join("facts.yaml")
    }

    /// The page with another value for a key of its front matter.
    fn with_value(&self, key: &str, value: impl Fn(&str) -> String) -> String {
        let start = format!("{key}: ");
        let line = |line: &str| match line.strip_prefix(&start) {
            Some(old) => format!("{start}{}\n", value(old)),
            None => format!("{line}\n"),
        };
        self.text.lines().map(line).collect()
    }
}

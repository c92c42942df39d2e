//! Makes a large site for measuring: `cargo run --release --example corpus -- --pages 10000 --out DIR`
//! writes `DIR/content` with Chinese pages of 2 to 5 KB in three sections, and
//! small pictures, and with `--boards N` as many display boards. `huimin new site DIR --bare` adds the `site.yaml`.
//! With `--for hugo` it writes the same pages as a whole site for Hugo.
//!
//! The same number of pages gives the same bytes everywhere.

mod png;
mod syntax;
mod text;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use png::png;
use syntax::{HUGO, HUIMIN, Syntax};
use text::{board, page};

const SECTIONS: [(&str, &str); 3] = [
    ("policies", "政策问答"),
    ("stories", "身边的人"),
    ("news", "工作动态"),
];
const PICTURES: usize = 50;

/// What was asked for.
struct Asked {
    pages: usize,
    boards: usize,
    syntax: &'static Syntax,
    out: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = Asked::read()?;
    let (syntax, out) = (asked.syntax, &asked.out);
    let content = out.join("content");
    for (folder, title) in SECTIONS {
        write(
            &content.join(folder).join("_index.md"),
            format!("---\n{}: {title}\n---\n", syntax.title).as_bytes(),
        )?;
    }
    for number in 0..PICTURES {
        let path = out.join(syntax.pictures).join(format!("p{number}.png"));
        write(&path, &png(32, 24, (number * 5) as u8))?;
    }
    for number in 0..asked.pages {
        let (folder, _) = SECTIONS[number % SECTIONS.len()];
        let path = content.join(folder).join(format!("p{number:06}.md"));
        write(&path, page(number, syntax).as_bytes())?;
    }
    if asked.boards > 0 {
        let head = "---\n标题: 展板\n内容类型: 展板\n---\n";
        write(&content.join("boards/_index.md"), head.as_bytes())?;
    }
    for number in 0..asked.boards {
        let path = content.join("boards").join(format!("b{number:04}.md"));
        write(&path, board(number).as_bytes())?;
    }
    for (path, text) in syntax.more {
        write(&out.join(path), text.as_bytes())?;
    }
    println!(
        "{} pages and {} boards in {}",
        asked.pages,
        asked.boards,
        content.display()
    );
    Ok(())
}

impl Asked {
    /// `--pages N --boards N --for huimin|hugo --out DIR`, in any order; no
    /// boards, and for huimin, unless asked for.
    fn read() -> Result<Self, Box<dyn Error>> {
        let (mut pages, mut boards, mut syntax, mut out) = (None, 0, &HUIMIN, None);
        let mut given = std::env::args().skip(1);
        while let Some(name) = given.next() {
            let value = given
                .next()
                .ok_or_else(|| format!("{name} needs a value"))?;
            match (name.as_str(), value.as_str()) {
                ("--pages", _) => pages = Some(value.parse()?),
                ("--boards", _) => boards = value.parse()?,
                ("--for", "huimin") => syntax = &HUIMIN,
                ("--for", "hugo") => syntax = &HUGO,
                ("--out", _) => out = Some(PathBuf::from(value)),
                _ => return Err(format!("unknown: {name} {value}").into()),
            }
        }
        match (pages, out) {
            (Some(pages), Some(out)) => Ok(Self {
                pages,
                boards,
                syntax,
                out,
            }),
            _ => Err("usage: corpus --pages N [--boards N] [--for huimin|hugo] --out DIR".into()),
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

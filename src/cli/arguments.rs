//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::{Moment, Options};

/// 惠民：Markdown 进，宣传月网站和印刷品出 / Markdown in, a campaign website and printed products out
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    propagate_version = true,
    arg_required_else_help = true
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// 消息的语言 / language of messages
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 生成网站和印刷品 / make the website and the printed products
    Build(Build),
    /// 只检查，不写出 / find what is wrong; write nothing
    Check(Check),
    /// 在浏览器里看，有改动就刷新 / see it in a browser, kept up with changes
    Serve(Serve),
    /// 做印刷品：展板、折页、海报等 / make printed products: boards, leaflets, posters
    Print(Print),
    /// 新建网站或一份内容 / make a new site, or a new content file
    New(New),
    /// 每一种内容有哪些键 / the keys of every kind of content
    Schema {
        /// 给编辑器用的 JSON Schema / as JSON Schema, for editors
        #[arg(long)]
        json: bool,
    },
    /// 主题 / themes
    Theme {
        #[command(subcommand)]
        command: Theme,
    },
}

#[derive(Debug, Clone, Args)]
pub struct Build {
    #[command(flatten)]
    pub site: Site,
    /// 消息的格式 / form of messages
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// 写到哪个文件夹，不写时为网站里的 public / output folder; else `public` of the site
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// 网站的地址，代替 site.yaml 里的 / the site's address, instead of that in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// 草稿也生成 / drafts too
    #[arg(long)]
    pub drafts: bool,
    /// 有改动就再生成 / build again after each change
    #[arg(long)]
    pub watch: bool,
    /// 不写 public，只做一个给人看的预览压缩包，解压后双击就能打开 / only a preview to hand on: an archive of what opens by double click
    #[arg(long, value_name = "FILE.zip", value_parser = archive, conflicts_with_all = ["watch", "output"])]
    pub share: Option<PathBuf>,
    /// 不用系统的通知，定时查看改动 / look for changes at intervals
    #[arg(long, hide = true, requires = "watch")]
    pub poll: bool,
    /// 同时用几个线程 / how many threads
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

#[derive(Debug, Clone, Args)]
pub struct Check {
    #[command(flatten)]
    pub site: Site,
    /// 消息的格式 / form of messages
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

#[derive(Debug, Clone, Args)]
pub struct Serve {
    #[command(flatten)]
    pub site: Site,
    /// 端口；有程序在用时用下一个，0 为任意一个 / the port; the next if it is taken; 0 for any
    #[arg(long, value_name = "PORT", default_value_t = 4000)]
    pub port: u16,
    /// 在哪个地址上听；0.0.0.0 为让同事也能看 / the address to listen on; 0.0.0.0 lets colleagues look
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// 打开浏览器 / open the browser
    #[arg(long)]
    pub open: bool,
    /// 草稿也放进列表 / put drafts into lists too
    #[arg(long)]
    pub drafts: bool,
    /// build 写到哪个文件夹，「改了什么」同它比；不写时为网站里的 public / where `build` writes, with which the site is compared; else `public` of the site
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// 同时用几个线程 / how many threads
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

impl Serve {
    /// What the model is asked for.
    pub fn options(&self) -> Options {
        Options {
            now: self.site.now.clone(),
            everything: false,
            drafts: self.drafts,
            base_url: None,
            allow: self.site.allow.clone(),
        }
    }

    /// Where a build writes.
    pub fn output(&self) -> PathBuf {
        self.site.folder(self.output.as_ref(), "public")
    }
}

#[derive(Debug, Clone, Args)]
pub struct Print {
    /// 印哪些：文件、文件夹、标题或品种；不写时为全部印刷品 / files, folders, titles or forms; else all
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    #[command(flatten)]
    pub site: Site,
    /// 写到哪个文件夹，不写时为网站里的 print / output folder; else `print` of the site
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// 草稿也印 / drafts too
    #[arg(long)]
    pub drafts: bool,
    /// 文件的格式 / the format of the files
    #[arg(long, value_enum, default_value_t = Picture::Pdf)]
    pub format: Picture,
    /// 拼成办公打印机的纸 / as sheets of office paper to be pasted together
    #[arg(long, value_enum, value_name = "PAPER")]
    pub tile: Option<Paper>,
    /// 送印：一个文件夹和一个压缩包，并记到 print-ledger.yaml / a job for the print shop, noted in the ledger
    #[arg(long, value_name = "NAME")]
    pub job: Option<String>,
    /// 送印单上的联系人 / who to ask, for the job ticket
    #[arg(long, value_name = "NAME", requires = "job")]
    pub contact: Option<String>,
    /// 送印单上的电话 / at which telephone
    #[arg(long, value_name = "NUMBER", requires = "job")]
    pub phone: Option<String>,
    /// 送印单上的交货日期 / when it is wanted
    #[arg(long, value_name = "DATE", requires = "job")]
    pub delivery: Option<String>,
    /// 送印单上的说明 / a remark
    #[arg(long, value_name = "TEXT", requires = "job")]
    pub note: Option<String>,
    /// 只说字号和松紧，不写文件 / only tell sizes and how full it is; write nothing
    #[arg(long)]
    pub explain: bool,
    /// 同时用几个线程 / how many threads
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// 消息的格式 / form of messages
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub messages: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Picture {
    Pdf,
    Svg,
    Png,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    A4,
    A3,
}

#[derive(Debug, Clone, Args)]
pub struct Site {
    /// 网站所在的文件夹 / the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// 当作哪一天、哪一刻，如 2026-05-08T09:00 / the day and time to take for now
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub now: Option<String>,
    /// 印刷品检查里放行的一项和理由，如 print-dpi=老照片 / what may be wrong with a printed product, and why
    #[arg(long, value_name = "CODE=REASON", value_parser = allowed)]
    pub allow: Vec<(String, String)>,
}

impl Site {
    /// A folder to write into: the one that was said, or one of the site's.
    pub fn folder(&self, said: Option<&PathBuf>, name: &str) -> PathBuf {
        said.map_or_else(|| self.root.join(name), PathBuf::clone)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}

#[derive(Debug, Clone, Args)]
pub struct New {
    /// site（新网站），或一种内容，如 政策解读、news / `site`, or a kind of content
    pub kind: String,
    /// 新网站的文件夹，或新内容的标题 / the new site's folder, or the new file's title
    pub name: String,
    /// 新网站不带示例内容 / a new site without sample content
    #[arg(long)]
    pub bare: bool,
    /// 网站所在的文件夹 / the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// 文件名，不写时用标题 / the file's name; else the title
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Theme {
    /// 把自带的主题放到网站的 themes/ 里，供修改 / lay out the built-in theme to be changed
    Copy {
        /// 网站所在的文件夹 / the site's folder
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// 新主题的名字 / the copy's name
        #[arg(long, default_value = "huimin")]
        name: String,
    },
}

impl Build {
    /// What the model is asked for.
    pub fn options(&self) -> Options {
        Options {
            now: self.site.now.clone(),
            drafts: self.drafts,
            everything: false,
            base_url: self.base_url.clone(),
            allow: self.site.allow.clone(),
        }
    }

    /// Where the site goes.
    pub fn output(&self) -> PathBuf {
        self.site.folder(self.output.as_ref(), "public")
    }
}

/// Checks what is allowed: only what print shops complain of can be.
fn allowed(text: &str) -> Result<(String, String), String> {
    let wanted = || "应写成 / write: print-dpi=理由".to_owned();
    let (code, reason) = text.split_once('=').ok_or_else(wanted)?;
    match code.starts_with("print-") && !reason.trim().is_empty() {
        true => Ok((code.trim().to_owned(), reason.trim().to_owned())),
        false => Err(wanted()),
    }
}

/// Checks the name of an archive: others than `.zip` do not open by double click.
fn archive(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    {
        true => Ok(path),
        false => Err("名字要以 .zip 结尾 / its name must end with .zip".into()),
    }
}

/// Checks a time without the site's zone, which is not known yet.
fn time(text: &str) -> Result<String, String> {
    match Moment::parse(text, &jiff::tz::TimeZone::UTC) {
        Some(_) => Ok(text.into()),
        None => Err("应写成 / write: 2026-05-08T09:00".into()),
    }
}

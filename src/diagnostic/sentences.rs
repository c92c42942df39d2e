//! What is said of every problem, in Chinese and in English.
//!
//! A message says what is wrong and what is there; the help says what to write
//! instead.

use super::{Lang, Problem, print_sentences};
use crate::schema::{KINDS, Kind};

/// The parts of a message in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    /// What is wrong and what is there.
    pub message: String,
    /// What to write instead, if it can be said.
    pub help: Option<String>,
}

impl Problem {
    /// What to tell the writer.
    pub fn sentences(&self, lang: Lang) -> Sentences {
        let zh = lang == Lang::Zh;
        match self {
            Self::UnknownName { key, name, nearest } => said(
                zh,
                format!("「{key}」写的「{name}」不在 site.yaml 里"),
                format!("`{name}`, given as `{key}`, does not stand in site.yaml"),
            )
            .perhaps(nearest, zh),
            Self::MissingAnchor { target, nearest } => said(
                zh,
                format!("「{target}」里没有这个小标题，链接只会打开那一页的开头"),
                format!(
                    "there is no such heading at `{target}`: the link opens the top of the page"
                ),
            )
            .perhaps(nearest, zh),
            Self::MissingPart {
                page,
                title,
                nearest,
            } => said(
                zh,
                format!("「{page}」里没有标题为「{title}」的部分"),
                format!("`{page}` has no part with the heading `{title}`"),
            )
            .perhaps(nearest, zh),
            Self::BoardOutside { .. }
            | Self::BoardOverlap { .. }
            | Self::BoardNotSet { .. }
            | Self::BoardWarning { .. }
            | Self::BoardTooFull { .. }
            | Self::MissingGlyph { .. }
            | Self::PrintUnreadable { .. }
            | Self::PrintPages { .. }
            | Self::PrintBox { .. }
            | Self::PrintFont { .. }
            | Self::PrintGlyph { .. }
            | Self::PrintColour { .. }
            | Self::PrintBlack { .. }
            | Self::PrintInk { .. }
            | Self::PrintDpi { .. }
            | Self::PrintLine { .. }
            | Self::PrintTransparency { .. }
            | Self::PrintQr { .. }
            | Self::PrintQrSize { .. }
            | Self::PrintQrTarget { .. }
            | Self::PrintedFalse { .. } => print_sentences::of(self, zh),
            Self::Allowed { problem, reason } => {
                let inner = problem.sentences(lang);
                said(
                    zh,
                    format!("{}（已放行：{reason}）", inner.message),
                    format!("{} (allowed: {reason})", inner.message),
                )
            }
            Self::UndefinedName { name, nearest } => said(
                zh,
                format!("模板里的「{name}」没有定义"),
                format!("`{name}` is not defined in the template"),
            )
            .perhaps(nearest, zh),
            Self::Template { reason } => said(
                zh,
                format!("模板有误：{reason}"),
                format!("the template is wrong: {reason}"),
            ),
            Self::NoTemplate { name, nearest } => said(
                zh,
                format!("主题里没有模板「{name}」"),
                format!("the theme has no template `{name}`"),
            )
            .perhaps(nearest, zh),
            Self::NoTheme { name } => said(
                zh,
                format!("没有名为「{name}」的主题"),
                format!("there is no theme named `{name}`"),
            )
            .help(
                zh,
                "site.yaml 的「主题」写 huimin，或把主题放进 themes/",
                "write `theme: huimin` in site.yaml, or put the theme into themes/",
            ),
            Self::Unreadable { reason } => said(
                zh,
                format!("这个文件读不出来：{reason}"),
                format!("this file cannot be read: {reason}"),
            ),
            Self::NotText => said(
                zh,
                "这个文件不是文字文件".into(),
                "this file is not a text file".into(),
            )
            .help(
                zh,
                "用记事本等编辑器打开，另存为 UTF-8 编码的纯文本",
                "open it in a text editor and save it as plain text in UTF-8",
            ),
            Self::DamagedUtf8 { line } => said(
                zh,
                format!("这个文件是 UTF-8 编码，但第 {line} 行有损坏的字符"),
                format!("this file is UTF-8, but line {line} has a broken character"),
            )
            .help(
                zh,
                "改好那一行的乱码，再另存为 UTF-8 编码",
                "mend the garbled text on that line and save as UTF-8",
            ),
            Self::LinkOutside => said(
                zh,
                "这个链接文件指到了网站文件夹之外，没有读取".into(),
                "this symbolic link leads out of the site's folder and was not read".into(),
            )
            .help(
                zh,
                "把它指向的文件复制进来，代替链接",
                "copy what it points to into the site instead",
            ),
            Self::NameNotUnicode { shown } => said(
                zh,
                format!("文件名「{shown}」里有读不出的字符，没有读取"),
                format!("the file name `{shown}` is not valid Unicode; the file was not read"),
            )
            .help(zh, "给文件改名", "rename the file"),
            Self::CaseTwin { other } => said(
                zh,
                format!("和「{other}」只差字母大小写，在 Windows 上会互相覆盖"),
                format!("differs from `{other}` in letter case only; on Windows they are one file"),
            )
            .help(zh, "给其中一个改名", "rename one of them"),
            Self::ConflictCopy { of } => said(
                zh,
                format!("这是「{of}」的冲突副本：两个人同时改过，网站只用「{of}」"),
                format!("two people changed `{of}` at once; this copy of it is not used"),
            )
            .help(
                zh,
                "对照两个文件，把要留的内容并到一个里，删去副本",
                "compare the two, put what is to stay into one, and remove this copy",
            ),
            Self::FrontMatterOpen => said(
                zh,
                "文件开头的信息区没有结束".into(),
                "the front matter that begins here does not end".into(),
            )
            .help(
                zh,
                "在最后一个键之后另起一行，只写三个半角减号：---",
                "after the last key, write a line of three hyphens: ---",
            ),
            Self::FrontMatterFence { written } => said(
                zh,
                format!("信息区的分隔行写成了「{written}」"),
                format!("the line around the front matter is written `{written}`"),
            )
            .help(zh, "应写成三个半角减号：---", "write three hyphens: ---"),
            Self::NotKeys => said(
                zh,
                "这里应当是一行行的「键: 值」".into(),
                "here must be lines of `key: value`".into(),
            )
            .help(
                zh,
                "例如：标题: 低保怎么办",
                "such as `title: How to apply`",
            ),
            Self::TabIndent => said(
                zh,
                "行首用了制表符（Tab）缩进".into(),
                "this line is indented with a tab".into(),
            )
            .help(
                zh,
                "用空格缩进，每级两个",
                "indent with blanks, two for each level",
            ),
            Self::NeedsQuotes { written } => said(
                zh,
                "这个值里有 YAML 的特殊符号，要放在引号里".into(),
                "this value has a sign that is special in YAML and must be quoted".into(),
            )
            .write(zh, written),
            Self::DuplicateKey { key, first_line } => said(
                zh,
                format!("键「{key}」写了两次，第一次在第 {first_line} 行；这里的没有采用"),
                format!(
                    "the key `{key}` was already given on line {first_line}; this one is not used"
                ),
            )
            .help(zh, "删去其中一个", "remove one of them"),
            Self::MissingColon { written } => {
                let said = said(
                    zh,
                    "这一行没有冒号，看不出键和值".into(),
                    "this line has no colon between key and value".into(),
                );
                match written {
                    Some(written) => said.write(zh, written),
                    None => said.help(
                        zh,
                        "写成「键: 值」；如果是上一行的继续，在行首加两个空格",
                        "write `key: value`, or indent the line if it continues the one above",
                    ),
                }
            }
            Self::MissingKey => said(
                zh,
                "冒号前面没有键".into(),
                "there is no key before the colon".into(),
            )
            .help(zh, "写成「键: 值」", "write `key: value`"),
            Self::TooDeepLine => said(
                zh,
                "这一行比上一个键缩进得多，但上一个键已经有值了".into(),
                "this line is indented under a key that already has a value".into(),
            )
            .help(
                zh,
                "去掉行首多余的空格，和上一个键对齐",
                "remove blanks at its start until it lines up with the key above",
            ),
            Self::UnclosedQuote { written } => said(
                zh,
                "引号只有前一半".into(),
                "this quote is not closed".into(),
            )
            .write(zh, written),
            Self::UnclosedBracket { bracket } => {
                let closing = if *bracket == '[' { ']' } else { '}' };
                said(
                    zh,
                    format!("「{bracket}」没有对应的「{closing}」"),
                    format!("`{bracket}` has no `{closing}`"),
                )
                .help(
                    zh,
                    format!("补上「{closing}」；如果是普通文字，把整个值放在引号里"),
                    format!(
                        "add `{closing}`, or put the whole value in quotes if it is plain text"
                    ),
                )
            }
            Self::SecondDocument => said(
                zh,
                "这里又开始了一份 YAML，后面的没有读取".into(),
                "a second YAML document begins here; it is not read".into(),
            )
            .help(zh, "删去这一行的 ---", "remove the line `---`"),
            Self::TooDeep { limit } => said(
                zh,
                format!("嵌套超过 {limit} 层"),
                format!("nested deeper than {limit} levels"),
            ),
            Self::Misaligned => said(
                zh,
                "这一行的缩进和上面各行都对不齐".into(),
                "this line lines up with no line above it".into(),
            )
            .help(
                zh,
                "同一级的键，行首的空格数要一样",
                "give keys of one level the same number of blanks",
            ),
            Self::BadEscape => said(
                zh,
                "双引号里的反斜杠「\\」后面不能是这个字".into(),
                "inside double quotes, a backslash cannot stand before this character".into(),
            )
            .help(
                zh,
                "把双引号换成单引号，或者把「\\」写成「\\\\」",
                "use single quotes, or write the backslash twice",
            ),
            Self::YamlSyntax { reason } => said(
                zh,
                "这里不合 YAML 的写法".into(),
                format!("this is not valid YAML: {reason}"),
            )
            .help(
                zh,
                "检查这一行和上一行的缩进、冒号、引号和括号",
                "check indentation, colons, quotes and brackets on this line and the one above",
            ),
            Self::UnknownKey { key, nearest } => said(
                zh,
                format!("「{key}」不是已知的键"),
                format!("`{key}` is not a known key"),
            )
            .perhaps(nearest, zh),
            Self::NoConfig => said(
                zh,
                "这个文件夹里没有 site.yaml".into(),
                "this folder has no site.yaml".into(),
            )
            .help(
                zh,
                "到网站所在的文件夹里运行，或用 --root 指明；新建网站用 huimin new site 文件夹",
                "run in the site's folder or name it with --root; `huimin new site DIR` makes one",
            ),
            Self::RequiredKey { key, twin } => said(
                zh,
                format!("缺少必填的「{key}」"),
                format!("the key `{twin}` is required"),
            )
            .help(
                zh,
                format!("加一行「{key}: …」"),
                format!("add a line `{twin}: …`"),
            ),
            Self::WrongValue { key, found, wanted } => {
                let [key, found, wanted] = [key, found, wanted].map(|both| both.get(lang));
                said(
                    zh,
                    format!("「{key}」的值不对；现在是「{found}」"),
                    format!("the value of `{key}` is not right: it is `{found}`"),
                )
                .write(zh, wanted)
            }
            Self::UnknownKind { name, nearest } => {
                let said = said(
                    zh,
                    format!("没有「{name}」这种内容"),
                    format!("there is no kind of content named `{name}`"),
                );
                let kinds = |name: fn(&Kind) -> &str, comma| {
                    let names: Vec<_> = KINDS.iter().map(|kind| name(kind)).collect();
                    names.join(comma)
                };
                match nearest {
                    Some(_) => said.perhaps(nearest, zh),
                    None => said.help(
                        zh,
                        format!("可以写：{}", kinds(|kind| kind.zh, "、")),
                        format!("there are: {}", kinds(|kind| kind.en, ", ")),
                    ),
                }
            }
            Self::NotBuilt { why } => said(
                zh,
                format!("这一页没有生成：{}", why.reason(Lang::Zh)),
                format!("this page is not built: {}", why.reason(Lang::En)),
            ),
            Self::TargetNotBuilt { target, why } => said(
                zh,
                format!("指向的「{target}」这次没有生成：{}", why.reason(Lang::Zh)),
                format!("`{target}` is not built: {}", why.reason(Lang::En)),
            )
            .help(
                zh,
                "等它发布后再链接，或先去掉链接",
                "link to it once it is published, or take the link out",
            ),
            Self::AddressTwice { address, first } => said(
                zh,
                format!("网址 {address} 已被「{first}」占用"),
                format!("the address {address} is already that of `{first}`"),
            )
            .help(
                zh,
                "给其中一个改文件名，或写不同的「网址名」",
                "rename one of the files or give it another `slug`",
            ),
            Self::FactTwice { name, first } => said(
                zh,
                format!("事实「{name}」在「{first}」里已经有了"),
                format!("the fact `{name}` already stands in `{first}`"),
            )
            .help(
                zh,
                "一个事实只写一处：删去其中一个",
                "keep it in one place: remove one",
            ),
            Self::FactCircle { name } => said(
                zh,
                format!("事实「{name}」绕来绕去又用到了自己，或绕得太远"),
                format!("the fact `{name}` leads back to itself, or through too many others"),
            )
            .help(
                zh,
                "在其中一个事实里直接写出数目或文字",
                "write the figure or the words themselves in one of these facts",
            ),
            Self::UnknownFactPart { name, part, known } => said(
                zh,
                format!("事实「{name}」没有「{part}」这一项"),
                format!("the fact `{name}` has no part `{part}`"),
            )
            .help(zh, format!("它有：{known}"), format!("it has: {known}")),
            Self::UnknownFact { name, nearest } => said(
                zh,
                format!("data/ 里没有名为「{name}」的事实"),
                format!("data/ has no fact named `{name}`"),
            )
            .perhaps(nearest, zh),
            Self::MissingTarget { target, nearest } => said(
                zh,
                format!("链接指向的「{target}」不存在"),
                format!("the link's target `{target}` does not exist"),
            )
            .perhaps(nearest, zh),
            Self::MissingPicture { target, nearest } => said(
                zh,
                format!("找不到图片「{target}」"),
                format!("there is no picture `{target}`"),
            )
            .perhaps(nearest, zh),
            Self::UnsafeLink { target } => said(
                zh,
                format!("链接「{target}」会运行程序，按文字显示"),
                format!("the link `{target}` could run a program and is shown as text"),
            )
            .help(
                zh,
                "链接只写网页、文件、电话或邮箱的地址",
                "link to a page, a file, a telephone number or a mail address",
            ),
            Self::MissingAlt { target } => said(
                zh,
                format!("图片「{target}」没有替代文字，读屏软件读不出来"),
                format!("the picture `{target}` has no text for those who cannot see it"),
            )
            .help(
                zh,
                "在 ![ ] 里写一句图里有什么；纯装饰的图写成 ![](图片 \"装饰\")",
                "say in ![ ] what it shows; for mere decoration write ![](file \"装饰\")",
            ),
            Self::RawHtml { tag } => said(
                zh,
                format!("正文里的 HTML 标签「{tag}」按文字显示"),
                format!("the HTML tag `{tag}` is shown as text"),
            )
            .help(
                zh,
                "改用 Markdown 写法；确实需要时在 site.yaml 写「允许HTML: 是」",
                "use Markdown; if it must be, write `raw_html: true` in site.yaml",
            ),
        }
    }
}

/// A message in the language wanted.
pub(super) fn said(zh: bool, chinese: String, english: String) -> Sentences {
    Sentences {
        message: if zh { chinese } else { english },
        help: None,
    }
}

impl Sentences {
    /// Adds what to write instead.
    pub(super) fn help(
        mut self,
        zh: bool,
        chinese: impl Into<String>,
        english: impl Into<String>,
    ) -> Self {
        self.help = Some(if zh { chinese.into() } else { english.into() });
        self
    }

    /// Adds help that comes from elsewhere, in whatever language it has.
    pub(super) fn also(mut self, help: &Option<String>) -> Self {
        self.help = help.clone();
        self
    }

    /// Adds the very text to write.
    fn write(self, zh: bool, text: &str) -> Self {
        self.help(zh, format!("应写成：{text}"), format!("write: {text}"))
    }

    /// Adds the nearest known name, if there is one.
    pub(super) fn perhaps(self, nearest: &Option<String>, zh: bool) -> Self {
        match nearest {
            Some(name) => self.help(
                zh,
                format!("应写成「{name}」？"),
                format!("did you mean `{name}`?"),
            ),
            None => self,
        }
    }
}

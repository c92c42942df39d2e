//! A new file from the template of its kind: what can be chosen, which name is
//! suggested, and making it.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::answer::Refused;
use super::place;
use crate::model::Model;
use crate::schema::{FORMS, Form, KINDS, kind_named, starter};
use crate::text::slug;

/// What can be chosen for a new file.
#[derive(Debug, PartialEq, Serialize)]
pub struct Choices {
    /// Kinds of content, and forms of printed products.
    pub kinds: Vec<Choice>,
    /// Folders.
    pub folders: Vec<Folder>,
}

/// A kind of content.
#[derive(Debug, PartialEq, Serialize)]
pub struct Choice {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub about: String,
    /// The folder where such pages usually lie, below `content/`.
    pub folder: String,
}

/// A folder that pages lie in.
#[derive(Debug, PartialEq, Serialize)]
pub struct Folder {
    /// Its path below `content/`; empty for `content/` itself.
    pub folder: String,
    /// The name of its section.
    pub title: String,
}

/// What a new file shall be.
#[derive(Debug, Deserialize)]
pub struct Wish {
    /// A kind, or a form of printed products.
    pub kind: String,
    /// The folder below `content/`.
    pub folder: String,
    /// The title.
    pub title: String,
    /// The name of the file, without `.md`.
    pub name: String,
}

/// What can be chosen in this site.
pub fn choices(all: &Model) -> Choices {
    let usual = |en: &str| {
        let of_kind = |section: &&crate::model::Section| section.kind.is_some_and(|k| k.en == en);
        let section = all.sections.iter().find(of_kind);
        section.map_or(en, |section| &section.folder).to_owned()
    };
    let kinds = KINDS.iter().filter(|kind| kind.en != "product");
    let kinds = kinds.map(|kind| Choice {
        name: kind.zh,
        about: kind.about.zh.to_owned(),
        folder: usual(kind.en),
    });
    let forms = FORMS.iter().map(|form| Choice {
        name: form.name.zh,
        about: format!("印刷品，成品 {}×{} 毫米", form.size.0, form.size.1),
        folder: usual("product"),
    });
    let mut folders: Vec<_> = all
        .sections
        .iter()
        .map(|section| Folder {
            folder: section.folder.clone(),
            title: match section.folder.is_empty() {
                true => "网站根目录".to_owned(),
                false => section.title.clone(),
            },
        })
        .collect();
    folders.sort_by(|a, b| (a.folder.is_empty(), &a.folder).cmp(&(b.folder.is_empty(), &b.folder)));
    Choices {
        kinds: kinds.chain(forms).collect(),
        folders,
    }
}

/// A name that is free: of a title in Latin letters the title itself, else the
/// day and a number. Sounds of Han are not guessed at: 重庆 is not zhong-qing.
///
/// # Errors
/// If the folder is not within `content/`.
pub fn suggest(root: &Path, folder: &str, title: &str, today: Date) -> Result<String, Refused> {
    let disk = place::folder(root, &below_content(folder))?;
    let latin = slug(title);
    let is_latin = !latin.is_empty() && latin.is_ascii() && !title.chars().any(|c| c > '\u{2e7f}');
    let day = today.strftime("%Y%m%d").to_string();
    let taken = |name: &str| disk.join(format!("{name}.md")).symlink_metadata().is_ok();
    let first = match is_latin {
        true => latin.clone(),
        false => format!("{day}-1"),
    };
    let stem = if is_latin { latin } else { day };
    let others = (2..10_000).map(|number| format!("{stem}-{number}"));
    let free = std::iter::once(first)
        .chain(others)
        .find(|name| !taken(name));
    Ok(free.unwrap_or_default())
}

/// Makes the file with the text that `huimin new` gives it. Returns its path
/// from the site's root.
///
/// # Errors
/// If it is there already, or may not be there.
pub fn make(root: &Path, all: &Model, wish: &Wish) -> Result<String, Refused> {
    let Some(kind) = kind_named(&wish.kind) else {
        return Err(Refused::wrong(format!("没有「{}」这种内容", wish.kind)));
    };
    let title = wish.title.trim();
    if title.is_empty() {
        return Err(Refused::wrong("请写标题"));
    }
    place::name(&wish.name)?;
    let shown = below_content(&wish.folder);
    let folder = place::folder(root, &shown)?;
    let of_section = all
        .sections
        .iter()
        .rfind(|section| section.contains(&wish.folder))
        .and_then(|section| section.kind);
    let says_kind = of_section.is_none_or(|of_section| of_section.en != kind.en);
    let text = starter(
        kind,
        Form::named(&wish.kind),
        title,
        all.now.day(),
        says_kind,
    );
    let file = format!("{shown}/{}.md", wish.name);
    let written =
        crate::output::write_fresh(&folder.join(format!("{}.md", wish.name)), text.as_bytes());
    match written {
        Ok(()) => Ok(file),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Refused::new(
            axum::http::StatusCode::CONFLICT,
            format!("已经有 {file} 了，没有动它；请换一个文件名"),
        )),
        Err(error) => Err(Refused::failed(format!("没建成 {file}：{error}"))),
    }
}

/// The path of a folder from the site's root.
fn below_content(folder: &str) -> String {
    match folder {
        "" => "content".to_owned(),
        folder => format!("content/{folder}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_name_is_suggested() {
        let site = tempfile::tempdir().expect("a folder");
        let news = site.path().join("content/news");
        std::fs::create_dir_all(&news).expect("made");
        let day = jiff::civil::date(2026, 5, 14);
        let name = |title| suggest(site.path(), "news", title, day).expect("a name");
        assert_eq!(name("石桥镇赶集日"), "20260514-1");
        assert_eq!(name("FAQ 2026"), "faq-2026");
        assert_eq!(name("《问答》"), "20260514-1");
        assert_eq!(name(""), "20260514-1");
        std::fs::write(news.join("20260514-1.md"), "").expect("written");
        std::fs::write(news.join("faq-2026.md"), "").expect("written");
        assert_eq!(name("石桥镇赶集日"), "20260514-2");
        assert_eq!(name("FAQ 2026"), "faq-2026-2");
    }
}

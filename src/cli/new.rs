//! `huimin new`: a site, or a content file with the keys of its kind.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::Ended;
use super::arguments::New;
use super::say::Say;
use crate::model::{Options, build};
use crate::nearest::nearest;
use crate::output::{check_name, write_fresh};
use crate::schema::{Form, KINDS, Kind, kind_named, starter};
use crate::source::{Listing, Sources};
use crate::text::slug;

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");
const SITE: &str = include_str!("../../site.yaml");
const BARE_SITE: &str = include_str!("bare-site.yaml");

/// Makes what was asked for. Nothing that is there is ever overwritten.
pub fn run(options: &New, say: Say) -> Ended {
    let made = match (options.kind.as_str(), kind_named(&options.kind)) {
        ("site" | "网站", _) => {
            site(Path::new(&options.name), options.bare).map_err(|e| e.to_string())
        }
        (name, Some(kind)) => file(kind, Form::named(name), options).map_err(|e| e.to_string()),
        (name, None) => {
            let names = KINDS.iter().flat_map(|kind| [kind.zh, kind.en]);
            let meant = nearest(name, names).map_or_else(String::new, |name| format!(" ({name}?)"));
            let all: Vec<_> = KINDS.iter().map(|kind| kind.zh).collect();
            Err(format!(
                "{}「{name}」{meant}: site {}",
                say.words("没有这种内容", "no such kind"),
                all.join(" ")
            ))
        }
    };
    match made {
        Ok(path) => {
            say.line(&format!(
                "{} {}",
                say.words("已建好", "made"),
                path.display()
            ));
            Ended::Done
        }
        Err(why) => {
            say.line(&why);
            Ended::Failed
        }
    }
}

fn site(folder: &Path, bare: bool) -> io::Result<PathBuf> {
    let config = folder.join("site.yaml");
    write_new(&config, if bare { BARE_SITE } else { SITE }.as_bytes())?;
    if !bare {
        lay_out(&CONTENT, &folder.join("content"))?;
        lay_out(&DATA, &folder.join("data"))?;
    }
    Ok(folder.to_owned())
}

fn lay_out(dir: &Dir<'_>, folder: &Path) -> io::Result<()> {
    for file in dir.files() {
        write_new(&folder.join(file.path()), file.contents())?;
    }
    for inner in dir.dirs() {
        lay_out(inner, folder)?;
    }
    Ok(())
}

/// Writes a file that must not be there yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    write_fresh(path, bytes).map_err(named)
}

/// A content file in the folder whose pages are of its kind.
fn file(kind: &'static Kind, form: Option<&Form>, options: &New) -> io::Result<PathBuf> {
    let listing = Arc::new(Listing::take(&options.root));
    let (sources, delta) = Sources::read(&options.root, &listing, None);
    let asked = Options {
        drafts: true,
        ..Options::default()
    };
    let model = build(&sources, &delta, &asked, None);
    let section = model
        .sections
        .iter()
        .find(|section| section.kind.is_some_and(|k| k.en == kind.en));
    let folder = section.map_or(kind.en, |section| &section.folder);
    let name = options.slug.clone().unwrap_or_else(|| slug(&options.name));
    if name.contains('/') || check_name(&name).is_err() {
        let why =
            format!("--slug {name}: 只写一个名字，不含 / ? : * 等符号 / a name without such signs");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    let path = options
        .root
        .join("content")
        .join(folder)
        .join(format!("{name}.md"));
    let says_kind = section.is_none();
    write_new(
        &path,
        starter(kind, form, &options.name, model.now.day(), says_kind).as_bytes(),
    )?;
    Ok(path)
}

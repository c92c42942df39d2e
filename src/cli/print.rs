//! `huimin print`: printed products as files, as tiles, or as a job for the print
//! shop.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Ended;
use super::arguments::{Paper, Picture, Print};
use super::explain::explain;
use super::say::Say;
use super::targets::{chosen, in_series};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::job::{self, File, Job};
use crate::ledger::{self, Entry};
use crate::model::{Options, Page};
use crate::output::replace_with;
use crate::product::{self, Maker, Product, Products, Tools};
use crate::site::{Ground, has_errors};

/// The longer side of a PNG in pixels.
const PNG_SIDE: f64 = 2400.0;

/// Makes what was asked for. Nothing is written while something is wrong with it.
pub fn run(options: &Print, say: Say) -> Ended {
    super::use_threads(options.jobs);
    let asked = Options {
        now: options.site.now.clone(),
        drafts: options.drafts,
        allow: options.site.allow.clone(),
        ..Options::default()
    };
    let root = &options.site.root;
    let ground = Ground::load(root, &asked);
    let mut problems = ground.problems();
    let wanted = match chosen(&ground.model, &options.targets, say) {
        Ok(wanted) => wanted,
        Err(why) => {
            say.line(&why);
            return Ended::Failed;
        }
    };
    let Some(tools) = Tools::of(&ground.theme, &mut problems) else {
        say.report(root, problems, options.messages);
        return Ended::Errors;
    };
    let maker = Maker::new(&ground, &asked, &tools).telling();
    if options.job.is_some() {
        // What cannot be read would not be added to.
        let mut told = Vec::new();
        ledger::check(&ground, &mut told);
        problems.extend(told.into_iter().filter(|p| p.severity() == Severity::Error));
    }
    let looked = in_series(&ground.model, &wanted);
    let is_wanted = |index| wanted.contains(&index);
    let products = product::make(&maker, &looked, &is_wanted, &mut problems, &|| ());
    let mut files = Vec::new();
    let errors = has_errors(&problems);
    if !errors && !options.explain {
        files = match &options.job {
            Some(_) => packed(&maker, &ground, options, &products, &mut problems),
            None => made(&maker, &ground, options, &products, &mut problems),
        };
    }
    let errors = errors || has_errors(&problems);
    // Which pages are not built today is for those who build.
    problems.retain(|told| !matches!(told.problem, Problem::NotBuilt { .. }));
    let report = say.report(root, problems, options.messages);
    if options.explain {
        let told: Vec<String> = products
            .iter()
            .map(|(&index, product)| {
                explain(&ground.model.pages[index], product, &ground.theme, say)
            })
            .collect();
        let _ = writeln!(std::io::stdout(), "{}", told.join("\n\n"));
    }
    let counts = say.counts(&report);
    if !counts.is_empty() {
        say.line(&counts);
    }
    if errors {
        return Ended::Errors;
    }
    if options.explain {
        return Ended::Done;
    }
    match write(&ground, options, &products, &files, say) {
        Ok(()) => Ended::Done,
        Err(why) => {
            say.line(&why);
            Ended::Failed
        }
    }
}

/// The files of products by themselves.
fn made(
    maker: &Maker<'_>,
    ground: &Ground,
    options: &Print,
    products: &Products,
    problems: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let mut files = Vec::new();
    for (&index, product) in products {
        let page = &ground.model.pages[index];
        let stem = job::stem(page, product);
        if let Some(paper) = options.tile {
            let (sheet, name) = match paper {
                Paper::A4 => ("a4", "A4"),
                Paper::A3 => ("a3", "A3"),
            };
            for number in 1..=product.pages {
                let side = match product.pages {
                    1 => String::new(),
                    _ => format!("-第{number}面"),
                };
                let made = job::tiles(maker, &page.title, product, number, sheet);
                let pdf = job::kept(made, page, problems);
                files.extend(pdf.map(|pdf| (format!("{stem}{side}-拼{name}.pdf"), pdf)));
            }
            continue;
        }
        match options.format {
            Picture::Pdf => {
                if product.form.is_booklet() {
                    let made = job::impose(maker, &page.title, product);
                    let pdf = job::kept(made, page, problems);
                    files.extend(pdf.map(|pdf| (format!("{stem}-拼版.pdf"), pdf)));
                }
                files.push((format!("{stem}.pdf"), product.pdf.clone()));
            }
            Picture::Svg => match maker.svg(index, product) {
                Ok(pages) => files.extend(numbered(
                    &stem,
                    "svg",
                    pages.into_iter().map(String::into_bytes),
                )),
                Err(found) => {
                    job::kept(Err(found), page, problems);
                }
            },
            Picture::Png => {
                let size = product.spec.size;
                let dpi = PNG_SIDE / (size.width.max(size.height) * product.spec.scale) * 25.4;
                let pages = (1..=product.pages).filter_map(|number| {
                    let made = job::png(&product.pdf, number, dpi);
                    job::kept(made, page, problems)
                });
                files.extend(numbered(&stem, "png", pages));
            }
        }
    }
    files
}

/// Pages as files, with numbers where there are several.
fn numbered(stem: &str, ending: &str, pages: impl Iterator<Item = Vec<u8>>) -> Vec<File> {
    let pages: Vec<Vec<u8>> = pages.collect();
    let several = pages.len() > 1;
    (1..)
        .zip(pages)
        .map(|(number, bytes)| match several {
            true => (format!("{stem}-{number}.{ending}"), bytes),
            false => (format!("{stem}.{ending}"), bytes),
        })
        .collect()
}

/// The files of a job.
fn packed(
    maker: &Maker<'_>,
    ground: &Ground,
    options: &Print,
    products: &Products,
    problems: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let model = &ground.model;
    let of_site = |key: &str| {
        let ask = model.config.fields.record("ask");
        ask.and_then(|ask| ask.text(key))
            .unwrap_or_default()
            .to_owned()
    };
    let job = Job {
        name: options.job.clone().unwrap_or_default(),
        date: model.now.day().to_string(),
        delivery: options.delivery.clone().unwrap_or_default(),
        contact: options.contact.clone().unwrap_or_default(),
        phone: options.phone.clone().unwrap_or_else(|| of_site("phone")),
        note: options.note.clone().unwrap_or_default(),
    };
    let pages: Vec<(&Page, &Product)> = products
        .iter()
        .map(|(&index, product)| (&*model.pages[index], product))
        .collect();
    job::pack(maker, model, &job, &pages, problems)
}

/// Writes the files, and the ledger for a job. Says what was written.
fn write(
    ground: &Ground,
    options: &Print,
    products: &Products,
    files: &[File],
    say: Say,
) -> Result<(), String> {
    let root = &options.site.root;
    let out = options.site.folder(options.output.as_ref(), "print");
    let Some(name) = &options.job else {
        put_all(&out, files)?;
        for (name, _) in files {
            say.line(&out.join(name).display().to_string());
        }
        say.line(&say_count(files.len(), say));
        return Ok(());
    };
    let name = job::safe(name);
    if name.is_empty() {
        return Err(say
            .words("--job 要有一个名字", "--job wants a name")
            .to_owned());
    }
    let folder = out.join(&name);
    let archive = out.join(format!("{name}.zip"));
    // What was sent to a print shop stays as it was sent.
    for taken in [&folder, &archive] {
        if taken.exists() {
            return Err(format!(
                "{}: {}",
                taken.display(),
                say.words(
                    "已经有了，换一个批次名",
                    "is there already; take another name"
                )
            ));
        }
    }
    let zip = job::zip(&name, files).map_err(|error| error.to_string())?;
    put_all(&folder, files)?;
    replace_with(&archive, &zip).map_err(|error| failed(&archive, &error))?;
    let entries: Vec<Entry> = products
        .iter()
        .map(|(&index, product)| ledger::entry(&ground.model, index, product, &name))
        .collect();
    ledger::append(root, &entries).map_err(|error| failed(&root.join(ledger::FILE), &error))?;
    say.line(&format!(
        "{}  {}",
        folder.display(),
        say_count(files.len(), say)
    ));
    say.line(&archive.display().to_string());
    say.line(&format!(
        "{} {}",
        root.join(ledger::FILE).display(),
        say.words("已记下这一批", "notes this job")
    ));
    Ok(())
}

fn say_count(count: usize, say: Say) -> String {
    say.words(&format!("{count} 个文件"), &format!("{count} files"))
        .to_owned()
}

fn put_all(folder: &Path, files: &[File]) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    for (name, bytes) in files {
        let path: PathBuf = folder.join(name);
        replace_with(&path, bytes).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

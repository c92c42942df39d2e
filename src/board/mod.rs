//! Boards: from a page of the kind 展板 and the pages that it draws on, to the
//! PDF for the print shop and the picture for the website.

mod data;
mod frame;
mod lines;
mod prose;
mod report;
mod sections;
mod size;
mod source;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use crate::body::PRINTED;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::media::Media;
use crate::model::{Model, Page};
use crate::print::{BadFont, Fonts, Job, Press, in_four_inks, make};
use crate::theme::{PRINT_TEMPLATE, Theme, print_templates, template_problem};

/// A board made.
#[derive(Debug, Clone)]
pub struct Board {
    /// For the print shop.
    pub pdf: Vec<u8>,
    /// For the website, at its finished size.
    pub svg: String,
    /// Finished width in mm.
    pub width_mm: f64,
    /// Finished height in mm.
    pub height_mm: f64,
    /// Every word on it, in reading order.
    pub lines: Vec<String>,
}

/// Sets every board of the site and calls `step` after each. Boards that cannot be set, or do not fit, are
/// told of and left out.
pub fn set_all(
    root: &Path,
    model: &Model,
    media: &Media,
    theme: &Theme,
    problems: &mut Vec<Diagnostic>,
    step: &(dyn Fn() + Sync),
) -> BTreeMap<usize, Board> {
    let indices: Vec<usize> = (0..model.pages.len())
        .filter(|&index| model.pages[index].kind.en == "board")
        .collect();
    // The fonts take some milliseconds to read: only where there is a board.
    if indices.is_empty() {
        return BTreeMap::new();
    }
    let press = match fonts(theme) {
        Ok(fonts) => Press::new(fonts),
        Err(bad) => {
            problems.push(Diagnostic::general(Problem::Unreadable {
                reason: bad.to_string(),
            }));
            return BTreeMap::new();
        }
    };
    let maker = Maker {
        root,
        model,
        media,
        theme,
        press,
        templates: print_templates(theme, problems),
    };
    let made: Vec<_> = indices
        .into_par_iter()
        .map(|index| {
            let made = maker.make(index);
            step();
            (index, made)
        })
        .collect();
    let mut boards = BTreeMap::new();
    for (index, (board, found)) in made {
        problems.extend(found);
        if let Some(board) = board {
            boards.insert(index, board);
        }
    }
    boards
}

fn fonts(theme: &Theme) -> Result<Fonts, BadFont> {
    let fonts = theme.folder("fonts");
    let is_font = |path: &str| {
        [".otf", ".ttf", ".ttc"]
            .iter()
            .any(|ending| path.ends_with(ending))
    };
    Fonts::read(
        fonts
            .into_iter()
            .filter(|(path, _)| is_font(path))
            .map(|(path, bytes)| (path.to_owned(), bytes.clone())),
    )
}

/// The longer side of a picture in pixels where the theme does not say: 250 mm at
/// the 100 dpi that a board needs.
const LONGEST: u32 = 1000;

/// The path of a picture and the pixels that the theme wants: `a.svg.600`.
fn sized(path: &str) -> Option<(&str, u32)> {
    let (path, pixels) = path.rsplit_once('.')?;
    let pixels: u32 = pixels.parse().ok()?;
    (16..=8000).contains(&pixels).then_some((path, pixels))
}

struct Maker<'a> {
    root: &'a Path,
    model: &'a Model,
    media: &'a Media,
    theme: &'a Theme,
    press: Press,
    templates: Tera,
}

impl Maker<'_> {
    fn make(&self, index: usize) -> (Option<Board>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let page = &self.model.pages[index];
        let board = self.try_make(page, &mut problems);
        (board, problems)
    }

    fn try_make(&self, page: &Page, problems: &mut Vec<Diagnostic>) -> Option<Board> {
        let size = size::Size::of(page, problems)?;
        let data = data::Data::of(self.model, self.media, page, problems);
        let mut context = Context::new();
        context.insert_value("data", data.value);
        context.insert_value("spec", self.spec(page, size));
        context.insert("title", &page.title);
        let name = format!("../{PRINT_TEMPLATE}");
        let source = match self.templates.render(&name, &context) {
            Ok(source) => source,
            Err(error) => {
                problems.push(template_problem(self.theme, &error));
                return None;
            }
        };
        let files = |path: &str| self.read(path);
        let job = Job {
            path: PRINT_TEMPLATE,
            source: &source,
            files: &files,
            title: &page.title,
        };
        let place = || Place::file(&page.path);
        match make(&self.press, &job) {
            Ok(product) => {
                let told = report::problems(&product);
                let stop = told
                    .iter()
                    .any(|p| p.severity() == crate::diagnostic::Severity::Error);
                problems.extend(
                    told.into_iter()
                        .map(|problem| Diagnostic::at(place(), problem)),
                );
                (!stop).then_some(Board {
                    pdf: product.pdf,
                    svg: product.svg,
                    width_mm: product.width_mm,
                    height_mm: product.height_mm,
                    lines: data.lines,
                })
            }
            Err(faults) => {
                problems.extend(faults.iter().map(|f| Diagnostic::at(place(), f.problem())));
                None
            }
        }
    }

    fn spec(&self, page: &Page, size: size::Size) -> Value {
        let mut spec = tera::Map::new();
        let mut put = |key: &'static str, value: Value| {
            spec.insert(key.into(), value);
        };
        put("width", size.width.into());
        put("height", size.height.into());
        put("bleed", page.fields.number("bleed").unwrap_or(0.0).into());
        put(
            "distance",
            page.fields.number("distance").unwrap_or(2.0).into(),
        );
        put(
            "layout",
            page.fields
                .choice("layout")
                .map_or("text", |said| said.en)
                .into(),
        );
        let tokens: tera::Map = self
            .theme
            .declaration
            .tokens
            .iter()
            .map(|(name, token)| {
                (
                    name.clone().into(),
                    token.cmyk.map(Value::from).to_vec().into(),
                )
            })
            .collect();
        put("tokens", tokens.into());
        spec.into()
    }

    /// A file that a board reads: Typst of the theme, or a picture of the site.
    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        if path.starts_with("print/") {
            return self.theme.file(path).map(Into::into);
        }
        let path = path.strip_suffix(PRINTED)?;
        let (path, longest) = match self.media.get(path) {
            Some(_) => (path, LONGEST),
            None => sized(path)?,
        };
        self.media.get(path)?;
        let bytes = std::fs::read(self.root.join(path)).ok()?;
        in_four_inks(path, &bytes, longest).map(Into::into)
    }
}

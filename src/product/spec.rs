//! What sheet a product is set on.

use std::ops::Range;

use tera::{Map, Value};

use super::parts;
use super::size::{LARGEST, Size};
use super::subject::Subject;
use crate::diagnostic::{Both, Diagnostic, Place, Problem};
use crate::model::Fields;
use crate::plan::object;
use crate::schema::{Face, Said, Setting, said};
use crate::theme::Theme;

/// A product's sheet and everything that its setting hangs on but its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Finished size; of the open sheet where it is folded, of one sheet of a
    /// wall.
    pub size: Size,
    /// Bleed in mm.
    pub bleed: f64,
    /// Reading distance in m.
    pub distance: f64,
    /// How it is set.
    pub setting: Setting,
    /// 1, or 0.1 for what is larger than a PDF page can be.
    pub scale: f64,
    /// The layout, by the theme's name.
    pub layout: String,
    /// The layout of each face, where it has faces.
    pub faces: Vec<String>,
    /// Across and down, for a wall.
    pub sheets: (u32, u32),
    /// Fields that may go first where it does not fit.
    pub optional: Vec<&'static str>,
}

/// The sheets of a wall on one side, at most.
const MOST: u32 = 8;

/// Sizes that the products of a series share, in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Han height of the text.
    pub body: f64,
    /// Height of the title band.
    pub band: f64,
}

impl Spec {
    /// As a page says it, else as its form does. What is wrong is told; none if
    /// there is then no size to set it on.
    pub fn of(
        subject: &Subject<'_>,
        theme: &Theme,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut told = Told {
            subject,
            theme,
            problems,
        };
        let (form, fields) = (subject.form, &subject.page.fields);
        let size = match fields.text("size") {
            Some(text) => told.size(text)?,
            None => Size {
                width: form.size.0,
                height: form.size.1,
            },
        };
        let answers = subject.sources.iter().any(super::source::Source::answers);
        let layout = match fields.text("layout") {
            Some(name) => told.layout(name, span(fields, "layout")),
            None if !subject.is_product() && !answers => "chapter".to_owned(),
            None => form.layout.to_owned(),
        };
        // A sheet from an office printer may have more pages; a picture of a
        // policy may not.
        let setting = match form.setting {
            Setting::Board
                if form.is_handout() && ["text", "chapter"].contains(&layout.as_str()) =>
            {
                Setting::Pages
            }
            other => other,
        };
        let faces = match setting {
            Setting::Faces(faces) => told.faces(faces, &layout),
            _ => Vec::new(),
        };
        let larger = size.width.max(size.height) + 2.0 * form.bleed > LARGEST;
        Some(Self {
            size,
            bleed: fields
                .number("bleed")
                .unwrap_or(form.bleed)
                .clamp(0.0, 50.0),
            distance: fields
                .number("distance")
                .unwrap_or(form.distance)
                .clamp(0.2, 100.0),
            setting,
            scale: if larger { 0.1 } else { 1.0 },
            layout,
            faces,
            sheets: fields
                .text("sheets")
                .map_or(Some((3, 2)), |text| told.sheets(text))?,
            optional: told.optional(),
        })
    }

    /// The template of `print/` by its path, unless the layout brings its own.
    pub fn template<'a>(&self, theme: &'a Theme) -> &'a str {
        let own = theme.declaration.layouts.get(&self.layout);
        if let Some(template) = own.and_then(|layout| layout.template.as_deref()) {
            return template;
        }
        match self.setting {
            Setting::Board => "print/board.typ",
            Setting::Banner => "print/banner.typ",
            Setting::Faces(_) => "print/faces.typ",
            Setting::Wall => "print/wall.typ",
            Setting::Pages => "print/pages.typ",
        }
    }

    /// Takes the next larger size that is usual, and says it; a wall takes another
    /// row of sheets. None where there is none.
    pub fn enlarge(&mut self) -> Option<String> {
        if self.setting == Setting::Wall {
            let (across, down) = self.sheets;
            self.sheets = (across, down + 1);
            return (down < MOST).then(|| format!("{across}×{} 张", down + 1));
        }
        self.size = self.size.next_larger()?;
        Some(self.size.to_string())
    }

    /// `spec` for the template; the theme's print/README.md is the contract.
    pub fn value(&self, subject: &Subject<'_>, theme: &Theme, shared: Option<Shared>) -> Value {
        let form = subject.form;
        let scale = self.scale;
        let mut spec = Map::new();
        let mut put = |key: &'static str, value: Value| {
            spec.insert(key.into(), value);
        };
        put("form", form.name.en.into());
        put("width", (self.size.width * scale).into());
        put("height", (self.size.height * scale).into());
        put("bleed", (self.bleed * scale).into());
        put("distance", (self.distance * scale).into());
        put("least", (form.least * scale).into());
        put("clear", (form.clear * scale).into());
        put("corners", (form.corners * scale).into());
        put("layout", self.layout.as_str().into());
        put("dpi", (form.dpi / scale).into());
        let mut layouts: Vec<&str> = self.faces.iter().map(String::as_str).collect();
        layouts.push(&self.layout);
        layouts.sort_unstable();
        layouts.dedup();
        let layouts: Vec<Value> = layouts.into_iter().map(Value::from).collect();
        put("layouts", layouts.into());
        let optional: Vec<Value> = self.optional.iter().map(|&field| field.into()).collect();
        put("optional", optional.into());
        match self.setting {
            Setting::Faces(faces) => {
                put("pages", pages(faces).into());
                put("faces", self.face_values(faces));
                let folds: Vec<Value> = self
                    .folds(faces)
                    .into_iter()
                    .map(|(page, x)| object([("page", page.into()), ("x", x.into())]))
                    .collect();
                put("folds", folds.into());
            }
            Setting::Wall => {
                put("columns", self.sheets.0.into());
                put("rows", self.sheets.1.into());
            }
            Setting::Pages => {
                let booklet = form.is_booklet();
                put("cover", booklet.into());
                put("contents", booklet.into());
                put("multiple", if booklet { 4 } else { 1 }.into());
            }
            Setting::Board | Setting::Banner => {}
        }
        if let Some(shared) = shared {
            put("body", (shared.body * scale).into());
            put("band", (shared.band * scale).into());
        }
        put("tokens", tokens(theme));
        spec.into()
    }

    fn face_values(&self, faces: &[Face]) -> Value {
        let part = |of: u32| self.size.width * f64::from(of) / 1000.0;
        let values: Vec<Value> = faces
            .iter()
            .zip(&self.faces)
            .map(|(face, layout)| {
                object([
                    ("page", face.page.into()),
                    ("x", part(face.across.0).into()),
                    ("y", 0.into()),
                    ("w", part(face.across.1).into()),
                    ("h", self.size.height.into()),
                    ("role", face.role.into()),
                    ("layout", layout.as_str().into()),
                ])
            })
            .collect();
        values.into()
    }

    /// Where it is folded: page from 1, and mm from the left edge.
    pub fn folds(&self, faces: &[Face]) -> Vec<(u32, f64)> {
        let mut folds: Vec<_> = faces
            .iter()
            .filter(|face| face.across.0 > 0)
            .map(|face| (face.page, face.across.0))
            .collect();
        folds.sort_unstable();
        folds
            .into_iter()
            .map(|(page, across)| (page, self.size.width * f64::from(across) / 1000.0))
            .collect()
    }
}

/// How many pages the faces lie on.
pub fn pages(faces: &[Face]) -> u32 {
    faces.iter().map(|face| face.page).max().unwrap_or(1)
}

fn span(fields: &Fields, key: &str) -> Range<usize> {
    fields.get(key).map_or(0..0, |value| value.span.clone())
}

/// Reads one page's words and tells what is wrong with them.
struct Told<'a, 'p> {
    subject: &'a Subject<'a>,
    theme: &'a Theme,
    problems: &'p mut Vec<Diagnostic>,
}

impl Told<'_, '_> {
    fn tell(&mut self, span: Range<usize>, problem: Problem) {
        let place = Place::new(&self.subject.page.path, span);
        self.problems.push(Diagnostic::at(place, problem));
    }

    fn size(&mut self, text: &str) -> Option<Size> {
        let size = Size::parse(text);
        if size.is_none() {
            self.tell(
                span(&self.subject.page.fields, "size"),
                Problem::WrongValue {
                    key: said("尺寸", "size").into(),
                    found: text.into(),
                    wanted: said(
                        "宽×高，毫米，如 900×1200，或 A2、A3横、16开",
                        "width×height in millimetres, such as 900×1200, or A2, A3横, 16开",
                    )
                    .into(),
                },
            );
        }
        size
    }

    fn layout(&mut self, name: &str, span: Range<usize>) -> String {
        let layouts = &self.theme.declaration.layouts;
        let found = layouts
            .iter()
            .find(|(en, layout)| *en == name || layout.zh == name);
        if let Some((en, _)) = found {
            return en.clone();
        }
        let known = layouts
            .iter()
            .map(|(en, layout)| (layout.zh.as_str(), en.as_str()));
        let problem = none_of(said("版式", "layout"), name, known);
        self.tell(span, problem);
        self.subject.form.layout.to_owned()
    }

    /// The layout of each face: its own, else the product's.
    fn faces(&mut self, faces: &[Face], layout: &str) -> Vec<String> {
        let mut layouts = vec![layout.to_owned(); faces.len()];
        for record in self.subject.page.fields.records("faces") {
            let name = record.text("face").unwrap_or_default();
            let Some(index) = faces.iter().position(|face| is_called(face, name)) else {
                let known = faces.iter().map(|face| (face.name.zh, face.name.en));
                let problem = none_of(said("面", "face"), name, known);
                self.tell(span(record, "face"), problem);
                continue;
            };
            if let Some(name) = record.text("layout") {
                layouts[index] = self.layout(name, span(record, "layout"));
            }
        }
        layouts
    }

    fn sheets(&mut self, text: &str) -> Option<(u32, u32)> {
        let sheets = text
            .split_once(['×', 'x', 'X', '*'])
            .and_then(|(across, down)| {
                let count =
                    |text: &str| text.trim().parse().ok().filter(|n| (1..=MOST).contains(n));
                Some((count(across)?, count(down)?))
            });
        if sheets.is_none() {
            self.tell(
                span(&self.subject.page.fields, "sheets"),
                Problem::WrongValue {
                    key: said("张数", "sheets").into(),
                    found: text.into(),
                    wanted: said("横×竖，1 到 8，如 3×2", "across×down, 1 to 8, such as 3×2")
                        .into(),
                },
            );
        }
        sheets
    }

    fn optional(&mut self) -> Vec<&'static str> {
        let mut optional = Vec::new();
        let fields = &self.subject.page.fields;
        let items: Vec<_> = fields
            .list("optional")
            .iter()
            .map(|l| l.span.clone())
            .collect();
        for (name, span) in fields.texts("optional").zip(items) {
            match parts::field(name) {
                Some(field) => optional.push(field),
                None => self.tell(
                    span,
                    none_of(said("可删", "optional"), name, parts::names()),
                ),
            }
        }
        optional
    }
}

/// A word that is none of those known.
fn none_of<'a>(key: Said, found: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> Problem {
    let (zh, en): (Vec<_>, Vec<_>) = known.unzip();
    Problem::WrongValue {
        key: key.into(),
        found: found.into(),
        wanted: Both::new(zh.join("、"), en.join(", ")),
    }
}

/// The theme's colours, as templates get them: per cent of each ink by name.
pub fn tokens(theme: &Theme) -> Value {
    let tokens: Map = theme
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
    tokens.into()
}

/// Whether a face answers to a name.
pub fn is_called(face: &Face, name: &str) -> bool {
    face.name.zh == name || face.name.en.eq_ignore_ascii_case(name)
}

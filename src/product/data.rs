//! What a product's template gets as `data`; the theme's print/README.md is the
//! contract.

use tera::{Map, Value};

use super::prose::Prose;
use super::source::Source;
use super::spec::Spec;
use super::subject::Subject;
use super::{chapters, faces, frame, lines, sections};
use crate::diagnostic::Diagnostic;
use crate::media::Media;
use crate::model::{Fields, Model};
use crate::schema::Setting;

/// The data of a product, and its words.
#[derive(Debug)]
pub struct Data {
    /// For the template.
    pub value: Value,
    /// Every word on it, in reading order.
    pub lines: Vec<String>,
}

/// What all parts of the data are gathered from.
#[derive(Clone, Copy)]
pub struct Gather<'a> {
    /// The site.
    pub model: &'a Model,
    /// Its pictures.
    pub media: &'a Media,
    /// The product.
    pub subject: &'a Subject<'a>,
    /// Whether problems in the bodies of pages are told; else they have been told
    /// where these pages were made.
    pub tell: bool,
}

impl Data {
    /// Gathers what a product's page and its sources say. What the page says
    /// itself goes before what the sources say.
    pub fn of(of: Gather<'_>, spec: &Spec, problems: &mut Vec<Diagnostic>) -> Self {
        let mut data = Map::new();
        frame::head(of, &mut data);
        match spec.setting {
            Setting::Board | Setting::Banner => {
                frame::answer(of, &mut data);
                let handed = of.subject.form.is_handout();
                data.extend(own_content(of, &spec.layout, handed, problems));
            }
            Setting::Faces(declared) => {
                let faces = faces::of(of, spec, declared, problems);
                let faces: Vec<Value> = faces.into_iter().map(Value::from).collect();
                data.insert("faces".into(), faces.into());
            }
            Setting::Wall => {
                data.insert("articles".into(), chapters::of(of, problems).into());
            }
            Setting::Pages => {
                frame::answer(of, &mut data);
                data.insert("chapters".into(), chapters::of(of, problems).into());
            }
        }
        let mut foot = Map::new();
        frame::foot(of, &mut foot, problems);
        data.insert("foot".into(), foot.into());
        Self {
            lines: lines::of(&data),
            value: lines::without(data.into()),
        }
    }
}

/// The sections and running text of the product as a whole, its page's own text
/// last.
pub fn own_content(
    of: Gather<'_>,
    layout: &str,
    titled: bool,
    problems: &mut Vec<Diagnostic>,
) -> Map {
    let long = layout == "text";
    let page = of.subject.page;
    let mut data = Map::new();
    sections::add(of, &page.fields, &of.subject.sources, titled, &mut data);
    let mut prose = Prose::of(of, &of.subject.sources, long, problems);
    if of.subject.is_product() {
        prose.take_page(of, page, problems);
    }
    put_prose(&mut data, prose);
    data
}

/// The sections and running text of some sources, `own` going before them.
pub fn content(
    of: Gather<'_>,
    own: &Fields,
    sources: &[Source<'_>],
    long: bool,
    problems: &mut Vec<Diagnostic>,
) -> Map {
    let mut data = Map::new();
    sections::add(of, own, sources, true, &mut data);
    put_prose(&mut data, Prose::of(of, sources, long, problems));
    data
}

fn put_prose(data: &mut Map, prose: Prose) {
    if !prose.parts.is_empty() {
        data.insert("prose".into(), prose.parts.into());
    }
}

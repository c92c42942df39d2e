//! A page as lists and templates see it: every key of its kind, none of its body.

use std::sync::Mutex;

use rustc_hash::FxHashMap;
use tera::{Map, Value};

use super::value::{date, file_size, object, telephone, words};
use super::{Edition, PRODUCT_PDF, Whole, product_picture};
use crate::body::published;
use crate::lock::lock;
use crate::model::{Datum, Fields, Located, Page, Section, State};
use crate::schema::{COMMON, Field, Type};
use crate::text::slug;

/// Values that many pages hold, made once.
#[derive(Debug, Default)]
pub struct Shared {
    /// `section`, by index.
    sections: Vec<Value>,
    /// Each of `tags`, by name; made when first asked for.
    tags: Mutex<FxHashMap<Box<str>, Value>>,
}

impl Shared {
    /// Makes them.
    pub fn new(of: &Whole, edition: Edition<'_>) -> Self {
        let section = |section: &Section| {
            object([
                ("title", section.title.as_str().into()),
                ("url", edition.url(&section.address).into()),
                ("slug", section.folder.as_str().into()),
            ])
        };
        Self {
            sections: of.model.sections.iter().map(section).collect(),
            tags: Mutex::default(),
        }
    }

    fn tags(&self, edition: Edition<'_>, page: &Page) -> Value {
        let mut known = lock(&self.tags);
        let tags = page.fields.texts("tags").map(|name| {
            if let Some(tag) = known.get(name) {
                return tag.clone();
            }
            let tag = object([
                ("name", name.into()),
                ("url", edition.url(&tag_address(&slug(name))).into()),
            ]);
            known.insert(name.into(), tag.clone());
            tag
        });
        tags.collect::<Vec<_>>().into()
    }
}

/// The page of an index.
pub fn page(of: &Whole, edition: Edition<'_>, shared: &Shared, index: usize) -> Value {
    let page = &of.model.pages[index];
    let url = edition.url(&page.address);
    let mut map = Map::with_capacity(page.kind.fields.len() + COMMON.len() + 12);
    let mut put = |key: &'static str, value: Value| {
        map.insert(key.into(), value);
    };
    put("kind", page.kind.en.into());
    put("kind_name", page.kind.zh.into());
    put("permalink", of.permalink(&page.address).into());
    put("url", url.into());
    put("source_path", (&*page.path).into());
    put("section", shared.sections[page.section].clone());
    put("weight", page.weight.into());
    put("han", of.bodies.pages[index].counts.words.into());
    for field in COMMON.iter().chain(page.kind.fields) {
        if matches!(
            field.en,
            "kind" | "weight" | "template" | "tags" | "attachments" | "date"
        ) {
            continue;
        }
        put(field.en, value_of(of, edition, &page.fields, field));
        phone_url(&page.fields, field, &mut put);
    }
    put("title", page.title.as_str().into());
    put(
        "date",
        page.date
            .map_or(Value::none(), |moment| date(moment, &of.model.config.zone)),
    );
    put(
        "source",
        words(
            page.fields
                .text("source")
                .unwrap_or(of.model.config.text("organizer")),
        ),
    );
    put("tags", shared.tags(edition, page));
    put("attachments", attachments(of, edition, page));
    // Feedback has a state of its own, which its writer gives.
    if page.kind.field("state").is_none() {
        put("state", state(of, page));
    }
    put("product", product(of, edition, index));
    map.into()
}

/// The value of a key, or what stands for it where it is not written: its
/// default, an empty list, or none.
fn value_of(of: &Whole, edition: Edition<'_>, fields: &Fields, field: &Field) -> Value {
    match fields.get(field.en) {
        Some(value) => datum(of, edition, value, field.ty),
        None => absent(field),
    }
}

fn absent(field: &Field) -> Value {
    match (field.ty, field.default) {
        (Type::List(_), _) => Vec::<Value>::new().into(),
        (Type::Bool, default) => (default == Some("是")).into(),
        (Type::Integer | Type::Number, Some(default)) => {
            default.parse::<f64>().map_or(Value::none(), number)
        }
        (_, Some(default)) => default.into(),
        (_, None) => Value::none(),
    }
}

fn datum(of: &Whole, edition: Edition<'_>, value: &Located, ty: Type) -> Value {
    match (&value.datum, ty) {
        (Datum::Text(text), Type::Url) => match text.strip_prefix('/') {
            Some(path) => edition.url(path).into(),
            None => words(text),
        },
        (Datum::Text(text), _) => words(text),
        (Datum::Number(n), _) => number(*n),
        (Datum::Bool(flag), _) => (*flag).into(),
        (Datum::Date(moment), _) => date(*moment, &of.model.config.zone),
        (Datum::Choice(said), _) => said.zh.into(),
        (Datum::Picture(path), _) => picture(of, edition, path),
        (Datum::File(path), _) => file(of, edition, path, None),
        (Datum::Page(path), _) => link(of, edition, path),
        (Datum::List(items), Type::List(item)) => items
            .iter()
            .map(|value| datum(of, edition, value, *item))
            .collect::<Vec<_>>()
            .into(),
        (Datum::Record(fields), Type::Amount) => amount(of, edition, fields),
        (Datum::Record(fields), Type::Record(declared)) => record(of, edition, fields, declared),
        (Datum::List(_) | Datum::Record(_), _) => Value::none(),
    }
}

/// Keys and values by the names they are declared under.
pub fn record(
    of: &Whole,
    edition: Edition<'_>,
    fields: &Fields,
    declared: &'static [Field],
) -> Value {
    let mut map = Map::with_capacity(declared.len() + 1);
    let mut put = |key: &'static str, value: Value| {
        map.insert(key.into(), value);
    };
    for field in declared {
        put(field.en, value_of(of, edition, fields, field));
        phone_url(fields, field, &mut put);
    }
    map.into()
}

/// An amount with what it reads as: `100元` and `每月100元`.
fn amount(of: &Whole, edition: Edition<'_>, fields: &Fields) -> Value {
    let amount = record(of, edition, fields, crate::schema::AMOUNT);
    let text = format!(
        "{}{}",
        fields.text("value").unwrap_or_default(),
        fields.text("unit").unwrap_or("元")
    );
    let mut map = amount.into_map().unwrap_or_default();
    map.insert(
        "full".into(),
        format!("{}{text}", fields.text("period").unwrap_or_default()).into(),
    );
    map.insert("text".into(), text.into());
    map.into()
}

/// Whole numbers without a fraction.
fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 9e15 {
        (n as i64).into()
    } else {
        n.into()
    }
}

/// Telephones get an address that can be rung.
fn phone_url(fields: &Fields, field: &Field, put: &mut impl FnMut(&'static str, Value)) {
    let key = match field.en {
        "phone" => "phone_url",
        "complaints" => "complaints_url",
        _ => return,
    };
    put(key, fields.text(field.en).map_or(Value::none(), telephone));
}

fn picture(of: &Whole, edition: Edition<'_>, path: &str) -> Value {
    let pixels = of.media.get(path).and_then(|size| size.pixels);
    let side = |side: Option<u32>| side.map_or(Value::none(), |n| u64::from(n).into());
    object([
        ("url", edition.shared(published(path)).into()),
        ("path", path.into()),
        ("width", side(pixels.map(|(width, _)| width))),
        ("height", side(pixels.map(|(_, height)| height))),
    ])
}

fn file(of: &Whole, edition: Edition<'_>, path: &str, title: Option<&str>) -> Value {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let size = of
        .media
        .get(path)
        .map_or_else(String::new, |size| file_size(size.bytes));
    object([
        ("title", title.unwrap_or(stem).into()),
        ("url", edition.shared(published(path)).into()),
        ("ext", extension.to_uppercase().into()),
        ("size", size.into()),
    ])
}

/// Another page as a link.
fn link(of: &Whole, edition: Edition<'_>, path: &str) -> Value {
    match of.model.page(path) {
        Some(page) => object([
            ("title", page.title.as_str().into()),
            ("url", edition.url(&page.address).into()),
            ("kind", page.kind.en.into()),
        ]),
        None => Value::none(),
    }
}

fn attachments(of: &Whole, edition: Edition<'_>, page: &Page) -> Value {
    let one = |fields: &Fields| match &fields.get("file")?.datum {
        Datum::File(path) => Some(file(of, edition, path, fields.text("title"))),
        _ => None,
    };
    page.fields
        .records("attachments")
        .filter_map(one)
        .collect::<Vec<_>>()
        .into()
}

/// The address of a tag's list, from its name there.
pub fn tag_address(slug: &str) -> String {
    format!("tags/{slug}/")
}

/// What a printed product is, its PDF and its pictures; none for other kinds.
fn product(of: &Whole, edition: Edition<'_>, index: usize) -> Value {
    let page = &of.model.pages[index];
    if page.kind.en != crate::product::KIND {
        return Value::none();
    }
    let Some(product) = of.products().get(&index) else {
        return Value::none();
    };
    let address = |name: &str| edition.shared(&format!("{}{name}", page.address));
    let pictures: Vec<Value> = product
        .pictures
        .iter()
        .enumerate()
        .map(|(number, picture)| {
            object([
                ("url", address(&product_picture(number)).into()),
                ("width", picture.width.into()),
                ("height", picture.height.into()),
            ])
        })
        .collect();
    object([
        ("form", product.form.name.zh.into()),
        ("size", format!("{} 毫米", product.spec.size).into()),
        ("bleed", product.spec.bleed.into()),
        ("pages", product.pages.into()),
        (
            "pdf",
            object([
                ("url", address(PRODUCT_PDF).into()),
                ("size", file_size(product.pdf.len() as u64).into()),
                ("name", format!("{}.pdf", page.title).into()),
            ]),
        ),
        ("pictures", pictures.into()),
    ])
}

/// Whether an event is past, today or to come; none for other kinds.
fn state(of: &Whole, page: &Page) -> Value {
    let Some(start) = page.fields.date("start") else {
        return Value::none();
    };
    let end = page.fields.date("end").unwrap_or(start);
    State::of(start.day(), end.day(), of.model.now.day())
        .name()
        .into()
}

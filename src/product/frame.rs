//! The head and the foot of a product.

use tera::{Map, Value};

use super::data::Gather;
use super::source::Source;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Fields, Model, encode};
use crate::plan::object;
use crate::print::qr;
use crate::schema::{Form, Setting, said};

/// Sender, topic, number and title.
pub fn head(of: Gather<'_>, data: &mut Map) {
    let config = &of.model.config;
    let campaign = config.fields.record("campaign");
    let name = campaign.and_then(|c| c.text("name")).unwrap_or_default();
    let page = of.subject.page;
    let fields = &page.fields;
    let mut put = |key: &'static str, text: &str| {
        if !text.is_empty() {
            data.insert(key.into(), breaks(text).into());
        }
    };
    put("office", config.text("organizer"));
    put("campaign", name);
    put("seal", &name.chars().take(2).collect::<String>());
    put("topic", fields.text("topic").unwrap_or_default());
    if let Some(number) = fields.number("board_number") {
        let (before, after) = counted(of.subject.form);
        put("no", &format!("{before}{number}{after}"));
    }
    put("title", fields.text("board_title").unwrap_or(&page.title));
    // What holds for longer than the campaign does not name its days.
    let until = fields.date("valid_until").map(|moment| moment.day());
    let days = config.campaign();
    if let Some(days) = days.filter(|days| until.is_none_or(|until| until <= days.end)) {
        let day = |day: jiff::civil::Date| format!("{}月{}日", day.month(), day.day()).into();
        data.insert(
            "dates".into(),
            object([("from", day(days.start)), ("to", day(days.end))]),
        );
    }
}

/// How products of a form are counted.
fn counted(form: &Form) -> (&'static str, &'static str) {
    match form.setting {
        Setting::Wall => ("第", "期"),
        Setting::Board => ("第", "板"),
        _ => ("之", ""),
    }
}

/// The answer: the slogan, else for whom the first source is.
pub fn answer(of: Gather<'_>, data: &mut Map) {
    let fields = &of.subject.page.fields;
    let asked = of.subject.sources.iter().find_map(|source| match source {
        Source::Page(page) => page.fields.text("who"),
        _ => None,
    });
    if let Some(slogan) = fields.text("slogan").or(asked) {
        data.insert(
            "answer".into(),
            object([
                ("text", breaks(slogan).into()),
                ("sub", fields.text("slogan_note").unwrap_or_default().into()),
            ]),
        );
    }
}

/// The cover of a leaflet: the answer, and what is inside.
pub fn cover(of: Gather<'_>, data: &mut Map) {
    answer(of, data);
    // The back is not inside.
    let is_inside = |face: &&Fields| {
        let name = face.text("face").unwrap_or_default();
        !matches!(name, "封底" | "back" | "封面" | "cover")
    };
    let inside: Vec<Value> = of
        .subject
        .page
        .fields
        .records("faces")
        .filter(is_inside)
        .filter_map(|face| face.text("title"))
        .map(|title| title.replace('｜', "").into())
        .collect();
    if !inside.is_empty() {
        data.insert("say".into(), inside.into());
    }
}

/// What a face says of itself.
pub fn face(own: &Fields, data: &mut Map) {
    if let Some(title) = own.text("title") {
        data.insert("title".into(), breaks(title).into());
    }
    if let Some(slogan) = own.text("slogan") {
        data.insert("answer".into(), object([("text", breaks(slogan).into())]));
    }
}

/// Writers mark where a line may break with ｜; the theme's mark is `|`.
fn breaks(text: &str) -> String {
    text.replace('｜', "|")
}

/// QR code, telephone, place, basis and signature.
pub fn foot(of: Gather<'_>, foot: &mut Map, problems: &mut Vec<Diagnostic>) {
    let Gather { model, subject, .. } = of;
    let (fields, sources) = (&subject.page.fields, &subject.sources);
    let ask = model.config.fields.record("ask");
    let of_source = |key: &str| {
        sources.iter().find_map(|source| match source {
            // Other kinds have places where something happened.
            Source::Page(page) if source.answers() => page.fields.text(key),
            _ => None,
        })
    };
    let notes: Vec<Value> = fields.texts("qr_note").map(Into::into).collect();
    foot.insert(
        "scan".into(),
        object([
            (
                "head",
                fields.text("qr_title").unwrap_or("扫码看全文").into(),
            ),
            ("text", notes.into()),
        ]),
    );
    let phone = fields
        .text("phone")
        .or(of_source("phone"))
        .or(ask.and_then(|ask| ask.text("phone")));
    if let Some(phone) = phone {
        foot.insert(
            "tel".into(),
            object([("head", "打电话问".into()), ("no", phone.into())]),
        );
    }
    let mut visit: Vec<Value> = fields.texts("visit").map(Into::into).collect();
    if visit.is_empty() {
        let hall = ask
            .into_iter()
            .flat_map(|ask| ask.texts("hall").collect::<Vec<_>>());
        visit = of_source("place")
            .into_iter()
            .chain(hall.take(2))
            .map(Into::into)
            .collect();
    }
    if !visit.is_empty() {
        foot.insert(
            "office".into(),
            object([("head", "到窗口办".into()), ("text", visit.into())]),
        );
    }
    let sign = fields
        .text("sign")
        .unwrap_or(model.config.text("organizer"));
    let small: Vec<Value> = fields
        .text("basis")
        .into_iter()
        .chain([sign])
        .map(Into::into)
        .collect();
    foot.insert("note".into(), small.into());

    let address = address(model, subject);
    match qr(&address) {
        Ok(rows) => {
            foot.insert(
                "qr".into(),
                rows.into_iter().map(Value::from).collect::<Vec<_>>().into(),
            );
            foot.insert("qr_alt".into(), format!("二维码：{address}").into());
        }
        Err(_) => {
            let span = fields.get("qr").map_or(0..0, |value| value.span.clone());
            problems.push(Diagnostic::at(
                Place::new(&subject.page.path, span),
                Problem::WrongValue {
                    key: said("二维码", "qr").into(),
                    found: address.into(),
                    wanted: said("短一些的网址", "a shorter address").into(),
                },
            ));
        }
    }
}

/// Where the QR code leads: the address that the page names, else the first
/// page that it is made from, else the page's own.
pub fn address(model: &Model, subject: &Subject<'_>) -> String {
    let base = &model.config.base_url;
    let page = subject.page;
    match page.fields.text("qr") {
        Some(path) if path.starts_with('/') => {
            format!("{base}{}", encode(path.trim_start_matches('/')))
        }
        Some(address) => address.into(),
        None => {
            let from = subject.sources.iter().find_map(Source::address);
            format!("{base}{}", encode(from.unwrap_or(&page.address)))
        }
    }
}

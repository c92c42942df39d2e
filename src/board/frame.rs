//! The head and the foot of a board.

use tera::{Map, Value};

use super::source::Source;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Model, Page, encode};
use crate::plan::object;
use crate::print::qr;
use crate::schema::said;

/// Sender, topic, title and answer.
pub fn head(model: &Model, board: &Page, sources: &[Source<'_>], data: &mut Map) {
    let config = &model.config;
    let campaign = config
        .fields
        .record("campaign")
        .and_then(|c| c.text("name"))
        .unwrap_or_default();
    let fields = &board.fields;
    let mut put = |key: &'static str, text: &str| {
        if !text.is_empty() {
            data.insert(key.into(), breaks(text).into());
        }
    };
    put("office", config.text("organizer"));
    put("campaign", campaign);
    put("seal", &campaign.chars().take(2).collect::<String>());
    put("topic", fields.text("topic").unwrap_or_default());
    if let Some(number) = fields.number("board_number") {
        put("no", &format!("第{number}板"));
    }
    put("title", fields.text("board_title").unwrap_or(&board.title));
    let asked = sources.iter().find_map(|source| match source {
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

/// Writers mark where a line may break with ｜; the theme's mark is `|`.
fn breaks(text: &str) -> String {
    text.replace('｜', "|")
}

/// QR code, telephone, place, basis and signature.
pub fn foot(
    model: &Model,
    board: &Page,
    sources: &[Source<'_>],
    foot: &mut Map,
    problems: &mut Vec<Diagnostic>,
) {
    let fields = &board.fields;
    let ask = model.config.fields.record("ask");
    let of_source = |key: &str| {
        sources.iter().find_map(|source| match source {
            Source::Page(page) => page.fields.text(key),
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

    let address = address(model, board, sources);
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
                Place::new(&board.path, span),
                Problem::WrongValue {
                    key: said("二维码", "qr").into(),
                    found: address.into(),
                    wanted: said("短一些的网址", "a shorter address").into(),
                },
            ));
        }
    }
}

/// Where the QR code leads: the address that the board names, else the first
/// page that it is made from, else the board's own page.
fn address(model: &Model, board: &Page, sources: &[Source<'_>]) -> String {
    let base = &model.config.base_url;
    match board.fields.text("qr") {
        Some(path) if path.starts_with('/') => {
            format!("{base}{}", encode(path.trim_start_matches('/')))
        }
        Some(address) => address.into(),
        None => {
            let from = sources.iter().find_map(Source::address);
            format!("{base}{}", encode(from.unwrap_or(&board.address)))
        }
    }
}

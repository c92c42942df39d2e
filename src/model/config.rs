//! `site.yaml`.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::read::Reader;
use crate::model::{Fields, Moment, State};
use crate::schema::{SITE, said};
use crate::source::{Node, Sources, Value};

/// What the site says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The path of `site.yaml`.
    pub file: Arc<str>,
    /// Every key as read; facts are put in by `graph::build`.
    pub fields: Fields,
    /// Where the public reads it: scheme, host and a path ended by `/`.
    pub base_url: String,
    /// The path part of `base_url`, with `/` at both ends.
    pub base_path: String,
    /// The site's zone.
    pub zone: TimeZone,
    /// The name of the theme.
    pub theme: String,
    /// The theme's own options, as written.
    pub theme_options: Option<Node>,
    /// Whether HTML within Markdown goes out as it is.
    pub raw_html: bool,
    /// Whether every page has a twin in large print.
    pub large_print: bool,
}

/// The month.
#[derive(Debug, Clone, Copy)]
pub struct Campaign {
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

/// A phase of the year's campaign.
#[derive(Debug, Clone)]
pub struct Phase<'a> {
    /// Its keys.
    pub fields: &'a Fields,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

impl Phase<'_> {
    /// Whether it is past, in force or to come.
    pub fn state(&self, today: Date) -> State {
        State::of(self.start, self.end, today)
    }
}

impl Config {
    /// Reads `site.yaml`. Where it is missing or wrong, what can be known is
    /// kept and the rest has its default, so that all problems are told.
    pub fn read(sources: &Sources, base_url: Option<&str>, problems: &mut Vec<Diagnostic>) -> Self {
        let file: Arc<str> = sources
            .config
            .as_ref()
            .map_or("site.yaml".into(), |c| c.path.clone());
        let none = Node {
            value: Value::Null,
            span: 0..0,
        };
        let node = match &sources.config {
            Some(config) => &config.node,
            None => {
                problems.push(Diagnostic::general(Problem::NoConfig));
                &none
            }
        };
        let zone = zone(node, &file, problems);
        let fields = if sources.config.is_some() {
            Reader {
                file: &file,
                zone: &zone,
                problems,
            }
            .fields(node, &[SITE])
        } else {
            Fields::default()
        };
        check_id_code(&fields, &file, problems);
        let written = base_url
            .map(str::to_owned)
            .or_else(|| fields.text("base_url").map(Into::into));
        let domain = fields.text("domain").unwrap_or("localhost");
        let mut base_url = written.unwrap_or_else(|| format!("https://{domain}/"));
        if !base_url.ends_with('/') {
            base_url.push('/');
        }
        Self {
            base_path: path_of(&base_url),
            base_url,
            theme: fields.text("theme").unwrap_or("huimin").into(),
            theme_options: option_node(node),
            raw_html: fields.flag("raw_html"),
            large_print: fields.flag("large_print"),
            fields,
            file,
            zone,
        }
    }

    /// The month, if the site has one.
    pub fn campaign(&self) -> Option<Campaign> {
        let campaign = self.fields.record("campaign")?;
        Some(Campaign {
            start: campaign.date("start")?.day(),
            end: campaign.date("end")?.day(),
        })
    }

    /// The phases, in the order written.
    pub fn phases(&self) -> impl Iterator<Item = Phase<'_>> {
        self.fields.records("phases").filter_map(|fields| {
            let day = |key| fields.date(key).map(|moment: Moment| moment.day());
            Some(Phase {
                fields,
                start: day("start")?,
                end: day("end")?,
            })
        })
    }

    /// A key's words, or nothing.
    pub fn text(&self, key: &str) -> &str {
        self.fields.text(key).unwrap_or_default()
    }
}

/// The path of a URL, with `/` at both ends.
fn path_of(url: &str) -> String {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    match after.find('/') {
        Some(slash) => after[slash..].into(),
        None => "/".into(),
    }
}

fn zone(node: &Node, file: &Arc<str>, problems: &mut Vec<Diagnostic>) -> TimeZone {
    let name = entry(node, &["时区", "time_zone"]);
    let text = name.and_then(|node| match &node.value {
        Value::Scalar(text) => Some((text.as_str(), node)),
        _ => None,
    });
    let Some((name, node)) = text else {
        return shanghai();
    };
    TimeZone::get(name).unwrap_or_else(|_| {
        problems.push(Diagnostic::at(
            Place::new(file, node.span.clone()),
            Problem::WrongValue {
                key: said("时区", "time_zone").into(),
                found: name.into(),
                wanted: "Asia/Shanghai".into(),
            },
        ));
        shanghai()
    })
}

fn shanghai() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(8))
}

fn option_node(node: &Node) -> Option<Node> {
    entry(node, &["主题选项", "theme_options"]).cloned()
}

fn entry<'a>(node: &'a Node, names: &[&str]) -> Option<&'a Node> {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .find(|e| names.contains(&e.key.as_str()))
            .map(|entry| &entry.node),
        _ => None,
    }
}

/// 10 digits, or `bm` and 8 digits (政府网站标识码).
fn check_id_code(fields: &Fields, file: &Arc<str>, problems: &mut Vec<Diagnostic>) {
    let Some(value) = fields.get("id_code") else {
        return;
    };
    let code = fields.text("id_code").unwrap_or_default();
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let right = digits(code, 10) || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
    if !right {
        problems.push(Diagnostic::at(
            Place::new(file, value.span.clone()),
            Problem::WrongValue {
                key: said("标识码", "id_code").into(),
                found: code.into(),
                wanted: said(
                    "10 位数字，或 bm 加 8 位数字",
                    "10 digits, or bm and 8 digits",
                )
                .into(),
            },
        ));
    }
}

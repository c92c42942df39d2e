//! `theme.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::nearest::nearest;
use crate::source::{Node, Value, parse_yaml};

/// What a theme says of itself.
#[derive(Debug, Default, PartialEq)]
pub struct Declaration {
    /// The theme whose files stand behind its own.
    pub extends: Option<String>,
    /// Colours by name, once for the website and for print.
    pub tokens: BTreeMap<String, Token>,
    /// Pages that belong to the theme and not to a content file.
    pub pages: Vec<ThemePage>,
    /// Options and their values unless site.yaml sets them.
    pub options: BTreeMap<String, serde_json::Value>,
    /// Layouts of printed products by their English names, which are those of
    /// their files in `print/layouts/`.
    pub layouts: BTreeMap<String, Layout>,
}

/// A layout of printed products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What writers call it.
    pub zh: String,
    /// The template that sets it, if it is not that of the product's form.
    pub template: Option<String>,
}

/// A colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// As CSS writes it.
    pub css: String,
    /// Cyan, magenta, yellow and black in per cent.
    pub cmyk: [f64; 4],
}

/// A page of the theme's own.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemePage {
    /// Its template.
    pub template: String,
    /// Its address below the site's base path: empty for the home page, ended
    /// by `/`, or a file such as `404.html`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The folder whose entry of the navigation is current on it.
    pub nav: Option<String>,
}

const KEYS: &[&str] = &[
    "name", "extends", "tokens", "pages", "options", "layouts", "about",
];

impl Declaration {
    /// Reads a `theme.yaml`; what is wrong is told and left out.
    pub fn read(path: &Arc<str>, bytes: &[u8], problems: &mut Vec<Diagnostic>) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let node = parse_yaml(path, &text, 0..text.len(), problems);
        let mut declaration = Self::default();
        for entry in entries(&node) {
            match entry.key.as_str() {
                "extends" => declaration.extends = scalar(&entry.node),
                "tokens" => declaration.tokens = tokens(&entry.node, path, problems),
                "pages" => declaration.pages = pages(&entry.node, path, problems),
                "options" => declaration.options = options(&entry.node),
                "layouts" => declaration.layouts = layouts(&entry.node, path, problems),
                key if KEYS.contains(&key) => {}
                key => problems.push(Diagnostic::at(
                    Place::new(path, entry.key_span.clone()),
                    Problem::UnknownKey {
                        key: key.into(),
                        nearest: nearest(key, KEYS.iter().copied()).map(Into::into),
                    },
                )),
            }
        }
        declaration
    }

    /// Takes from the theme behind it what this one does not say.
    pub fn inherit(&mut self, behind: Self) {
        for (name, token) in behind.tokens {
            self.tokens.entry(name).or_insert(token);
        }
        for (name, layout) in behind.layouts {
            self.layouts.entry(name).or_insert(layout);
        }
        for (name, option) in behind.options {
            self.options.entry(name).or_insert(option);
        }
        for page in behind.pages {
            if self.pages.iter().all(|own| own.path != page.path) {
                self.pages.push(page);
            }
        }
    }

    /// The options, with those that site.yaml sets. An unknown one is an error.
    pub fn options_with(
        &self,
        set: Option<&Node>,
        path: &Arc<str>,
        problems: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, serde_json::Value> {
        let mut all = self.options.clone();
        for entry in set.map(entries).unwrap_or_default() {
            match all.get_mut(&entry.key) {
                Some(option) => *option = json(&entry.node),
                None => problems.push(Diagnostic::at(
                    Place::new(path, entry.key_span.clone()),
                    Problem::UnknownKey {
                        key: entry.key.clone(),
                        nearest: nearest(&entry.key, self.options.keys().map(String::as_str))
                            .map(Into::into),
                    },
                )),
            }
        }
        all
    }
}

fn tokens(node: &Node, path: &Arc<str>, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Token> {
    let mut tokens = BTreeMap::new();
    for entry in entries(node) {
        let css = child(&entry.node, "css").and_then(scalar);
        let cmyk: Option<Vec<f64>> = match child(&entry.node, "cmyk").map(|node| &node.value) {
            Some(Value::List(items)) => items
                .iter()
                .map(|item| scalar(item)?.parse().ok())
                .collect(),
            _ => None,
        };
        match (css, cmyk.and_then(|inks| inks.try_into().ok())) {
            (Some(css), Some(cmyk)) => {
                tokens.insert(entry.key.clone(), Token { css, cmyk });
            }
            _ => problems.push(wrong(
                path,
                entry.node.span.clone(),
                &entry.key,
                "{ css: \"#B5321F\", cmyk: [0, 88, 92, 12] }",
            )),
        }
    }
    tokens
}

fn layouts(
    node: &Node,
    path: &Arc<str>,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Layout> {
    let mut layouts = BTreeMap::new();
    for entry in entries(node) {
        let text = |key| child(&entry.node, key).and_then(scalar);
        let plain = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        match scalar(&entry.node).or_else(|| text("zh")) {
            Some(zh) if plain(&entry.key) => {
                let template = text("template");
                layouts.insert(entry.key.clone(), Layout { zh, template });
            }
            _ => problems.push(wrong(
                path,
                entry.node.span.clone(),
                &entry.key,
                "answer: 一图读懂",
            )),
        }
    }
    layouts
}

fn pages(node: &Node, path: &Arc<str>, problems: &mut Vec<Diagnostic>) -> Vec<ThemePage> {
    let Value::List(items) = &node.value else {
        return Vec::new();
    };
    let mut pages = Vec::new();
    for item in items {
        let text = |key| child(item, key).and_then(scalar);
        match (text("template"), text("title")) {
            (Some(template), Some(title)) => pages.push(ThemePage {
                template,
                title,
                path: text("path").unwrap_or_default(),
                nav: text("nav"),
            }),
            _ => problems.push(wrong(
                path,
                item.span.clone(),
                "pages",
                "{ template: home.html, path: \"\", title: 首页 }",
            )),
        }
    }
    pages
}

fn options(node: &Node) -> BTreeMap<String, serde_json::Value> {
    entries(node)
        .iter()
        .map(|entry| (entry.key.clone(), json(&entry.node)))
        .collect()
}

/// A value as templates see it: 是 and 否 are true and false, figures numbers.
fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), json(&entry.node)))
            .collect(),
        Value::Scalar(text) => match text.as_str() {
            "是" | "true" => true.into(),
            "否" | "false" => false.into(),
            text => text.parse::<i64>().map_or_else(|_| text.into(), Into::into),
        },
    }
}

fn wrong(path: &Arc<str>, span: std::ops::Range<usize>, key: &str, wanted: &str) -> Diagnostic {
    let problem = Problem::WrongValue {
        key: key.into(),
        found: "…".into(),
        wanted: wanted.into(),
    };
    Diagnostic::at(Place::new(path, span), problem)
}

fn entries(node: &Node) -> &[crate::source::Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    entries(node)
        .iter()
        .find(|entry| entry.key == key)
        .map(|entry| &entry.node)
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(text) if text != "null" => Some(text.clone()),
        _ => None,
    }
}

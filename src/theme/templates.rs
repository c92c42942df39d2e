//! The two Tera instances of a theme.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Kwargs, State, Tera, TeraResult};

use crate::diagnostic::Diagnostic;
use crate::theme::{Assets, Theme, UsesOf, filters, template_problem};

/// The templates of pages and feeds, escaped for HTML and XML. `assets` are the
/// addresses that the function `asset` gives.
pub fn page_templates(
    theme: &Theme,
    assets: BTreeMap<String, String>,
    problems: &mut Vec<Diagnostic>,
) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html", ".xml"]);
    register_asset(&mut tera, assets);
    filters::register_for_pages(&mut tera);
    add(&mut tera, theme, "templates/", problems);
    tera
}

/// The addresses of assets by their names, below the site's base path. They
/// change when the bytes do.
pub fn addresses(assets: &Assets, base: &str) -> BTreeMap<String, String> {
    let address = |path: &str, mark: &str| format!("{base}assets/{path}?{mark}");
    assets
        .0
        .iter()
        .map(|(path, asset)| (path.clone(), address(path, &asset.mark)))
        .collect()
}

/// Gives templates the function `asset`.
pub fn register_asset(tera: &mut Tera, addresses: BTreeMap<String, String>) {
    tera.register_function(
        "asset",
        move |arguments: Kwargs, _: &State| -> TeraResult<String> {
            let path: &str = arguments.must_get("path")?;
            addresses
                .get(path)
                .cloned()
                .ok_or_else(|| tera::Error::message(format!("the theme has no asset `{path}`")))
        },
    );
}

/// The templates of print, escaped for Typst.
pub fn print_templates(theme: &Theme, problems: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".typ"]);
    tera.set_escape_fn(crate::print::escape);
    filters::register_for_print(&mut tera);
    let mut templates = Vec::new();
    let named = theme.declaration.layouts.values();
    let own = named.filter_map(|layout| layout.template.clone());
    let names: BTreeSet<String> = PRINT_TEMPLATES
        .iter()
        .map(|name| format!("print/{name}.typ"))
        .chain(own)
        .collect();
    for name in names {
        if let Some(bytes) = theme.file(&name) {
            templates.push((
                format!("../{name}"),
                String::from_utf8_lossy(bytes).into_owned(),
            ));
        }
    }
    if let Err(error) = tera.add_raw_templates(templates) {
        problems.push(template_problem(theme, &error));
    }
    tera
}

/// The templates of `print/`, beside those that layouts bring along. The other
/// files of `print/` are plain Typst.
const PRINT_TEMPLATES: &[&str] = &[
    "board", "banner", "faces", "wall", "pages", "imposed", "tiles", "proof", "ticket",
];

/// What each template of pages and feeds can read of its context.
pub fn page_uses(theme: &Theme) -> UsesOf {
    UsesOf::new(sources(theme, "templates/"), prefixes(theme))
}

/// Adds the templates of all layers.
fn add(tera: &mut Tera, theme: &Theme, folder: &str, problems: &mut Vec<Diagnostic>) {
    if let Err(error) = tera.set_fallback_prefixes(prefixes(theme)) {
        problems.push(template_problem(theme, &error));
    }
    if let Err(error) = tera.add_raw_templates(sources(theme, folder)) {
        problems.push(template_problem(theme, &error));
    }
}

/// The names and texts of the templates of all layers. The first layer's have
/// their bare names; those behind are found by the same names, through
/// [`prefixes`], and, where hidden, by `LAYER/name`.
fn sources(theme: &Theme, folder: &str) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for (index, layer) in theme.layers.iter().enumerate() {
        for (path, bytes) in &layer.files {
            let Some(name) = path.strip_prefix(folder) else {
                continue;
            };
            let name = match index {
                0 => name.to_owned(),
                _ => format!("{}/{name}", layer.name),
            };
            sources.push((name, String::from_utf8_lossy(bytes).into_owned()));
        }
    }
    sources
}

/// What Tera puts before a name that the first layer does not have.
fn prefixes(theme: &Theme) -> Vec<String> {
    let behind = theme.layers.iter().skip(1);
    behind.map(|layer| format!("{}/", layer.name)).collect()
}

//! Style sheets, icons and other files of a theme that the website carries.

use std::collections::BTreeMap;

use tera::{Context, Tera, Value};

use crate::diagnostic::Diagnostic;
use crate::theme::{Theme, template_problem};

/// The theme's assets as they go out, by path below `assets/`.
#[derive(Debug, Default)]
pub struct Assets(pub BTreeMap<String, Asset>);

/// One asset.
#[derive(Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Eight hexadecimal digits that change when the bytes do.
    pub mark: String,
}

/// The ending of assets that are templates: `site.tera.css` becomes `site.css`.
const TEMPLATE: &str = ".tera.";

impl Assets {
    /// Takes the theme's assets; templates among them get `tokens` and `options`.
    pub fn of(
        theme: &Theme,
        options: &BTreeMap<String, serde_json::Value>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut context = Context::new();
        let colours: BTreeMap<_, _> = theme
            .declaration
            .tokens
            .iter()
            .map(|(name, token)| (name.as_str(), BTreeMap::from([("css", token.css.as_str())])))
            .collect();
        context.insert_value("tokens", Value::from_serializable(&colours));
        context.insert_value("options", Value::from_serializable(options));
        let mut assets = Self::default();
        for (path, bytes) in theme.folder("assets") {
            let name = path.trim_start_matches("assets/");
            let (name, bytes) = if name.contains(TEMPLATE) {
                match rendered(path, bytes, &context) {
                    Ok(text) => (name.replace(TEMPLATE, "."), text.into_bytes()),
                    Err(error) => {
                        problems.push(template_problem(theme, &error));
                        continue;
                    }
                }
            } else {
                (name.to_owned(), bytes.to_vec())
            };
            let mark = blake3::hash(&bytes).to_hex()[..8].to_owned();
            assets.0.insert(name, Asset { bytes, mark });
        }
        assets
    }
}

fn rendered(path: &str, bytes: &[u8], context: &Context) -> tera::TeraResult<String> {
    let mut tera = Tera::default();
    tera.autoescape_on(Vec::<&'static str>::new());
    let name = format!("../{path}");
    tera.add_raw_template(&name, &String::from_utf8_lossy(bytes))?;
    tera.render(&name, context)
}

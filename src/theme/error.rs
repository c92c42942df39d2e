//! What Tera says is wrong, as a diagnostic with its template and line.

use std::sync::Arc;

use tera::ErrorKind;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::nearest::nearest;
use crate::theme::Theme;

/// A template's mistake at its place in the theme.
pub fn template_problem(theme: &Theme, error: &tera::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = Place::new(
                &shown(theme, report.filename()),
                report.span().range.clone(),
            );
            Diagnostic::at(place, problem(report.message(), error))
        }
        ErrorKind::TemplateNotFound(name) => {
            let names = theme.folder("templates");
            let names = names
                .keys()
                .map(|path| path.trim_start_matches("templates/"));
            Diagnostic::general(Problem::NoTemplate {
                nearest: nearest(name, names).map(Into::into),
                name: name.clone(),
            })
        }
        _ => Diagnostic::general(Problem::Template {
            reason: error.to_string(),
        }),
    }
}

/// An undefined name gets the nearest of those that Tera lists as known.
fn problem(message: &str, error: &tera::Error) -> Problem {
    if let Some((before, known)) = message.split_once(" is not defined.") {
        let name = before.rsplit('`').nth(1).unwrap_or(before).to_owned();
        let known = known.split_once(": ").map_or("", |(_, names)| names);
        let nearest = nearest(&name, known.split(", ")).map(Into::into);
        return Problem::UndefinedName { name, nearest };
    }
    let mut reason = message.to_owned();
    if let Some(source) = std::error::Error::source(error) {
        reason = format!("{reason}: {source}");
    }
    Problem::Template { reason }
}

/// The path of a template as messages show it: `home.html` of the first layer
/// is `themes/NAME/templates/home.html`.
fn shown(theme: &Theme, name: &str) -> Arc<str> {
    if let Some(path) = name.strip_prefix("../") {
        let layer = theme
            .layers
            .iter()
            .find(|layer| layer.files.contains_key(path));
        return layer.map_or_else(|| name.into(), |layer| layer.shown(path).into());
    }
    for (index, layer) in theme.layers.iter().enumerate() {
        let own = match index {
            0 => Some(name),
            _ => name.strip_prefix(&format!("{}/", layer.name)),
        };
        let path = own.map(|own| format!("templates/{own}"));
        if let Some(path) = path.filter(|path| layer.files.contains_key(path)) {
            return layer.shown(&path).into();
        }
    }
    name.into()
}

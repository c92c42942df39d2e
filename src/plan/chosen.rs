//! Templates that content files choose by name.

use tera::Tera;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Fields, Model};
use crate::nearest::nearest;

/// Tells of the files that name a template which the theme does not have.
pub fn check_chosen(model: &Model, templates: &Tera, problems: &mut Vec<Diagnostic>) {
    // A mistake in one template keeps all from being read; it has been told.
    let mut known: Vec<&str> = templates.get_template_names().collect();
    if known.is_empty() {
        return;
    }
    // Of two that are as near, always the same one is told.
    known.sort_unstable();
    let pages = model.pages.iter().map(|page| (&page.path, &*page.fields));
    let sections = model
        .sections
        .iter()
        .filter_map(|section| Some((section.path.as_ref()?, &section.fields)));
    for (file, fields) in sections.chain(pages) {
        let mut check = |fields: &Fields, key: &str| {
            let Some(name) = fields.text(key).filter(|n| !templates.contains_template(n)) else {
                return;
            };
            let span = fields.get(key).map_or(0..0, |value| value.span.clone());
            let problem = Problem::NoTemplate {
                name: name.into(),
                nearest: nearest(name, known.iter().copied()).map(Into::into),
            };
            problems.push(Diagnostic::at(Place::new(file, span), problem));
        };
        check(fields, "template");
        check(fields, "page_template");
        fields
            .records("views")
            .for_each(|view| check(view, "template"));
    }
}

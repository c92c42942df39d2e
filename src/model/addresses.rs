//! What writers may put into addresses.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Datum, Fields, Page, Section};
use crate::output::check_name;
use crate::schema::{Said, said};

/// Tells of names in addresses that could not be files on every system, or
/// would lead out of the website.
pub fn check_written(pages: &[Page], sections: &[Section], problems: &mut Vec<Diagnostic>) {
    let sections = sections
        .iter()
        .filter_map(|section| Some((section.path.as_ref()?, &section.fields)));
    for (file, fields) in sections.chain(pages.iter().map(|page| (&page.path, &page.fields))) {
        check_slug(file, fields, problems);
        fields
            .records("views")
            .for_each(|view| check_slug(file, view, problems));
        for alias in fields.list("aliases") {
            let Datum::Text(text) = &alias.datum else {
                continue;
            };
            let path = text.trim_start_matches('/').trim_end_matches('/');
            if check_name(path).is_err() {
                let place = Place::new(file, alias.span.clone());
                let wanted = said(
                    "本站以前的路径，如 /old/a.html",
                    "a former path of this site, such as /old/a.html",
                );
                problems.push(wrong(place, said("别名", "aliases"), text, wanted));
            }
        }
    }
}

fn check_slug(file: &Arc<str>, fields: &Fields, problems: &mut Vec<Diagnostic>) {
    let (Some(value), Some(slug)) = (fields.get("slug"), fields.text("slug")) else {
        return;
    };
    if slug.contains('/') || check_name(slug).is_err() {
        let place = Place::new(file, value.span.clone());
        let wanted = said(
            "一个名字，不含 / ? : * 等符号，如 gaoling-jintie",
            "a name without signs such as / ? : *, such as gaoling-jintie",
        );
        problems.push(wrong(place, said("网址名", "slug"), slug, wanted));
    }
}

fn wrong(place: Place, key: Said, found: &str, wanted: Said) -> Diagnostic {
    let problem = Problem::WrongValue {
        key: key.into(),
        found: found.into(),
        wanted: wanted.into(),
    };
    Diagnostic::at(place, problem)
}

//! The fourth stage: planned outputs to bytes.

use std::path::Path;

use minify_html::{Cfg, minify};
use tera::Tera;

use crate::diagnostic::{Diagnostic, Problem};
use crate::media::publishable;
use crate::plan::{Output, Planned, Views, Whole, context};
use crate::theme::{Assets, template_problem};

/// What rendering needs beside the plan.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The site's root, from which files are copied.
    pub root: &'a Path,
    /// The templates of pages.
    pub templates: &'a Tera,
    /// The theme's assets.
    pub assets: &'a Assets,
}

impl Renderer<'_> {
    /// The bytes of one output. It hangs on nothing but the arguments and, for
    /// files that are copied, on their bytes.
    pub fn render(
        &self,
        of: &Whole<'_>,
        views: &Views<'_>,
        planned: &Planned,
    ) -> Result<Vec<u8>, Diagnostic> {
        if let Some((template, context)) = context(of, views, planned) {
            let text = self
                .templates
                .render(&template, &context)
                .map_err(|error| template_problem(of.theme, &error))?;
            let is_page = template.ends_with(".html") && text.len() < LARGEST;
            return Ok(match is_page {
                true => minify(text.as_bytes(), &minifying()),
                false => text.into_bytes(),
            });
        }
        let unreadable = |reason: String| Diagnostic::general(Problem::Unreadable { reason });
        match &planned.output {
            Output::Asset(name) => match self.assets.0.get(name) {
                Some(asset) => Ok(asset.bytes.clone()),
                None => Err(unreadable(name.clone())),
            },
            Output::File(path) => std::fs::read(self.root.join(&**path))
                .map(|bytes| publishable(path, bytes))
                .map_err(|error| unreadable(format!("{path}: {error}"))),
            Output::BoardPdf(index) => Ok(of
                .boards
                .get(index)
                .map(|b| b.pdf.clone())
                .unwrap_or_default()),
            Output::BoardSvg(index) => Ok(of
                .boards
                .get(index)
                .map(|b| b.svg.clone().into_bytes())
                .unwrap_or_default()),
            _ => Ok(Vec::new()),
        }
    }
}

/// A page as large as this, such as an index of ten thousand, is not minified:
/// its tree would take more memory than the rest of the site.
const LARGEST: usize = 1_000_000;

/// Spaces and comments go; everything that a validator wants stays.
fn minifying() -> Cfg {
    Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        allow_noncompliant_unquoted_attribute_values: false,
        minify_doctype: false,
        allow_optimal_entities: false,
        allow_removing_spaces_between_attributes: false,
        ..Cfg::new()
    }
}

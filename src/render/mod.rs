//! The fourth stage: planned outputs to bytes.

mod origin;

use std::path::Path;

use minify_html::{Cfg, minify};
use tera::{Context, Value};

use crate::diagnostic::{Diagnostic, Problem};
use crate::media::publishable;
use crate::plan::{BodiesAs, Output, Planned, Shown, context, template};
use crate::theme::{Ready, Shape, template_problem};

/// The bytes of an output, or why there are none.
pub type RenderResult = Result<Vec<u8>, Box<Diagnostic>>;

/// What rendering needs beside the plan.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The site's root, from which files are copied.
    pub root: &'a Path,
    /// The theme with its templates.
    pub theme: &'a Ready,
}

impl Renderer<'_> {
    /// The bytes of one output. It hangs on nothing but the arguments and, for
    /// files that are copied, on their bytes.
    pub fn render(&self, shown: Shown<'_>, planned: &Planned) -> RenderResult {
        let of = shown.of;
        if let Some(template) = template(of, planned) {
            let render = |read: &Shape| {
                let context = context(shown, planned, &template, read, BodiesAs::Html);
                match template.ends_with(".html") {
                    true => self.page(&template, context),
                    false => self
                        .theme
                        .templates
                        .render(&template, &context)
                        .map(String::into_bytes),
                }
            };
            return render(self.theme.reads(&template))
                // With all that there is, Tera can say which name was meant.
                .or_else(|_| render(&Shape::whole()))
                .map_err(|error| Box::new(template_problem(&of.theme, &error)));
        }
        let unreadable =
            |reason: String| Box::new(Diagnostic::general(Problem::Unreadable { reason }));
        match &planned.output {
            Output::Asset(name) => match self.theme.assets.0.get(name) {
                Some(asset) => Ok(asset.bytes.clone()),
                None => Err(unreadable(name.clone())),
            },
            Output::File(path) => std::fs::read(self.root.join(&**path))
                .map(|bytes| publishable(path, bytes))
                .map_err(|error| unreadable(format!("{path}: {error}"))),
            Output::ProductPdf(index) => Ok(of
                .products()
                .get(index)
                .map(|product| product.pdf.clone())
                .unwrap_or_default()),
            Output::ProductPicture(index, number) => Ok(of
                .products()
                .get(index)
                .and_then(|product| product.pictures.get(*number))
                .map(|picture| picture.webp.clone())
                .unwrap_or_default()),
            _ => Ok(Vec::new()),
        }
    }
}

impl Renderer<'_> {
    /// A page, minified. Its body, half of it and made without a space too many,
    /// is not minified again but put where a mark stands for it.
    fn page(&self, template: &str, mut context: Context) -> tera::TeraResult<Vec<u8>> {
        let body = context
            .get("content")
            .filter(|body| body.is_safe())
            .cloned();
        let Some(body) = body
            .as_ref()
            .and_then(Value::as_str)
            .filter(|body| !body.is_empty())
        else {
            return Ok(minified(self.theme.templates.render(template, &context)?));
        };
        context.insert_value("content", Value::safe_string(MARK));
        let frame = minified(self.theme.templates.render(template, &context)?);
        let mut marks = memchr::memmem::find_iter(&frame, MARK);
        if let (Some(mark), None) = (marks.next(), marks.next()) {
            let (before, after) = (&frame[..mark], &frame[mark + MARK.len()..]);
            return Ok([before, body.as_bytes(), after].concat());
        }
        // The template does more with the body than to show it.
        context.insert_value("content", Value::safe_string(body));
        Ok(minified(self.theme.templates.render(template, &context)?))
    }
}

/// Stands for the body of a page. No frame holds it otherwise: whatever else
/// writers wrote is escaped.
const MARK: &str = "<huimin-body></huimin-body>";

fn minified(page: String) -> Vec<u8> {
    match page.len() < LARGEST {
        true => minify(page.as_bytes(), &minifying()),
        false => page.into_bytes(),
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

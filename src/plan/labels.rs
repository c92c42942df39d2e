//! The page labels (网页标签) that every page of a government site must carry,
//! as `<meta>` elements. They come from the data, so that no theme can forget
//! one.

use tera::Value;

use crate::theme::escape;

/// What the labels of a page say.
#[derive(Debug, Default)]
pub struct Labels(Vec<(&'static str, String)>);

impl Labels {
    /// Adds a label, unless there is nothing to say.
    pub fn add(mut self, name: &'static str, content: impl Into<String>) -> Self {
        let content = content.into();
        if !content.is_empty() {
            self.0.push((name, content));
        }
        self
    }

    /// The elements, one a line.
    pub fn html(&self) -> Value {
        let mut html = String::new();
        for (name, content) in &self.0 {
            html.push_str(&format!("<meta name=\"{name}\" content=\""));
            escape(content, &mut html);
            html.push_str("\">\n");
        }
        Value::safe_string(html.trim_end())
    }
}

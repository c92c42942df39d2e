//! The page labels of columns and of articles, from their keys.

use super::Maker;
use crate::model::{Page, Section};
use crate::plan::Labels;

impl Maker<'_> {
    pub(super) fn column_labels(
        &self,
        name: &str,
        description: &str,
        keywords: String,
        kind: &str,
    ) -> Labels {
        Labels::default()
            .add("description", description)
            .add("ColumnName", name)
            .add("ColumnDescription", description)
            .add("ColumnKeywords", keywords)
            .add("ColumnType", kind)
    }

    pub(super) fn section_labels(&self, section: &Section) -> Labels {
        let keywords: Vec<_> = section.fields.texts("keywords").collect();
        let summary = section.fields.text("summary").unwrap_or(&section.title);
        let keywords = if keywords.is_empty() {
            section.title.clone()
        } else {
            keywords.join(",")
        };
        let kind = section.fields.text("column_type").unwrap_or(&section.title);
        self.column_labels(&section.title, summary, keywords, kind)
    }

    pub(super) fn article_labels(&self, page: &Page) -> Labels {
        let summary = page.fields.text("summary").unwrap_or_default();
        let keywords: Vec<_> = page
            .fields
            .texts("keywords")
            .chain(page.fields.texts("tags"))
            .collect();
        let when = page.date.map_or_else(String::new, |moment| {
            format!(
                "{} {:02}:{:02}",
                moment.day(),
                moment.at.hour(),
                moment.at.minute()
            )
        });
        let image = match page.fields.get("cover").map(|value| &value.datum) {
            Some(crate::model::Datum::Picture(path)) => {
                self.of.permalink(crate::body::published(path))
            }
            _ => String::new(),
        };
        let source = page
            .fields
            .text("source")
            .unwrap_or(self.of.model.config.text("organizer"));
        Labels::default()
            .add("description", summary)
            .add("ArticleTitle", &page.title)
            .add("PubDate", when)
            .add("ContentSource", source)
            .add("Keywords", keywords.join(","))
            .add("Author", page.fields.text("author").unwrap_or_default())
            .add("Description", summary)
            .add("Image", image)
            .add("Url", self.of.permalink(&page.address))
    }
}

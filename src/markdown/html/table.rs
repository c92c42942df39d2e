//! Tables: heads with their scope, alignment by class, and a frame that can be
//! scrolled where a table is wide.

use pulldown_cmark::Alignment;

use super::super::Spanned;
use super::super::plain::caption;
use super::write::Writer;

/// A table with more columns than this gets a frame of its own, since it may be
/// wider than a telephone's screen.
const NARROW: usize = 3;

/// The columns of a table, and where the writer is in them.
#[derive(Debug, Default)]
pub(super) struct Columns {
    classes: Vec<&'static str>,
    column: usize,
    in_head: bool,
    in_body: bool,
}

impl Writer<'_, '_> {
    pub(super) fn start_table(&mut self, alignments: &[Alignment], rest: &[Spanned<'_>]) {
        let classes = alignments.iter().copied().map(class).collect();
        self.columns = Columns {
            classes,
            ..Columns::default()
        };
        if self.columns.classes.len() > NARROW {
            // What a screen reader says on coming to the frame.
            let label = caption(rest)
                .or_else(|| self.heading.map(|heading| heading.title.clone()))
                .unwrap_or_else(|| "表格".to_owned());
            self.out
                .push_str("<div class=\"tbl\" tabindex=\"0\" role=\"region\"");
            self.attribute("aria-label", &label);
            self.out.push('>');
        }
        self.out.push_str("<table>\n");
    }

    pub(super) fn end_table(&mut self) {
        if self.columns.in_body {
            self.out.push_str("</tbody>");
        }
        self.out.push_str("</table>");
        if self.columns.classes.len() > NARROW {
            self.out.push_str("</div>");
        }
        self.out.push('\n');
    }

    pub(super) fn start_head(&mut self) {
        self.columns.in_head = true;
        self.columns.column = 0;
        self.out.push_str("<thead><tr>");
    }

    pub(super) fn end_head(&mut self) {
        self.columns.in_head = false;
        self.out.push_str("</tr></thead>\n");
    }

    pub(super) fn start_row(&mut self) {
        self.columns.column = 0;
        if !std::mem::replace(&mut self.columns.in_body, true) {
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>");
    }

    pub(super) fn start_cell(&mut self) {
        let name = if self.columns.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        self.out.push_str(name);
        let class = self
            .columns
            .classes
            .get(self.columns.column)
            .copied()
            .unwrap_or_default();
        self.attribute("class", class);
        self.columns.column += 1;
        self.out.push('>');
    }

    pub(super) fn end_cell(&mut self) {
        self.out.push_str(if self.columns.in_head {
            "</th>"
        } else {
            "</td>"
        });
    }
}

fn class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None | Alignment::Left => "",
        Alignment::Center => "c",
        Alignment::Right => "r",
    }
}

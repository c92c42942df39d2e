//! Reads YAML as writers type it: line by line, before the YAML reader proper.
//!
//! What can only be meant one way is rewritten (`：` after a key, wide blanks,
//! “quotes” around a whole value). What YAML would reject or silently change is
//! reported, with the line as it should be written, and rewritten so that the
//! rest of the file can still be read.

use std::ops::Range;

use super::key_line::{self, Colon, KeyLine, is_blank};
use super::rewrite::Edit;
use super::scalar::{self, Finding};
use crate::diagnostic::Problem;

/// What was found in a text, with offsets into it.
#[derive(Debug, Default)]
pub struct Lenient {
    /// Rewrites, in order.
    pub edits: Vec<Edit>,
    /// Problems and where they are.
    pub problems: Vec<(Range<usize>, Problem)>,
}

/// Goes through a YAML text line by line.
pub fn read(text: &str) -> Lenient {
    let mut start = 0;
    let lines = text
        .split_inclusive('\n')
        .map(|line| {
            let range = start..start + line.trim_end_matches('\n').len();
            start += line.len();
            range
        })
        .collect();
    let mut reader = Reader {
        text,
        lines,
        at: 0,
        last: None,
        inside: Inside::Lines,
        out: Lenient::default(),
    };
    while reader.at < reader.lines.len() {
        reader.line();
        reader.at += 1;
    }
    reader.out
}

/// What the current line belongs to.
enum Inside {
    /// Keys and list items.
    Lines,
    /// A block scalar of a key or dash in this column.
    Block(usize),
    /// A quoted value or a flow collection that ends in this line.
    Until(usize),
}

/// The key or dash that a following line can continue.
#[derive(Clone, Copy)]
struct Last {
    /// Its column, in blanks.
    column: usize,
    /// Whether it has a value on its line.
    has_value: bool,
    /// Whether it is a dash.
    is_item: bool,
}

struct Reader<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    at: usize,
    last: Option<Last>,
    inside: Inside,
    out: Lenient,
}

impl<'a> Reader<'a> {
    fn line(&mut self) {
        let line = self.lines[self.at].clone();
        let content = self.text[line.clone()].trim_start_matches(is_blank);
        let start = line.end - content.len();
        let column = self.width(line.start..start);
        match self.inside {
            Inside::Until(end) if self.at <= end => return,
            Inside::Block(parent) if content.is_empty() => return self.blank_line(line, parent),
            Inside::Block(parent) if column > parent => {
                return self.block_line(line.start..start, parent, column);
            }
            _ => self.inside = Inside::Lines,
        }
        if content.is_empty() {
            return self.blank_line(line, usize::MAX);
        }
        if content.starts_with('#') || (column == 0 && matches!(content.trim_end(), "---" | "..."))
        {
            return self.only_spaces(line.start..start, column);
        }
        self.indentation(line.start..start, column);
        self.content(start..line.end, column);
    }

    /// The width of blanks in columns: a wide blank and a tab count two.
    fn width(&self, blanks: Range<usize>) -> usize {
        self.text[blanks]
            .chars()
            .map(|char| match char {
                '\t' | '\u{3000}' => 2,
                '\u{200b}' | '\u{feff}' => 0,
                _ => 1,
            })
            .sum()
    }

    fn edit(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.out.edits.push(Edit {
            range,
            with: with.into(),
        });
    }

    /// How many spaces proper a stretch begins with.
    fn spaces(&self, range: &Range<usize>) -> usize {
        self.text[range.clone()]
            .bytes()
            .take_while(|&byte| byte == b' ')
            .count()
    }

    /// Takes over edits whose offsets count from `start`.
    fn edits_from(&mut self, start: usize, edits: Vec<Edit>) {
        for Edit { range, with } in edits {
            self.edit(start + range.start..start + range.end, with);
        }
    }

    /// A line of blanks that YAML does not know as such.
    fn blank_line(&mut self, line: Range<usize>, parent: usize) {
        let spaces = self.spaces(&line);
        if line.len() > spaces && spaces <= parent {
            self.edit(line, "");
        }
    }

    /// A line of a block scalar: only what must be blanks for YAML becomes so,
    /// since the rest is the writer's text.
    fn block_line(&mut self, blanks: Range<usize>, parent: usize, column: usize) {
        if self.spaces(&blanks) <= parent {
            self.indentation(blanks, column);
        }
    }

    /// Makes the indentation one of spaces; a tab is an error.
    fn indentation(&mut self, blanks: Range<usize>, column: usize) {
        let written = &self.text[blanks.clone()];
        if let Some(tab) = written.find('\t') {
            let tabs = written[tab..]
                .bytes()
                .take_while(|&byte| byte == b'\t')
                .count();
            let start = blanks.start + tab;
            self.out
                .problems
                .push((start..start + tabs, Problem::TabIndent));
        }
        self.only_spaces(blanks, column);
    }

    fn only_spaces(&mut self, blanks: Range<usize>, column: usize) {
        if self.spaces(&blanks) < blanks.len() {
            self.edit(blanks, " ".repeat(column));
        }
    }

    /// A line that is not inside anything, from its first character.
    fn content(&mut self, mut range: Range<usize>, mut column: usize) {
        if let Some(Last {
            column: parent,
            has_value: true,
            ..
        }) = self.last
            && column > parent
        {
            return self.continuation(range, parent);
        }
        let mut dash = None;
        while let Some(after) = self.dash(&range, column) {
            dash = Some(column);
            column += 1 + self
                .width(range.start + 1..after)
                .max(usize::from(after < range.end));
            range.start = after;
        }
        match self.key(&range, dash.is_some(), column) {
            Some(found) => self.key_and_value(&range, &found, column),
            None => self.without_key(range, dash, column),
        }
    }

    /// The end of a list item's dash and the blanks after it.
    fn dash(&mut self, range: &Range<usize>, column: usize) -> Option<usize> {
        let rest = self.text[range.clone()].strip_prefix('-')?;
        let content = rest.trim_start_matches(is_blank);
        let end = range.end - content.len();
        let blanks = range.start + 1..end;
        // `-低保` where an item can stand is one; `-5` is a number.
        let tight = blanks.is_empty() && !content.is_empty();
        if tight && !(self.is_item_place(column) && content.starts_with(char::is_alphabetic)) {
            return None;
        }
        if !rest.is_empty() && !rest.starts_with(' ') {
            let width = self.width(blanks.clone());
            self.edit(blanks, " ".repeat(width.max(1)));
        }
        Some(end)
    }

    /// Whether a list item can stand in a column: under a key without value,
    /// or below an item.
    fn is_item_place(&self, column: usize) -> bool {
        self.last.is_some_and(|last| match last.has_value {
            true => last.is_item && column == last.column,
            false => column >= last.column,
        })
    }

    /// The key of a line. After a dash, only YAML's own colon makes one, unless
    /// the next line shows that the item consists of keys: `电话：0600` can be
    /// an item's whole text.
    fn key(&self, range: &Range<usize>, after_dash: bool, column: usize) -> Option<KeyLine> {
        let found = key_line::find(&self.text[range.clone()])?;
        if after_dash && found.kind != Colon::Proper {
            let (next, next_column) = self.next_content()?;
            let sibling = next_column == column && key_line::is_key_line(next);
            let child = next_column > column && found.colon.end == range.len();
            return (sibling || child).then_some(found);
        }
        // `说明：…` in a line under a key without value could be text, but
        // the keys of a group are what stands there by far the most.
        Some(found)
    }

    /// The next line that holds something, and its column.
    fn next_content(&self) -> Option<(&'a str, usize)> {
        self.lines[self.at + 1..].iter().find_map(|line| {
            let content = self.text[line.clone()].trim_start_matches(is_blank);
            let start = line.end - content.len();
            let skipped = content.is_empty() || content.starts_with('#');
            (!skipped).then(|| (content, self.width(line.start..start)))
        })
    }

    fn key_and_value(&mut self, range: &Range<usize>, found: &KeyLine, column: usize) {
        let shift = |part: &Range<usize>| range.start + part.start..range.start + part.end;
        let (key, colon) = (shift(&found.key), shift(&found.colon));
        let value = colon.end..range.end;
        if key.is_empty() {
            self.out.problems.push((range.clone(), Problem::MissingKey));
            return self.edit(range.clone(), "");
        }
        let blanks = &self.text[colon.clone()];
        if found.kind != Colon::Proper || blanks.bytes().any(|byte| !matches!(byte, b':' | b' ')) {
            self.edit(colon, if value.is_empty() { ":" } else { ": " });
        }
        let lead = format!("{}: ", &self.text[key]);
        let has_value = self.value(value, &lead, column);
        self.last = Some(Last {
            column,
            has_value,
            is_item: false,
        });
    }

    fn without_key(&mut self, range: Range<usize>, dash: Option<usize>, column: usize) {
        if let Some(dash) = dash {
            let has_value = self.value(range, "- ", dash);
            self.last = Some(Last {
                column: dash,
                has_value,
                is_item: true,
            });
        } else if let Some(last) = self.last.filter(|last| column > last.column) {
            self.value(range, "", last.column);
            self.last = Some(Last {
                has_value: true,
                ..last
            });
        } else if matches!(
            self.text[range.clone()].chars().next(),
            Some('[' | '{' | '"' | '\'' | '|' | '>' | '?')
        ) {
            // A whole file can be one flow collection; an odd key is for the
            // YAML reader to judge.
            self.value(range, "", 0);
        } else {
            let written = scalar::with_colon(&self.text[range.clone()]);
            self.out
                .problems
                .push((range.clone(), Problem::MissingColon { written }));
            self.edit(range, "");
        }
    }

    /// A line deeper than a key that has a value continues the value, unless
    /// YAML's own colon shows that it is a key.
    fn continuation(&mut self, range: Range<usize>, parent: usize) {
        let content = &self.text[range.clone()];
        let Some(found) = key_line::find(content).filter(|found| found.kind == Colon::Proper)
        else {
            return;
        };
        let line = self.lines[self.at].start;
        self.out
            .problems
            .push((range.clone(), Problem::TooDeepLine));
        self.out.edits.retain(|edit| edit.range.start < line);
        self.edit(line..range.start, " ".repeat(parent));
        self.key_and_value(&range, &found, parent);
    }

    /// Looks at a value that begins on this line under a key or dash in a
    /// column; tells whether there is one. `lead` is what stands before it.
    fn value(&mut self, range: Range<usize>, lead: &str, column: usize) -> bool {
        let value = &self.text[range.clone()];
        match scalar::look(value, || self.has_children(column)) {
            Finding::None => return false,
            Finding::Fine => {}
            Finding::Block => self.inside = Inside::Block(column),
            Finding::Edits(edits) => self.edits_from(range.start, edits),
            Finding::Quote(length) => {
                let written = format!("{lead}{}", scalar::shown(&value[..length]));
                self.quote(
                    range.start..range.start + length,
                    Problem::NeedsQuotes { written },
                );
            }
            Finding::Open => match self.closing_line(range.start, column) {
                Some(end) => {
                    self.inside = Inside::Until(end);
                    let edits = scalar::flow_edits(&self.text[range.start..self.lines[end].end]);
                    self.edits_from(range.start, edits);
                }
                None => {
                    let value = value.trim_end_matches(is_blank);
                    let length = value.len();
                    let problem = match value.chars().next() {
                        Some(bracket @ ('[' | '{')) => Problem::UnclosedBracket { bracket },
                        _ => Problem::UnclosedQuote {
                            written: format!("{lead}{}", scalar::shown(scalar::bare(value))),
                        },
                    };
                    self.quote(range.start..range.start + length, problem);
                }
            },
        }
        true
    }

    /// Reports a value and lets YAML read it as the text that it is.
    fn quote(&mut self, range: Range<usize>, problem: Problem) {
        let raw = &self.text[range.clone()];
        let text = if matches!(problem, Problem::UnclosedQuote { .. }) {
            scalar::bare(raw)
        } else {
            raw
        };
        self.edit(range.clone(), scalar::quoted(text));
        self.out.problems.push((range, problem));
    }

    /// Whether the following lines belong to a key in a column.
    fn has_children(&self, column: usize) -> bool {
        self.next_content()
            .is_some_and(|(next, at)| at > column || (at == column && next.starts_with("- ")))
    }

    /// The line in which a quote or bracket is closed, provided that no line
    /// before it reads as the next key.
    fn closing_line(&self, start: usize, column: usize) -> Option<usize> {
        (self.at + 1..self.lines.len())
            .take_while(|&at| {
                let line = &self.text[self.lines[at].clone()];
                let content = line.trim_start_matches(is_blank);
                let own =
                    self.width(self.lines[at].end - line.len()..self.lines[at].end - content.len());
                own > column || !key_line::is_key_line(content)
            })
            .find(|&at| scalar::is_closed(&self.text[start..self.lines[at].end]))
    }
}

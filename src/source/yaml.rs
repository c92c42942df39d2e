//! YAML to [`Node`]s. This file alone knows the YAML reader.
//!
//! Anchors, aliases and tags are not part of what sites are written in:
//! [`lenient`] reports every value that begins like one, so no alias can blow
//! up and no tag can change a text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{
    ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, options,
};

use super::key_line::is_blank;
use super::{Entry, Node, Value, lenient, rewrite};
use crate::diagnostic::{Diagnostic, Place, Position, Problem};

/// How deep lists and groups of keys may nest.
const DEPTH: usize = 32;

/// Reads the YAML in `range` of a file's text. Spans count from the start of
/// the text. Problems are pushed to `problems`; what can be read beside them is
/// returned.
pub fn parse(
    file: &Arc<str>,
    text: &str,
    range: Range<usize>,
    problems: &mut Vec<Diagnostic>,
) -> Node {
    let Some(part) = text.get(range.clone()) else {
        return Node {
            value: Value::Null,
            span: 0..0,
        };
    };
    let found = lenient::read(part);
    let (yaml, offsets) = rewrite::apply(part, found.edits);
    let mut reader = Reader {
        yaml: &yaml,
        problems: Vec::new(),
    };
    let mut node = reader.all();
    let mut shift = |span: Range<usize>| {
        let span = offsets.original(span);
        range.start + span.start..range.start + span.end
    };
    relocate(&mut node, &mut shift);
    let read = reader
        .problems
        .into_iter()
        .map(|(span, problem)| (shift(span), problem));
    let seen = found
        .problems
        .into_iter()
        .map(|(span, problem)| (range.start + span.start..range.start + span.end, problem));
    problems.extend(
        seen.chain(read)
            .map(|(span, problem)| Diagnostic::at(Place::new(file, span), problem)),
    );
    drop_duplicates(&mut node, file, text, problems);
    node
}

/// A group that is being read.
enum Frame {
    List(Vec<Node>),
    Map(Vec<Entry>, Option<(String, Range<usize>)>),
}

struct Reader<'a> {
    yaml: &'a str,
    problems: Vec<(Range<usize>, Problem)>,
}

impl Reader<'_> {
    /// Reads it whole; if that fails, key by key, so that a mistake under one
    /// does not hide the others.
    fn all(&mut self) -> Node {
        let whole = 0..self.yaml.len();
        match self.part(whole.clone()) {
            Ok(node) => node,
            Err(error) => {
                let known = self.problems.len();
                let node = self.by_key();
                // Each can be read for itself: the mistake is in how they
                // stand together.
                if self.problems.len() == known {
                    self.report(0, &error);
                }
                node
            }
        }
    }

    /// Reads each top-level entry for itself.
    fn by_key(&mut self) -> Node {
        let (mut list, mut map) = (Vec::new(), Vec::new());
        for part in top_level(self.yaml) {
            match self.part(part.clone()) {
                Ok(Node {
                    value: Value::Map(entries),
                    ..
                }) => map.extend(entries),
                Ok(Node {
                    value: Value::List(items),
                    ..
                }) => list.extend(items),
                Ok(_) => {}
                Err(error) => self.report(part.start, &error),
            }
        }
        let value = if map.is_empty() && !list.is_empty() {
            Value::List(list)
        } else {
            Value::Map(map)
        };
        Node {
            value,
            span: 0..self.yaml.len(),
        }
    }

    fn report(&mut self, start: usize, error: &ScanError) {
        let at = (start + error.marker().byte_offset().unwrap_or(0)).min(self.yaml.len());
        // Many mistakes show only at the line after them; the end of the text
        // is a bad place to point at, the last thing written a good one.
        let end = if at == self.yaml.len() {
            self.yaml.trim_end().len()
        } else {
            at
        };
        let end = self.yaml.floor_char_boundary(end);
        let line = self.yaml[end..]
            .find('\n')
            .map_or(self.yaml.len(), |length| end + length);
        let margin = self.yaml[..end]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let is_first = self.yaml[margin..end].bytes().all(|byte| byte == b' ');
        let problem = match error.kind() {
            ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
                Problem::BadEscape
            }
            ErrorKind::RecursionLimitExceeded => Problem::TooDeep { limit: DEPTH },
            ErrorKind::ExpectedBlockMappingKey if is_first => Problem::Misaligned,
            _ => Problem::YamlSyntax {
                reason: error.info().to_owned(),
            },
        };
        self.problems.push((end..line, problem));
    }

    /// Reads a part of the text that is YAML in itself.
    fn part(&mut self, part: Range<usize>) -> Result<Node, ScanError> {
        let options = options! {
            emit_comments: false,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        let known = self.problems.len();
        let mut stack: Vec<(Frame, usize)> = Vec::new();
        let mut root = None;
        for event in Parser::new_from_str_with_options(&self.yaml[part.clone()], options) {
            let (event, span) = event.inspect_err(|_| self.problems.truncate(known))?;
            let span = bytes(&span, &part);
            let node = match event {
                Event::SequenceStart(..) => {
                    stack.push((Frame::List(Vec::new()), span.start));
                    continue;
                }
                Event::MappingStart(style, ..) => {
                    let start = if style == StructureStyle::Block {
                        usize::MAX
                    } else {
                        span.start
                    };
                    stack.push((Frame::Map(Vec::new(), None), start));
                    continue;
                }
                Event::Scalar(text, style, ..) => Node {
                    value: scalar(&text, style),
                    span,
                },
                Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                    Some((frame, start)) => close(frame, start, span),
                    None => continue,
                },
                Event::Alias(_) | Event::UnresolvedAlias(_) => Node {
                    value: Value::Null,
                    span,
                },
                Event::DocumentStart(true, _) if root.is_some() => {
                    self.problems.push((span, Problem::SecondDocument));
                    break;
                }
                _ => continue,
            };
            match stack.last_mut() {
                Some((Frame::List(items), _)) => items.push(node),
                Some((Frame::Map(entries, key), _)) => match key.take() {
                    Some((key, key_span)) => entries.push(Entry {
                        key,
                        key_span,
                        node,
                    }),
                    None => *key = Some(self.key(node)),
                },
                None => root = root.or(Some(node)),
            }
        }
        Ok(root.unwrap_or(Node {
            value: Value::Null,
            span: part,
        }))
    }

    fn key(&mut self, node: Node) -> (String, Range<usize>) {
        match node.value {
            Value::Scalar(text) if !text.trim_matches(is_blank).is_empty() => {
                (text.trim_matches(is_blank).to_owned(), node.span)
            }
            // `null:` and `~:` are words here.
            Value::Null if !node.span.is_empty() => {
                (self.yaml[node.span.clone()].to_owned(), node.span)
            }
            _ => {
                self.problems.push((node.span.clone(), Problem::MissingKey));
                (String::new(), node.span)
            }
        }
    }
}

/// A finished group, spanning from its first to its last member.
fn close(frame: Frame, start: usize, end: Range<usize>) -> Node {
    let (value, first, last) = match frame {
        Frame::List(items) => {
            let last = items.last().map(|item| item.span.end);
            (Value::List(items), None, last)
        }
        Frame::Map(mut entries, _) => {
            let first = entries.first().map(|entry| entry.key_span.start);
            let last = entries
                .last()
                .map(|entry| entry.node.span.end.max(entry.key_span.end));
            entries.retain(|entry| !entry.key.is_empty());
            (Value::Map(entries), first, last)
        }
    };
    let start = first.map_or(start, |first| first.min(start)).min(end.start);
    // Only a flow collection's end is a character of its own.
    let end = if end.is_empty() {
        last.unwrap_or(start)
    } else {
        end.end
    };
    Node {
        value,
        span: start..end.max(start),
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Scalar(text.to_owned());
    }
    match text.trim_matches(is_blank) {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        text => Value::Scalar(text.to_owned()),
    }
}

/// A span of the reader as bytes of the whole text.
fn bytes(span: &Span, part: &Range<usize>) -> Range<usize> {
    let at = |offset: Option<usize>| (part.start + offset.unwrap_or(0)).min(part.end);
    let start = at(span.start.byte_offset());
    start..at(span.end.byte_offset()).max(start)
}

/// Splits before each line that stands at the margin of the first and is not
/// an item or a bracket belonging to the line above.
fn top_level(yaml: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut margin = None;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if !content.trim().is_empty() && !content.starts_with('#') {
            let (own, items) = *margin.get_or_insert((indent, content.starts_with("- ")));
            let item = content.starts_with("- ") && !items;
            if indent <= own && !item && !content.starts_with([']', '}']) {
                starts.push(at);
            }
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// Turns every span into one of the whole file.
fn relocate(node: &mut Node, shift: &mut impl FnMut(Range<usize>) -> Range<usize>) {
    node.span = shift(node.span.clone());
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| relocate(item, shift)),
        Value::Map(entries) => {
            for entry in entries {
                entry.key_span = shift(entry.key_span.clone());
                relocate(&mut entry.node, shift);
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// Keeps the first of the entries with one key and reports the others.
fn drop_duplicates(node: &mut Node, file: &Arc<str>, text: &str, problems: &mut Vec<Diagnostic>) {
    match &mut node.value {
        Value::List(items) => items
            .iter_mut()
            .for_each(|item| drop_duplicates(item, file, text, problems)),
        Value::Map(entries) => {
            let mut seen = BTreeMap::new();
            entries.retain(|entry| match seen.get(&entry.key) {
                None => seen
                    .insert(entry.key.clone(), entry.key_span.start)
                    .is_none(),
                Some(&first) => {
                    let first_line = Position::of(text, first).line;
                    let problem = Problem::DuplicateKey {
                        key: entry.key.clone(),
                        first_line,
                    };
                    problems.push(Diagnostic::at(
                        Place::new(file, entry.key_span.clone()),
                        problem,
                    ));
                    false
                }
            });
            entries
                .iter_mut()
                .for_each(|entry| drop_duplicates(&mut entry.node, file, text, problems));
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

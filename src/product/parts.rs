//! The parts of a product by name: the fields of its data as writers call them.

use crate::schema::{Said, said};

/// The fields of the data that are parts, with the words writers know them by.
const PARTS: &[(&str, Said)] = &[
    ("answer", said("标语", "slogan")),
    ("amounts", said("补贴标准", "amounts")),
    ("bar", said("算一算", "bar")),
    ("path", said("办理流程", "steps")),
    ("tables", said("表格", "tables")),
    ("schedule", said("日程", "schedule")),
    ("phases", said("阶段", "phases")),
    ("people", said("人物", "people")),
    ("gallery", said("图集", "gallery")),
    ("prose", said("正文", "text")),
    ("bring", said("申请材料", "materials")),
    ("faq", said("常见问题", "questions")),
    ("quote", said("引语", "quote")),
];

/// The words for a field.
pub fn named(field: &str) -> &'static str {
    PARTS
        .iter()
        .find(|(name, _)| *name == field)
        .map_or("正文", |(_, said)| said.zh)
}

/// The field that a writer means, if it is one.
pub fn field(words: &str) -> Option<&'static str> {
    PARTS
        .iter()
        .find(|(name, said)| *name == words || said.zh == words || said.en == words)
        .map(|(name, _)| *name)
}

/// All words for parts, Chinese and English.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    PARTS.iter().map(|(_, said)| (said.zh, said.en))
}

/// The fields in the order in which they are read.
pub fn fields() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(name, _)| *name)
}

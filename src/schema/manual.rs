//! The declarations as the manual's tables, in Markdown.

use std::fmt::Write as _;

use super::{
    ADDRESS_FACT, AMOUNT, AMOUNT_FACT, COMMON, Field, KINDS, PHONE_FACT, SECTION, SITE, Type,
    WINDOW_FACT,
};

/// All tables: the common keys, each kind, sections, the site, facts.
pub fn manual() -> String {
    let mut out = String::new();
    table(&mut out, 2, "每一种内容都有的键", COMMON);
    for kind in KINDS {
        let title = format!("{}（{}）", kind.zh, kind.en);
        let _ = write!(out, "## {title}\n\n{}。\n\n", kind.about.zh);
        rows(&mut out, kind.fields);
        nested(&mut out, kind.fields);
    }
    table(&mut out, 2, "栏目（_index.md）", SECTION);
    table(&mut out, 2, "网站（site.yaml）", SITE);
    out.push_str("## 事实（data/*.yaml）\n\n");
    for (name, fields) in [
        ("金额", AMOUNT_FACT),
        ("电话", PHONE_FACT),
        ("地址", ADDRESS_FACT),
        ("窗口", WINDOW_FACT),
    ] {
        table(&mut out, 3, name, fields);
    }
    out.trim_end().to_owned() + "\n"
}

fn table(out: &mut String, level: usize, title: &str, fields: &[Field]) {
    let _ = write!(out, "{} {title}\n\n", "#".repeat(level));
    rows(out, fields);
    nested(out, fields);
}

fn rows(out: &mut String, fields: &[Field]) {
    if fields.is_empty() {
        return;
    }
    out.push_str("| 键 | 英文 | 写什么 | 必填 | 不写时 | 说明 |\n|---|---|---|---|---|---|\n");
    for field in fields {
        let also = field
            .also
            .iter()
            .map(|name| format!("、`{name}`"))
            .collect::<String>();
        let _ = writeln!(
            out,
            "| {} | `{}`{also} | {} | {} | {} | {} |",
            field.zh,
            field.en,
            wanted(field.ty),
            if field.required { "是" } else { "" },
            field.default.unwrap_or(""),
            field.about.zh,
        );
    }
    out.push('\n');
}

/// The keys of records, below the table that names them.
fn nested(out: &mut String, fields: &[Field]) {
    for field in fields {
        let inner = match field.ty {
            Type::Record(inner) => inner,
            Type::List(Type::Record(inner)) => *inner,
            Type::Amount | Type::List(Type::Amount) => AMOUNT,
            _ => continue,
        };
        if !inner.is_empty() {
            let _ = write!(out, "「{}」里的键：\n\n", field.zh);
            rows(out, inner);
            nested(out, inner);
        }
    }
}

/// What to write, in words.
fn wanted(ty: Type) -> String {
    match ty {
        Type::Text => "文字".into(),
        Type::Markdown => "Markdown".into(),
        Type::Integer => "整数".into(),
        Type::Number => "数字".into(),
        Type::Bool => "是、否".into(),
        Type::Date => "日期".into(),
        Type::Choice(words) => words
            .iter()
            .map(|word| word.zh)
            .collect::<Vec<_>>()
            .join("、"),
        Type::Picture => "图片路径".into(),
        Type::File => "文件路径".into(),
        Type::Page(_) => "页面的文件路径".into(),
        Type::PageOrNone(_) => "页面的文件路径，或 无".into(),
        Type::Url => "网址或本站路径".into(),
        Type::List(item) => format!("列表：{}", wanted(*item)),
        Type::Record(_) => "几个键，见下".into(),
        Type::Amount => "金额，见下".into(),
    }
}

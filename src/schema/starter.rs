//! The text that a new content file begins with.

use jiff::civil::Date;

use super::{COMMON, Field, Form, Kind};

/// The front matter of a new file: what must be there, then what may be, each
/// with its meaning. `says_kind` is for a folder whose pages are of another kind.
pub fn starter(
    kind: &Kind,
    form: Option<&Form>,
    title: &str,
    today: Date,
    says_kind: bool,
) -> String {
    let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = format!("---\n标题: \"{quoted}\"\n发布日期: {today}\n");
    if says_kind {
        text += &format!("类型: {}\n", kind.zh);
    }
    if let Some(form) = form {
        text += &format!("品种: {}\n", form.name.zh);
    }
    text += "草稿: 是    # 写好以后删去这一行\n";
    let (required, optional): (Vec<_>, Vec<_>) =
        kind.fields.iter().partition(|field| field.required);
    for field in required {
        text += &format!("{}:    # {}\n", field.zh, field.about.zh);
    }
    let written = ["title", "date", "kind", "draft"];
    let optional = optional
        .into_iter()
        .filter(|field| form.is_none() || field.en != "form");
    let common = COMMON.iter().filter(|field| !written.contains(&field.en));
    for field in optional.chain(common) {
        text += &line(field);
    }
    text + "---\n\n"
}

fn line(field: &Field) -> String {
    let default = field.default.unwrap_or("");
    format!("# {}: {default}    # {}\n", field.zh, field.about.zh)
}

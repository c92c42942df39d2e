//! A press with the theme's fonts, shared by all tests of a run.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use huimin::print::{Fault, Fonts, Job, Press, Printed, Separation, escape, literal, make};
use serde_json::{Value as Json, json};
use tera::{Context, Kwargs, State, Tera, Value};

pub static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/huimin/fonts");
    let files = ["NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"]
        .map(|name| (name, std::fs::read(folder.join(name)).expect("a font")));
    Press::new(Fonts::read(files).expect("fonts"))
});

/// The beginning of a small sheet.
pub const BASE: &str =
    "#set page(width: 100mm, height: 100mm)\n#set text(font: \"Noto Sans SC\", lang: \"zh\")\n";

/// A file under a folder of the project.
pub fn read(folder: &str, path: &str) -> Option<Arc<[u8]>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    std::fs::read(root.join(path)).ok().map(Into::into)
}

/// A print template rendered as the themes' are.
pub fn render(template: &str, values: &[(&'static str, Value)]) -> String {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".typ"]);
    tera.set_escape_fn(escape);
    let filter = |value: &Value, _: Kwargs, _: &State| Value::safe_string(&literal(value));
    tera.register_filter("typst", filter);
    tera.add_raw_template("x.typ", template)
        .expect("a template");
    let mut context = Context::new();
    for (name, value) in values {
        context.insert(*name, value);
    }
    tera.render("x.typ", &context).expect("rendered")
}

/// What the tests' own sheet needs, to be changed by a test.
pub fn sheet() -> Json {
    json!({
        "title": "高龄津贴", "width": 210, "height": 297, "bleed": 3,
        "text": "年满80周岁", "body": "都能领",
    })
}

/// The source of the tests' own sheet.
fn source(data: &Json) -> String {
    let template = String::from_utf8(read("tests/print", "sheet.typ").expect("a sheet").to_vec());
    let data = Value::try_from_serializable(data).expect("a value");
    render(&template.expect("UTF-8"), &[("data", data)])
}

/// Draws the tests' own sheet.
pub fn draw_sheet(data: &Json) -> Vec<String> {
    let source = source(data);
    let files = |path: &str| read("tests", path);
    let job = Job {
        path: "print/sheet.typ",
        source: &source,
        files: &files,
        title: "无题",
    };
    let profile = read("themes/huimin/print", "press.icc").expect("a profile");
    let separation = Separation::from_profile(&profile, 300.0).expect("a press");
    huimin::print::set(&PRESS, &job)
        .expect("set")
        .svg(&separation)
}

/// Makes the tests' own sheet.
pub fn make_sheet(data: &Json) -> Result<Printed, Vec<Fault>> {
    make_source(&source(data))
}

/// Makes a source that stands beside the tests' own sheet.
pub fn make_source(source: &str) -> Result<Printed, Vec<Fault>> {
    let files = |path: &str| read("tests", path);
    make(
        &PRESS,
        &Job {
            path: "print/sheet.typ",
            source,
            files: &files,
            title: "无题",
        },
    )
}

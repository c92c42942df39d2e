//! The commands as people type them: exit codes, languages, forms of messages,
//! new sites and new files, the schema.

mod common;

use std::fs;

use common::{NOW, Site, huimin, project};
use huimin::schema::Type;

#[test]
fn no_command_is_usage() {
    let folder = Site::empty();
    let ran = folder.huimin(&[]).ended(2);
    assert!(ran.err.contains("Usage"), "{}", ran.err);
    folder.huimin(&["--help"]).ended(0);
    folder.huimin(&["biuld"]).ended(2);
    folder.huimin(&["build", "--jobs", "many"]).ended(2);
    let ran = folder.huimin(&["build", "--now", "昨天"]).ended(2);
    assert!(ran.err.contains("2026-05-08T09:00"), "{}", ran.err);
}

#[test]
fn a_good_site_ends_with_0_a_mistake_with_1() {
    let site = Site::small();
    let ran = site.check().ended(0);
    assert_eq!(ran.err, "没有发现问题\n");
    site.build(&[]).ended(0);
    site.edit("content/a.md", "标题: 一页", "标提: 一页");
    site.check().ended(1);
    site.build(&[]).ended(1);
}

#[test]
fn the_language_is_asked_for_or_the_locale_s() {
    let site = Site::small();
    assert_eq!(
        site.huimin(&["check", "--lang", "en"]).ended(0).err,
        "nothing wrong\n"
    );
    let in_locale = |locale: &str| {
        let mut command = common::command(&["check"]);
        command.env("LANG", locale).current_dir(site.root());
        common::Ran::from(command.output().expect("it starts"))
            .ended(0)
            .err
    };
    assert_eq!(in_locale("en_GB.UTF-8"), "nothing wrong\n");
    assert_eq!(in_locale("zh_CN.UTF-8"), "没有发现问题\n");
    assert_eq!(in_locale("C"), "没有发现问题\n");
}

#[test]
fn programs_read_problems_as_json() {
    let site = Site::small();
    site.edit(
        "content/a.md",
        "日期:",
        "日期: 2026-05-01\n天气: 晴\n草稿: 对\n更新日期:",
    );
    site.write("content/b.md", "没有信息区。\n");
    for command in ["check", "build"] {
        let ran = site
            .huimin(&[command, "--format", "json", "--now", NOW])
            .ended(1);
        let problems: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let brief: Vec<_> = problems
            .as_array()
            .expect("an array")
            .iter()
            .map(|p| {
                let at = |name: &str| p[name].as_u64().expect("a number");
                format!(
                    "{}:{}:{} {} {}",
                    p["file"].as_str().expect("a file"),
                    at("line"),
                    at("column"),
                    p["severity"].as_str().expect("a severity"),
                    p["code"].as_str().expect("a code"),
                )
            })
            .collect();
        assert_eq!(
            brief,
            [
                "content/a.md:1:1 note not-built",
                "content/a.md:4:1 error unknown-key",
                "content/a.md:5:5 error wrong-value",
                "content/b.md:1:1 error required-key",
            ]
        );
    }
}

#[test]
fn a_new_site_has_the_sample_and_can_be_built() {
    let folder = Site::empty();
    folder.huimin(&["new", "site", "县里"]).ended(0);
    assert!(folder.path("县里/content/policies/_index.md").is_file());
    assert_eq!(
        folder.read("县里/site.yaml"),
        fs::read_to_string(project().join("site.yaml")).expect("read")
    );
    folder
        .huimin(&["check", "--root", "县里", "--now", NOW])
        .ended(0);
    // What is there is never overwritten.
    let before = common::files(folder.root());
    folder.huimin(&["new", "site", "县里"]).ended(2);
    folder.huimin(&["new", "site", "县里", "--bare"]).ended(2);
    assert_eq!(common::files(folder.root()), before);
}

#[test]
fn a_bare_site_can_be_built_as_it_is() {
    let folder = Site::empty();
    folder.huimin(&["new", "site", "d", "--bare"]).ended(0);
    assert_eq!(common::files(&folder.path("d")).len(), 1);
    folder.huimin(&["build", "--root", "d"]).ended(0);
    assert!(folder.path("d/public/index.html").is_file());
    folder.write(
        "d/content/新闻/一.md",
        "---\ntitle: 一\ndate: 2026-05-01\n---\n正文\n",
    );
    folder.huimin(&["build", "--root", "d"]).ended(0);
    assert!(folder.path("d/public/新闻/一/index.html").is_file());
}

/// A new file says all that its kind can say; once the required keys are
/// filled, it is right.
#[test]
fn a_new_file_of_every_kind_is_accepted_once_it_is_filled() {
    let site = Site::copy("county");
    // Each check would set it anew.
    site.remove("content/boards/jintie.md");
    for kind in huimin::schema::KINDS {
        let title = format!("新的“{}”：试一试", kind.zh);
        site.huimin(&["new", kind.zh, &title, "--slug", "new"])
            .ended(0);
        let path = common::files(site.root())
            .into_keys()
            .find(|path| path.ends_with("/new.md"))
            .expect("a new file");
        let mut text = site.read(&path);
        assert!(text.contains("草稿: 是"), "{text}");
        // As it is, it is a draft, and a draft may lack what it must have.
        site.check().ended(0);
        site.huimin(&["new", kind.en, &title, "--slug", "new"])
            .ended(2);
        assert_eq!(site.read(&path), text, "it was overwritten");
        for field in kind.fields.iter().filter(|field| field.required) {
            let line = text
                .lines()
                .find(|line| line.starts_with(&format!("{}:", field.zh)))
                .unwrap_or_else(|| panic!("{} is not in {text}", field.zh))
                .to_owned();
            text = text.replace(&line, &format!("{}: {}", field.zh, example(field.ty)));
        }
        text = text
            .lines()
            .filter(|line| !line.starts_with("草稿:"))
            .map(|line| match line.starts_with("发布日期:") {
                true => "发布日期: 2026-05-01\n".into(),
                false => format!("{line}\n"),
            })
            .collect();
        site.write(&path, &text);
        let ran = site.check();
        assert!(ran.code == 0, "{}\n{text}", ran.err);
        assert!(!ran.err.contains("new.md"), "{}", ran.err);
        site.remove(&path);
    }
}

/// A value of a type, as the fixture's pages and files allow.
fn example(ty: Type) -> String {
    match ty {
        Type::Text | Type::Markdown | Type::Url => "写好了".into(),
        Type::Integer | Type::Number => "3".into(),
        Type::Bool => "是".into(),
        Type::Date => "2026年5月8日 8:30".into(),
        Type::Choice(words) => words[0].zh.into(),
        Type::Page("window") => "/windows/laoling.md".into(),
        Type::Page(_) | Type::PageOrNone(_) => "/documents/jintie.md".into(),
        Type::Picture | Type::File => "/policies/img/card.svg".into(),
        Type::Amount => "{金额: 3}".into(),
        Type::List(item) => format!("[{}]", example(*item)),
        Type::Record(fields) => {
            let required = fields.iter().filter(|field| field.required);
            let keys: Vec<_> = required
                .map(|field| format!("{}: {}", field.zh, example(field.ty)))
                .collect();
            format!("{{{}}}", keys.join(", "))
        }
    }
}

#[test]
fn an_unknown_kind_is_told_with_the_nearest() {
    let site = Site::small();
    let ran = site.huimin(&["new", "政策解渎", "标题"]).ended(2);
    assert!(ran.err.contains("政策解读"), "{}", ran.err);
    let files = common::files(site.root());
    assert_eq!(files.len(), 2, "{files:?}");
}

#[test]
fn a_new_file_goes_where_its_kind_is_and_nowhere_else() {
    let site = Site::copy("county");
    site.huimin(&["new", "news", "一条/新闻"]).ended(0);
    let made: Vec<_> = common::files(site.root())
        .into_keys()
        .filter(|path| path.contains("一条"))
        .collect();
    assert_eq!(made.len(), 1);
    assert!(made[0].starts_with("content/news/"), "{made:?}");
    let ran = site.huimin(&["new", "news", "标题", "--slug", "../../外面"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(!site.path("外面.md").exists());
}

#[test]
fn a_copied_theme_counts() {
    let site = Site::small();
    site.huimin(&["theme", "copy"]).ended(0);
    site.edit(
        "themes/huimin/templates/article.html",
        "{% block main %}",
        "{% block main %}<p id=\"mine\">改过</p>",
    );
    site.build(&[]).ended(0);
    assert!(site.read("public/a/index.html").contains("改过"));
    // What is there is never overwritten.
    let before = common::files(site.root());
    site.huimin(&["theme", "copy"]).ended(2);
    assert_eq!(common::files(site.root()), before);
}

#[test]
fn the_schema_is_json_and_the_docs_are_up_to_date() {
    let schema = huimin(project(), &["schema", "--json"]).ended(0).out;
    let parsed: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!(
        parsed["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let read = |path: &str| fs::read_to_string(project().join(path)).expect("read");
    assert!(
        read("docs/site.schema.json") == schema,
        "huimin schema --json > docs/site.schema.json"
    );
    let manual = huimin(project(), &["schema"]).ended(0).out;
    assert!(
        read("docs/keys.zh-CN.md").contains(manual.trim()),
        "huimin schema > docs/keys.zh-CN.md"
    );
}

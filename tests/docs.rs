//! What the documents promise: their commands run, their links lead somewhere.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Site, files, project};
use huimin::schema::FORMS;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Every Markdown file that readers of the project get.
fn documents() -> Vec<PathBuf> {
    let mut documents = vec![
        project().join("README.md"),
        project().join("README.zh-CN.md"),
        project().join("themes/huimin/print/README.md"),
    ];
    let docs = files(&project().join("docs"));
    let docs = docs.keys().filter(|path| path.ends_with(".md"));
    documents.extend(docs.map(|path| project().join("docs").join(path)));
    documents
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("read");
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            let (Event::Start(Tag::Link { dest_url, .. })
            | Event::Start(Tag::Image { dest_url, .. })) = event
            else {
                continue;
            };
            if dest_url.contains("://") || dest_url.starts_with("mailto:") {
                continue;
            }
            let path = dest_url.split('#').next().unwrap_or_default();
            let folder = document.parent().expect("a folder");
            if !path.is_empty() && !folder.join(path).exists() {
                broken.push(format!("{}: {dest_url}", document.display()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

/// The lines of shell blocks that begin with `huimin`, as words.
fn commands(document: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(project().join(document)).expect("read");
    let mut inside = false;
    let mut commands = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line.starts_with("```sh");
        } else if inside && (line.starts_with("huimin ") || line.starts_with("cd ")) {
            let line = line.split(" #").next().unwrap_or_default();
            commands.push(words(line));
        }
    }
    commands
}

/// Words as a shell parts them, as far as the documents go.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        match index % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// The five minutes of the README, as a newcomer types them.
#[test]
fn the_commands_of_the_readme_run() {
    let commands = commands("README.md");
    assert!(commands.len() > 4, "{commands:?}");
    // Its twin says the same.
    assert_eq!(commands, self::commands("README.zh-CN.md"));

    let site = Site::empty();
    let mut folder = site.root().to_owned();
    for command in commands {
        let arguments: Vec<_> = command[1..].iter().map(String::as_str).collect();
        match command[0].as_str() {
            "cd" => folder.push(arguments[0]),
            // They never end; other tests watch and serve.
            _ if arguments.contains(&"--watch") || arguments.first() == Some(&"serve") => {}
            _ => {
                let ran = common::huimin(&folder, &arguments);
                assert!(ran.code == 0, "{command:?}: {}", ran.err);
            }
        }
    }
    assert!(folder.join("public/index.html").is_file());
}

/// Every option that the documents write after `huimin COMMAND` is one.
#[test]
fn options_in_documents_exist() {
    for document in documents() {
        let name = document.strip_prefix(project()).expect("inside");
        for command in commands(name.to_str().expect("UTF-8")) {
            if command[0] != "huimin" || command.len() < 2 {
                continue;
            }
            let known = match command[1].as_str() {
                "theme" => common::huimin(project(), &["theme", "copy", "--help"]),
                other => common::huimin(project(), &[other, "--help"]),
            };
            let known = known.ended(0).out;
            for option in command.iter().filter(|word| word.starts_with("--")) {
                assert!(
                    known.contains(option.as_str()),
                    "{command:?} in {}",
                    name.display()
                );
            }
        }
    }
}

/// The example of the guide for makers of themes: a site with a layout of its
/// own, quoted there as it stands.
#[test]
fn the_example_of_a_layout_builds_and_is_quoted_as_it_is() {
    let example = project().join("docs/examples/layout");
    let guide = fs::read_to_string(project().join("docs/themes.md")).expect("read");
    for path in [
        "themes/county/theme.yaml",
        "themes/county/print/layouts/numbers.typ",
        "content/boards/lingduoshao.md",
    ] {
        let text = fs::read_to_string(example.join(path)).expect("read");
        assert!(guide.contains(text.trim()), "docs/themes.md quotes {path}");
    }

    let site = Site::copy_of(&example);
    let now = ["--now", common::NOW];
    site.huimin(&[&["build"], &now[..]].concat()).ended(0);
    let pdf = fs::read(site.path("public/boards/lingduoshao/print.pdf")).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-"));
    let page = site.read("public/boards/lingduoshao/index.html");
    for words in ["每一项领多少", "80—89岁老人", "1500", "低保家庭冬天取暖"] {
        assert!(page.contains(words), "{words} on the page");
    }
    let Some(printed) = text_of(&site.path("public/boards/lingduoshao/print.pdf")) else {
        eprintln!("skipped: pdftotext is not here");
        return;
    };
    for words in ["每一项领多少", "80—89岁老人", "1500", "低保家庭冬天取暖"] {
        assert!(printed.contains(words), "{words} in the PDF: {printed}");
    }
}

/// The words of a PDF without marks and spaces; none where poppler is missing.
fn text_of(pdf: &Path) -> Option<String> {
    let out = Command::new("pdftotext").arg(pdf).arg("-").output().ok()?;
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    let shown = |c: &char| !c.is_whitespace() && *c != '\u{2060}';
    Some(text.chars().filter(shown).collect())
}

/// The manual of the staff.
fn manual() -> String {
    fs::read_to_string(project().join("docs/manual.zh-CN.md")).expect("read")
}

#[test]
fn the_manual_has_every_product_as_it_is() {
    let manual = manual();
    for form in FORMS {
        let row = manual
            .lines()
            .find(|line| line.starts_with(&format!("| {} | ", form.name.zh)));
        let row = row.unwrap_or_else(|| panic!("no row for {}", form.name.zh));
        for said in [
            format!("{}×{}", form.size.0, form.size.1),
            format!("| {} |", form.bleed),
            format!("| {} 米 |", form.distance),
            format!("| {} 毫米 |", form.least),
            format!("| {} dpi |", form.dpi),
            format!("| {} |", form.material),
        ] {
            assert!(row.contains(&said), "{said} in {row}");
        }
    }
}

#[test]
fn the_manual_tells_what_to_do_about_every_problem_of_print() {
    let manual = manual();
    let source = fs::read_to_string(project().join("src/diagnostic/problem.rs")).expect("read");
    let codes: BTreeSet<&str> = source
        .split('"')
        .filter(|text| text.starts_with("print-") || text.starts_with("board-"))
        .collect();
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        assert!(manual.contains(&format!("\n| `{code}` | ")), "{code}");
    }
}

/// The products that the manual shows, as somebody who copies them.
#[test]
fn the_examples_of_products_in_the_manual_can_be_printed() {
    let manual = manual();
    let (_, chapter) = manual.split_once("### 怎么写").expect("a heading");
    let (chapter, _) = chapter.split_once("\n### ").expect("a heading");
    let site = Site::sample();
    let mut targets = Vec::new();
    for block in chapter.split("```yaml\n").skip(1) {
        let (text, _) = block.split_once("```").expect("an end");
        let name = format!("shouce-{}", targets.len());
        site.write(&format!("content/boards/{name}.md"), text);
        targets.push(name);
    }
    assert_eq!(targets.len(), 7);
    let mut arguments = vec!["print", "--explain", "--now", common::NOW];
    arguments.extend(targets.iter().map(String::as_str));
    let told = site.huimin(&arguments).ended(0).out;
    assert_eq!(told.matches("正文字高").count(), targets.len(), "{told}");
}

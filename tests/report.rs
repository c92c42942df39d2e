//! How a report is ordered and shown.

use std::sync::Arc;

use huimin::diagnostic::{Diagnostic, Format, Lang, Place, Problem, Report, Severity, Texts};

/// One file with one text.
struct OneFile(&'static str);

const FILE: &str = "content/policies/a.md";

impl Texts for OneFile {
    fn text(&self, file: &str) -> Option<&str> {
        (file == FILE).then_some(self.0)
    }
}

const TEXT: &str = "---\n标题: 低保\n  標題: 五保 # 旧\n---\n正文\n";

/// A problem at the first place of some words.
fn at(words: &str, problem: Problem) -> Diagnostic {
    let start = TEXT.find(words).expect("there");
    Diagnostic::at(
        Place::new(&Arc::from(FILE), start..start + words.len()),
        problem,
    )
}

fn unknown_key() -> Diagnostic {
    let problem = Problem::UnknownKey {
        key: "標題".into(),
        nearest: Some("标题".into()),
    };
    at("標題", problem)
}

fn human(report: &Report, lang: Lang) -> String {
    report.show(&OneFile(TEXT), Format::Human { colour: false }, lang)
}

#[test]
fn the_place_comes_first_and_the_line_is_marked() {
    let report = Report::new(vec![unknown_key()]);
    // Each Chinese character takes two columns, so four marks are under two.
    assert_eq!(
        human(&report, Lang::Zh),
        "content/policies/a.md:3:3 错误[unknown-key] 「標題」不是已知的键\n\
         \x20 |\n\
         3 |   標題: 五保 # 旧\n\
         \x20 |   ^^^^\n\
         \x20 应写成「标题」？\n"
    );
    assert!(
        human(&report, Lang::En)
            .starts_with("content/policies/a.md:3:3 error[unknown-key] `標題` is not")
    );
}

#[test]
fn colour_is_only_there_if_wanted() {
    let report = Report::new(vec![unknown_key()]);
    assert!(!human(&report, Lang::Zh).contains('\x1b'));
    assert!(
        report
            .show(&OneFile(TEXT), Format::Human { colour: true }, Lang::Zh)
            .contains("\x1b[")
    );
}

#[test]
fn a_place_of_many_lines_is_marked_on_its_first() {
    let place = Place::new(&Arc::from(FILE), 4..TEXT.len());
    let shown = human(
        &Report::new(vec![Diagnostic::at(place, Problem::NotKeys)]),
        Lang::Zh,
    );
    assert_eq!(shown.lines().filter(|line| line.contains('^')).count(), 1);
    assert_eq!(shown.lines().count(), 5);
}

#[test]
fn whole_files_and_the_site_have_no_line() {
    let report = Report::new(vec![
        Diagnostic::at(Place::file(&Arc::from("content/图.md")), Problem::NotText),
        Diagnostic::general(Problem::NoConfig),
    ]);
    let shown = human(&report, Lang::Zh);
    let heads: Vec<_> = shown.lines().filter(|line| line.contains("错误")).collect();
    assert!(heads[0].starts_with("错误[no-config]"), "{shown}");
    assert!(
        heads[1].starts_with("content/图.md 错误[not-text]"),
        "{shown}"
    );
    assert!(!shown.contains('^'));
}

#[test]
fn any_place_can_be_shown() {
    let file: Arc<str> = Arc::from(FILE);
    for start in 0..=TEXT.len() + 2 {
        for length in [0, 1, 5, 1000] {
            let place = Place::new(&file, start..start + length);
            let report = Report::new(vec![Diagnostic::at(place, Problem::TabIndent)]);
            assert!(human(&report, Lang::Zh).contains("tab-indent"));
            report.show(&OneFile(TEXT), Format::Json, Lang::Zh);
        }
    }
}

#[test]
fn diagnostics_are_sorted_counted_and_told_once() {
    let twin = at("标题", Problem::CaseTwin { other: "x".into() });
    let note = at("标题", Problem::TabIndent);
    let given = vec![unknown_key(), twin.clone(), unknown_key(), note.clone()];
    let report = Report::new(given.clone());
    assert_eq!(
        report.iter().cloned().collect::<Vec<_>>(),
        [note, twin, unknown_key()]
    );
    assert_eq!(report, Report::new(given.into_iter().rev().collect()));
    let count = |severity| report.count(severity);
    assert_eq!(
        [
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note)
        ],
        [2, 1, 0]
    );
}

#[test]
fn json_is_for_programs() {
    let report = Report::new(vec![unknown_key(), Diagnostic::general(Problem::NoConfig)]);
    let json: serde_json::Value =
        serde_json::from_str(&report.show(&OneFile(TEXT), Format::Json, Lang::Zh)).expect("JSON");
    let keys: Vec<_> = json[1].as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "severity",
            "code",
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "message",
            "help"
        ]
    );
    assert_eq!(json[0]["file"], serde_json::Value::Null);
    assert_eq!(
        (
            &json[1]["line"],
            &json[1]["column"],
            &json[1]["end_column"],
            &json[1]["severity"]
        ),
        (&3.into(), &3.into(), &5.into(), &"error".into())
    );
    assert_eq!(
        Report::default().show(&OneFile(TEXT), Format::Json, Lang::Zh),
        "[]\n"
    );
    assert_eq!(human(&Report::default(), Lang::Zh), "");
}

//! Every message there is, in both languages, each in a file of its own under
//! `tests/messages/`. `INSTA_UPDATE=always cargo test --test messages` writes
//! them anew.

use std::collections::BTreeSet;

use huimin::diagnostic::{Lang, Problem};
use huimin::model::Skipped;

/// At least one example of every problem.
#[rustfmt::skip] // one example a line
fn examples() -> Vec<Problem> {
    use Problem as P;
    let some = |text: &str| Some(text.to_owned());
    vec![
        P::Unreadable { reason: "Permission denied (os error 13)".into() },
        P::NotText,
        P::DamagedUtf8 { line: 12 },
        P::LinkOutside,
        P::NameNotUnicode { shown: "content/\u{fffd}.md".into() },
        P::CaseTwin { other: "content/A.md".into() },
        P::ConflictCopy { of: "content/a.md".into() },
        P::FrontMatterOpen,
        P::FrontMatterFence { written: "———".into() },
        P::NotKeys,
        P::TabIndent,
        P::NeedsQuotes { written: "标题: \"通知: 低保\"".into() },
        P::DuplicateKey { key: "标题".into(), first_line: 2 },
        P::MissingColon { written: some("标题: 低保怎么办") },
        P::MissingColon { written: None },
        P::MissingKey,
        P::TooDeepLine,
        P::UnclosedQuote { written: "标题: \"低保\"".into() },
        P::UnclosedBracket { bracket: '[' },
        P::UnclosedBracket { bracket: '{' },
        P::SecondDocument,
        P::TooDeep { limit: 32 },
        P::Misaligned,
        P::BadEscape,
        P::YamlSyntax { reason: "unexpected eof".into() },
        P::UnknownKey { key: "標題".into(), nearest: some("标题") },
        P::UnknownKey { key: "天气".into(), nearest: None },
        P::NoConfig,
        P::RequiredKey { key: "标题".into(), twin: "title".into() },
        P::WrongValue { key: "日期".into(), found: "五月八日".into(), wanted: "2026-05-08".into() },
        P::UnknownKind { name: "政測".into(), nearest: some("政策") },
        P::UnknownKind { name: "新闻稿".into(), nearest: None },
        P::NotBuilt { why: Skipped::Draft },
        P::TargetNotBuilt { target: "content/policies/a.md".into(), why: Skipped::Draft },
        P::AddressTwice { address: "/policies/a/".into(), first: "content/policies/a.md".into() },
        P::FactTwice { name: "低保标准".into(), first: "data/facts.yaml".into() },
        P::FactCircle { name: "甲".into() },
        P::UnknownFactPart { name: "低保标准".into(), part: "城".into(), known: "城市、农村".into() },
        P::UnknownFact { name: "低保標准".into(), nearest: some("低保标准") },
        P::MissingTarget { target: "../a.md".into(), nearest: some("../b.md") },
        P::MissingPicture { target: "图.png".into(), nearest: None },
        P::RawHtml { tag: "<div>".into() },
        P::UnsafeLink { target: "javascript:alert(1)".into() },
        P::MissingAlt { target: "图.png".into() },
        P::MissingAnchor { target: "../a.md#部分".into(), nearest: some("../a.md#部份") },
        P::UnknownName { key: "所属阶段".into(), name: "组织实旋".into(), nearest: some("组织实施") },
        P::NoTheme { name: "huiming".into() },
        P::NoTemplate { name: "polic.html".into(), nearest: some("policy.html") },
        P::Template { reason: "unexpected end of template".into() },
        P::UndefinedName { name: "titel".into(), nearest: some("title") },
        P::MissingGlyph { character: '𠮷', near: "𠮷祥".into() },
        P::BoardNotSet { at: "theme.typ:3".into(), hint: some("expected length") },
        P::BoardWarning { at: "theme.typ:3".into(), hint: None },
        P::BoardTooFull { over: 120, parts: vec!["「办理流程」80 字".into(), "「咨询电话」40 字".into()], optional: vec!["「常见问题」".into()], larger: some("1200×2400") },
        P::BoardTooFull { over: 0, parts: vec![], optional: vec![], larger: None },
        P::PrintUnreadable { reason: "the PDF is encrypted".into() },
        P::PrintPages { found: 15, wanted: 16 },
        P::PrintBox { page: 1, name: "TrimBox".into(), found: "899.0×1200.0".into(), wanted: "900.0×1200.0".into() },
        P::PrintFont { name: "NotoSansSC-Bold".into() },
        P::PrintGlyph { page: 2, near: "张𬭎".into(), at: "（40, 90）mm".into() },
        P::PrintColour { page: 1, space: "DeviceRGB".into(), at: "（40, 90）mm".into() },
        P::PrintBlack { page: 1, text: "咨询电话".into(), ink: "C60 M50 Y50 K100".into(), at: "（40, 90）mm".into() },
        P::PrintInk { page: 1, percent: 340, limit: 300, at: "（40, 90）mm".into() },
        P::PrintDpi { page: 1, dpi: 61, wanted: 100, at: "（40, 90）mm".into() },
        P::PrintLine { page: 1, width: "0.05".into(), wanted: "0.10".into(), at: "（40, 90）mm".into() },
        P::PrintTransparency { page: 1, at: "（40, 90）mm".into() },
        P::PrintQr { address: "https://mzj.qinghe.example/policies/".into() },
        P::PrintQrSize { edge: 18, wanted: 20 },
        P::PrintQrTarget { address: "https://mzj.qinghe.example/polices/".into(), nearest: some("/policies/") },
        P::PrintedFalse { product: "展板「高龄津贴怎么领」".into(), places: vec!["县民政局一楼大厅".into()], said: vec!["80—89岁 100 元/月".into()], now: vec!["80—89岁 120 元/月".into()] },
        P::PrintedFalse { product: "展板「高龄津贴怎么领」".into(), places: vec![], said: vec!["青禾县民政局".into()], now: vec![] },
        P::Allowed { problem: Box::new(P::PrintDpi { page: 1, dpi: 61, wanted: 100, at: "（40, 90）mm".into() }), reason: "老照片".into() },
        P::BoardOverlap { text: "低保怎么申请".into(), other: "打电话问".into() },
        P::BoardOutside { text: "咨询电话".into() },
        P::MissingPart { page: "content/policies/a.md".into(), title: "办理材料".into(), nearest: some("申请材料") },
    ]
}

#[test]
fn messages_are_as_pinned() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("messages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut codes: Vec<&str> = Vec::new();
    for problem in examples() {
        let code = problem.code();
        codes.push(code);
        let name = match codes.iter().filter(|&&other| other == code).count() {
            1 => code.to_owned(),
            count => format!("{code}-{count}"),
        };
        let shown = [Lang::Zh, Lang::En].map(|lang| {
            let sentences = problem.sentences(lang);
            format!(
                "{}\n  {}",
                sentences.message,
                sentences.help.as_deref().unwrap_or("-")
            )
        });
        settings.bind(|| {
            insta::assert_snapshot!(
                name,
                format!("{:?}\n{}", problem.severity(), shown.join("\n"))
            )
        });
    }
}

#[test]
fn every_problem_has_an_example() {
    let catalogue = include_str!("../src/diagnostic/problem.rs");
    let codes: BTreeSet<&str> = catalogue
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("Self::")?
                .split_once("=> \"")?
                .1
                .strip_suffix("\",")
        })
        .collect();
    let examples: BTreeSet<&str> = examples().iter().map(Problem::code).collect();
    assert_eq!(codes, examples);
}

#[test]
fn chinese_messages_are_chinese() {
    for problem in examples() {
        let sentences = problem.sentences(Lang::Zh);
        assert!(
            sentences
                .message
                .chars()
                .any(|char| ('一'..='龥').contains(&char)),
            "{problem:?}"
        );
        assert_ne!(sentences, problem.sentences(Lang::En));
    }
}

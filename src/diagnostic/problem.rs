//! The catalogue: every kind of problem there is, with its severity and its
//! code. What is said of each stands in `sentences.rs`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Both, Severity};
use crate::model::Skipped;

/// Everything that can be said of a site. Fields are the facts of the case;
/// the sentences are made in `sentences.rs` and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum Problem {
    // ---- files ----
    Unreadable {
        reason: String,
    },
    NotText,
    DamagedUtf8 {
        line: usize,
    },
    LinkOutside,
    NameNotUnicode {
        shown: String,
    },
    CaseTwin {
        other: String,
    },
    ConflictCopy {
        of: String,
    },
    // ---- front matter and data files ----
    FrontMatterOpen,
    FrontMatterFence {
        written: String,
    },
    NotKeys,
    TabIndent,
    NeedsQuotes {
        written: String,
    },
    DuplicateKey {
        key: String,
        first_line: usize,
    },
    MissingColon {
        written: Option<String>,
    },
    MissingKey,
    TooDeepLine,
    UnclosedQuote {
        written: String,
    },
    UnclosedBracket {
        bracket: char,
    },
    SecondDocument,
    TooDeep {
        limit: usize,
    },
    Misaligned,
    BadEscape,
    YamlSyntax {
        reason: String,
    },
    UnknownKey {
        key: String,
        nearest: Option<String>,
    },
    // ---- values ----
    NoConfig,
    RequiredKey {
        key: String,
        twin: String,
    },
    WrongValue {
        key: Both,
        found: Both,
        wanted: Both,
    },
    UnknownKind {
        name: String,
        nearest: Option<String>,
    },
    // ---- the site as a whole ----
    NotBuilt {
        why: Skipped,
    },
    TargetNotBuilt {
        target: String,
        why: Skipped,
    },
    AddressTwice {
        address: String,
        first: String,
    },
    // ---- facts ----
    FactTwice {
        name: String,
        first: String,
    },
    FactCircle {
        name: String,
    },
    UnknownFactPart {
        name: String,
        part: String,
        known: String,
    },
    UnknownFact {
        name: String,
        nearest: Option<String>,
    },
    // ---- links and pictures ----
    MissingTarget {
        target: String,
        nearest: Option<String>,
    },
    MissingPicture {
        target: String,
        nearest: Option<String>,
    },
    RawHtml {
        tag: String,
    },
    UnsafeLink {
        target: String,
    },
    MissingAlt {
        target: String,
    },
    NoTheme {
        name: String,
    },
    NoTemplate {
        name: String,
        nearest: Option<String>,
    },
    Template {
        reason: String,
    },
    UndefinedName {
        name: String,
        nearest: Option<String>,
    },
    MissingGlyph {
        character: char,
        near: String,
    },
    BoardNotSet {
        at: String,
        hint: Option<String>,
    },
    BoardWarning {
        at: String,
        hint: Option<String>,
    },
    BoardTooFull {
        over: u64,
        parts: Vec<String>,
        optional: Vec<String>,
        larger: Option<String>,
    },
    BoardOutside {
        text: String,
    },
    BoardOverlap {
        text: String,
        other: String,
    },
    // ---- the finished PDF ----
    PrintUnreadable {
        reason: String,
    },
    PrintPages {
        found: usize,
        wanted: usize,
    },
    PrintBox {
        page: usize,
        name: Cow<'static, str>,
        found: String,
        wanted: String,
    },
    PrintFont {
        name: String,
    },
    PrintGlyph {
        page: usize,
        near: String,
        at: String,
    },
    PrintColour {
        page: usize,
        space: String,
        at: String,
    },
    PrintBlack {
        page: usize,
        text: String,
        ink: String,
        at: String,
    },
    PrintInk {
        page: usize,
        percent: u32,
        limit: u32,
        at: String,
    },
    PrintDpi {
        page: usize,
        dpi: u32,
        wanted: u32,
        at: String,
    },
    PrintLine {
        page: usize,
        width: String,
        wanted: String,
        at: String,
    },
    PrintTransparency {
        page: usize,
        at: String,
    },
    PrintQr {
        address: String,
    },
    PrintQrSize {
        edge: u32,
        wanted: u32,
    },
    PrintQrTarget {
        address: String,
        nearest: Option<String>,
    },
    /// What was printed says something else than the site does now.
    PrintedFalse {
        product: String,
        places: Vec<String>,
        said: Vec<String>,
        now: Vec<String>,
    },
    /// A problem that somebody took upon himself.
    Allowed {
        problem: Box<Problem>,
        reason: String,
    },
    MissingPart {
        page: String,
        title: String,
        nearest: Option<String>,
    },
    MissingAnchor {
        target: String,
        nearest: Option<String>,
    },
    UnknownName {
        key: String,
        name: String,
        nearest: Option<String>,
    },
}

impl Problem {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        match self {
            Self::MissingAnchor { .. } => Severity::Warning,
            Self::RawHtml { .. }
            | Self::MissingAlt { .. }
            | Self::CaseTwin { .. }
            | Self::ConflictCopy { .. }
            | Self::BoardWarning { .. } => Severity::Warning,
            // The days alone decide: on the next build it may be there.
            Self::TargetNotBuilt {
                why: Skipped::NotYet(_) | Skipped::Expired(_),
                ..
            } => Severity::Warning,
            Self::PrintedFalse { .. } => Severity::Warning,
            Self::NotBuilt { .. } | Self::Allowed { .. } => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// A short, lasting name for programs and for `--allow`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownName { .. } => "unknown-name",
            Self::MissingAnchor { .. } => "missing-anchor",
            Self::MissingPart { .. } => "missing-part",
            Self::BoardOutside { .. } => "board-outside",
            Self::BoardOverlap { .. } => "board-overlap",
            Self::BoardNotSet { .. } => "board-not-set",
            Self::BoardWarning { .. } => "board-warning",
            Self::BoardTooFull { .. } => "board-too-full",
            Self::PrintUnreadable { .. } => "print-unreadable",
            Self::PrintPages { .. } => "print-pages",
            Self::PrintBox { .. } => "print-box",
            Self::PrintFont { .. } => "print-font",
            Self::PrintGlyph { .. } => "print-glyph",
            Self::PrintColour { .. } => "print-colour",
            Self::PrintBlack { .. } => "print-black",
            Self::PrintInk { .. } => "print-ink",
            Self::PrintDpi { .. } => "print-dpi",
            Self::PrintLine { .. } => "print-line",
            Self::PrintTransparency { .. } => "print-transparency",
            Self::PrintQr { .. } => "print-qr",
            Self::PrintQrSize { .. } => "print-qr-size",
            Self::PrintQrTarget { .. } => "print-qr-target",
            Self::PrintedFalse { .. } => "printed-false",
            Self::Allowed { problem, .. } => problem.code(),
            Self::MissingGlyph { .. } => "missing-glyph",
            Self::UndefinedName { .. } => "undefined-name",
            Self::Template { .. } => "template",
            Self::NoTemplate { .. } => "no-template",
            Self::NoTheme { .. } => "no-theme",
            Self::Unreadable { .. } => "unreadable",
            Self::NotText => "not-text",
            Self::DamagedUtf8 { .. } => "damaged-utf8",
            Self::LinkOutside => "link-outside",
            Self::NameNotUnicode { .. } => "name-not-unicode",
            Self::CaseTwin { .. } => "case-twin",
            Self::ConflictCopy { .. } => "conflict-copy",
            Self::FrontMatterOpen => "front-matter-open",
            Self::FrontMatterFence { .. } => "front-matter-fence",
            Self::NotKeys => "not-keys",
            Self::TabIndent => "tab-indent",
            Self::NeedsQuotes { .. } => "needs-quotes",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::MissingColon { .. } => "missing-colon",
            Self::MissingKey => "missing-key",
            Self::TooDeepLine => "indentation",
            Self::UnclosedQuote { .. } => "unclosed-quote",
            Self::UnclosedBracket { .. } => "unclosed-bracket",
            Self::SecondDocument => "second-document",
            Self::TooDeep { .. } => "too-deep",
            Self::Misaligned => "misaligned",
            Self::BadEscape => "bad-escape",
            Self::YamlSyntax { .. } => "yaml-syntax",
            Self::UnknownKey { .. } => "unknown-key",
            Self::NoConfig => "no-config",
            Self::RequiredKey { .. } => "required-key",
            Self::WrongValue { .. } => "wrong-value",
            Self::UnknownKind { .. } => "unknown-kind",
            Self::NotBuilt { .. } => "not-built",
            Self::TargetNotBuilt { .. } => "target-not-built",
            Self::AddressTwice { .. } => "address-twice",
            Self::FactTwice { .. } => "fact-twice",
            Self::FactCircle { .. } => "fact-circle",
            Self::UnknownFactPart { .. } => "unknown-fact-part",
            Self::UnknownFact { .. } => "unknown-fact",
            Self::MissingTarget { .. } => "missing-target",
            Self::MissingPicture { .. } => "missing-picture",
            Self::RawHtml { .. } => "raw-html",
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::MissingAlt { .. } => "missing-alt",
        }
    }
}

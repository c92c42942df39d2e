//! What a page of the preview knows of itself: told to its bar when it is
//! loaded and again after each change.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::{Answer, Found};
use super::asked::Asked;
use super::board::Board;
use super::desk::told::Told;
use super::generation::{Generation, Reading};
use super::html;
use super::mark::Words;
use super::preview::Preview;
use crate::diagnostic::{Diagnostic, Lang, Report, Severity};
use crate::model::{Moment, encode};
use crate::plan::Output;
use crate::site::Site;
use crate::texts::FileTexts;

/// What a page's bar shows, and what tells it to load anew.
#[derive(Debug, Serialize)]
pub struct State {
    number: u64,
    /// Changes when the page does, the marks of its assets aside.
    page: String,
    /// Its style sheets and other assets with their marks.
    assets: Vec<String>,
    /// What its pictures and the like are made of, by address.
    pictures: BTreeMap<String, String>,
    /// `zh` or `en`.
    lang: &'static str,
    /// The site's base path.
    base: String,
    /// The day that the site is shown as of, `2026-05-20`.
    today: String,
    /// That day was asked for.
    dated: bool,
    /// The content file behind the page.
    source: Option<String>,
    mark: Option<Words>,
    /// There is no page at this address.
    missing: bool,
    /// It is shown as it was before a mistake.
    old: bool,
    /// What is wrong with it or with the whole site, the worst first.
    problems: Vec<Listed>,
    /// What is wrong with other pages.
    elsewhere: Elsewhere,
    board: Option<Board>,
    edited: Option<Edited>,
}

/// A problem with its file.
#[derive(Debug, Serialize)]
struct Listed {
    file: Option<String>,
    #[serde(flatten)]
    told: Told,
}

#[derive(Debug, Default, Serialize)]
struct Elsewhere {
    errors: usize,
    warnings: usize,
}

/// The page that the writer was at work on.
#[derive(Debug, Serialize)]
struct Edited {
    path: String,
    line: String,
}

impl State {
    /// The state of a page as it was just answered.
    pub fn of(
        preview: &Preview,
        generation: &Generation,
        asked: &Asked,
        answer: &Answer,
        lang: Lang,
    ) -> Self {
        let site = &generation.answering().site;
        let model = &site.ground.model;
        let found = match answer {
            Answer::Found(found) => Some(found),
            _ => None,
        };
        let failed = match answer {
            Answer::Failed(problem) => Some(problem),
            _ => found.and_then(|found| found.failed.as_ref()),
        };
        let bytes: &[u8] = match answer {
            Answer::Found(found) => &found.bytes,
            Answer::Missing(Some(page)) => page,
            _ => &[],
        };
        let source = found.and_then(|found| found.source.clone());
        let dated = asked.now.as_deref();
        let dated = dated.and_then(|now| Moment::parse(now, &model.config.zone));
        let now = dated.unwrap_or(model.now);
        let page = String::from_utf8_lossy(bytes);
        let missing = matches!(answer, Answer::Missing(_) | Answer::Moved(_));
        // Nobody knows which file a missing page is of: all are listed.
        let is_shown = |problem: &Diagnostic| {
            let file = problem.place.as_ref().map(|place| &place.file);
            missing || file.is_none_or(|file| is_of_all(file) || Some(file) == source.as_ref())
        };
        let products = generation.product_problems().unwrap_or_default();
        let all = generation.problems.iter().chain(products);
        let all = all.filter(|problem| problem.severity() != Severity::Note);
        let (own, others): (Vec<_>, Vec<_>) = all.partition(|problem| is_shown(problem));
        let count = |severity| others.iter().filter(|p| p.severity() == severity).count();
        let own = own.into_iter().chain(failed.map(|problem| &**problem));
        Self {
            number: generation.number,
            page: mark(&html::unmarked(bytes)),
            assets: html::assets(&page).into_iter().map(Into::into).collect(),
            pictures: pictures(generation, &page),
            lang: match lang {
                Lang::Zh => "zh",
                Lang::En => "en",
            },
            base: model.config.base_path.clone(),
            today: now.day().to_string(),
            dated: asked.now.is_some(),
            mark: found
                .and_then(|found| found.mark.as_ref())
                .map(|mark| mark.words(now.day(), lang)),
            missing,
            old: found.is_some_and(|found| found.is_old),
            problems: listed(preview, own.cloned().collect(), lang),
            elsewhere: Elsewhere {
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
            },
            board: found.and_then(|found| board(preview, generation, found, lang)),
            edited: edited(preview, generation),
            source: source.as_deref().map(str::to_owned),
        }
    }

    /// As it stands in a page: JSON that no tag can end.
    pub fn json(&self) -> String {
        serde_json::to_string(self)
            .unwrap_or_default()
            .replace('<', "\\u003c")
    }
}

/// Whether what is wrong with a file is wrong with every page.
fn is_of_all(file: &str) -> bool {
    !file.starts_with("content/") && file != "print-ledger.yaml"
}

/// A short name for some bytes.
pub fn mark(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

/// Problems as they are shown, the worst first.
fn listed(preview: &Preview, problems: Vec<Diagnostic>, lang: Lang) -> Vec<Listed> {
    let report = Report::new(problems);
    let texts = FileTexts::of(preview.root(), &report);
    let mut sorted: Vec<_> = report.iter().collect();
    sorted.sort_by_key(|problem| problem.severity());
    sorted
        .into_iter()
        .map(|problem| Listed {
            file: problem.place.as_ref().map(|place| place.file.to_string()),
            told: Told::of(problem, &texts, lang),
        })
        .collect()
}

/// What the pictures of a page are made of.
fn pictures(generation: &Generation, page: &str) -> BTreeMap<String, String> {
    let answering = generation.answering();
    let site = &answering.site;
    let base = &site.ground.model.config.base_path;
    let made_of = |address: &str| {
        let path = address
            .split(['?', '#'])
            .next()?
            .strip_prefix(base.as_str())?;
        let path = percent_encoding::percent_decode_str(path)
            .decode_utf8()
            .ok()?;
        let planned = site.find(&path)?;
        match &planned.output {
            Output::File(file) => {
                let listed = generation.listing.file(file)?;
                Some(mark(format!("{:?}", listed.stamp).as_bytes()))
            }
            Output::ProductPicture(index, number) => {
                let product = site.products().get(index)?;
                Some(mark(&product.pictures.get(*number)?.webp))
            }
            _ => None,
        }
    };
    html::sources(page)
        .into_iter()
        .filter_map(|address| Some((address.to_owned(), made_of(address)?)))
        .collect()
}

/// How the product of a page fits.
fn board(preview: &Preview, generation: &Generation, found: &Found, lang: Lang) -> Option<Board> {
    let index = found.product?;
    let answering = generation.answering();
    let of = |site: &Site| {
        let product = site.products().get(&index)?;
        Some(Board::of(product, lang))
    };
    match found.reading == Reading::default() {
        true => of(&answering.site),
        false => of(&answering.beside(preview.root(), preview.options(), &found.reading)),
    }
}

/// The page that the writer was at work on, if it has an address.
fn edited(preview: &Preview, generation: &Generation) -> Option<Edited> {
    let edited = generation.edited.as_ref()?;
    let address = |site: &Site| {
        let model = &site.ground.model;
        let page = model.page(&edited.file).filter(|page| page.is_shown());
        let page = page.map(|page| page.address.clone());
        page.or_else(|| {
            let mut sections = model.sections.iter();
            let section = sections.find(|s| s.path.as_ref() == Some(&edited.file))?;
            Some(section.address.as_str().into())
        })
    };
    let address = address(&generation.site).or_else(|| {
        let everything = Reading {
            now: None,
            everything: true,
        };
        address(&generation.beside(preview.root(), preview.options(), &everything))
    })?;
    let base = &generation.site.ground.model.config.base_path;
    Some(Edited {
        path: format!("{base}{}", encode(&address)),
        line: edited.line.clone(),
    })
}

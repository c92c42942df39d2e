//! From what is asked for to what is answered: the one planned output rendered
//! as a build would, or the last good page where that cannot be.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::asked::Asked;
use super::generation::{Generation, Reading};
use super::kept::Good;
use super::mark::Mark;
use super::preview::Preview;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::{Output, Planned};
use crate::site::Site;

/// What is answered.
#[derive(Debug)]
pub enum Answer {
    /// An output.
    Found(Found),
    /// The same with `/` at its end: the path below the host.
    Moved(String),
    /// There is nothing of the kind. The theme's page that says so, if it could
    /// be rendered.
    Missing(Option<Arc<[u8]>>),
    /// It could not be rendered, and was never good.
    Failed(Box<Diagnostic>),
}

/// An output as it is answered.
#[derive(Debug)]
pub struct Found {
    /// The path below the output folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The content file behind it.
    pub source: Option<Arc<str>>,
    /// Why the public does not see it, if it does not.
    pub mark: Option<Mark>,
    /// Whether it is as it was before somebody made a mistake.
    pub is_old: bool,
    /// Why it could not be rendered now.
    pub failed: Option<Box<Diagnostic>>,
    /// The page of a printed product, by index.
    pub product: Option<usize>,
    /// The way of reading that it is from.
    pub reading: Reading,
}

impl Answer {
    /// What the preview answers. Can take as long as setting a printed product.
    pub fn of(preview: &Preview, generation: &Generation, asked: &Asked) -> Self {
        let answering = generation.answering();
        let Some(path) = below_base(answering, &asked.path) else {
            return Self::elsewhere(answering, asked);
        };
        let plain = Reading::default();
        let reading = asked.reading(false);
        let other =
            |reading: &Reading| answering.beside(preview.root(), preview.options(), reading);
        let dated = (reading != plain).then(|| other(&reading));
        let site = dated.as_deref().unwrap_or(&answering.site);
        if let Some(planned) = site.find(path) {
            return Self::rendered(preview, generation, (site, reading), planned, asked, path);
        }
        if let Some(good) = preview
            .kept
            .get(&reading, path)
            .filter(|good| asked.from_page && has_own_errors(generation, good.source.as_ref()))
        {
            return Self::Found(Found::old(path, good, None));
        }
        if asked.from_page {
            let reading = asked.reading(true);
            let all = other(&reading);
            if let Some(planned) = all.find(path) {
                return Self::rendered(preview, generation, (&all, reading), planned, asked, path);
            }
        }
        match path.ends_with('/') || site.find(&format!("{path}/")).is_none() {
            true => Self::missing(site),
            false => Self::Moved(with_query(&format!("{}/", asked.path), asked)),
        }
    }

    fn rendered(
        preview: &Preview,
        generation: &Generation,
        (site, from): (&Site, Reading),
        planned: Planned,
        asked: &Asked,
        path: &str,
    ) -> Self {
        let source = site.source(&planned);
        let is_page = planned.path.ends_with(".html");
        // The picture of a printed product goes with its page as it was.
        let is_picture = matches!(planned.output, Output::ProductPicture(..));
        let is_kept = is_page && asked.navigates || is_picture && asked.from_page;
        let reading = asked.reading(false);
        let kept = || preview.kept.get(&reading, path).filter(|_| is_kept);
        let bytes = match site.render(&planned) {
            Ok(bytes) => Arc::from(bytes),
            Err(problem) => {
                generation.failed.store(true, Ordering::Relaxed);
                return match kept() {
                    Some(good) => Self::Found(Found::old(path, good, Some(problem))),
                    None if is_page && asked.navigates => Self::before(preview, &planned, problem),
                    None => Self::Failed(problem),
                };
            }
        };
        let mark = Mark::of(site, &planned);
        if is_kept {
            let is_wrong = has_own_errors(generation, source.as_ref());
            match kept().filter(|_| is_wrong) {
                Some(good) => return Self::Found(Found::old(path, good, None)),
                None if is_wrong => {}
                None => preview.kept.keep(
                    &reading,
                    path,
                    Good {
                        bytes: Arc::clone(&bytes),
                        source: source.clone(),
                        mark: mark.clone(),
                    },
                ),
            }
        }
        Self::Found(Found {
            mark,
            product: product(site, &planned),
            reading: from,
            path: planned.path,
            bytes,
            source,
            is_old: generation.good.is_some(),
            failed: None,
        })
    }

    /// A page that fails now, as the theme before would have it.
    fn before(preview: &Preview, planned: &Planned, problem: Box<Diagnostic>) -> Self {
        let again = |earlier: Arc<Generation>| {
            let site = &earlier.site;
            let planned = site.find(&planned.path)?;
            let bytes = Arc::from(site.render(&planned).ok()?);
            let source = site.source(&planned);
            Some(Good {
                bytes,
                source,
                mark: None,
            })
        };
        match preview.earlier().and_then(again) {
            Some(good) => Self::Found(Found::old(&planned.path, good, Some(problem))),
            None => Self::Failed(problem),
        }
    }

    /// Outside of the base path there is nothing; its top leads into the site.
    fn elsewhere(answering: &Generation, asked: &Asked) -> Self {
        let base = &answering.site.ground.model.config.base_path;
        let without = base.trim_end_matches('/');
        match asked.path == "/" || asked.path == without {
            true => Self::Moved(with_query(base, asked)),
            false => Self::missing(&answering.site),
        }
    }

    fn missing(site: &Site) -> Self {
        let page = site
            .find("404.html")
            .and_then(|page| site.render(&page).ok());
        Self::Missing(page.map(Arc::from))
    }
}

impl Found {
    fn old(path: &str, good: Good, failed: Option<Box<Diagnostic>>) -> Self {
        Self {
            path: match path.is_empty() || path.ends_with('/') {
                true => format!("{path}index.html"),
                false => path.to_owned(),
            },
            bytes: good.bytes,
            source: good.source,
            mark: good.mark,
            is_old: true,
            failed,
            product: None,
            reading: Reading::default(),
        }
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.path.ends_with(".html")
    }
}

/// A path below the site's base path, without `/` at its start.
fn below_base<'a>(generation: &Generation, path: &'a str) -> Option<&'a str> {
    path.strip_prefix(generation.site.ground.model.config.base_path.as_str())
}

fn with_query(path: &str, asked: &Asked) -> String {
    // As it was asked for, so that Han are encoded as headers want them.
    let path = crate::model::encode(path);
    match &asked.query {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

/// Whether a content file has errors now. That of a printed product is waited
/// for: what is wrong with it shows when it is made.
fn has_own_errors(generation: &Generation, source: Option<&Arc<str>>) -> bool {
    let Some(source) = source else { return false };
    let page = generation.site.ground.model.page(source);
    let products = match page.is_some_and(|page| page.kind.en == crate::product::KIND) {
        true => generation.make_products(),
        false => generation.product_problems().unwrap_or_default(),
    };
    generation.problems.iter().chain(products).any(|problem| {
        problem.severity() == Severity::Error
            && problem
                .place
                .as_ref()
                .is_some_and(|place| place.file == *source)
    })
}

/// The index of the page, if it is that of a printed product.
fn product(site: &Site, planned: &Planned) -> Option<usize> {
    let Output::Page(index) = planned.output else {
        return None;
    };
    let page = site.ground.model.pages.get(index)?;
    (page.kind.en == crate::product::KIND).then_some(index)
}

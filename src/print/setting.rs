//! Setting one product.

use typst::comemo;
use typst::foundations::{Label, Value};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

use super::alone::alone;
use super::world::SheetWorld;
use super::{Fault, Files, Fit, Fonts, Missing, Outside, Overlap, Separation, preflight};

/// Results of Typst that were of no use for this many jobs are dropped.
const USELESS_JOBS: usize = 3;

/// The longest side of a page that PDF viewers take: 14,400 points.
const LONGEST_MM: f64 = 5080.0;

/// The label of the metadata in which a product reports.
const REPORT: &str = "fit";

/// What all products share: Typst's library and the fonts. Made once.
#[derive(Debug)]
pub struct Press {
    pub(super) library: LazyHash<Library>,
    pub(super) fonts: Fonts,
}

impl Press {
    /// A press with these fonts.
    pub fn new(fonts: Fonts) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            fonts,
        }
    }

    /// Its fonts.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

/// One product to set.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// Where the source stands, as [`Files`] name it: relative imports start
    /// from there, and faults name it. The template's path, such as
    /// `print/board.typ`.
    pub path: &'a str,
    /// The Typst source, rendered.
    pub source: &'a str,
    /// The files that it may import and read.
    pub files: &'a dyn Files,
    /// The document's title, used where the source sets none.
    pub title: &'a str,
}

/// A product laid out, not yet written in any format.
#[derive(Debug)]
pub struct Setting {
    pub(super) document: PagedDocument,
    /// What Typst warned of.
    pub warnings: Vec<Fault>,
}

/// Sets a product.
///
/// Call [`make`](super::make) rather than this where a product is wanted.
///
/// # Errors
///
/// What Typst cannot set, every fault that it names; its warnings are then
/// among them, since they often tell why.
pub fn set(press: &Press, job: &Job<'_>) -> Result<Setting, Vec<Fault>> {
    let setting = alone(|| set_here(press, job));
    age();
    setting
}

/// Sets a product on this thread.
pub(super) fn set_here(press: &Press, job: &Job<'_>) -> Result<Setting, Vec<Fault>> {
    let world = SheetWorld::new(press, job.files, job.path, job.source);
    let result = typst::compile::<PagedDocument>(&world);
    let faults = |found: &[_]| {
        found
            .iter()
            .map(|one| Fault::new(&world, one))
            .collect::<Vec<_>>()
    };
    let warnings = faults(&result.warnings);
    match result.output {
        Ok(mut document) => {
            sizes(&document).map_err(|message| vec![Fault::general(message)])?;
            let info = document.info_mut();
            if info.title.is_none() && !job.title.is_empty() {
                info.title = Some(job.title.into());
            }
            Ok(Setting { document, warnings })
        }
        Err(errors) => Err([faults(&errors), warnings].concat()),
    }
}

/// Whether all pages are of a size that a PDF can have.
fn sizes(document: &PagedDocument) -> Result<(), String> {
    if document.pages().is_empty() {
        return Err("the board has no page".to_owned());
    }
    for page in document.pages() {
        let trim = page.frame.size();
        let whole = trim + page.bleed.sum_by_axis();
        let fits = |trim: Abs, whole: Abs| trim.to_mm() > 0.0 && whole.to_mm() <= LONGEST_MM;
        if !(fits(trim.x, whole.x) && fits(trim.y, whole.y)) {
            let (width, height) = (whole.x.to_mm(), whole.y.to_mm());
            return Err(format!(
                "a page of {width:.0} × {height:.0} mm: a PDF holds more than 0 and up to \
                 {LONGEST_MM:.0} mm; make larger sheets at a scale of 1:10"
            ));
        }
    }
    Ok(())
}

/// Ages the cache that Typst keeps for the process.
pub(super) fn age() {
    comemo::evict(USELESS_JOBS);
}

impl Setting {
    /// Finished width and height of the first page, in mm.
    pub fn size_mm(&self) -> (f64, f64) {
        match self.document.pages().first() {
            Some(page) => (page.frame.width().to_mm(), page.frame.height().to_mm()),
            None => (0.0, 0.0),
        }
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// What the product reports in its metadata `<fit>`, as it stands there.
    pub fn report(&self) -> Option<serde_json::Value> {
        let label = Label::new(PicoStr::intern(REPORT))?;
        let content = self
            .document
            .introspector()
            .query_label(label)
            .ok()?
            .clone();
        let value: Value = content.get_by_name("value").ok()?;
        serde_json::to_value(value).ok()
    }

    /// The product's report, read; none if it makes none.
    ///
    /// # Errors
    ///
    /// A report whose fields are not what [`Fit`] says.
    pub fn fit(&self) -> Result<Option<Fit>, Vec<Fault>> {
        let Some(report) = self.report() else {
            return Ok(None);
        };
        serde_json::from_value(report).map(Some).map_err(|error| {
            vec![Fault::general(format!(
                "the report <{REPORT}> cannot be read: {error}"
            ))]
        })
    }

    /// The pages at their finished size, as pictures for `<img>`; photographs in
    /// four inks look as they do on paper.
    pub fn svg(&self, separation: &Separation) -> Vec<String> {
        super::svg::svg(self, separation)
    }

    /// Characters that no font has, in reading order, each once.
    pub fn missing(&self) -> Vec<Missing> {
        preflight::missing(&self.document)
    }

    /// Texts that reach beyond the finished size of their page.
    pub fn outside(&self) -> Vec<Outside> {
        preflight::outside(&self.document)
    }

    /// Pairs of texts of which one lies on the other.
    pub fn overlaps(&self) -> Vec<Overlap> {
        preflight::overlaps(&self.document)
    }

    /// The families of the fonts used, sorted, each once.
    pub fn fonts(&self) -> Vec<String> {
        preflight::fonts(&self.document)
    }
}

//! Making one product.

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::Context;

use super::cache::{Cache, Kept};
use super::made::Set;
use super::sheet::Sheet;
use super::spec::{Shared, Spec};
use super::tools::Tools;
use super::{Product, pictures, proof, report};
use crate::body::PRINTED;
use crate::diagnostic::{Diagnostic, Place, Problem, Severity};
use crate::model::Options;
use crate::print::{Fault, Files, Job, Printed, in_four_inks, make, set};
use crate::site::Ground;
use crate::theme::template_problem;

/// Everything that products are made with.
pub struct Maker<'a> {
    ground: &'a Ground,
    options: &'a Options,
    /// Whether problems in the bodies of other pages are told.
    tell: bool,
    tools: &'a Tools,
    cache: Cache,
    /// Every address that a QR code may lead to.
    addresses: BTreeSet<String>,
}

/// The longer side of a picture in pixels where the theme does not say: 250 mm at
/// the 100 dpi that a board needs.
const LONGEST: u32 = 1000;

/// The path of a picture and the pixels that the theme wants: `a.svg.600`.
fn sized(path: &str) -> Option<(&str, u32)> {
    let (path, pixels) = path.rsplit_once('.')?;
    let pixels: u32 = pixels.parse().ok()?;
    (16..=8000).contains(&pixels).then_some((path, pixels))
}

impl<'a> Maker<'a> {
    /// A maker for the products of a site with the tools of its theme.
    pub fn new(ground: &'a Ground, options: &'a Options, tools: &'a Tools) -> Self {
        Self {
            ground,
            options,
            tell: false,
            tools,
            cache: Cache::open(&ground.root),
            addresses: proof::addresses(ground),
        }
    }

    /// Gathers what a product is made of; what is wrong with it is told.
    pub fn sheet(&self, index: usize, problems: &mut Vec<Diagnostic>) -> Option<Sheet<'a>> {
        Sheet::of(self.ground, index, self.tell, problems)
    }

    /// The sizes that a sheet would have if it stood alone; none if it cannot be
    /// set, which [`make`](Self::make) tells.
    pub fn sizes(&self, sheet: &Sheet<'_>) -> Option<Shared> {
        let source = self.source(sheet, None).ok()?;
        let key = self.key(&source, sheet.spec.template(&self.ground.theme));
        let fit = match self.cache.sizes(&key) {
            Some(fit) => fit,
            None => {
                let files = |path: &str| self.read(path);
                let job = self.job(sheet, &source, &files);
                let fit = set(&self.tools.press, &job).ok()?.fit().ok()??;
                self.cache.keep_sizes(&key, &fit);
                fit
            }
        };
        let scale = sheet.spec.scale;
        Some(Shared {
            body: fit.body? / scale,
            band: fit.band.unwrap_or(0.0) / scale,
        })
    }

    /// Makes a product. None if it cannot be set, or must not be printed; why is
    /// told.
    pub fn make(
        &self,
        sheet: Sheet<'_>,
        shared: Option<Shared>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Product> {
        let source = match self.source(&sheet, shared) {
            Ok(source) => source,
            Err(error) => {
                problems.push(template_problem(&self.ground.theme, &error));
                return None;
            }
        };
        if let Some(problem) = proof::target(&self.ground.model.config, &self.addresses, &sheet) {
            let page = sheet.subject.page;
            let said = page.fields.get("qr").map(|said| said.span.clone());
            let place = match said {
                Some(span) => Place::new(&page.path, span),
                None => Place::file(&page.path),
            };
            problems.push(Diagnostic::at(place, self.options.allowed(problem)));
        }
        let key = self.key(&source, sheet.spec.template(&self.ground.theme));
        let set = self.tools.made.get(&key).unwrap_or_else(|| {
            let set = Arc::new(match self.cache.get(&key) {
                Some(kept) => Set {
                    kept: Some(kept),
                    told: Vec::new(),
                },
                None => self.set(&sheet, &source, &key),
            });
            self.tools.made.keep(&key, &set);
            set
        });
        let place = || Place::file(&sheet.subject.page.path);
        problems.extend(
            set.told
                .iter()
                .map(|told| Diagnostic::at(place(), self.options.allowed(told.clone()))),
        );
        let kept = set.kept.clone()?;
        Some(Product {
            form: sheet.subject.form,
            address: sheet.address,
            spec: sheet.spec,
            shared,
            pdf: kept.pdf,
            pages: kept.pages,
            pictures: kept.pictures,
            lines: sheet.data.lines,
            fit: kept.fit,
        })
    }

    /// Sets it, reads it back, and keeps it on the disk if there is nothing to tell.
    fn set(&self, sheet: &Sheet<'_>, source: &str, key: &str) -> Set {
        let files = |path: &str| self.read(path);
        let printed = match make(&self.tools.press, &self.job(sheet, source, &files)) {
            Ok(printed) => printed,
            Err(faults) => {
                return Set {
                    kept: None,
                    told: faults.iter().map(Fault::problem).collect(),
                };
            }
        };
        let larger = || self.larger(sheet);
        let mut told = report::problems(&printed, &sheet.spec, &larger);
        let Printed {
            pdf, pages, fit, ..
        } = printed;
        let mut pictures = Vec::new();
        // What is not to be printed is not looked at further.
        if fit.as_ref().is_none_or(|fit| fit.ok) {
            match pictures::draw(&pdf, pages, &sheet.spec) {
                Ok(drawn) => {
                    told.extend(proof::problems(sheet, &pdf, &drawn));
                    pictures = drawn.pictures;
                }
                Err(error) => told.push(Problem::PrintUnreadable {
                    reason: error.to_string(),
                }),
            }
        }
        // A missing glyph is told by its character where that is known.
        let known = told
            .iter()
            .any(|told| matches!(told, Problem::MissingGlyph { .. }));
        let told: Vec<Problem> = told
            .into_iter()
            .filter(|told| !(known && matches!(told, Problem::PrintGlyph { .. })))
            .collect();
        let is_allowed =
            |problem: &Problem| self.options.allowed(problem.clone()).severity() != Severity::Error;
        let may_go = told.iter().all(is_allowed);
        let kept = Kept {
            pdf,
            pages,
            pictures,
            fit,
        };
        if told.is_empty() {
            self.cache.keep(key, &kept);
        }
        Set {
            kept: may_go.then_some(kept),
            told,
        }
    }

    /// The smallest usual size that would hold what this one does not.
    fn larger(&self, sheet: &Sheet<'_>) -> Option<String> {
        let mut spec = sheet.spec.clone();
        while let Some(size) = spec.enlarge() {
            let source = self.source_on(sheet, &spec, None).ok()?;
            let files = |path: &str| self.read(path);
            let fit = set(&self.tools.press, &self.job(sheet, &source, &files))
                .ok()?
                .fit()
                .ok()??;
            if fit.ok {
                return Some(size);
            }
        }
        None
    }

    /// The pages of a product as SVG, at their finished size.
    ///
    /// # Errors
    ///
    /// What stops it, as problems.
    pub fn svg(&self, index: usize, product: &Product) -> Result<Vec<String>, Vec<Problem>> {
        let Some(sheet) = self.sheet(index, &mut Vec::new()) else {
            return Ok(Vec::new());
        };
        let source = self
            .source(&sheet, product.shared)
            .map_err(|error| vec![template_problem(&self.ground.theme, &error).problem])?;
        let files = |path: &str| self.read(path);
        set(&self.tools.press, &self.job(&sheet, &source, &files))
            .map(|setting| setting.svg(&self.tools.separation))
            .map_err(|faults| faults.iter().map(Fault::problem).collect())
    }

    /// Tells as well what is wrong in the bodies of pages that products draw on;
    /// for those who do not read the whole site.
    pub fn telling(self) -> Self {
        Self { tell: true, ..self }
    }

    /// Forgets what was kept of products that are no more.
    pub fn end(&self) {
        self.tools.made.end();
        self.cache.prune();
    }

    /// Sets something that the theme has a template for, such as a job ticket,
    /// out of its data and of files by name.
    ///
    /// # Errors
    ///
    /// What stops it, as problems.
    pub fn set_template(
        &self,
        template: &str,
        title: &str,
        data: tera::Value,
        spec: tera::Value,
        extra: &(dyn Fn(&str) -> Option<Arc<[u8]>> + Send + Sync),
    ) -> Result<Vec<u8>, Vec<Problem>> {
        let source = self
            .render(template, title, data, spec)
            .map_err(|error| vec![template_problem(&self.ground.theme, &error).problem])?;
        let files = |path: &str| extra(path).or_else(|| self.read(path));
        let job = Job {
            path: template,
            source: &source,
            files: &files,
            title,
        };
        make(&self.tools.press, &job)
            .map(|printed| printed.pdf)
            .map_err(|faults| faults.iter().map(Fault::problem).collect())
    }

    /// The theme's colours, as templates get them.
    pub fn tokens(&self) -> tera::Value {
        super::spec::tokens(&self.ground.theme)
    }

    fn source(&self, sheet: &Sheet<'_>, shared: Option<Shared>) -> tera::TeraResult<String> {
        self.source_on(sheet, &sheet.spec, shared)
    }

    fn source_on(
        &self,
        sheet: &Sheet<'_>,
        spec: &Spec,
        shared: Option<Shared>,
    ) -> tera::TeraResult<String> {
        self.render(
            spec.template(&self.ground.theme),
            &sheet.subject.page.title,
            sheet.data.value.clone(),
            spec.value(&sheet.subject, &self.ground.theme, shared),
        )
    }

    fn render(
        &self,
        template: &str,
        title: &str,
        data: tera::Value,
        spec: tera::Value,
    ) -> tera::TeraResult<String> {
        let mut context = Context::new();
        context.insert_value("data", data);
        context.insert_value("spec", spec);
        context.insert("title", title);
        self.tools
            .templates
            .render(&format!("../{template}"), &context)
    }

    fn job<'b>(&'b self, sheet: &'b Sheet<'_>, source: &'b str, files: &'b dyn Files) -> Job<'b> {
        Job {
            path: sheet.spec.template(&self.ground.theme),
            source,
            files,
            title: &sheet.subject.page.title,
        }
    }

    /// What a product hangs on: its source, the theme, the pictures it names.
    fn key(&self, source: &str, template: &str) -> String {
        let mut hash = blake3::Hasher::new();
        hash.update(self.tools.mark.as_bytes());
        hash.update(template.as_bytes());
        hash.update(self.ground.model.config.base_url.as_bytes());
        hash.update(source.as_bytes());
        for path in named(source) {
            hash.update(path.as_bytes());
            if let Ok(bytes) = std::fs::read(self.ground.root.join(path)) {
                hash.update(&bytes);
            }
        }
        hash.finalize().to_hex().to_string()
    }

    /// A file that a product reads: Typst of the theme, or a picture of the site.
    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        if path.starts_with("print/") {
            return self.ground.theme.file(path).map(Into::into);
        }
        let path = path.strip_suffix(PRINTED)?;
        let (path, longest) = match self.ground.media.get(path) {
            Some(_) => (path, LONGEST),
            None => sized(path)?,
        };
        self.ground.media.get(path)?;
        let bytes = std::fs::read(self.ground.root.join(path)).ok()?;
        in_four_inks(path, &bytes, longest, &self.tools.separation).map(Into::into)
    }
}

/// The pictures that a source names, as paths of the site, in its order.
fn named(source: &str) -> impl Iterator<Item = &str> {
    source
        .split('"')
        .filter_map(|text| text.strip_suffix(PRINTED))
        .map(|path| path.trim_start_matches('/'))
}

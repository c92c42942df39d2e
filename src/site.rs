//! The chain as one value: a site read, understood, planned and ready to be
//! rendered. Build, check, watch and serve all go this one way.
//!
//! A site that is read again takes from the one before what has not changed. The
//! result is the same as without it, only sooner.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::body::{self, Bodies, Stored, StoredRef};
use crate::diagnostic::{Diagnostic, Place, Problem, Severity};
use crate::fingerprint::Fingerprint;
use crate::media::Media;
use crate::model::{self, Model, Options};
use crate::plan::{self, Output, Planned, Shown, Views, Whole};
use crate::product::{Products, Workshop};
use crate::render::{RenderResult, Renderer};
use crate::source::{Listing, Sources};
use crate::theme::{Ready, Theme};

/// A site read and understood: all that pages and printed products come from.
#[derive(Debug)]
pub struct Ground {
    /// The site's folder.
    pub root: PathBuf,
    /// Pages, sections, facts.
    pub model: Arc<Model>,
    /// Files beside the text.
    pub media: Arc<Media>,
    /// The theme.
    pub theme: Arc<Theme>,
    sources: Sources,
    of_theme: Vec<Diagnostic>,
}

impl Ground {
    /// Reads the site at `root` as it is now.
    pub fn load(root: &Path, options: &Options) -> Self {
        Self::read(root, &Arc::new(Listing::take(root)), options, None)
    }

    /// Reads the site at `root`. What has not changed since `before` is taken
    /// from there.
    pub fn read(
        root: &Path,
        listing: &Arc<Listing>,
        options: &Options,
        before: Option<&Self>,
    ) -> Self {
        let (sources, delta) = Sources::read(root, listing, before.map(|before| &before.sources));
        let media = match before.filter(|_| !delta.files) {
            Some(before) => before.media.clone(),
            None => {
                let old = before.map(|b| (&*b.media, &*b.sources.listing));
                Arc::new(Media::measure(root, listing, old))
            }
        };
        let model = model::build(
            &sources,
            &delta,
            options,
            before.map(|before| &*before.model),
        );
        let config = &model.config;
        let same_theme = before.filter(|before| {
            !delta.theme && before.model.config.theme == config.theme && before.of_theme.is_empty()
        });
        let (theme, of_theme) = match same_theme {
            Some(before) => (before.theme.clone(), Vec::new()),
            None => {
                let named = config
                    .fields
                    .get("theme")
                    .map(|value| Place::new(&config.file, value.span.clone()));
                let mut told = Vec::new();
                let theme = Theme::load(root, &config.theme, named, &mut told);
                match before.filter(|before| *before.theme == theme) {
                    Some(before) => (before.theme.clone(), told),
                    None => (Arc::new(theme), told),
                }
            }
        };
        Self {
            root: root.into(),
            model: Arc::new(model),
            media,
            theme,
            sources,
            of_theme,
        }
    }

    /// Everything that is wrong, apart from what stands in the bodies of pages.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = self.sources.problems();
        problems.extend(self.model.problems());
        problems.extend_from_slice(&self.of_theme);
        problems
    }
}

/// A site with all that its pages are made from.
#[derive(Debug)]
pub struct Site {
    /// What it is made from.
    pub ground: Arc<Ground>,
    /// What it was asked for.
    pub options: Options,
    theme: Ready,
    whole: Whole,
    views: [OnceLock<Views>; 2],
}

/// Whether the HTML of bodies is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Html {
    /// All of it is wanted, as by a build.
    Kept,
    /// It is made anew for each page that is asked for.
    OnDemand,
}

/// What is known before a site is read.
#[derive(Debug)]
pub enum Before<'a> {
    /// Nothing.
    Nothing,
    /// The site as it was read before.
    Site(&'a Site),
    /// What another run knew of the bodies of pages.
    Bodies(Stored),
}

impl Site {
    /// Reads the site at `root` as it is now, for one who wants every output.
    pub fn load(root: &Path, options: &Options) -> Self {
        let listing = Arc::new(Listing::take(root));
        Self::read_with(root, &listing, options, Html::Kept, Before::Nothing)
    }

    /// Reads the site at `root`, for one who asks for single outputs. What has
    /// not changed since `before` is taken from there; the result is the same as
    /// without it.
    pub fn read(
        root: &Path,
        listing: &Arc<Listing>,
        options: &Options,
        before: Option<&Self>,
    ) -> Self {
        let before = before.map_or(Before::Nothing, Before::Site);
        Self::read_with(root, listing, options, Html::OnDemand, before)
    }

    /// [`Site::read`], for one who wants every output, or knows more.
    pub fn read_with(
        root: &Path,
        listing: &Arc<Listing>,
        options: &Options,
        html: Html,
        before: Before<'_>,
    ) -> Self {
        let (before, stored) = match before {
            Before::Nothing => (None, Stored::default()),
            Before::Site(site) => (Some(site), Stored::default()),
            Before::Bodies(stored) => (None, stored),
        };
        let ground = Ground::read(root, listing, options, before.map(|before| &*before.ground));
        let Ground { model, media, .. } = &ground;
        let theme = Ready::new(
            ground.theme.clone(),
            &model.config,
            before.map(|before| &before.theme),
        );
        let old = before.map(|before| body::Before {
            model: &before.ground.model,
            bodies: &before.whole.bodies,
            same_media: Arc::ptr_eq(&before.ground.media, media),
        });
        let bodies = Bodies::read(model, media, html == Html::Kept, old, stored);
        let (model, media) = (model.clone(), media.clone());
        let ground = Arc::new(ground);
        let workshop = Workshop::new(
            ground.clone(),
            options.clone(),
            before.map(|before| &before.whole.workshop),
        );
        let whole = Whole::new(
            model,
            media,
            Arc::new(bodies),
            &theme,
            workshop,
            before.map(|before| &before.whole),
        );
        Self {
            ground,
            options: options.clone(),
            theme,
            whole,
            views: Default::default(),
        }
    }

    /// Everything that is wrong with the site, apart from its printed products.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let Whole {
            model,
            media,
            bodies,
            ..
        } = &self.whole;
        let mut problems = self.ground.problems();
        problems.extend(self.theme.problems().cloned());
        plan::check_chosen(model, &self.theme.templates, &mut problems);
        problems.extend(bodies.problems(model, media));
        problems
    }

    /// The printed products that could be made, by index of their page. The first
    /// call makes them, which can take seconds.
    pub fn products(&self) -> &Products {
        self.whole.products()
    }

    /// Makes the printed products and calls `step` after each, from several
    /// threads.
    pub fn make_products(&self, step: &(dyn Fn() + Sync)) {
        self.whole.workshop.make(step);
    }

    /// What is wrong with printed products, and with those that hang outside.
    /// Makes them if need be.
    pub fn product_problems(&self) -> Vec<Diagnostic> {
        self.whole.workshop.problems().to_vec()
    }

    /// What is known of bodies, for [`Before::Bodies`] of another run.
    pub fn bodies(&self) -> StoredRef<'_> {
        self.whole.bodies.stored(&self.whole.model)
    }

    /// Every output of both editions, by path within each.
    pub fn plan(&self) -> Vec<Planned> {
        let mut planned = plan::plan(&self.whole, self.whole.edition(false));
        if self.ground.model.config.large_print {
            planned.extend(plan::plan(&self.whole, self.whole.edition(true)));
        }
        planned
    }

    /// The output at a path below the base path: the path of a file, or an
    /// address that ends with `/` or is empty.
    pub fn find(&self, path: &str) -> Option<Planned> {
        plan::find(&self.whole, path)
    }

    /// The bytes of an output.
    ///
    /// # Errors
    /// What is wrong with its template, or that its file cannot be read.
    pub fn render(&self, planned: &Planned) -> RenderResult {
        let shown = self.shown(planned.large);
        self.renderer().render(shown, planned)
    }

    /// Stands for all that an output is made from, this program apart: where it
    /// is the same for two outputs at one path, be it of two sites, so are the
    /// bytes. None where that is found out only by making them.
    pub fn origin(&self, planned: &Planned) -> Option<Fingerprint> {
        match &planned.output {
            Output::File(path) => {
                let file = self.ground.sources.listing.file(path)?;
                Fingerprint::of_parts(&file.stamp)
            }
            _ => {
                let shown = self.shown(planned.large);
                self.renderer().origin(shown, planned)
            }
        }
    }

    fn renderer(&self) -> Renderer<'_> {
        Renderer {
            root: &self.ground.root,
            theme: &self.theme,
        }
    }

    /// Does some work with each output, such as to render it, from several
    /// threads.
    pub fn each(&self, planned: &[Planned], work: &(dyn Fn(&Planned) + Sync)) {
        self.prepare();
        planned.par_iter().for_each(work);
    }

    /// Makes what nearly every page asks for, before many are rendered side by
    /// side. One page's thread would, while it waits for those that help, take up
    /// another page, which would wait for the first.
    pub fn prepare(&self) {
        self.whole.relations();
        self.whole.products();
    }

    /// Renders outputs and hands each over as soon as it is made, from several
    /// threads.
    pub fn render_all(&self, planned: &[Planned], put: &(dyn Fn(&Planned, RenderResult) + Sync)) {
        self.each(planned, &|planned| put(planned, self.render(planned)));
    }

    /// The content file that an output is made from, if it is one: a page's, or
    /// the `_index.md` of a list.
    pub fn source(&self, planned: &Planned) -> Option<Arc<str>> {
        let model = &self.ground.model;
        match &planned.output {
            Output::Page(index) | Output::ProductPdf(index) | Output::ProductPicture(index, _) => {
                Some(model.pages[*index].path.clone())
            }
            Output::List(slice) => model.sections[slice.section].path.clone(),
            Output::File(path) => Some(path.clone()),
            _ => None,
        }
    }

    /// Whether a file could not be read just now and should soon be tried again.
    pub fn unread(&self) -> bool {
        let mut unreadable = self.ground.sources.unreadable.iter();
        unreadable.any(|told| matches!(told.problem, Problem::Unreadable { .. }))
    }

    fn shown(&self, large: bool) -> Shown<'_> {
        let edition = self.whole.edition(large);
        let views = &self.views[usize::from(large)];
        Shown {
            of: &self.whole,
            edition,
            views: views.get_or_init(|| Views::new(&self.whole, edition)),
        }
    }
}

/// Whether there is a problem that must stop the site from going out.
pub fn has_errors(problems: &[Diagnostic]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity() == Severity::Error)
}

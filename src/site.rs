//! The chain as one value: a site read, understood, planned and ready to be
//! rendered. Build, check and watch all go this one way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tera::Tera;

use crate::body::{self, Bodies};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::ledger;
use crate::media::Media;
use crate::model::{self, Model, Options};
use crate::plan::{self, Edition, Planned, Views, Whole};
use crate::product::{self, Products};
use crate::render::{RenderResult, Renderer};
use crate::source;
use crate::theme::{Assets, Theme, page_templates};

/// A site read and understood: all that pages and printed products come from.
#[derive(Debug)]
pub struct Ground {
    /// The site's folder.
    pub root: PathBuf,
    /// Pages, sections, facts.
    pub model: Model,
    /// Files beside the text.
    pub media: Media,
    /// The theme.
    pub theme: Theme,
}

impl Ground {
    /// Reads the site at `root`. Everything that is wrong with its files is
    /// pushed to `problems`, apart from what stands in the bodies of pages.
    pub fn read(root: &Path, options: &Options, problems: &mut Vec<Diagnostic>) -> Self {
        let sources = source::read(root, problems);
        let media = Media::measure(root, &sources.files);
        let model = model::build(sources, options, problems);
        let config = &model.config;
        let named = config
            .fields
            .get("theme")
            .map(|value| Place::new(&config.file, value.span.clone()));
        let theme = Theme::load(root, &config.theme, named, problems);
        Self {
            root: root.into(),
            model,
            media,
            theme,
        }
    }
}

/// A site with all that its pages are made from.
#[derive(Debug)]
pub struct Site {
    /// What it is made from.
    pub ground: Ground,
    options: BTreeMap<String, serde_json::Value>,
    assets: Assets,
    templates: Tera,
    /// The printed products that could be made, by index of their page.
    pub products: Products,
    standard: Bodies,
    large: Option<Bodies>,
}

impl Site {
    /// Reads the site at `root` and makes its printed products. Everything that
    /// is wrong with it is pushed to `problems`.
    ///
    /// `step` is called for each product that was made, from several threads.
    pub fn load(
        root: &Path,
        options: &Options,
        problems: &mut Vec<Diagnostic>,
        step: &(dyn Fn() + Sync),
    ) -> Self {
        let ground = Ground::read(root, options, problems);
        let Ground {
            model,
            media,
            theme,
            ..
        } = &ground;
        let theme_options = theme.declaration.options_with(
            model.config.theme_options.as_ref(),
            &model.config.file,
            problems,
        );
        let assets = Assets::of(theme, &theme_options, problems);
        let templates = page_templates(theme, &assets, &model.config.base_path, problems);
        plan::check_chosen(model, &templates, problems);
        let base = Edition::standard(&model.config.base_path);
        let standard = body::render(model, media, base, problems);
        // The twin's problems are the same: they have been told.
        let large = model
            .config
            .large_print
            .then(|| body::render(model, media, base.other(), &mut Vec::new()));
        let products = product::make_all(&ground, options, problems, step);
        ledger::check(&ground, problems);
        Self {
            options: theme_options,
            assets,
            templates,
            products,
            standard,
            large,
            ground,
        }
    }

    /// Renders every output and hands each over as soon as it is made, from
    /// several threads. Returns what was planned, in order.
    pub fn render(&self, put: &(dyn Fn(&Planned, RenderResult) + Sync)) -> Vec<Planned> {
        let mut all = Vec::new();
        let Ground {
            root,
            model,
            media,
            theme,
        } = &self.ground;
        let base = Edition::standard(&model.config.base_path);
        let editions = std::iter::once((base, &self.standard))
            .chain(self.large.as_ref().map(|bodies| (base.other(), bodies)));
        for (edition, bodies) in editions {
            let whole = Whole::new(model, media, bodies, theme, &self.options, &self.products);
            let views = Views::new(&whole, edition);
            let planned = plan::plan(&whole, edition, &self.assets);
            let renderer = Renderer {
                root,
                templates: &self.templates,
                assets: &self.assets,
            };
            planned.par_iter().for_each(|planned| {
                put(planned, renderer.render(&whole, &views, planned));
            });
            all.extend(planned);
        }
        all
    }
}

/// Whether there is a problem that must stop the site from going out.
pub fn has_errors(problems: &[Diagnostic]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity() == Severity::Error)
}

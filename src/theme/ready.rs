//! A theme made ready for the pages of a site: its options set, its assets
//! rendered, its templates read.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use tera::Tera;

use super::templates::{addresses, page_templates, page_uses, register_asset};
use super::{Assets, Reads, Shape, Theme, Uses, UsesOf};
use crate::diagnostic::Diagnostic;
use crate::model::Config;

/// A theme ready for the pages of a site.
#[derive(Debug)]
pub struct Ready {
    /// The theme.
    pub theme: Arc<Theme>,
    /// Its options as the site sets them.
    pub options: Arc<BTreeMap<String, serde_json::Value>>,
    /// Its files that go out.
    pub assets: Arc<Assets>,
    /// The templates of pages.
    pub templates: Arc<Tera>,
    /// What each template reads.
    pub uses: Arc<UsesOf>,
    /// The addresses that templates get of assets, by name.
    addresses: BTreeMap<String, String>,
    problems: [Vec<Diagnostic>; 3],
}

impl Ready {
    /// Makes a theme ready; what is as it was `before` is taken from there.
    pub fn new(theme: Arc<Theme>, config: &Config, before: Option<&Self>) -> Self {
        let mut problems = Vec::new();
        let set = config.theme_options.as_ref();
        let options = theme
            .declaration
            .options_with(set, &config.file, &mut problems);
        let of_options = std::mem::take(&mut problems);

        let same_theme = before.filter(|before| Arc::ptr_eq(&before.theme, &theme));
        let same_options = same_theme.filter(|before| *before.options == options);
        let (options, assets, of_assets) = match same_options {
            Some(before) => (
                before.options.clone(),
                before.assets.clone(),
                before.problems[1].clone(),
            ),
            None => {
                let assets = Assets::of(&theme, &options, &mut problems);
                (
                    Arc::new(options),
                    Arc::new(assets),
                    std::mem::take(&mut problems),
                )
            }
        };

        let addresses = addresses(&assets, &config.base_path);
        let same_files = before.filter(|before| before.theme.same_in(&theme, "templates/"));
        let (templates, uses, of_templates) = match same_files {
            Some(before) if before.addresses == addresses => (
                before.templates.clone(),
                before.uses.clone(),
                before.problems[2].clone(),
            ),
            // Reading them again takes much longer than a copy.
            Some(before) => {
                let mut templates = Tera::clone(&before.templates);
                register_asset(&mut templates, addresses.clone());
                (
                    Arc::new(templates),
                    before.uses.clone(),
                    before.problems[2].clone(),
                )
            }
            None => {
                let templates = page_templates(&theme, addresses.clone(), &mut problems);
                (
                    Arc::new(templates),
                    Arc::new(page_uses(&theme)),
                    std::mem::take(&mut problems),
                )
            }
        };
        Self {
            theme,
            options,
            assets,
            templates,
            uses,
            addresses,
            problems: [of_options, of_assets, of_templates],
        }
    }

    /// What a template reads of its context.
    pub fn reads(&self, template: &str) -> &Shape {
        static ALL: LazyLock<Shape> = LazyLock::new(Shape::whole);
        self.uses.get(template).map_or(&ALL, Uses::shape)
    }

    /// What the function `asset` can give a template: addresses by name.
    pub fn addresses_for(&self, uses: &Uses) -> Vec<(&str, &str)> {
        let called = uses.called("asset");
        let is_given = |name: &String| match &called {
            Reads::None => false,
            Reads::Parts(names) => names.contains(name),
            Reads::Whole => true,
        };
        let addresses = self.addresses.iter().filter(|(name, _)| is_given(name));
        addresses
            .map(|(name, address)| (name.as_str(), address.as_str()))
            .collect()
    }

    /// Everything that is wrong with options, assets and templates.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().flatten()
    }
}

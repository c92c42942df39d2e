//! The printed products of a site, made when they are first asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::tools::Tools;
use super::{Maker, Products, make, products};
use crate::diagnostic::Diagnostic;
use crate::ledger;
use crate::model::Options;
use crate::site::Ground;

/// Where the products of a site are made.
#[derive(Debug)]
pub struct Workshop {
    ground: Arc<Ground>,
    options: Options,
    shelf: Arc<Shelf>,
    made: OnceLock<(Products, Vec<Diagnostic>)>,
}

/// The tools that the theme brings, read when the first product is made.
#[derive(Debug, Default)]
struct Shelf(OnceLock<(Option<Tools>, Vec<Diagnostic>)>);

impl Workshop {
    /// For the products of a site. Where the theme is the same as `before`, so
    /// are the tools, and what was made with them is not made again.
    pub fn new(ground: Arc<Ground>, options: Options, before: Option<&Self>) -> Self {
        let same = before.filter(|before| Arc::ptr_eq(&before.ground.theme, &ground.theme));
        Self {
            shelf: same.map_or_else(Arc::default, |before| before.shelf.clone()),
            ground,
            options,
            made: OnceLock::new(),
        }
    }

    /// The products that could be made, by index of their page.
    pub fn products(&self) -> &Products {
        self.make(&|| ())
    }

    /// Makes every product of the site and calls `step` after each, from several
    /// threads; unless that was done. Products that cannot be set, do not fit or
    /// must not be printed are told of and left out.
    pub fn make(&self, step: &(dyn Fn() + Sync)) -> &Products {
        let make = || {
            let mut problems = Vec::new();
            let products = self.make_all(&mut problems, step);
            ledger::check(&self.ground, &mut problems);
            (products, problems)
        };
        &self.made.get_or_init(make).0
    }

    /// What is wrong with products, and with those printed already; once they
    /// are made.
    pub fn problems(&self) -> &[Diagnostic] {
        self.products();
        self.made.get().map_or(&[], |(_, problems)| problems)
    }

    fn make_all(&self, problems: &mut Vec<Diagnostic>, step: &(dyn Fn() + Sync)) -> Products {
        let indices = products(&self.ground.model);
        // The fonts take some milliseconds to read: only where there is a product.
        if indices.is_empty() {
            return BTreeMap::new();
        }
        let (tools, told) = self.shelf.0.get_or_init(|| {
            let mut told = Vec::new();
            let tools = Tools::of(&self.ground.theme, &mut told);
            (tools, told)
        });
        problems.extend_from_slice(told);
        let Some(tools) = tools else {
            return BTreeMap::new();
        };
        let maker = Maker::new(&self.ground, &self.options, tools);
        let made = make(&maker, &indices, &|_| true, problems, step);
        maker.end();
        made
    }
}

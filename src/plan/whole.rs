//! The whole site, as everything that a page may be made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::outputs::{Rest, files, named};
use super::{Edition, Grouped, Relations, Tags};
use crate::body::Bodies;
use crate::media::Media;
use crate::model::{Changed, Model, Section};
use crate::product::{Products, Workshop};
use crate::theme::{Assets, Ready, Theme};

/// The site with all that is found out about it. What costs time is found out
/// when it is first asked for.
#[derive(Debug)]
pub struct Whole {
    /// Pages, sections, facts.
    pub model: Arc<Model>,
    /// Files beside the text.
    pub media: Arc<Media>,
    /// The bodies of pages.
    pub bodies: Arc<Bodies>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The theme's options as the site sets them.
    pub options: Arc<BTreeMap<String, serde_json::Value>>,
    /// The theme's files that go out.
    pub assets: Arc<Assets>,
    /// Makes the printed products.
    pub workshop: Workshop,
    /// Every folder but the root, by index, in the order of the navigation and
    /// then of folders.
    pub(super) ordered: Vec<usize>,
    relations: OnceLock<Arc<Relations>>,
    tags: OnceLock<Arc<Tags>>,
    groups: Vec<OnceLock<Grouped>>,
    kinds: OnceLock<BTreeMap<&'static str, Vec<usize>>>,
    places: OnceLock<Vec<u32>>,
    files: OnceLock<Arc<BTreeSet<Arc<str>>>>,
    rest: [OnceLock<Rest>; 2],
}

impl Whole {
    /// The site of these parts. What was found out `before` and still holds is
    /// taken from there.
    pub fn new(
        model: Arc<Model>,
        media: Arc<Media>,
        bodies: Arc<Bodies>,
        theme: &Ready,
        workshop: Workshop,
        before: Option<&Self>,
    ) -> Self {
        let whole = Self {
            ordered: ordered(&model),
            relations: OnceLock::new(),
            tags: OnceLock::new(),
            groups: model.sections.iter().map(|_| OnceLock::new()).collect(),
            kinds: OnceLock::new(),
            places: OnceLock::new(),
            files: OnceLock::new(),
            rest: Default::default(),
            model,
            media,
            bodies,
            theme: theme.theme.clone(),
            options: theme.options.clone(),
            assets: theme.assets.clone(),
            workshop,
        };
        if let (Some(before), Changed::Pages(changed)) = (before, &whole.model.changed) {
            whole.take(before, changed);
        }
        whole
    }

    /// Takes what was found out before and is the same, but for the pages that
    /// changed.
    fn take(&self, before: &Self, changed: &[usize]) {
        let pairs = || {
            changed
                .iter()
                .map(|&at| (&before.model.pages[at], &self.model.pages[at]))
        };
        // A `set` fails only on what is there already, and nothing is yet.
        if let Some(relations) = before.relations.get()
            && pairs().all(|(old, new)| relations.same_for(&before.model, old, &self.model, new))
        {
            let _ = self.relations.set(relations.clone());
        }
        if let Some(tags) = before.tags.get() {
            let _ = self
                .tags
                .set(tags.changed(&before.model, &self.model, changed));
        }
        if let Some(files) = before.files.get()
            && pairs().all(|(old, new)| named(&old.fields) == named(&new.fields))
            && self.bodies.same_files(&before.bodies)
        {
            let _ = self.files.set(files.clone());
        }
    }

    /// One of the site's editions.
    pub fn edition(&self, large: bool) -> Edition<'_> {
        let base = &self.model.config.base_path;
        Edition { base, large }
    }

    /// The printed products that could be made, by index of their page.
    pub fn products(&self) -> &Products {
        self.workshop.products()
    }

    /// Which pages refer to which.
    pub fn relations(&self) -> &Relations {
        self.relations
            .get_or_init(|| Arc::new(Relations::of(&self.model)))
    }

    /// Tags by their address, each with its pages, newest first.
    pub fn tags(&self) -> &Tags {
        self.tags.get_or_init(|| Arc::new(Tags::of(&self.model)))
    }

    /// Every folder but the root, in the order of the navigation and then of
    /// folders.
    pub fn ordered(&self) -> impl Iterator<Item = &Section> {
        self.ordered.iter().map(|&at| &self.model.sections[at])
    }

    /// The pages of a section in groups.
    pub fn groups(&self, section: usize) -> &Grouped {
        self.groups[section].get_or_init(|| Grouped::of(&self.model, &self.model.sections[section]))
    }

    /// The pages of a kind, in the order of their sections.
    pub fn by_kind(&self, kind: &str) -> &[usize] {
        let kinds = self.kinds.get_or_init(|| kinds(&self.model));
        kinds.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Where in its section's order a page stands, if it is shown.
    pub fn place(&self, page: usize) -> Option<usize> {
        let places = self.places.get_or_init(|| {
            let mut places = vec![u32::MAX; self.model.pages.len()];
            for section in self.model.sections.iter() {
                for (place, &page) in section.pages.iter().enumerate() {
                    places[page] = place as u32;
                }
            }
            places
        });
        places
            .get(page)
            .filter(|place| **place != u32::MAX)
            .map(|place| *place as usize)
    }

    /// The files beside the text that some page shows or links to. What nothing
    /// refers to stays in the house.
    pub fn files(&self) -> &BTreeSet<Arc<str>> {
        self.files.get_or_init(|| Arc::new(files(self)))
    }

    /// The outputs of an edition that are neither pages of their own nor
    /// products, by path.
    pub(super) fn rest(&self, large: bool) -> &Rest {
        self.rest[usize::from(large)].get_or_init(|| Rest::of(self, self.edition(large)))
    }

    /// The whole address of a page.
    pub fn permalink(&self, address: &str) -> String {
        format!(
            "{}{}",
            self.model.config.base_url,
            crate::model::encode(address)
        )
    }
}

fn ordered(model: &Model) -> Vec<usize> {
    let sections = &model.sections;
    let weight = |at: usize| sections[at].fields.number("weight").unwrap_or(f64::MAX);
    let mut ordered: Vec<usize> = (0..sections.len())
        .filter(|&at| !sections[at].folder.is_empty())
        .collect();
    ordered.sort_by(|&a, &b| {
        weight(a)
            .total_cmp(&weight(b))
            .then_with(|| sections[a].folder.cmp(&sections[b].folder))
    });
    ordered
}

fn kinds(model: &Model) -> BTreeMap<&'static str, Vec<usize>> {
    let mut kinds: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for section in model.sections.iter() {
        for &index in section.pages.iter() {
            kinds
                .entry(model.pages[index].kind.en)
                .or_default()
                .push(index);
        }
    }
    kinds
}

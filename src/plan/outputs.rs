//! Every output there will be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Edition, LARGE, Whole, tag_address};
use crate::body::published;
use crate::model::{Datum, Fields, Section};

/// An output and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Path below the output folder.
    pub path: String,
    /// The address below the base path, for pages.
    pub address: String,
    /// Whether it belongs to the edition in large print alone.
    pub large: bool,
    /// What it is.
    pub output: Output,
}

/// What an output is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A page, by index.
    Page(usize),
    /// One page of a section's list.
    List(Slice),
    /// A page of the theme's own, by index.
    ThemePage(usize),
    /// One page of a tag's list: its name in the address and the number from 1.
    Tag(String, usize),
    /// A page that leads on to another address below the base path.
    Redirect(String),
    /// The feed of the site, or of a section by index.
    Feed(Option<usize>),
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// A file of the theme, by its name in the assets.
    Asset(String),
    /// A file beside the text, by its path.
    File(Arc<str>),
    /// A printed product as PDF, by index of its page.
    ProductPdf(usize),
    /// A page of a printed product as a picture: the index of its page, and the
    /// number from 0.
    ProductPicture(usize, usize),
}

/// One page of a section's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// The section, by index.
    pub section: usize,
    /// The number of the page, from 1.
    pub number: usize,
    /// The view, by index, if it is not the section's own order.
    pub view: Option<usize>,
    /// The group of the view, by index, if each has a page of its own.
    pub group: Option<usize>,
}

impl Slice {
    /// The address of its first page.
    pub fn first_address(&self, of: &Whole) -> String {
        let section = &of.model.sections[self.section];
        match self.view.map(|view| &section.views[view]) {
            None => section.address.clone(),
            Some(view) => match self.group {
                Some(group) => of.groups(self.section).by(self.view)[group].address(section, view),
                None => format!("{}{}/", section.address, view.slug),
            },
        }
    }
}

/// The address of a list's page from that of its first.
pub fn numbered(first: &str, number: usize) -> String {
    if number == 1 {
        first.into()
    } else {
        format!("{first}page/{number}/")
    }
}

/// How many pages so many entries take; an empty list has one.
pub fn page_count(entries: usize, page_size: usize) -> usize {
    entries.div_ceil(page_size.max(1)).max(1)
}

/// Plans all outputs of one edition, sorted by path.
pub fn plan(of: &Whole, edition: Edition<'_>) -> Vec<Planned> {
    let mut planned: Vec<Planned> = (0..of.model.pages.len())
        .filter_map(|index| page(of, edition, index))
        .collect();
    planned.extend(of.rest(edition.large).0.values().cloned());
    if !edition.large {
        planned.extend(of.products().keys().flat_map(|&index| product(of, index)));
    }
    planned.sort_by(|a, b| a.path.cmp(&b.path));
    // A page that a writer made goes before one of the theme's.
    planned.dedup_by(|later, earlier| {
        later.path == earlier.path && matches!(later.output, Output::ThemePage(_) | Output::List(_))
    });
    planned
}

/// The output at a path below the base path, as [`Planned::path`] or as an
/// address. Nothing is made for it but, where a product is asked for, products.
pub fn find(of: &Whole, path: &str) -> Option<Planned> {
    let (large, below) = match path.strip_prefix(LARGE) {
        Some(below) if of.model.config.large_print => (true, below),
        _ => (false, path),
    };
    let edition = of.edition(large);
    let address = match below.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => below,
    };
    if let Some(first) = of.model.page_at(address) {
        // One that is not shown leaves its address to a later page.
        let pages = &of.model.pages;
        let mut same = (first..pages.len()).filter(|&at| pages[at].address.as_ref() == address);
        if let Some(planned) = same.find_map(|index| page(of, edition, index)) {
            return Some(planned);
        }
    }
    if let Some(planned) = of.rest(large).0.get(&edition.file(address)) {
        return Some(planned.clone());
    }
    let (folder, _) = below.rsplit_once('/').filter(|_| !large)?;
    let index = of.model.page_at(&format!("{folder}/"))?;
    product(of, index).into_iter().find(|p| p.path == below)
}

fn page(of: &Whole, edition: Edition<'_>, index: usize) -> Option<Planned> {
    let page = &of.model.pages[index];
    page.is_shown()
        .then(|| planned(edition, &page.address, Output::Page(index)))
}

fn planned(edition: Edition<'_>, address: &str, output: Output) -> Planned {
    Planned {
        path: edition.file(address),
        address: address.into(),
        large: edition.large,
        output,
    }
}

/// The files of a product; none for other pages.
fn product(of: &Whole, index: usize) -> Vec<Planned> {
    let page = &of.model.pages[index];
    if page.kind.en != crate::product::KIND {
        return Vec::new();
    }
    let Some(product) = of.products().get(&index) else {
        return Vec::new();
    };
    let file = |name: &str, output| {
        let path = format!("{}{name}", page.address);
        Planned {
            address: path.clone(),
            path,
            large: false,
            output,
        }
    };
    let pictures = match page.is_shown() {
        true => product.pictures.len(),
        false => 0,
    };
    let picture = |number| {
        file(
            &product_picture(number),
            Output::ProductPicture(index, number),
        )
    };
    std::iter::once(file(PRODUCT_PDF, Output::ProductPdf(index)))
        .chain((0..pictures).map(picture))
        .collect()
}

/// The name of a product's PDF beside its page.
pub const PRODUCT_PDF: &str = "print.pdf";

/// The name of a picture of a product's page, by its number from 0.
pub fn product_picture(number: usize) -> String {
    format!("page-{}.webp", number + 1)
}

/// Entries on a page of a tag's list.
pub const PAGE_SIZE: usize = 20;

/// The outputs that are neither pages of their own nor products, by path.
#[derive(Debug)]
pub struct Rest(pub BTreeMap<String, Planned>);

impl Rest {
    /// Those of an edition.
    pub fn of(of: &Whole, edition: Edition<'_>) -> Self {
        let mut plan = Plan {
            edition,
            planned: BTreeMap::new(),
        };
        // What a writer or his folders make goes before what the theme makes.
        if !edition.large {
            plan.once(of);
        }
        for (slug, tag) in of.tags().iter() {
            let first = tag_address(slug);
            for number in 1..=page_count(tag.pages.len(), PAGE_SIZE) {
                let output = Output::Tag(slug.into(), number);
                plan.page(&numbered(&first, number), output);
            }
        }
        for (index, section) in of.model.sections.iter().enumerate() {
            plan.lists(of, index, section);
        }
        for (index, page) in of.theme.declaration.pages.iter().enumerate() {
            plan.page(&page.path, Output::ThemePage(index));
        }
        Self(plan.planned)
    }
}

struct Plan<'a> {
    edition: Edition<'a>,
    planned: BTreeMap<String, Planned>,
}

impl Plan<'_> {
    fn page(&mut self, address: &str, output: Output) {
        self.put(planned(self.edition, address, output));
    }

    fn put(&mut self, planned: Planned) {
        self.planned.entry(planned.path.clone()).or_insert(planned);
    }

    fn file(&mut self, path: impl Into<String>, output: Output) {
        let path = path.into();
        self.put(Planned {
            address: path.clone(),
            path,
            large: false,
            output,
        });
    }

    fn lists(&mut self, of: &Whole, index: usize, section: &Section) {
        // The root is the theme's home page.
        if section.folder.is_empty() {
            return;
        }
        let mut list = |slice: Slice, entries: usize| {
            let first = slice.first_address(of);
            for number in 1..=page_count(entries, section.page_size) {
                let slice = Slice {
                    number,
                    ..slice.clone()
                };
                self.page(&numbered(&first, number), Output::List(slice));
            }
        };
        let own = Slice {
            section: index,
            number: 1,
            view: None,
            group: None,
        };
        list(own.clone(), section.pages.len());
        for (number, view) in section.views.iter().enumerate() {
            let slice = Slice {
                view: Some(number),
                ..own.clone()
            };
            // A view that shows all its groups on one page is not cut.
            list(slice.clone(), 0);
            if view.each {
                for (group, of_group) in of.groups(index).by(Some(number)).iter().enumerate() {
                    list(
                        Slice {
                            group: Some(group),
                            ..slice.clone()
                        },
                        of_group.pages.len(),
                    );
                }
            }
        }
    }

    /// What both editions share.
    fn once(&mut self, of: &Whole) {
        self.file("atom.xml", Output::Feed(None));
        self.file("sitemap.xml", Output::Sitemap);
        self.file("robots.txt", Output::Robots);
        for (index, section) in of.model.sections.iter().enumerate() {
            let wanted = section.fields.get("feed").is_none() || section.fields.flag("feed");
            if wanted && !section.folder.is_empty() && !section.pages.is_empty() {
                self.file(
                    format!("{}atom.xml", section.address),
                    Output::Feed(Some(index)),
                );
            }
            self.redirects(&section.fields, &section.address);
        }
        for page in of
            .model
            .pages
            .iter()
            .filter(|page| page.fields.get("aliases").is_some())
        {
            self.redirects(&page.fields, &page.address);
        }
        for name in of.assets.0.keys() {
            self.file(format!("assets/{name}"), Output::Asset(name.clone()));
        }
        for path in of.files() {
            self.file(published(path), Output::File(path.clone()));
        }
    }

    fn redirects(&mut self, fields: &Fields, address: &str) {
        for alias in fields.texts("aliases") {
            self.page(&alias_address(alias), Output::Redirect(address.into()));
        }
    }
}

/// The address below the base path of a former address: a file's as it is, any
/// other with `/` at its end.
pub fn alias_address(alias: &str) -> String {
    let alias = alias.trim_start_matches('/');
    let is_file = alias
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'));
    match is_file || alias.ends_with('/') {
        true => alias.to_owned(),
        false => format!("{alias}/"),
    }
}

/// The files beside the text that some page shows or links to.
pub fn files(of: &Whole) -> BTreeSet<Arc<str>> {
    let mut files = BTreeSet::new();
    let bodies = of.bodies.pages.iter().chain(&of.bodies.sections);
    for body in bodies.filter(|body| !body.files.is_empty()) {
        files.extend(body.files.iter().cloned());
    }
    let fields = of.model.pages.iter().map(|page| &*page.fields);
    for fields in fields.chain(of.model.sections.iter().map(|section| &section.fields)) {
        collect(fields, &mut files);
    }
    files
}

/// The files that some keys name.
pub fn named(fields: &Fields) -> BTreeSet<Arc<str>> {
    let mut files = BTreeSet::new();
    collect(fields, &mut files);
    files
}

fn collect(fields: &Fields, files: &mut BTreeSet<Arc<str>>) {
    for (_, value) in &fields.0 {
        collect_datum(&value.datum, files);
    }
}

fn collect_datum(datum: &Datum, files: &mut BTreeSet<Arc<str>>) {
    match datum {
        Datum::Picture(path) | Datum::File(path) => {
            files.insert(path.as_str().into());
        }
        Datum::List(items) => items
            .iter()
            .for_each(|item| collect_datum(&item.datum, files)),
        Datum::Record(fields) => collect(fields, files),
        _ => {}
    }
}

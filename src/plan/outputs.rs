//! Every output there will be.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Edition, Whole, tag_address};
use crate::body::published;
use crate::model::{Datum, Fields, Section};
use crate::theme::Assets;

/// An output and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Path below the output folder.
    pub path: String,
    /// The address below the base path, for pages.
    pub address: String,
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
    /// One page of a tag's list: the tag's index and the number from 1.
    Tag(usize, usize),
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
    pub fn first_address(&self, of: &Whole<'_>) -> String {
        let section = &of.model.sections[self.section];
        match self.view.map(|view| &section.views[view]) {
            None => section.address.clone(),
            Some(view) => match self.group {
                Some(group) => of.groups[self.section].by(self.view)[group].address(section, view),
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
pub fn plan(of: &Whole<'_>, edition: Edition<'_>, assets: &Assets) -> Vec<Planned> {
    let mut plan = Plan {
        edition,
        planned: Vec::new(),
    };
    for (index, page) in of.model.pages.iter().enumerate() {
        if !page.is_shown() {
            continue;
        }
        plan.page(&page.address, Output::Page(index));
    }
    for (index, section) in of.model.sections.iter().enumerate() {
        plan.lists(of, index, section);
    }
    for (index, page) in of.theme.declaration.pages.iter().enumerate() {
        plan.page(&page.path, Output::ThemePage(index));
    }
    for (index, tag) in of.tags.iter().enumerate() {
        let first = tag_address(&tag.name);
        for number in 1..=page_count(tag.pages.len(), PAGE_SIZE) {
            plan.page(&numbered(&first, number), Output::Tag(index, number));
        }
    }
    if !edition.large {
        plan.once(of, assets);
    }
    plan.planned.sort_by(|a, b| a.path.cmp(&b.path));
    // A page that a writer made goes before one of the theme's.
    plan.planned.dedup_by(|later, earlier| {
        later.path == earlier.path && matches!(later.output, Output::ThemePage(_) | Output::List(_))
    });
    plan.planned
}

/// The name of a product's PDF beside its page.
pub const PRODUCT_PDF: &str = "print.pdf";

/// The name of a picture of a product's page, by its number from 0.
pub fn product_picture(number: usize) -> String {
    format!("page-{}.webp", number + 1)
}

/// Entries on a page of a tag's list.
pub const PAGE_SIZE: usize = 20;

struct Plan<'a> {
    edition: Edition<'a>,
    planned: Vec<Planned>,
}

impl Plan<'_> {
    fn page(&mut self, address: &str, output: Output) {
        let path = self.edition.file(address);
        self.planned.push(Planned {
            path,
            address: address.into(),
            output,
        });
    }

    fn file(&mut self, path: impl Into<String>, output: Output) {
        let path = path.into();
        self.planned.push(Planned {
            address: path.clone(),
            path,
            output,
        });
    }

    fn lists(&mut self, of: &Whole<'_>, index: usize, section: &Section) {
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
                for (group, of_group) in of.groups[index].by(Some(number)).iter().enumerate() {
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
    fn once(&mut self, of: &Whole<'_>, assets: &Assets) {
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
        for page in &of.model.pages {
            self.redirects(&page.fields, &page.address);
        }
        for name in assets.0.keys() {
            self.file(format!("assets/{name}"), Output::Asset(name.clone()));
        }
        for path in files(of) {
            self.file(published(&path), Output::File(path.clone()));
        }
        for (&index, product) in of.products {
            let page = &of.model.pages[index];
            self.file(
                format!("{}{PRODUCT_PDF}", page.address),
                Output::ProductPdf(index),
            );
            let pictures = match page.is_shown() {
                true => product.pictures.len(),
                false => 0,
            };
            for number in 0..pictures {
                self.file(
                    format!("{}{}", page.address, product_picture(number)),
                    Output::ProductPicture(index, number),
                );
            }
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

/// The files beside the text that some page shows or links to. What nothing
/// refers to stays in the house.
fn files(of: &Whole<'_>) -> BTreeSet<Arc<str>> {
    let mut files = BTreeSet::new();
    let bodies = of.bodies.pages.iter().chain(&of.bodies.sections);
    files.extend(bodies.flat_map(|body| body.files.iter().cloned()));
    let fields = of.model.pages.iter().map(|page| &page.fields);
    for fields in fields.chain(of.model.sections.iter().map(|section| &section.fields)) {
        collect(fields, &mut files);
    }
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

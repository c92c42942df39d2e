//! What the template of a page gets.

use std::borrow::Cow;

use tera::Value;

use super::filling::Filling;
use super::{BodiesAs, Maker};
use crate::body::BodyOf;
use crate::model::{Page, Sort};
use crate::plan::{Whole, frame, object, sources};
use crate::schema::KINDS;

/// How many pages that share tags, and how many others of the section, a page gets.
const NEAR: usize = 5;

/// The template of a page: its own, its section's, or its kind's.
pub(super) fn template(of: &Whole, index: usize) -> String {
    let page = &of.model.pages[index];
    let section = &of.model.sections[page.section];
    let template = page
        .fields
        .text("template")
        .or(section.fields.text("page_template"));
    template.map_or_else(|| format!("{}.html", page.kind.en), Into::into)
}

impl Maker<'_> {
    pub(super) fn page(&self, index: usize, to: &mut Filling<'_>) {
        let Self { of, shown, .. } = self;
        let page = &*of.model.pages[index];
        let section = &of.model.sections[page.section];
        let labels = self.article_labels(page);
        let nav = frame::nav_folder(section);
        self.frame(&page.title, Some(section), Some(nav), labels, to);
        to.put("page", || shown.page(index));
        to.put("content", || {
            Value::safe_string(&self.html(BodyOf::Page(index)))
        });
        to.put("toc", || self.contents(index));
        let place = of.place(index);
        let beside = |step: isize| -> Value {
            let at = place.and_then(|place| place.checked_add_signed(step));
            at.and_then(|at| section.pages.get(at))
                .map_or(Value::none(), |&i| shown.page(i))
        };
        to.put("newer", || beside(-1));
        to.put("older", || beside(1));
        to.put("refs", || self.refs(index));
        to.put("related", || self.related(index));
        to.put("same_tags", || shown.pick(&self.same_tags(index)));
        to.put("more", || {
            let others = section.pages.iter().copied();
            let more: Vec<_> = others.filter(|&other| other != index).take(NEAR).collect();
            shown.pick(&more)
        });
        self.by_kind("by_kind", to);
        match page.kind.en {
            crate::product::KIND => self.product(index, to),
            "honours" => to.put("honours", || self.honours(page)),
            _ => {}
        }
    }

    /// The HTML of a body, or what stands for it.
    pub(super) fn html(&self, body: BodyOf) -> Cow<'_, str> {
        let Whole {
            model,
            media,
            bodies,
            ..
        } = self.of;
        if self.bodies == BodiesAs::Fingerprints
            && let Some(fingerprint) = bodies.fingerprint(model, media, self.edition, body)
        {
            return Cow::Owned(fingerprint.to_string());
        }
        bodies.html(model, media, self.edition, body)
    }

    fn contents(&self, index: usize) -> Value {
        let entries = self.of.bodies.pages[index].toc.iter().map(|entry| {
            object([
                ("id", entry.id.as_str().into()),
                ("title", entry.title.as_str().into()),
                ("level", u64::from(entry.level).into()),
            ])
        });
        entries.collect::<Vec<_>>().into()
    }

    /// `refs`: the page behind each key that names one, or several.
    fn refs(&self, index: usize) -> Value {
        use crate::schema::Type;
        let page = &self.of.model.pages[index];
        let named = self.of.relations().refers(&self.of.model, page);
        let mut map = tera::Map::new();
        for field in page.kind.fields {
            let of_field: Vec<usize> = named
                .iter()
                .filter(|(key, _)| *key == field.en)
                .map(|(_, to)| *to)
                .collect();
            let value = match field.ty {
                Type::Page(_) | Type::PageOrNone(_) => of_field
                    .first()
                    .map_or(Value::none(), |&to| self.shown.page(to)),
                Type::List(Type::Page(_)) => self.shown.pick(&of_field),
                _ => continue,
            };
            map.insert(field.en.into(), value);
        }
        map.into()
    }

    /// `related`: the pages that name this one, by kind.
    fn related(&self, index: usize) -> Value {
        let back = self.of.relations().referred(index);
        let mut map = tera::Map::new();
        for kind in KINDS {
            let mut pages: Vec<usize> = back
                .iter()
                .copied()
                .filter(|&from| self.of.model.pages[from].kind.en == kind.en)
                .collect();
            Sort::Date.apply(&self.of.model.pages, &mut pages);
            map.insert(kind.en.into(), self.shown.pick(&pages));
        }
        map.into()
    }

    fn same_tags(&self, index: usize) -> Vec<usize> {
        let mut near: Vec<(usize, usize)> = Vec::new();
        for tag in self.of.tags().of_page(&self.of.model.pages[index]) {
            // Only the newest of a tag count: a tag of thousands is no kinship.
            for &other in tag
                .pages
                .iter()
                .filter(|&&other| other != index)
                .take(NEAR * 4)
            {
                match near.iter_mut().find(|(page, _)| *page == other) {
                    Some((_, shared)) => *shared += 1,
                    None => near.push((other, 1)),
                }
            }
        }
        near.sort_by_key(|&(page, shared)| (std::cmp::Reverse(shared), page));
        near.into_iter().take(NEAR).map(|(page, _)| page).collect()
    }

    fn product(&self, index: usize, to: &mut Filling<'_>) {
        let Self { of, shown, .. } = self;
        to.put("sources", || {
            shown.pick(&sources(&of.model, &of.model.pages[index]))
        });
        to.put("plain_text", || {
            let product = of.products().get(&index);
            let lines = product.into_iter().flat_map(|product| &product.lines);
            let lines: Vec<Value> = lines.map(|line| line.as_str().into()).collect();
            lines.into()
        });
    }

    /// Names with links to the stories about them.
    fn honours(&self, page: &Page) -> Value {
        let groups = page.fields.records("groups").map(|group| {
            let names: Vec<Value> = group
                .texts("names")
                .map(|name| {
                    let story = self.of.relations().story_of(name);
                    let url = story.map_or(Value::none(), |at| {
                        self.edition.url(&self.of.model.pages[at].address).into()
                    });
                    object([("name", name.into()), ("url", url)])
                })
                .collect();
            object([
                (
                    "category",
                    group
                        .choice("category")
                        .map_or(Value::none(), |said| said.zh.into()),
                ),
                (
                    "title",
                    group.text("title").map_or(Value::none(), Into::into),
                ),
                ("names", names.into()),
            ])
        });
        let groups: Vec<Value> = groups.collect();
        object([("groups", groups.into())])
    }
}

//! What the template of a page gets.

use tera::{Context, Value};

use super::Maker;
use crate::model::{Page, Sort};
use crate::plan::{frame, object, sources, story_of};
use crate::schema::KINDS;

/// How many pages that share tags, and how many others of the section, a page gets.
const NEAR: usize = 5;

impl Maker<'_> {
    pub(super) fn page(&self, index: usize) -> (String, Context) {
        let Self { of, views, .. } = self;
        let page = &of.model.pages[index];
        let section = &of.model.sections[page.section];
        let labels = self.article_labels(page);
        let nav = frame::nav_folder(section);
        let mut context = self.frame(&page.title, Some(section), Some(nav), labels);
        let body = &of.bodies.pages[index];
        context.insert_value("page", views.pages[index].clone());
        context.insert_value("content", Value::safe_string(&body.html));
        context.insert_value("toc", self.contents(index));
        let place = section.pages.iter().position(|&other| other == index);
        let beside = |step: isize| -> Value {
            let at = place.and_then(|place| place.checked_add_signed(step));
            at.and_then(|at| section.pages.get(at))
                .map_or(Value::none(), |&i| views.pages[i].clone())
        };
        context.insert_value("newer", beside(-1));
        context.insert_value("older", beside(1));
        context.insert_value("refs", self.refs(index));
        context.insert_value("related", self.related(index));
        context.insert_value("same_tags", views.pick(&self.same_tags(index)));
        let more: Vec<_> = section
            .pages
            .iter()
            .copied()
            .filter(|&other| other != index)
            .take(NEAR)
            .collect();
        context.insert_value("more", views.pick(&more));
        context.insert_value("by_kind", views.by_kind.clone());
        match page.kind.en {
            crate::product::KIND => self.product(index, &mut context),
            "honours" => self.honours(page, &mut context),
            _ => {}
        }
        let template = page
            .fields
            .text("template")
            .or(section.fields.text("page_template"));
        (
            template.map_or_else(|| format!("{}.html", page.kind.en), Into::into),
            context,
        )
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
        let named = &self.of.relations.refers[index];
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
                    .map_or(Value::none(), |&to| self.views.pages[to].clone()),
                Type::List(Type::Page(_)) => self.views.pick(&of_field),
                _ => continue,
            };
            map.insert(field.en.into(), value);
        }
        map.into()
    }

    /// `related`: the pages that name this one, by kind.
    fn related(&self, index: usize) -> Value {
        let back = &self.of.relations.referred[index];
        let mut map = tera::Map::new();
        for kind in KINDS {
            let mut pages: Vec<usize> = back
                .iter()
                .copied()
                .filter(|&from| self.of.model.pages[from].kind.en == kind.en)
                .collect();
            Sort::Date.apply(&self.of.model.pages, &mut pages);
            map.insert(kind.en.into(), self.views.pick(&pages));
        }
        map.into()
    }

    fn same_tags(&self, index: usize) -> Vec<usize> {
        let mut near: Vec<(usize, usize)> = Vec::new();
        for &tag in &self.of.tags_of[index] {
            let tag = &self.of.tags[tag];
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

    fn product(&self, index: usize, context: &mut Context) {
        let Self { of, views, .. } = self;
        let sources = sources(of.model, &of.model.pages[index]);
        context.insert_value("sources", views.pick(&sources));
        let lines: Vec<Value> = of
            .products
            .get(&index)
            .into_iter()
            .flat_map(|product| &product.lines)
            .map(|line| line.as_str().into())
            .collect();
        context.insert_value("plain_text", lines.into());
    }

    /// Names with links to the stories about them.
    fn honours(&self, page: &Page, context: &mut Context) {
        let groups = page.fields.records("groups").map(|group| {
            let names: Vec<Value> = group
                .texts("names")
                .map(|name| {
                    let story = story_of(self.of.model, name);
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
        context.insert_value("honours", object([("groups", groups.into())]));
    }
}

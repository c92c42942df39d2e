//! What the templates of lists get: of a section, of a view, of a tag, and the
//! theme's own pages.

use tera::Value;

use super::Maker;
use super::filling::Filling;
use crate::body::BodyOf;
use crate::plan::outputs::{PAGE_SIZE, numbered, page_count};
use crate::plan::{Group, Slice, Whole, frame, object, tag_address};

/// The template of a list: its view's, its section's, or its kind's.
pub(super) fn template(of: &Whole, slice: &Slice) -> String {
    let section = &of.model.sections[slice.section];
    let view = slice.view.map(|index| &section.views[index]);
    let template = view
        .and_then(|view| view.template.as_deref())
        .or(section.fields.text("template"));
    template.map(Into::into).unwrap_or_else(|| {
        let own = section.kind.map(|kind| format!("list-{}.html", kind.en));
        own.filter(|name| of.theme.file(&format!("templates/{name}")).is_some())
            .unwrap_or_else(|| "list.html".into())
    })
}

impl Maker<'_> {
    pub(super) fn list(&self, slice: &Slice, to: &mut Filling<'_>) {
        let Self {
            of, shown, edition, ..
        } = self;
        let section = &of.model.sections[slice.section];
        let view = slice.view.map(|index| &section.views[index]);
        let all_groups = of.groups(slice.section).by(slice.view);
        let group = slice.group.and_then(|index| all_groups.get(index));
        let entries: &[usize] = group.map_or(&section.pages, |group| &group.pages);
        let first = slice.first_address(of);
        let title = match (view, group) {
            (_, Some(group)) => format!("{}：{}", section.title, group.name),
            (Some(view), None) => format!("{}：{}", section.title, view.title),
            (None, _) => section.title.clone(),
        };
        let nav = frame::nav_folder(section);
        let labels = self.section_labels(section);
        self.frame(&title, Some(section), Some(nav), labels, to);
        let cut = view.is_none_or(|view| view.each && group.is_some());
        let (from, until) = if cut {
            let from = (slice.number - 1) * section.page_size;
            (
                from.min(entries.len()),
                (from + section.page_size).min(entries.len()),
            )
        } else {
            (0, entries.len())
        };
        to.put("pages", || shown.pick(&entries[from..until]));
        to.put("all", || match group {
            Some(group) => shown.pick(&group.pages),
            None => shown.all(slice.section),
        });
        let size = if cut { section.page_size } else { usize::MAX };
        to.put("pager", || {
            self.pager(&first, slice.number, entries.len(), size)
        });
        to.put("section", || self.section(slice.section));
        to.put("view", || {
            view.map_or(Value::none(), |view| {
                object([
                    ("title", view.title.as_str().into()),
                    ("slug", view.slug.as_str().into()),
                    (
                        "group",
                        group.map_or(Value::none(), |group| group.name.as_str().into()),
                    ),
                ])
            })
        });
        let each = view
            .or_else(|| section.views.iter().find(|view| view.each))
            .filter(|view| view.each);
        let one = |(index, group): (usize, &Group)| {
            object([
                ("name", group.name.as_str().into()),
                ("title", group.name.as_str().into()),
                ("count", (group.pages.len() as u64).into()),
                (
                    "url",
                    each.map_or(Value::none(), |view| {
                        edition.url(&group.address(section, view)).into()
                    }),
                ),
                ("current", (slice.group == Some(index)).into()),
                ("pages", shown.pick(&group.pages)),
            ])
        };
        to.put("groups", || {
            all_groups
                .iter()
                .enumerate()
                .map(one)
                .collect::<Vec<_>>()
                .into()
        });
        self.put_all(to);
        to.put("content", || {
            Value::safe_string(&self.html(BodyOf::Section(slice.section)))
        });
    }

    fn section(&self, index: usize) -> Value {
        let section = &self.of.model.sections[index];
        let text = |key: &str| section.fields.text(key).map_or(Value::none(), Into::into);
        let view = |title: &str, address: String| {
            let current = address == self.planned.address;
            object([
                ("title", title.into()),
                ("url", self.edition.url(&address).into()),
                ("current", current.into()),
            ])
        };
        let mut views = vec![view("全部", section.address.clone())];
        views.extend(
            section
                .views
                .iter()
                .map(|v| view(&v.title, format!("{}{}/", section.address, v.slug))),
        );
        let keywords: Vec<Value> = section.fields.texts("keywords").map(Into::into).collect();
        object([
            ("title", section.title.as_str().into()),
            ("headline", text("headline")),
            ("summary", text("summary")),
            ("url", self.edition.url(&section.address).into()),
            ("slug", section.folder.as_str().into()),
            (
                "kind",
                section.kind.map_or(Value::none(), |kind| kind.en.into()),
            ),
            ("column_type", text("column_type")),
            ("keywords", keywords.into()),
            ("count", (section.pages.len() as u64).into()),
            ("views", views.into()),
        ])
    }

    fn pager(&self, first: &str, current: usize, count: usize, size: usize) -> Value {
        let total = page_count(count, size);
        let url = |number: usize| -> Value { self.edition.url(&numbered(first, number)).into() };
        let beside = |number: Option<usize>| {
            number
                .filter(|number| (1..=total).contains(number))
                .map_or(Value::none(), url)
        };
        let pages: Vec<Value> = (1..=total)
            .map(|number| {
                object([
                    ("number", (number as u64).into()),
                    ("url", url(number)),
                    ("current", (number == current).into()),
                ])
            })
            .collect();
        object([
            ("current", (current as u64).into()),
            ("total", (total as u64).into()),
            ("count", (count as u64).into()),
            ("prev_url", beside(current.checked_sub(1))),
            ("next_url", beside(Some(current + 1))),
            ("pages", pages.into()),
        ])
    }

    pub(super) fn theme_page(&self, index: usize, to: &mut Filling<'_>) {
        let page = &self.of.theme.declaration.pages[index];
        let config = &self.of.model.config;
        let home = page.path.is_empty();
        let title = if home {
            config.text("name")
        } else {
            &page.title
        };
        let nav = if home { Some("") } else { page.nav.as_deref() };
        let keywords: Vec<_> = config.fields.texts("keywords").collect();
        let labels = self.column_labels(
            &page.title,
            if home {
                config.text("summary")
            } else {
                &page.title
            },
            if home {
                keywords.join(",")
            } else {
                page.title.clone()
            },
            &page.title,
        );
        self.frame(title, None, nav, labels, to);
        self.put_all(to);
        self.by_kind("pages", to);
        to.put("tags", || self.shown.tags());
    }

    pub(super) fn tag(&self, slug: &str, number: usize, to: &mut Filling<'_>) {
        let Some(tag) = self.of.tags().get(slug) else {
            return;
        };
        let first = tag_address(slug);
        let labels = self.column_labels(
            &tag.name,
            &format!("标签：{}", tag.name),
            tag.name.clone(),
            "标签",
        );
        self.frame(&tag.name, None, None, labels, to);
        let from = (number - 1) * PAGE_SIZE;
        let until = (from + PAGE_SIZE).min(tag.pages.len());
        to.put("tag", || {
            object([
                ("name", tag.name.as_str().into()),
                ("url", self.edition.url(&first).into()),
                ("count", (tag.pages.len() as u64).into()),
            ])
        });
        to.put("pages", || self.shown.pick(&tag.pages[from..until]));
        to.put("pager", || {
            self.pager(&first, number, tag.pages.len(), PAGE_SIZE)
        });
    }
}

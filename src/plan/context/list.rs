//! What the templates of lists get: of a section, of a view, of a tag, and the
//! theme's own pages.

use tera::{Context, Value};

use super::Maker;
use crate::plan::outputs::{PAGE_SIZE, numbered, page_count};
use crate::plan::{Group, Slice, frame, object, tag_address};

impl Maker<'_> {
    pub(super) fn list(&self, slice: &Slice) -> (String, Context) {
        let Self {
            of, views, edition, ..
        } = self;
        let section = &of.model.sections[slice.section];
        let view = slice.view.map(|index| &section.views[index]);
        let all_groups = of.groups[slice.section].by(slice.view);
        let group = slice.group.and_then(|index| all_groups.get(index));
        let entries: &[usize] = group.map_or(&section.pages, |group| &group.pages);
        let first = slice.first_address(of);
        let title = match (view, group) {
            (_, Some(group)) => format!("{}：{}", section.title, group.name),
            (Some(view), None) => format!("{}：{}", section.title, view.title),
            (None, _) => section.title.clone(),
        };
        let nav = frame::nav_folder(section);
        let mut context = self.frame(
            &title,
            Some(section),
            Some(nav),
            self.section_labels(section),
        );
        let cut = view.is_none_or(|view| view.each && group.is_some());
        let (from, to) = if cut {
            let from = (slice.number - 1) * section.page_size;
            (
                from.min(entries.len()),
                (from + section.page_size).min(entries.len()),
            )
        } else {
            (0, entries.len())
        };
        context.insert_value("pages", views.pick(&entries[from..to]));
        context.insert_value("all", views.pick(entries));
        context.insert_value(
            "pager",
            self.pager(
                &first,
                slice.number,
                entries.len(),
                if cut { section.page_size } else { usize::MAX },
            ),
        );
        context.insert_value("section", self.section(slice.section));
        context.insert_value(
            "view",
            view.map_or(Value::none(), |view| {
                object([
                    ("title", view.title.as_str().into()),
                    ("slug", view.slug.as_str().into()),
                    (
                        "group",
                        group.map_or(Value::none(), |group| group.name.as_str().into()),
                    ),
                ])
            }),
        );
        let each = view
            .or_else(|| section.views.iter().find(|view| view.each))
            .filter(|view| view.each);
        let groups = all_groups
            .iter()
            .enumerate()
            .map(|(index, group): (usize, &Group)| {
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
                    ("pages", views.pick(&group.pages)),
                ])
            });
        context.insert_value("groups", groups.collect::<Vec<_>>().into());
        self.insert_all(&mut context);
        let body = &of.bodies.sections[slice.section];
        context.insert_value("content", Value::safe_string(&body.html));
        let template = view
            .and_then(|view| view.template.as_deref())
            .or(section.fields.text("template"));
        let template = template.map(Into::into).unwrap_or_else(|| {
            let own = section.kind.map(|kind| format!("list-{}.html", kind.en));
            own.filter(|name| of.theme.file(&format!("templates/{name}")).is_some())
                .unwrap_or_else(|| "list.html".into())
        });
        (template, context)
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

    pub(super) fn theme_page(&self, index: usize) -> (String, Context) {
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
        let mut context = self.frame(title, None, nav, labels);
        self.insert_all(&mut context);
        context.insert_value("pages", self.views.by_kind.clone());
        context.insert_value("tags", self.views.tags.clone());
        (page.template.clone(), context)
    }

    pub(super) fn tag(&self, index: usize, number: usize) -> (String, Context) {
        let tag = &self.of.tags[index];
        let first = tag_address(&tag.name);
        let labels = self.column_labels(
            &tag.name,
            &format!("标签：{}", tag.name),
            tag.name.clone(),
            "标签",
        );
        let mut context = self.frame(&tag.name, None, None, labels);
        let from = (number - 1) * PAGE_SIZE;
        let to = (from + PAGE_SIZE).min(tag.pages.len());
        context.insert_value(
            "tag",
            object([
                ("name", tag.name.as_str().into()),
                ("url", self.edition.url(&first).into()),
                ("count", (tag.pages.len() as u64).into()),
            ]),
        );
        context.insert_value("pages", self.views.pick(&tag.pages[from..to]));
        context.insert_value(
            "pager",
            self.pager(&first, number, tag.pages.len(), PAGE_SIZE),
        );
        ("tag.html".into(), context)
    }
}

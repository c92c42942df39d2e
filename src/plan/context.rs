//! What one output's template gets.

use tera::{Context, Value};

use super::outputs::{PAGE_SIZE, numbered, page_count};
use super::{
    Edition, Group, Labels, Output, Planned, Slice, Views, Whole, frame, groups, object,
    tag_address,
};
use crate::model::{Page, Section, Sort, encode};
use crate::schema::KINDS;

/// How many pages that share tags, and how many others of the section, a page gets.
const NEAR: usize = 5;
/// Entries of a feed.
const FEED: usize = 20;

/// The template of an output and its context. None for outputs without one.
pub fn context(of: &Whole<'_>, views: &Views<'_>, planned: &Planned) -> Option<(String, Context)> {
    let maker = Maker {
        of,
        views,
        planned,
        edition: views.edition,
    };
    let (template, mut context) = match &planned.output {
        Output::Page(index) => maker.page(*index),
        Output::List(slice) => maker.list(slice),
        Output::ThemePage(index) => maker.theme_page(*index),
        Output::Tag(index, number) => maker.tag(*index, *number),
        Output::Redirect(address) => maker.redirect(address),
        Output::Feed(section) => maker.feed(*section),
        Output::Sitemap => maker.sitemap(),
        Output::Robots => maker.robots(),
        Output::Asset(_) | Output::File(_) | Output::BoardPdf(_) | Output::BoardSvg(_) => {
            return None;
        }
    };
    context.insert_value("template", template.as_str().into());
    Some((template, context))
}

struct Maker<'a> {
    of: &'a Whole<'a>,
    views: &'a Views<'a>,
    planned: &'a Planned,
    edition: Edition<'a>,
}

impl Maker<'_> {
    /// What every page gets.
    fn frame(
        &self,
        title: &str,
        section: Option<&Section>,
        nav: Option<&str>,
        labels: Labels,
    ) -> Context {
        let Self {
            of,
            views,
            planned,
            edition,
        } = self;
        let config = &of.model.config;
        let mut context = Context::new();
        let url = edition.url(&planned.address);
        context.insert_value("site", views.site.clone());
        context.insert_value("month", views.month.clone());
        context.insert_value("generated", views.generated.clone());
        context.insert_value("upcoming", views.upcoming.clone());
        context.insert_value("nav", frame::nav(of, *edition, nav, &url));
        context.insert_value(
            "breadcrumb",
            frame::breadcrumb(of, *edition, section, title),
        );
        context.insert_value("urls", self.urls());
        context.insert_value("home_url", edition.url("").into());
        context.insert_value("large", edition.large.into());
        context.insert_value(
            "twin_url",
            match config.large_print {
                true => edition.other().url(&planned.address).into(),
                false => Value::none(),
            },
        );
        context.insert_value("path", url.into());
        context.insert_value("permalink", of.permalink(&planned.address).into());
        let name = config.text("name");
        let head_title = if title == name || title.is_empty() {
            name.into()
        } else {
            format!("{title} - {name}")
        };
        context.insert_value("head_title", head_title.into());
        context.insert_value("title", title.into());
        let labels = labels
            .add("SiteName", name)
            .add("SiteDomain", config.text("domain"))
            .add("SiteIDCode", config.text("id_code"));
        context.insert_value("meta", labels.html());
        context
    }

    /// The theme's own pages by the name of their template.
    fn urls(&self) -> Value {
        let mut map = tera::Map::new();
        for page in &self.of.theme.declaration.pages {
            let stem = page.template.trim_end_matches(".html").to_owned();
            map.insert(stem.into(), self.edition.url(&page.path).into());
        }
        map.into()
    }

    fn column_labels(&self, name: &str, description: &str, keywords: String, kind: &str) -> Labels {
        Labels::default()
            .add("description", description)
            .add("ColumnName", name)
            .add("ColumnDescription", description)
            .add("ColumnKeywords", keywords)
            .add("ColumnType", kind)
    }

    fn section_labels(&self, section: &Section) -> Labels {
        let keywords: Vec<_> = section.fields.texts("keywords").collect();
        let summary = section.fields.text("summary").unwrap_or(&section.title);
        let keywords = if keywords.is_empty() {
            section.title.clone()
        } else {
            keywords.join(",")
        };
        let kind = section.fields.text("column_type").unwrap_or(&section.title);
        self.column_labels(&section.title, summary, keywords, kind)
    }

    fn article_labels(&self, page: &Page) -> Labels {
        let summary = page.fields.text("summary").unwrap_or_default();
        let keywords: Vec<_> = page
            .fields
            .texts("keywords")
            .chain(page.fields.texts("tags"))
            .collect();
        let when = page.date.map_or_else(String::new, |moment| {
            format!(
                "{} {:02}:{:02}",
                moment.day(),
                moment.at.hour(),
                moment.at.minute()
            )
        });
        let image = match page.fields.get("cover").map(|value| &value.datum) {
            Some(crate::model::Datum::Picture(path)) => {
                self.of.permalink(crate::body::published(path))
            }
            _ => String::new(),
        };
        let source = page
            .fields
            .text("source")
            .unwrap_or(self.of.model.config.text("organizer"));
        Labels::default()
            .add("description", summary)
            .add("ArticleTitle", &page.title)
            .add("PubDate", when)
            .add("ContentSource", source)
            .add("Keywords", keywords.join(","))
            .add("Author", page.fields.text("author").unwrap_or_default())
            .add("Description", summary)
            .add("Image", image)
            .add("Url", self.of.permalink(&page.address))
    }

    fn page(&self, index: usize) -> (String, Context) {
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
            "board" => self.board(index, &mut context),
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

    fn board(&self, index: usize, context: &mut Context) {
        let Self { of, views, .. } = self;
        let sources = super::sources(of.model, &of.model.pages[index]);
        context.insert_value("sources", views.pick(&sources));
        let board = of.boards.get(&index);
        let size = board.map_or(Value::none(), |board| {
            format!("{}×{} 毫米", board.width_mm, board.height_mm).into()
        });
        context.insert_value("size_text", size);
        let lines: Vec<Value> = board
            .into_iter()
            .flat_map(|board| &board.lines)
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
                    let story = super::story_of(self.of.model, name);
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

    fn list(&self, slice: &Slice) -> (String, Context) {
        let Self {
            of, views, edition, ..
        } = self;
        let section = &of.model.sections[slice.section];
        let view = slice.view.map(|index| &section.views[index]);
        let all_groups = groups(of, section, view);
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

    /// What pages get that gather from the whole site.
    fn insert_all(&self, context: &mut Context) {
        let views = self.views;
        context.insert_value("by_kind", views.by_kind.clone());
        context.insert_value("sections", views.sections.clone());
        context.insert_value("sections_list", views.sections_list.clone());
        context.insert_value("today_events", views.today_events.clone());
        context.insert_value("next_events", views.next_events.clone());
    }

    fn theme_page(&self, index: usize) -> (String, Context) {
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

    fn tag(&self, index: usize, number: usize) -> (String, Context) {
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

    fn redirect(&self, address: &str) -> (String, Context) {
        let mut context = Context::new();
        context.insert_value("site", self.views.site.clone());
        context.insert_value("target", self.edition.url(address).into());
        context.insert_value("permalink", self.of.permalink(address).into());
        ("redirect.html".into(), context)
    }

    fn feed(&self, section: Option<usize>) -> (String, Context) {
        let Self { of, views, .. } = self;
        let config = &of.model.config;
        let mut newest: Vec<usize> = match section {
            Some(index) => of.model.sections[index].pages.clone(),
            None => (0..of.model.pages.len())
                .filter(|&i| of.model.pages[i].date.is_some() && of.model.pages[i].is_shown())
                .collect(),
        };
        let when = |index: usize| of.model.pages[index].date;
        newest.sort_by(|&a, &b| when(b).cmp(&when(a)).then(a.cmp(&b)));
        newest.truncate(FEED);
        let (title, address) = match section.map(|index| &of.model.sections[index]) {
            Some(section) => (
                format!("{} - {}", section.title, config.text("name")),
                section.address.as_str(),
            ),
            None => (config.text("name").into(), ""),
        };
        // The time of the newest entry, so that the feed changes only with them.
        let updated = newest
            .first()
            .and_then(|&index| when(index))
            .unwrap_or(of.model.now);
        let updated = super::date(updated, &config.zone);
        let pages = newest.iter().map(|&index| {
            let mut page = views.pages[index].clone().into_map().unwrap_or_default();
            page.insert(
                "content_html".into(),
                of.bodies.pages[index].html.as_ref().into(),
            );
            Value::from(page)
        });
        let mut context = Context::new();
        context.insert_value("site", views.site.clone());
        context.insert_value("pages", pages.collect::<Vec<_>>().into());
        context.insert_value(
            "feed",
            object([
                ("title", title.into()),
                ("url", of.permalink(address).into()),
                (
                    "self_url",
                    format!("{}{}", config.base_url, encode(&self.planned.path)).into(),
                ),
                ("id", of.permalink(address).into()),
                (
                    "updated",
                    updated
                        .get_from_path("rfc3339")
                        .cloned()
                        .unwrap_or_else(Value::none),
                ),
            ]),
        );
        ("atom.xml".into(), context)
    }

    fn sitemap(&self) -> (String, Context) {
        let of = self.of;
        let entry = |address: &str, modified: Option<crate::model::Moment>| {
            object([
                ("loc", of.permalink(address).into()),
                (
                    "lastmod",
                    modified.map_or(Value::none(), |moment| moment.day().to_string().into()),
                ),
            ])
        };
        let mut urls = vec![entry("", None)];
        urls.extend(
            of.model
                .sections
                .iter()
                .filter(|s| !s.folder.is_empty())
                .map(|s| entry(&s.address, None)),
        );
        urls.extend(
            of.model
                .pages
                .iter()
                .filter(|page| page.is_shown())
                .map(|page| entry(&page.address, page.fields.date("updated").or(page.date))),
        );
        let mut context = Context::new();
        context.insert_value("urls", urls.into());
        ("sitemap.xml".into(), context)
    }

    fn robots(&self) -> (String, Context) {
        let mut context = Context::new();
        let url = format!("{}sitemap.xml", self.of.model.config.base_url);
        context.insert_value("sitemap_url", url.into());
        ("robots.txt".into(), context)
    }
}

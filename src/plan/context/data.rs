//! What feeds, the site map and other outputs for programs get.

use tera::{Context, Value};

use super::Maker;
use crate::model::encode;
use crate::plan::{date, object};

/// Entries of a feed.
const FEED: usize = 20;

impl Maker<'_> {
    pub(super) fn redirect(&self, address: &str) -> (String, Context) {
        let mut context = Context::new();
        context.insert_value("site", self.views.site.clone());
        context.insert_value("target", self.edition.url(address).into());
        context.insert_value("permalink", self.of.permalink(address).into());
        ("redirect.html".into(), context)
    }

    pub(super) fn feed(&self, section: Option<usize>) -> (String, Context) {
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
        let updated = date(updated, &config.zone);
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

    pub(super) fn sitemap(&self) -> (String, Context) {
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

    pub(super) fn robots(&self) -> (String, Context) {
        let mut context = Context::new();
        let url = format!("{}sitemap.xml", self.of.model.config.base_url);
        context.insert_value("sitemap_url", url.into());
        ("robots.txt".into(), context)
    }
}

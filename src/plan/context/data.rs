//! What feeds, the site map and other outputs for programs get.

use tera::Value;

use super::Maker;
use super::filling::Filling;
use crate::body::BodyOf;
use crate::model::encode;
use crate::plan::{date, object};

/// Entries of a feed.
const FEED: usize = 20;

impl Maker<'_> {
    pub(super) fn redirect(&self, address: &str, to: &mut Filling<'_>) {
        to.put("site", || self.shown.views.site.clone());
        to.put("target", || self.edition.url(address).into());
        to.put("permalink", || self.of.permalink(address).into());
    }

    pub(super) fn feed(&self, section: Option<usize>, to: &mut Filling<'_>) {
        let Self { of, shown, .. } = self;
        let config = &of.model.config;
        let mut newest: Vec<usize> = match section {
            Some(index) => of.model.sections[index].pages.to_vec(),
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
            let mut page = shown.page(index).into_map().unwrap_or_default();
            let html = self.html(BodyOf::Page(index));
            page.insert("content_html".into(), (&*html).into());
            Value::from(page)
        });
        to.put("site", || shown.views.site.clone());
        to.put("pages", || pages.collect::<Vec<_>>().into());
        to.put("feed", || {
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
            ])
        });
    }

    pub(super) fn sitemap(&self, to: &mut Filling<'_>) {
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
        to.put("urls", || urls.into());
    }

    pub(super) fn robots(&self, to: &mut Filling<'_>) {
        to.put("sitemap_url", || {
            format!("{}sitemap.xml", self.of.model.config.base_url).into()
        });
    }
}

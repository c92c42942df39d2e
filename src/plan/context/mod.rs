//! What one output's template gets.

mod data;
mod filling;
mod labels;
mod list;
mod page;

use tera::{Context, Value};

use super::{Edition, Labels, Output, Planned, Shown, Whole, frame};
use crate::model::Section;
use crate::theme::Shape;
use filling::Filling;

/// The template of an output; none for outputs without one.
pub fn template(of: &Whole, planned: &Planned) -> Option<String> {
    Some(match &planned.output {
        Output::Page(index) => page::template(of, *index),
        Output::List(slice) => list::template(of, slice),
        Output::ThemePage(index) => of.theme.declaration.pages[*index].template.clone(),
        Output::Tag(..) => "tag.html".into(),
        Output::Redirect(_) => "redirect.html".into(),
        Output::Feed(_) => "atom.xml".into(),
        Output::Sitemap => "sitemap.xml".into(),
        Output::Robots => "robots.txt".into(),
        Output::Asset(_) | Output::File(_) | Output::ProductPdf(_) | Output::ProductPicture(..) => {
            return None;
        }
    })
}

/// How the bodies of pages stand in a context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodiesAs {
    /// As HTML.
    Html,
    /// As fingerprints, which are found sooner.
    Fingerprints,
}

/// What the template of an output gets: of all that there is, what it reads.
pub fn context(
    shown: Shown<'_>,
    planned: &Planned,
    template: &str,
    read: &Shape,
    bodies: BodiesAs,
) -> Context {
    let maker = Maker {
        of: shown.of,
        shown,
        planned,
        edition: shown.edition,
        bodies,
    };
    let mut context = Filling::new(read);
    context.put("template", || template.into());
    let to = &mut context;
    match &planned.output {
        Output::Page(index) => maker.page(*index, to),
        Output::List(slice) => maker.list(slice, to),
        Output::ThemePage(index) => maker.theme_page(*index, to),
        Output::Tag(slug, number) => maker.tag(slug, *number, to),
        Output::Redirect(address) => maker.redirect(address, to),
        Output::Feed(section) => maker.feed(*section, to),
        Output::Sitemap => maker.sitemap(to),
        Output::Robots => maker.robots(to),
        Output::Asset(_) | Output::File(_) | Output::ProductPdf(_) | Output::ProductPicture(..) => {
        }
    }
    context.done()
}

struct Maker<'a> {
    of: &'a Whole,
    shown: Shown<'a>,
    planned: &'a Planned,
    edition: Edition<'a>,
    bodies: BodiesAs,
}

impl Maker<'_> {
    /// What every page gets.
    fn frame(
        &self,
        title: &str,
        section: Option<&Section>,
        nav: Option<&str>,
        labels: Labels,
        to: &mut Filling<'_>,
    ) {
        let Self {
            of,
            shown,
            planned,
            edition,
            ..
        } = self;
        let config = &of.model.config;
        let url = edition.url(&planned.address);
        to.put("site", || shown.views.site.clone());
        to.put("month", || shown.month());
        to.put("generated", || shown.views.generated.clone());
        to.put("upcoming", || shown.upcoming());
        to.put("nav", || frame::nav(of, *edition, nav, &url));
        to.put("breadcrumb", || {
            frame::breadcrumb(of, *edition, section, title)
        });
        to.put("urls", || self.urls());
        to.put("home_url", || edition.url("").into());
        to.put("large", || edition.large.into());
        to.put("twin_url", || match config.large_print {
            true => edition.other().url(&planned.address).into(),
            false => Value::none(),
        });
        to.put("path", || url.as_str().into());
        to.put("permalink", || of.permalink(&planned.address).into());
        let name = config.text("name");
        to.put("head_title", || {
            if title == name || title.is_empty() {
                name.into()
            } else {
                format!("{title} - {name}").into()
            }
        });
        to.put("title", || title.into());
        to.put("meta", || {
            let labels = labels
                .add("SiteName", name)
                .add("SiteDomain", config.text("domain"))
                .add("SiteIDCode", config.text("id_code"));
            labels.html()
        });
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

    /// What pages get that gather from the whole site.
    fn put_all(&self, to: &mut Filling<'_>) {
        let shown = &self.shown;
        self.by_kind("by_kind", to);
        to.put("sections", || shown.sections());
        to.put("sections_list", || shown.sections_list());
        to.put("today_events", || shown.today_events());
        to.put("next_events", || shown.next_events());
    }

    /// All pages of those kinds that are read.
    fn by_kind(&self, key: &'static str, to: &mut Filling<'_>) {
        let by_kind = self.shown.by_kind(&|kind| to.reads_member(key, kind));
        to.put(key, || by_kind);
    }
}

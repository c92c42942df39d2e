//! What one output's template gets.

mod data;
mod labels;
mod list;
mod page;

use tera::{Context, Value};

use super::{Edition, Labels, Output, Planned, Views, Whole, frame};
use crate::model::Section;

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
        Output::Asset(_) | Output::File(_) | Output::ProductPdf(_) | Output::ProductPicture(..) => {
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

    /// What pages get that gather from the whole site.
    fn insert_all(&self, context: &mut Context) {
        let views = self.views;
        context.insert_value("by_kind", views.by_kind.clone());
        context.insert_value("sections", views.sections.clone());
        context.insert_value("sections_list", views.sections_list.clone());
        context.insert_value("today_events", views.today_events.clone());
        context.insert_value("next_events", views.next_events.clone());
    }
}

//! The folder that is shared: what is in it, and under which names.

use super::addresses::{Addresses, SITE, Spot};
use super::mark::{Mark, STYLESHEET};
use super::page::{self, Additions};
use super::stylesheet;
use crate::job::safe;
use crate::model::{Config, Moment};
use crate::plan::{Output, Planned};

/// The page at the top, a copy of the site's first: the one file that is seen when
/// the folder is opened.
pub const START: &str = "打开预览.html";

/// A file of the folder: its path from the top and its bytes.
pub type File = (String, Vec<u8>);

/// The folder of a site.
#[derive(Debug)]
pub struct Folder {
    /// Its name, good on every system: `青禾县民政局-预览-2026-05-08`.
    pub name: String,
    addresses: Addresses,
    mark: Mark,
    /// The path of the page that is copied to the top.
    first: Option<String>,
}

impl Folder {
    /// The folder for a site with these outputs, made at `now`.
    pub fn new(config: &Config, now: Moment, planned: &[Planned]) -> Self {
        let shared: Vec<&Planned> = planned.iter().filter(|one| is_shared(one)).collect();
        let home = shared.iter().find(|one| one.path == "index.html");
        let first = home.or_else(|| shared.iter().find(|one| is_page(one)));
        let language = config.fields.text("language").unwrap_or("zh-CN");
        Self {
            name: name(config.fields.text("name").unwrap_or_default(), now),
            first: first.map(|one| one.path.clone()),
            addresses: Addresses::new(&config.base_url, shared.iter().map(|one| one.path.clone())),
            mark: Mark::new(language, now),
        }
    }

    /// What belongs to the folder and to no output.
    pub fn own(&self) -> File {
        (STYLESHEET.into(), self.mark.stylesheet().into_bytes())
    }

    /// The files of the folder that an output gives.
    pub fn files(&self, planned: &Planned, bytes: Vec<u8>) -> Vec<File> {
        let file = format!("{SITE}{}", planned.path);
        let path = &planned.path;
        if is_page(planned) {
            let html = String::from_utf8_lossy(&bytes);
            let mut files = vec![(file.clone(), self.page(&html, path, &file, false))];
            if self.first.as_ref() == Some(path) {
                files.push((START.into(), self.page(&html, path, START, true)));
            }
            return files;
        }
        if path.ends_with(".css") {
            let spot = Spot { path, file: &file };
            let css = String::from_utf8_lossy(&bytes);
            if let Some(css) = stylesheet::rewritten(&css, &self.addresses, spot) {
                return vec![(file, css.into_bytes())];
            }
        }
        vec![(file, bytes)]
    }

    fn page(&self, html: &str, path: &str, file: &str, start: bool) -> Vec<u8> {
        let body = match start {
            true => self.mark.body_of_start(),
            false => self.mark.body(),
        };
        let additions = Additions {
            head: &self.mark.head(file),
            body: &body,
        };
        page::rewritten(html, &self.addresses, Spot { path, file }, additions).into_bytes()
    }
}

/// Whether an output goes along. What only programs read from the published site
/// does not: every address in it is one of that site.
pub fn is_shared(planned: &Planned) -> bool {
    !matches!(
        planned.output,
        Output::Feed(_) | Output::Sitemap | Output::Robots
    )
}

/// Whether an output is a page of the site and not a file that somebody put there.
pub fn is_page(planned: &Planned) -> bool {
    let made = matches!(
        planned.output,
        Output::Page(_)
            | Output::List(_)
            | Output::ThemePage(_)
            | Output::Tag(..)
            | Output::Redirect(_)
    );
    made && planned.path.ends_with(".html")
}

/// Windows takes 260 characters for a whole path, of which the site needs most.
const LONGEST_NAME: usize = 30;

fn name(site: &str, now: Moment) -> String {
    let site: String = safe(site).chars().take(LONGEST_NAME).collect();
    let site = site.trim_end_matches([' ', '.']);
    let dash = if site.is_empty() { "" } else { "-" };
    format!("{site}{dash}预览-{}", now.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_called_after_the_site_and_the_day() {
        let now = Moment::parse("2026-05-08", &jiff::tz::TimeZone::UTC).expect("a day");
        assert_eq!(name("青禾县民政局", now), "青禾县民政局-预览-2026-05-08");
        assert_eq!(name("a/b: \"c\".", now), "ab c-预览-2026-05-08");
        assert_eq!(name("", now), "预览-2026-05-08");
        assert!(name(&"字".repeat(200), now).chars().count() < 50);
        for name in [name("con", now), name("...", now), name("aux.", now)] {
            assert_eq!(crate::output::check_name(&name), Ok(()), "{name}");
        }
    }
}

//! Where an address on a page leads when the site lies in a folder.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use crate::model::encode;

/// The addresses of a site: which are its own, and which have a file.
#[derive(Debug)]
pub struct Addresses {
    /// Scheme and host, such as `https://mz.shixian.example`.
    origin: String,
    /// The path below which the site lies, decoded, with `/` at both ends.
    base: String,
    /// Every file, by its path below `base`.
    files: HashSet<String>,
}

/// A page or a stylesheet, where it is read from and where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The path below the site's base path that its addresses are written for:
    /// `policies/a/index.html`.
    pub path: &'a str,
    /// Where it lies in the folder: `files/site/policies/a/index.html`.
    pub file: &'a str,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// Within the page, or to something that is no place on the web: a telephone,
    /// a mailbox, data. It stays as it is.
    Here,
    /// To a file in the folder, by its relative address.
    Inside(String),
    /// To another site, by its full address.
    Outside(String),
    /// To an address of the site that the folder has no file for.
    Nowhere,
}

/// The folder of the site's files within the shared folder.
pub const SITE: &str = "files/site/";

impl Addresses {
    /// The addresses of the site at `base_url` (scheme, host and a path ended by
    /// `/`) that has these files.
    pub fn new(base_url: &str, files: impl IntoIterator<Item = String>) -> Self {
        let host = base_url.find("//").map_or(0, |at| at + 2);
        let path = base_url[host..]
            .find('/')
            .map_or(base_url.len(), |at| host + at);
        let (origin, base) = base_url.split_at(path);
        Self {
            origin: origin.into(),
            base: if base.is_empty() {
                "/".into()
            } else {
                decoded(base)
            },
            files: files.into_iter().collect(),
        }
    }

    /// Where an address leads that stands in the file at `spot`.
    pub fn lead(&self, spot: Spot<'_>, written: &str) -> Lead {
        let written = written.trim_matches(|c: char| c.is_ascii_whitespace());
        if written.is_empty() || written.starts_with('#') {
            return Lead::Here;
        }
        let (before, fragment) = halves(written, '#');
        let (before, query) = halves(before, '?');
        // Browsers take both slashes for one.
        let before = before.replace('\\', "/");
        let path = match self.path(spot, &before) {
            Ok(path) => path,
            Err(Elsewhere::Place) => return Lead::Here,
            Err(Elsewhere::Site) if before.starts_with("//") => {
                return Lead::Outside(format!("https:{written}"));
            }
            Err(Elsewhere::Site) => return Lead::Outside(written.into()),
        };
        let Some(below) = self.below(&path) else {
            let path = encode(&path);
            return Lead::Outside(format!("{}{path}{query}{fragment}", self.origin));
        };
        let Some(file) = self.file(below) else {
            return Lead::Nowhere;
        };
        // What a page does with its query it does in a folder too; behind other
        // files there are only marks that make browsers fetch them anew.
        let query = if file.ends_with(".html") { query } else { "" };
        let way = way(spot.file, &format!("{SITE}{file}"));
        Lead::Inside(format!("{way}{query}{fragment}"))
    }

    /// The path below the base path that a page's `<base>` names.
    pub fn base(&self, spot: Spot<'_>, written: &str) -> Option<String> {
        let path = self.path(spot, written).ok()?;
        self.below(&path).map(str::to_owned)
    }

    /// The path on the site's host, decoded, without `.` and `..`.
    fn path(&self, spot: Spot<'_>, before: &str) -> Result<String, Elsewhere> {
        let scheme = scheme(before);
        if scheme.is_some_and(|scheme| !is_web(scheme)) {
            return Err(Elsewhere::Place);
        }
        let rest = &before[scheme.map_or(0, |scheme| scheme.len() + 1)..];
        if let Some(after) = rest.strip_prefix("//") {
            let host = after.split('/').next().unwrap_or_default();
            let own = self.origin.rsplit('/').next().unwrap_or_default();
            return match host.eq_ignore_ascii_case(own) {
                true => Ok(plain("/", &after[host.len()..])),
                false => Err(Elsewhere::Site),
            };
        }
        let page = format!("{}{}", self.base, spot.path);
        Ok(match rest.is_empty() {
            true => page,
            false => plain(&page, rest),
        })
    }

    /// What is below the base path of the site.
    fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(self.base.as_str()) {
            Some(below) => Some(below),
            None => (self.base.strip_suffix('/') == Some(path)).then_some(""),
        }
    }

    /// The file that a web server gives out for a path below the base path.
    fn file(&self, below: &str) -> Option<String> {
        if !below.is_empty() && self.files.contains(below) {
            return Some(below.into());
        }
        let slash = if below.is_empty() || below.ends_with('/') {
            ""
        } else {
            "/"
        };
        let index = format!("{below}{slash}index.html");
        self.files.contains(&index).then_some(index)
    }
}

/// Why an address has no path on the site's host.
enum Elsewhere {
    /// It is one on another host.
    Site,
    /// It is none of the web.
    Place,
}

/// What is before a sign, and the rest with the sign.
fn halves(text: &str, sign: char) -> (&str, &str) {
    text.split_at(text.find(sign).unwrap_or(text.len()))
}

/// The scheme that an address begins with.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut bytes = scheme.bytes();
    let starts = bytes.next().is_some_and(|b| b.is_ascii_alphabetic());
    let goes_on = bytes.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (starts && goes_on).then_some(scheme)
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// An address's path, resolved against that of a page and decoded.
fn plain(page: &str, written: &str) -> String {
    let written = decoded(written);
    let mut parts: Vec<&str> = match written.starts_with('/') {
        true => Vec::new(),
        false => page.split('/').filter(|part| !part.is_empty()).collect(),
    };
    if !written.starts_with('/') && !page.ends_with('/') {
        parts.pop();
    }
    let mut open = true;
    for part in written.split('/') {
        open = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let end = if open && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

/// The way from one file of the folder to another, as an address.
pub fn way(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let to: Vec<&str> = to.split('/').collect();
    let shared = folder.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; folder.len() - shared];
    parts.extend(&to[shared..]);
    encode(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(written: &str) -> Lead {
        let files = [
            "index.html",
            "a/index.html",
            "a/b/index.html",
            "图/大厅.webp",
            "assets/site.css",
            "a/print.pdf",
            "50%.html",
        ];
        let addresses = Addresses::new(
            "https://mz.example/县/",
            files.into_iter().map(str::to_owned),
        );
        let spot = Spot {
            path: "a/b/index.html",
            file: "files/site/a/b/index.html",
        };
        addresses.lead(spot, written)
    }

    fn inside(written: &str) -> String {
        match lead(written) {
            Lead::Inside(way) => way,
            other => panic!("{written}: {other:?}"),
        }
    }

    #[test]
    fn every_way_of_writing_an_own_address_leads_to_its_file() {
        for written in [
            "/县/a/",
            "/县/a",
            "/%E5%8E%BF/a/index.html",
            "https://mz.example/县/a/",
            "http://MZ.example/县/a/",
            "//mz.example/县/a/",
            "..",
            "../",
            "./../index.html",
            "\\县\\a\\",
        ] {
            assert_eq!(inside(written), "../index.html", "{written}");
        }
        assert_eq!(inside("/县/"), "../../index.html");
        assert_eq!(inside("/县"), "../../index.html");
        assert_eq!(inside("https://mz.example/县/"), "../../index.html");
        assert_eq!(inside("?q=a"), "index.html?q=a");
    }

    #[test]
    fn chinese_names_are_encoded_and_marks_of_assets_go() {
        let picture = "../../%E5%9B%BE/%E5%A4%A7%E5%8E%85.webp";
        assert_eq!(inside("/县/图/大厅.webp?v=1"), picture);
        assert_eq!(
            inside("../../assets/site.css?h=1a2b"),
            "../../assets/site.css"
        );
        assert_eq!(inside("/县/a/?q=老人#x"), "../index.html?q=老人#x");
        assert_eq!(inside("/县/a/print.pdf#page=2"), "../print.pdf#page=2");
        assert_eq!(inside("/县/50%25.html"), "../../50%25.html");
    }

    #[test]
    fn what_is_elsewhere_stays_elsewhere() {
        for written in [
            "",
            "#a",
            "tel:12345",
            "mailto:a@b",
            "data:,x",
            "javascript:0",
        ] {
            assert_eq!(lead(written), Lead::Here, "{written}");
        }
        let other = |written: &str, address: &str| {
            assert_eq!(lead(written), Lead::Outside(address.into()), "{written}");
        };
        other("https://gov.cn/a?b#c", "https://gov.cn/a?b#c");
        other("//gov.cn/a", "https://gov.cn/a");
        other("/a/", "https://mz.example/a/");
        assert_eq!(lead("/县/nope/"), Lead::Nowhere);
        assert_eq!(lead("../../atom.xml"), Lead::Nowhere);
    }

    #[test]
    fn the_copy_at_the_top_leads_into_the_folder() {
        let addresses = Addresses::new("https://mz.example", ["index.html".into()]);
        let spot = Spot {
            path: "index.html",
            file: "打开预览.html",
        };
        let home = Lead::Inside("files/site/index.html".into());
        assert_eq!(addresses.lead(spot, "/"), home);
        assert_eq!(addresses.lead(spot, "./"), home);
    }
}

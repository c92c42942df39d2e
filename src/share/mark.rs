//! The mark that every page of a preview carries: what it is, and of when.

use crate::model::Moment;

use super::addresses::way;

/// The mark's stylesheet in the folder.
pub const STYLESHEET: &str = "files/preview.css";

/// The words of the mark.
#[derive(Debug)]
pub struct Mark {
    chinese: bool,
    /// `2026-05-08 09:00`.
    time: String,
}

impl Mark {
    /// The mark for a site in a language such as `zh-CN`, made at a moment.
    pub fn new(language: &str, now: Moment) -> Self {
        Self {
            chinese: language.starts_with("zh"),
            time: now.at.strftime("%Y-%m-%d %H:%M").to_string(),
        }
    }

    /// What a page gets in its head, if it lies at `file` of the folder.
    pub fn head(&self, file: &str) -> String {
        let stylesheet = way(file, STYLESHEET);
        format!(
            "<meta name=\"robots\" content=\"noindex,nofollow\">\
             <link rel=\"stylesheet\" href=\"{stylesheet}\">"
        )
    }

    /// What a page gets at the beginning of its body.
    pub fn body(&self) -> String {
        self.aside("")
    }

    /// The same for the page at the top: who opens it within the archive, where
    /// neither the stylesheet nor any other page is, reads what to do.
    pub fn body_of_start(&self) -> String {
        let words = self.words(
            "如果这一页没有颜色、点了打不开：请先把压缩包全部解压（右键，“全部解压缩”），再双击解压出来的“打开预览.html”。",
            "If this page has no colours and its links do not open: first extract the whole archive (right click, “Extract all”), then open “打开预览.html” in the folder that comes out.",
        );
        self.aside(&format!("<p class=\"huimin-unpack\">{words}</p>"))
    }

    fn aside(&self, more: &str) -> String {
        let label = self.words("关于这份预览", "About this preview");
        let short = self.short();
        let rest = self.rest();
        format!(
            "<aside class=\"huimin-preview\" aria-label=\"{label}\">\
             <p><strong>{short}</strong>{rest}</p>{more}</aside>"
        )
    }

    /// The stylesheet. On screen the mark is a strip at the top and a small sign
    /// that stays; on paper it is a line at the top and one on every sheet.
    pub fn stylesheet(&self) -> String {
        let (short, rest) = (self.short(), self.rest());
        format!(
            "{CSS}@page {{ @bottom-right {{ content: \"{short}{rest}\"; font: 8.5pt sans-serif; color: #000; }} }}\n"
        )
        .replace("SHORT", short)
    }

    fn short(&self) -> &'static str {
        self.words("预览", "Preview")
    }

    fn rest(&self) -> String {
        let time = &self.time;
        match self.chinese {
            true => format!("，未发布；{time} 制作"),
            false => format!(", not published; made {time}"),
        }
    }

    fn words(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.chinese { zh } else { en }
    }
}

/// `all: unset` keeps the theme's rules for paragraphs out.
const CSS: &str = r#".huimin-preview, .huimin-preview p, .huimin-preview strong { all: unset; }
.huimin-preview, .huimin-preview p { display: block; }
.huimin-preview { padding: 6px 12px; background: #7a1d12; color: #fff; font: 14px/1.5 system-ui, "Microsoft YaHei", sans-serif; text-align: center; }
.huimin-preview strong { font-weight: 700; }
.huimin-preview .huimin-unpack { display: none; }
.huimin-preview::after { content: "SHORT" / ""; position: fixed; left: 0; bottom: 0; z-index: 2147483647; padding: 1px 8px 2px; border-radius: 0 4px 0 0; background: #7a1d12; color: #fff; font-weight: 700; opacity: .85; pointer-events: none; }
@media print {
  .huimin-preview { margin-bottom: 3mm; padding: 0 0 1mm; border-bottom: 1px solid #000; background: none; color: #000; font-size: 9pt; text-align: left; }
  .huimin-preview::after { display: none; }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_it_is_and_of_when() {
        let now = Moment::parse("2026-05-08 9:00", &jiff::tz::TimeZone::UTC).expect("a moment");
        let zh = Mark::new("zh-CN", now).body();
        assert!(
            zh.contains("<strong>预览</strong>，未发布；2026-05-08 09:00 制作"),
            "{zh}"
        );
        let en = Mark::new("en", now).body();
        assert!(
            en.contains("<strong>Preview</strong>, not published; made 2026-05-08 09:00"),
            "{en}"
        );
    }
}

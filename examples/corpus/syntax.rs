//! Where the generators' ways of writing a page differ.

/// How a generator has its pages written.
pub struct Syntax {
    pub title: &'static str,
    pub date: &'static str,
    pub summary: &'static str,
    pub tags: &'static str,
    /// The folder of the pictures below the site's.
    pub pictures: &'static str,
    /// The same in the address of a picture, as a page names it.
    pub picture_address: &'static str,
    /// The address of a page in the same section, from the name of its file.
    pub page_address: fn(&str) -> String,
    /// What the site has beside its pages and pictures: files by their path.
    pub more: &'static [(&'static str, &'static str)],
}

pub const HUIMIN: Syntax = Syntax {
    title: "标题",
    date: "日期",
    summary: "摘要",
    tags: "标签",
    pictures: "content/images",
    picture_address: "../images",
    page_address: str::to_owned,
    more: &[],
};

pub const HUGO: Syntax = Syntax {
    title: "title",
    date: "date",
    summary: "description",
    tags: "tags",
    pictures: "static/images",
    picture_address: "/images",
    page_address: |file| format!("{{{{< relref \"{file}\" >}}}}"),
    more: &[
        ("hugo.toml", include_str!("hugo/hugo.toml")),
        ("static/site.css", include_str!("hugo/site.css")),
        (
            "layouts/baseof.html",
            include_str!("hugo/layouts/baseof.html"),
        ),
        ("layouts/home.html", include_str!("hugo/layouts/home.html")),
        ("layouts/list.html", include_str!("hugo/layouts/list.html")),
        ("layouts/page.html", include_str!("hugo/layouts/page.html")),
        (
            "layouts/taxonomy.html",
            include_str!("hugo/layouts/taxonomy.html"),
        ),
        (
            "layouts/_shortcodes/fact.html",
            include_str!("hugo/layouts/_shortcodes/fact.html"),
        ),
    ],
};

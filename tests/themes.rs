//! Changing the look of a site: one partial, a theme on top of another, options.

mod common;

use common::Site;
use common::html::Page;

fn page(site: &Site, path: &str) -> Page {
    Page::parse(site.read(path).as_bytes())
}

/// A folder without a `theme.yaml` changes single files of the built-in theme.
#[test]
fn a_site_overrides_one_partial() {
    let site = Site::small();
    site.write(
        "themes/huimin/templates/partials/footer.html",
        "<footer>自己的页脚，{{ site.organizer }}</footer>\n",
    );
    site.build(&[]).ended(0);
    let page = page(&site, "public/a/index.html");
    assert_eq!(page.text("footer"), "自己的页脚，试县民政局");
    assert_eq!(page.text("h1"), "一页");
}

#[test]
fn a_site_overrides_one_template_and_extends_what_it_hides() {
    let site = Site::small();
    site.write(
        "themes/huimin/templates/article.html",
        "{% extends \"builtin/article.html\" %}\n\
         {% block ask %}<p id=\"own\">这里问</p>{% endblock ask %}\n",
    );
    site.build(&[]).ended(0);
    let page = page(&site, "public/a/index.html");
    assert_eq!(page.text("#own"), "这里问");
    assert_eq!(page.text("h1"), "一页");
}

#[test]
fn a_theme_extends_another() {
    let site = Site::small();
    site.write(
        "themes/own/theme.yaml",
        "name: 自己的\nextends: huimin\n\
         tokens:\n  cinnabar: {css: \"#123456\", cmyk: [90, 60, 0, 40]}\n\
         options:\n  口号: 没有写\n\
         pages:\n  - {template: own.html, path: own/, title: 自己的一页}\n",
    );
    site.write(
        "themes/own/templates/own.html",
        "{% extends \"base.html\" %}\n\
         {% block main %}<h1>{{ title }}</h1><p id=\"say\">{{ site.theme_options[\"口号\"] }}</p>\
         {% endblock main %}\n",
    );
    let config = site.read("site.yaml") + "主题: own\n主题选项:\n  口号: 写了\n  首页政策数: 3\n";
    site.write("site.yaml", config);
    site.build(&[]).ended(0);
    let own = page(&site, "public/own/index.html");
    assert_eq!(own.text("h1"), "自己的一页");
    assert_eq!(own.text("#say"), "写了");
    assert!(site.read("public/assets/site.css").contains("#123456"));
    assert_eq!(page(&site, "public/a/index.html").text("h1"), "一页");
    assert!(site.path("public/search/index.html").is_file());
}

#[test]
fn a_theme_that_extends_itself_ends() {
    let site = Site::small();
    site.write("themes/one/theme.yaml", "name: 一\nextends: two\n");
    site.write("themes/two/theme.yaml", "name: 二\nextends: one\n");
    site.write("site.yaml", site.read("site.yaml") + "主题: one\n");
    let ran = site.check().ended(1);
    assert!(ran.err.contains("[no-theme]"), "{}", ran.err);
}

/// The name of a theme is no way out of the site's folder.
#[test]
fn a_theme_lies_in_the_site() {
    for name in ["../outside", "/etc", "a/b", "."] {
        let site = Site::small();
        site.write(
            "site.yaml",
            site.read("site.yaml") + &format!("主题: {name}\n"),
        );
        let ran = site.check().ended(1);
        assert!(ran.err.contains("[no-theme]"), "{}", ran.err);
    }
}

/// A page whose template fails keeps what it was; the others are written.
#[test]
fn a_template_that_fails_spoils_its_own_pages_only() {
    let site = Site::small();
    site.build(&[]).ended(0);
    let before = site.read("public/a/index.html");
    site.write(
        "themes/huimin/templates/article.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ page.titel }}{% endblock main %}\n",
    );
    site.write("content/news/_index.md", "---\n标题: 新的栏目\n---\n");
    let ran = site.build(&[]).ended(1);
    assert!(
        ran.err.contains("themes/huimin/templates/article.html:2:"),
        "{}",
        ran.err
    );
    assert_eq!(site.read("public/a/index.html"), before);
    assert!(site.path("public/news/index.html").is_file());
}

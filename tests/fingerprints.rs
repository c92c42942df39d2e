//! What a template reads of its context is found from its text. It may be said
//! to be more than is read, but never less: where the fingerprints of two
//! contexts are equal, so are the bytes.

#[path = "fingerprints/author.rs"]
mod author;
mod common;
#[path = "fingerprints/values.rs"]
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use author::{Author, Dice, NAMES, changed, random};
use common::Site;
use huimin::fingerprint::{Fingerprint, Memo};
use huimin::model::Options;
use huimin::plan::Planned;
use huimin::site::Site as Loaded;
use huimin::source::Listing;
use huimin::theme::{Reads, Theme, UsesOf, page_uses};
use tera::{Context, Tera};

/// Templates by name.
type Templates = Vec<(&'static str, &'static str)>;

fn uses(templates: Templates) -> UsesOf {
    UsesOf::new(templates, vec!["builtin/".into()])
}

/// The paths that `page.html` reads below a name.
fn paths(templates: Templates, name: &str) -> Vec<String> {
    let uses = uses(templates);
    let page = uses.get("page.html").expect("there is a page.html");
    page.paths(name).into_iter().collect()
}

#[track_caller]
fn reads(page: &'static str, name: &str, expected: &[&str]) {
    assert_eq!(paths(vec![("page.html", page)], name), expected, "{page}");
}

fn parts(names: &[&str]) -> Reads {
    let names: BTreeSet<String> = names.iter().map(|name| (*name).into()).collect();
    Reads::Parts(names)
}

#[test]
fn only_what_is_named_is_read() {
    reads("{{ generated.text }}", "generated", &["text"]);
    reads("{{ generated.text }}", "month", &[]);
    reads("{{ month.today.month }}", "month", &["today.month"]);
    reads("{{ month?.today[\"month\"] }}", "month", &["today.month"]);
    reads("{{ month['today'].month }}", "month", &["today.month"]);
    reads("{{ page }}", "page", &[""]);
    reads("{# page #}{% raw %}{{ page }}{% endraw %}page", "page", &[]);
}

#[test]
fn a_bare_name_or_an_unknown_key_reads_the_whole() {
    let reads = |page: &'static str| {
        let uses = uses(vec![("page.html", page)]);
        uses.get("page.html").expect("there").reads("by_kind")
    };
    assert_eq!(reads("{{ title }}"), Reads::None);
    assert_eq!(
        reads("{% if by_kind.event %}{{ by_kind[\"news\"] }}{% endif %}"),
        parts(&["event", "news"])
    );
    assert_eq!(reads("{{ by_kind[kind] }}"), Reads::Whole);
    assert_eq!(reads("{{ by_kind | length }}"), Reads::Whole);
    assert_eq!(reads("{% set a = by_kind %}{{ a }}"), Reads::Whole);
    assert_eq!(
        reads("{% for kind, pages in by_kind %}{{ kind }}{% endfor %}"),
        Reads::Whole
    );
    assert_eq!(reads("{{ __tera_context }}"), Reads::Whole);
    assert_eq!(reads("{% set a = by_kind %}{{ a.news }}"), parts(&["news"]));
}

#[test]
fn what_a_loop_a_set_or_a_list_passes_on_is_followed() {
    reads(
        "{% for page in by_kind.news[:4] %}{{ page.title }}{% endfor %}",
        "by_kind",
        &["news", "news.*.title"],
    );
    reads(
        "{% set near = today or next[:2] %}{% for event in near %}{{ event.place }}{% endfor %}",
        "next",
        &["", "*.place"],
    );
    reads(
        "{% set few = [p for p in pages if p.date] %}{{ few[0].title }}",
        "pages",
        &["", "*.date", "*.title"],
    );
    reads(
        "{% set all = [...pages, ...more] %}{{ all | length }}{{ all[0].title }}",
        "more",
        &["", "*.title"],
    );
    reads(
        "{% set a = page %}{% set b = a.date %}{{ b.iso }}",
        "page",
        &["date.iso"],
    );
    reads("{{ pages | first }}", "pages", &["*"]);
    reads(
        "{% for p in pages | sort(attribute=\"date.iso\") %}{{ p.url }}{% endfor %}",
        "pages",
        &["", "*.date.iso", "*.url"],
    );
    reads("{{ pages | sort }}", "pages", &[""]);
    reads("{% if page.date %}{% endif %}", "page", &["date"]);
    reads("{% if page.date == day %}{% endif %}", "day", &[""]);
    reads(
        "{{ page.a if page.b else page.c }}",
        "page",
        &["a", "b", "c"],
    );
}

#[test]
fn parents_and_includes_belong_to_a_template() {
    let templates = vec![
        (
            "page.html",
            "{% extends \"base.html\" %}{% block main %}{{ page.title }}{% endblock %}",
        ),
        (
            "base.html",
            "{% for item in nav %}{% include \"item.html\" %}{% endfor %}{% block main %}{% endblock %}",
        ),
        ("builtin/item.html", "{{ item.url }}{{ site.name }}"),
        ("other.html", "{{ other }}"),
    ];
    assert_eq!(paths(templates.clone(), "nav"), ["", "*.url"]);
    assert_eq!(paths(templates.clone(), "site"), ["name"]);
    assert_eq!(paths(templates.clone(), "page"), ["title"]);
    assert_eq!(paths(templates, "other"), [""; 0]);
}

#[test]
fn a_component_reads_what_it_is_given() {
    let templates = vec![
        (
            "page.html",
            "{{ <row page={page.next} day /> }}{% <box note={note}> %}{{ inner }}{% </box> %}",
        ),
        (
            "components.html",
            "{% component row(page, day, @site) %}{{ page.title }}{{ day.iso }}{{ <name /> }}{% endcomponent row %}\
            {% component name(@site) %}{{ site.name }}{% endcomponent %}\
            {% component box(note, page = none) %}{{ body }}{% if note %}{{ page }}{% endif %}{% endcomponent %}\
            {% component unused(x) %}{{ other }}{% endcomponent %}",
        ),
    ];
    assert_eq!(paths(templates.clone(), "page"), ["next.title"]);
    assert_eq!(paths(templates.clone(), "day"), ["iso"]);
    assert_eq!(paths(templates.clone(), "site"), ["name"]);
    assert_eq!(paths(templates.clone(), "inner"), [""]);
    assert_eq!(paths(templates, "other"), [""; 0]);
}

#[test]
fn the_component_of_the_nearest_layer_counts() {
    let templates = vec![
        ("page.html", "{{ <row page /> }}"),
        (
            "builtin/components.html",
            "{% component row(page) %}{{ page.title }}{% endcomponent %}",
        ),
        (
            "mine.html",
            "{% component row(page) %}{{ page.url }}{% endcomponent %}",
        ),
    ];
    assert_eq!(paths(templates, "page"), ["url"]);
}

#[test]
fn a_component_that_calls_itself_comes_to_an_end() {
    let templates = vec![(
        "page.html",
        "{% component tree(node) %}{{ node.name }}{% for n in node.children %}{{ <tree node={n} /> }}{% endfor %}\
            {% endcomponent %}{{ <tree node={page} /> }}",
    )];
    assert_eq!(paths(templates, "page"), [""]);
    let long = "{% set a = a.b or a.c or a.d %}{{ a.e }}";
    assert!(!paths(vec![("page.html", long)], "a").is_empty());
}

#[test]
fn what_is_not_understood_reads_everything() {
    for page in [
        "{% sing page %}",
        "{{ page",
        "{{ a ! b }}",
        "{% include \"gone.html\" %}",
        "{{ <gone /> }}",
    ] {
        let uses = uses(vec![("page.html", page)]);
        let page = uses.get("page.html").expect("there");
        assert_eq!(page.reads("anything"), Reads::Whole);
        assert_eq!(
            Fingerprint::of_context(&Context::new(), page, &Memo::default()),
            None
        );
    }
    let deep = format!("{{{{ {}a{} }}}}", "(".repeat(100_000), ")".repeat(100_000));
    let uses = UsesOf::new([("page.html", deep)], Vec::new());
    assert_eq!(
        uses.get("page.html").map(|page| page.reads("a")),
        Some(Reads::Whole)
    );
}

#[test]
fn the_files_of_a_theme_that_are_named_are_known() {
    let called = |page: &'static str| {
        let uses = uses(vec![("page.html", page)]);
        uses.get("page.html").expect("there").called("asset")
    };
    assert_eq!(
        called("{{ asset(path=\"site.css\") }}{{ asset(path='a.js') }}"),
        parts(&["a.js", "site.css"])
    );
    assert_eq!(called("{{ asset(path=name) }}"), Reads::Whole);
    assert_eq!(called("{{ asset }}"), Reads::None);
}

#[test]
fn a_template_is_known_by_the_text_of_all_that_it_is_made_from() {
    let hash = |row: &'static str, other: &'static str| {
        let uses = uses(vec![
            ("page.html", "{% include \"part.html\" %}{{ <row page /> }}"),
            ("part.html", "part"),
            ("components.html", row),
            ("other.html", other),
        ]);
        uses.get("page.html").expect("there").hash()
    };
    let row = "{% component row(page) %}{{ page.title }}{% endcomponent %}";
    assert_eq!(hash(row, ""), hash(row, "changed"));
    let beside = "{% component row(page) %}{{ page.title }}{% endcomponent %}{% component b() %}{% endcomponent %}";
    assert_eq!(hash(row, ""), hash(beside, ""));
    let changed = "{% component row(page) %}{{ page.title }}!{% endcomponent %}";
    assert_ne!(hash(row, ""), hash(changed, ""));
}

/// What comes out: the bytes, or that it fails.
fn rendered(tera: &Tera, context: &Context) -> Option<String> {
    tera.render("page", context).ok()
}

#[test]
fn where_fingerprints_are_equal_so_are_the_bytes() {
    let components = "{% component one(a, b, c = none) %}{% for d in a or [] %}{{ d.x }}{% endfor %}{{ b?.y }}\
        {{ <three c /> }}{% endcomponent %}\
        {% component two(x = none, ...rest) %}{{ body }}{{ x?.z }}{{ rest }}{% endcomponent %}\
        {% component three(@e, c = none) %}{{ e?.x?.y }}{% if c %}{{ c | length }}{% endif %}{% endcomponent %}";
    let dice = &mut Dice(0x5eed_0f41);
    let memo = Memo::default();
    let (mut written, mut equal, mut differing) = (0, 0, 0);
    for _ in 0..4000 {
        let page = Author(dice).template(3);
        let part = Author(dice).template(1);
        let templates = [
            ("page", page.as_str()),
            ("part", &part),
            ("parts", components),
        ];
        let mut tera = Tera::default();
        tera.autoescape_on(vec!["page"]);
        if tera.add_raw_templates(templates).is_err() {
            continue;
        }
        written += 1;
        let texts = templates.map(|(name, text)| (name, text.to_owned()));
        let uses = UsesOf::new(texts, Vec::new());
        let uses = uses.get("page").expect("there is a page");
        assert_ne!(
            uses.reads("no such name"),
            Reads::Whole,
            "not understood: {page} | {part}"
        );
        for _ in 0..8 {
            let mut context = Context::new();
            for name in NAMES {
                context.insert_value(*name, random(dice, 3));
            }
            let before = Fingerprint::of_context(&context, uses, &memo);
            let bytes = rendered(&tera, &context);
            for _ in 0..8 {
                let mut other = context.clone();
                let name = dice.pick(NAMES);
                match other.remove(name) {
                    Some(value) if dice.roll(8) > 0 => {
                        other.insert_value(name, changed(&value, dice))
                    }
                    _ => {}
                }
                let same = Fingerprint::of_context(&other, uses, &memo) == before;
                let others = rendered(&tera, &other);
                if same {
                    assert_eq!(others, bytes, "{page} | {part}\n{context:?}\n{other:?}");
                }
                equal += usize::from(same && bytes.is_some());
                differing += usize::from(!same && bytes != others);
            }
        }
    }
    // The test is worth something: much is rendered, and both cases are common.
    assert!(
        written > 1000 && equal > 10_000 && differing > 2_000,
        "{written} {equal} {differing}"
    );
}

#[test]
fn the_templates_of_the_theme_are_understood() {
    let theme = Theme::load(common::project(), "huimin", None, &mut Vec::new());
    let uses = page_uses(&theme);
    for path in theme.folder("templates").keys() {
        let name = path.trim_start_matches("templates/");
        let uses = uses.get(name).expect("a template of the theme");
        assert!(!uses.shape().is_whole(), "{name}");
        // Else one edit of any page would change every page.
        assert_ne!(uses.reads("by_kind"), Reads::Whole, "{name}");
        let generated = uses.paths("generated");
        assert!(generated.iter().all(|path| path == "text"), "{name}");
    }
}

#[test]
fn pages_made_from_what_is_read_are_as_those_made_from_everything() {
    let site = Site::copy("county");
    site.build(&[]).ended(0);
    let expected = site.public();
    // The same templates, which now ask for all there is and do nothing with it.
    let theme = Theme::load(common::project(), "huimin", None, &mut Vec::new());
    for (path, bytes) in theme.folder("templates") {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let asking = match text.contains("{% extends") {
            true => text.to_owned(),
            false => format!("{text}{{% if false %}}{{{{ __tera_context }}}}{{% endif %}}"),
        };
        site.write(&format!("themes/huimin/{path}"), asking);
    }
    let asking = page_uses(&Theme::load(site.root(), "huimin", None, &mut Vec::new()));
    for name in ["home.html", "atom.xml"] {
        let uses = asking.get(name).expect("a template of the theme");
        assert!(uses.shape().is_whole(), "{name}");
    }
    std::fs::remove_dir_all(site.path("public")).expect("removed");
    site.build(&[]).ended(0);
    let made = site.public();
    for (path, bytes) in &expected {
        assert_eq!(made.get(path), Some(bytes), "{path}");
    }
    assert_eq!(made.len(), expected.len());
}

/// The outputs whose origins an edit changes.
fn changed_by(file: &str, from: &str, to: &str) -> Vec<String> {
    let site = Site::copy("county");
    site.remove("content/boards/jintie.md");
    let options = Options {
        now: Some(common::NOW.into()),
        ..Options::default()
    };
    let mut listing = Listing::default();
    let mut origins = || {
        listing = Listing::take_after(site.root(), &listing);
        let listing = Arc::new(listing.clone());
        let loaded = Loaded::read(site.root(), &listing, &options, None);
        let origin = |planned: Planned| (planned.path.clone(), loaded.origin(&planned));
        loaded
            .plan()
            .into_iter()
            .map(origin)
            .collect::<BTreeMap<_, _>>()
    };
    let before = origins();
    site.edit(file, from, to);
    let after = origins();
    assert!(before.keys().eq(after.keys()));
    let changed = before.into_iter().filter(|(path, origin)| {
        let is_asset = path.starts_with("assets/");
        assert_eq!(origin.is_none(), is_asset, "{path}");
        after[path] != *origin
    });
    changed.map(|(path, _)| path).collect()
}

#[test]
fn an_edit_changes_the_origins_of_what_shows_it() {
    let file = "content/news/e-chinese-date.md";
    let of_text = changed_by(file, "正文五", "正文六");
    let page = "news/e-chinese-date/index.html";
    let large = format!("large/{page}");
    assert_eq!(of_text, ["atom.xml", &large, "news/atom.xml", page]);
    let of_title = changed_by(file, "中文日期", "汉字日期");
    let standard = of_title.iter().filter(|path| !path.starts_with("large/"));
    assert_eq!(
        standard.collect::<Vec<_>>(),
        [
            "atom.xml",
            "index.html",
            // Its neighbours, which link to it.
            "news/atom.xml",
            "news/d-fullwidth/index.html",
            page,
            "news/f-offset/index.html",
            "news/index.html",
            // It names this one.
            "schedule/0508/index.html",
            "search/index.html",
            "sitemap/index.html",
        ]
    );
}

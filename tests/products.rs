//! Printed products through the program: those of the sample site, as its pages
//! name them, and those of small sites. What the print shop and the web page get.

mod common;
#[allow(dead_code)] // each test file uses a part of this
#[path = "print/reading.rs"]
mod reading;

use std::fs;
use std::sync::LazyLock;

use common::html::Page;
use common::{Site, files, kept};
use huimin::model::Options;
use huimin::product::{Spec, Subject, products};
use huimin::schema::Setting;
use huimin::site::Ground;
use reading::Reading;

/// When the sample site is built: in the middle of its month.
const SAMPLE_NOW: &str = "2026-05-14T10:00";

/// Bytes of a picture of a page, at most: what a web page may ask of a telephone.
const PICTURE_BYTES: usize = 200_000;

/// Pages that have a picture, at most.
const PICTURES: usize = 12;

/// The sample site, built once for all tests.
static SAMPLE: LazyLock<Site> = LazyLock::new(|| {
    let site = Site::sample();
    let ran = site.huimin(&["build", "--now", SAMPLE_NOW]);
    kept::keep(&site, "sample");
    ran.ended(0);
    site
});

/// What a product's page in the sample says of it.
struct Ordered {
    /// Where the website has it, from `public`.
    folder: String,
    form: &'static str,
    spec: Spec,
    /// Words that must be on it: its title and the facts that its page names.
    words: Vec<String>,
}

/// The products of the sample, read from its pages.
static ORDERED: LazyLock<Vec<Ordered>> = LazyLock::new(|| {
    let options = Options {
        now: Some(SAMPLE_NOW.into()),
        ..Options::default()
    };
    let ground = Ground::load(SAMPLE.root(), &options);
    let mut told = ground.problems();
    let Ground { model, theme, .. } = &ground;
    let ordered: Vec<_> = products(model)
        .into_iter()
        .map(|index| {
            let page = &model.pages[index];
            let subject = Subject::of(model, page, &mut told);
            let title = page.fields.text("board_title").unwrap_or(&page.title);
            let facts = model.facts.named_in(&page.text).into_values();
            Ordered {
                folder: format!("public/{}", page.address),
                form: subject.form.name.en,
                spec: Spec::of(&subject, theme, &mut told).expect("a sheet"),
                words: std::iter::once(title.replace('｜', ""))
                    .chain(facts.map(|fact| match fact.number() {
                        number if number.is_empty() => fact.whole(),
                        number => number,
                    }))
                    .map(|words| bare(&words))
                    .collect(),
            }
        })
        .collect();
    assert!(ordered.len() >= 20, "{}", ordered.len());
    ordered
});

fn pdf(site: &Site, path: &str) -> Reading {
    Reading::new(&fs::read(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// The letters and figures of words: a slogan parts its lines at commas and leaves
/// them out.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_sample_has_every_form() {
    for form in huimin::schema::FORMS {
        assert!(
            ORDERED.iter().any(|product| product.form == form.name.en),
            "{}",
            form.name.zh
        );
    }
}

#[test]
fn every_product_has_its_pages_and_boxes() {
    for Ordered {
        folder, spec, form, ..
    } in ORDERED.iter()
    {
        let product = pdf(&SAMPLE, &format!("{folder}print.pdf"));
        let pages = product.pages();
        let wanted = match spec.setting {
            Setting::Board | Setting::Banner => 1,
            Setting::Faces(faces) => faces.iter().map(|f| f.page as usize).max().expect("a face"),
            Setting::Wall => (spec.sheets.0 * spec.sheets.1) as usize,
            Setting::Pages => pages.max(1),
        };
        assert_eq!(pages, wanted, "{folder}");
        if *form == "booklet" {
            assert!(pages >= 8 && pages.is_multiple_of(4), "{folder}: {pages}");
        }
        let mm = |mm: f64| (mm * spec.scale * 100.0).round() / 100.0;
        let (width, height) = (mm(spec.size.width), mm(spec.size.height));
        let bleed = mm(spec.bleed);
        for page in 1..=pages {
            let sheet = [0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed];
            let trim = [bleed, bleed, width, height];
            for (key, wanted) in [("MediaBox", sheet), ("BleedBox", sheet), ("TrimBox", trim)] {
                let found = product.page_box_of(page, key).expect(key);
                let off = found.iter().zip(wanted).map(|(a, b)| (a - b).abs());
                assert!(
                    off.fold(0.0, f64::max) < 0.02,
                    "{folder} {page} {key}: {found:?} {wanted:?}"
                );
            }
        }
    }
}

#[test]
fn every_product_is_ready_for_the_print_shop() {
    for Ordered { folder, .. } in ORDERED.iter() {
        let product = pdf(&SAMPLE, &format!("{folder}print.pdf"));
        let fonts = product.fonts();
        assert!(!fonts.is_empty(), "{folder}");
        assert!(
            fonts.iter().all(|(_, embedded)| *embedded),
            "{folder}: {fonts:?}"
        );
        let colours: Vec<_> = product.colours().into_iter().collect();
        assert!(
            colours
                .iter()
                .all(|operator| operator == "k" || operator == "K"),
            "{folder}: {colours:?}"
        );
        let pictures = product.picture_colours();
        assert!(
            pictures.iter().all(|space| space == "DeviceCMYK"),
            "{folder}: {pictures:?}"
        );
    }
}

#[test]
fn the_facts_of_a_page_are_on_its_product() {
    let mut facts = 0;
    for Ordered { folder, words, .. } in ORDERED.iter() {
        let text = bare(&pdf(&SAMPLE, &format!("{folder}print.pdf")).whole_text());
        for words in words {
            assert!(text.contains(words), "{folder} lacks {words}: {text}");
        }
        facts += words.len() - 1;
    }
    assert!(facts > 20, "{facts}");
}

#[test]
fn every_product_has_a_page_with_its_pictures_and_words() {
    for Ordered {
        folder,
        spec,
        words,
        ..
    } in ORDERED.iter()
    {
        let pages = pdf(&SAMPLE, &format!("{folder}print.pdf")).pages();
        let of_it = files(&SAMPLE.path(folder));
        let pictures: Vec<_> = of_it
            .iter()
            .filter(|(path, _)| path.ends_with(".webp"))
            .collect();
        assert_eq!(pictures.len(), pages.min(PICTURES), "{folder}");
        for (path, bytes) in pictures {
            assert!(
                bytes.len() <= PICTURE_BYTES,
                "{folder}{path}: {} bytes",
                bytes.len()
            );
            let picture = image::load_from_memory(bytes).expect("a picture");
            let shape = f64::from(picture.width()) / f64::from(picture.height());
            let wanted = spec.size.width / spec.size.height;
            assert!(
                (shape / wanted - 1.0).abs() < 0.02,
                "{folder}{path}: {shape} {wanted}"
            );
        }
        let html = SAMPLE.read(&format!("{folder}index.html"));
        assert!(!html.contains('\u{2060}'), "{folder}");
        let page = Page::parse(html.as_bytes());
        let text = bare(&page.text("main"));
        for words in words {
            assert!(
                text.contains(words),
                "the page of {folder} lacks {words}: {text}"
            );
        }
        let address = folder.trim_start_matches("public");
        assert!(
            page.links()
                .contains(format!("{address}print.pdf").as_str()),
            "{folder}"
        );
    }
}

#[test]
fn an_amount_changes_on_page_and_product_alike() {
    let site = Site::sample();
    site.edit(
        "data/amounts.yaml",
        "高龄津贴80: {金额: 100",
        "高龄津贴80: {金额: 130",
    );
    let ran = site.huimin(&["print", "gaoling", "--now", SAMPLE_NOW, "--output", "out"]);
    ran.ended(0);
    let of_it = files(&site.path("out"));
    let (path, bytes) = of_it.first_key_value().expect("a file");
    let text = bare(&Reading::new(bytes).whole_text());
    assert!(
        text.contains("130") && !text.contains("100元"),
        "{path}: {text}"
    );
}

/// A small site with one product, whose page has these lines more and this body.
fn with_product(keys: &str, body: &str) -> Site {
    let site = Site::small();
    site.write(
        "content/ban.md",
        format!("---\n类型: 展板\n标题: 津贴怎么领\n日期: 2026-05-01\n{keys}---\n{body}\n"),
    );
    site
}

#[test]
fn a_bleed_stands_round_the_finished_size() {
    let site = with_product("尺寸: 420×594\n版式: 长文\n出血: 3\n", "满80周岁就能领。");
    site.build(&[]).ended(0);
    let product = pdf(&site, "public/ban/print.pdf");
    let (media, trim) = (product.page_box("MediaBox"), product.page_box("TrimBox"));
    let (Some(media), Some(trim)) = (media, trim) else {
        panic!("boxes: {media:?} {trim:?}")
    };
    assert_eq!([media[2], media[3]], [426.0, 600.0]);
    assert_eq!([trim[2], trim[3]], [420.0, 594.0]);
    assert_eq!([trim[0] - media[0], trim[1] - media[1]], [3.0, 3.0]);
}

/// The program itself refuses a product on which they do.
#[test]
fn texts_never_lie_on_each_other() {
    let name = "困难残疾人生活补贴和重度残疾人护理补贴申请受理审核确认公示发放";
    let body = format!("## {name}\n\n第一段。\n\n## {name}和{name}\n\n第二段。\n\n- {name}\n- 二");
    let site = Site::small();
    for layout in ["长文", "一图读懂", "名录"] {
        for size in ["900×1200", "600×900", "1200×900", "800×2000"] {
            site.write(
                &format!("content/{layout}{size}.md"),
                format!(
                    "---\n类型: 展板\n标题: 津贴怎么领\n日期: 2026-05-01\n尺寸: {size}\n\
                     版式: {layout}\n板号: 7\n---\n{body}\n"
                ),
            );
        }
    }
    site.build(&[]).ended(0);
}

/// A site with three products that are set in three ways.
fn three() -> Site {
    let site = with_product("品种: 单张\n版式: 长文\n", "满80周岁就能领。");
    let page = |keys: &str| format!("---\n{keys}标题: 一张\n日期: 2026-05-01\n---\n一句话。\n");
    site.write("content/ka.md", page("类型: 明白卡\n尺寸: A6\n"));
    site.write("content/fu.md", page("类型: 横幅\n"));
    site
}

#[test]
fn any_number_of_threads_and_any_cache_give_the_same_bytes() {
    let site = three();
    site.build(&["--jobs", "1"]).ended(0);
    let first = site.public();
    assert!(first.contains_key("fu/print.pdf") && first.contains_key("ka/page-2.webp"));
    // From what was kept.
    site.build(&["--jobs", "4", "--output", "kept"]).ended(0);
    // From nothing.
    fs::remove_dir_all(site.path(".huimin")).expect("removed");
    site.build(&["--jobs", "4", "--output", "anew"]).ended(0);
    for folder in ["kept", "anew"] {
        let again = files(&site.path(folder));
        assert!(first.keys().eq(again.keys()), "{folder}");
        let differing: Vec<_> = first
            .keys()
            .filter(|path| first[*path] != again[*path])
            .collect();
        assert_eq!(differing, Vec::<&String>::new(), "{folder}");
    }
}

/// Every product that was kept, by the name of its file.
fn kept_files(site: &Site) -> Vec<String> {
    let all = files(&site.path(".huimin/print"));
    all.into_keys().collect()
}

#[test]
fn a_damaged_cache_is_made_anew() {
    let site = three();
    site.build(&[]).ended(0);
    let (first, kept) = (site.public(), kept_files(&site));
    assert_eq!(kept.len(), 3, "{kept:?}");
    let whole = fs::read(site.path(&format!(".huimin/print/{}", kept[0]))).expect("read");
    let mut flipped = whole.clone();
    *flipped.last_mut().expect("a byte") ^= 1;
    let mut no_head = whole.clone();
    no_head[..4].copy_from_slice(b"{\"a\"");
    for damaged in [
        Vec::new(),
        b"\n".to_vec(),
        whole[..whole.len() / 2].to_vec(),
        [&whole[..], b"more"].concat(),
        flipped,
        no_head,
    ] {
        for name in &kept {
            site.write(&format!(".huimin/print/{name}"), &damaged);
        }
        fs::remove_dir_all(site.path("public")).expect("removed");
        site.build(&[]).ended(0);
        assert!(site.public() == first, "{} bytes", damaged.len());
        assert_eq!(kept_files(&site), kept);
        let again = fs::read(site.path(&format!(".huimin/print/{}", kept[0]))).expect("read");
        assert!(again == whole, "it was not kept anew");
    }
}

#[test]
fn what_is_no_more_is_not_kept() {
    let site = three();
    site.build(&[]).ended(0);
    site.remove("content/ka.md");
    site.edit("content/ban.md", "满80周岁", "满90周岁");
    site.build(&[]).ended(0);
    assert_eq!(kept_files(&site).len(), 2);
    assert!(!site.path("public/ka").exists());
    assert!(site.path(".huimin/.gitignore").is_file());
}

/// What one product asks for by another's file is given to it alone: a key holds
/// all that the product hangs on.
#[test]
fn a_product_is_set_again_when_what_it_is_made_of_changes() {
    let site = Site::small();
    site.write("data/f.yaml", "金额:\n  甲: {金额: 31}\n");
    site.write(
        "content/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><rect width=\"4\" height=\"3\" fill=\"#155061\"/></svg>",
    );
    site.write(
        "content/ban.md",
        "---\n类型: 单张\n尺寸: A6\n标题: 每月【=甲】\n日期: 2026-05-01\n版式: 图文\n图集:\n  - {图片: a.svg, 说明: 一张画}\n---\n",
    );
    site.build(&[]).ended(0);
    let read = || fs::read(site.path("public/ban/print.pdf")).expect("a PDF");
    let mut last = read();
    for (file, old, new) in [
        ("data/f.yaml", "31", "32"),
        ("content/a.svg", "#155061", "#b5321f"),
        ("content/ban.md", "一张画", "一张像"),
        ("site.yaml", "试县民政局", "试州民政局"),
    ] {
        site.edit(file, old, new);
        site.build(&[]).ended(0);
        let now = read();
        assert!(now != last, "{file}");
        last = now;
    }
}

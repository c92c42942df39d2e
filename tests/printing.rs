//! `huimin print`: what it makes, of what, in which format, and what it says.

mod common;
#[allow(dead_code)] // each test file uses a part of this
#[path = "print/reading.rs"]
mod reading;

use common::{NOW, Ran, Site, files};
use reading::Reading;

fn print(site: &Site, more: &[&str]) -> Ran {
    site.huimin(&[&["print", "--now", NOW], more].concat())
}

/// The names of what was made.
fn made(site: &Site) -> Vec<String> {
    let out = site.path("print");
    match out.is_dir() {
        true => files(&out).into_keys().collect(),
        false => Vec::new(),
    }
}

/// What is meant by each way to say it.
#[test]
fn a_target_is_a_file_a_name_a_title_a_form_or_a_folder() {
    for (target, wanted) in [
        (
            "content/prints/handout.md",
            &["单张-急难怎么救助-210x297-出血0.pdf"][..],
        ),
        (
            "./content/prints/handout.md",
            &["单张-急难怎么救助-210x297-出血0.pdf"],
        ),
        ("prints/handout", &["单张-急难怎么救助-210x297-出血0.pdf"]),
        ("handout", &["单张-急难怎么救助-210x297-出血0.pdf"]),
        ("急难怎么救助", &["单张-急难怎么救助-210x297-出血0.pdf"]),
        ("单张", &["单张-急难怎么救助-210x297-出血0.pdf"]),
        ("handout", &["单张-急难怎么救助-210x297-出血0.pdf"]),
        ("bifold", &["两折页-家里有老人看这一张-420x285-出血3.pdf"]),
        (
            "家里有老人看这一张",
            &["两折页-家里有老人看这一张-420x285-出血3.pdf"],
        ),
        // A page that is no product is a sheet to hand out.
        (
            "content/policies/jintie.md",
            &["单张-津贴怎么领-210x297-出血0.pdf"],
        ),
        ("policies/jintie", &["单张-津贴怎么领-210x297-出血0.pdf"]),
        ("jiuzhu", &["单张-急难怎么救助-210x297-出血0.pdf"]),
    ] {
        let site = Site::print();
        print(&site, &[target]).ended(0);
        assert_eq!(made(&site), wanted, "{target}");
    }
}

#[test]
fn several_targets_and_a_folder_are_made_at_once() {
    let site = Site::small();
    for (name, keys) in [("x/a", ""), ("x/b", "草稿: 是\n"), ("y/c", "")] {
        site.write(
            &format!("content/{name}.md"),
            format!(
                "---\n类型: 单张\n标题: 题{}\n日期: 2026-05-01\n{keys}---\n一句。\n",
                &name[2..]
            ),
        );
    }
    print(&site, &["x"]).ended(0);
    assert_eq!(made(&site), ["单张-题a-210x297-出血0.pdf"]);
    let ran = print(&site, &["x/", "题c", "--drafts", "--output", "别处"]).ended(0);
    assert_eq!(files(&site.path("别处")).len(), 3, "{}", ran.err);
    print(&site, &["--output", "全部"]).ended(0);
    assert_eq!(files(&site.path("全部")).len(), 2);
}

#[test]
fn an_unknown_target_is_told_with_the_nearest() {
    let site = Site::print();
    let ran = print(&site, &["津贴怎么令"]).ended(2);
    assert_eq!(ran.err, "找不到要印的「津贴怎么令」 是不是「津贴怎么领」\n");
    let ran = print(&site, &["津贴怎么令", "--lang", "en"]).ended(2);
    assert_eq!(
        ran.err,
        "nothing to print is called「津贴怎么令」 perhaps「津贴怎么领」\n"
    );
    let ran = print(&site, &["handout", "根本没有这种东西"]).ended(2);
    assert!(ran.err.contains("根本没有这种东西"), "{}", ran.err);
    assert_eq!(made(&site), Vec::<String>::new());
}

#[test]
fn pages_come_as_svg_and_png() {
    let site = Site::print();
    print(&site, &["card", "--format", "svg", "--output", "svg"]).ended(0);
    print(&site, &["card", "--format", "png", "--output", "png"]).ended(0);
    let (svg, png) = (files(&site.path("svg")), files(&site.path("png")));
    for (of_it, ending) in [(&svg, "svg"), (&png, "png")] {
        let names: Vec<_> = of_it.keys().cloned().collect();
        let wanted = [1, 2].map(|n| format!("明白卡-津贴怎么领-148x210-出血3-{n}.{ending}"));
        assert_eq!(names, wanted);
    }
    for bytes in svg.values() {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let tree = roxmltree::Document::parse(text).expect("XML");
        let view = tree.root_element().attribute("viewBox").expect("a viewBox");
        let numbers: Vec<f64> = view
            .split(' ')
            .map(|n| n.parse().expect("a number"))
            .collect();
        for (points, mm) in [(numbers[2], 148.0), (numbers[3], 210.0)] {
            assert!((points / 72.0 * 25.4 - mm).abs() < 0.1, "{view}");
        }
    }
    for bytes in png.values() {
        let picture = image::load_from_memory(bytes).expect("a picture");
        assert_eq!(picture.height(), 2400);
        assert!(picture.width().abs_diff(1691) <= 1, "{}", picture.width());
    }
    print(&site, &["slogan", "--format", "png", "--output", "one"]).ended(0);
    assert_eq!(
        files(&site.path("one")).into_keys().collect::<Vec<_>>(),
        ["海报-有难处，说一声-420x594-出血3.png"]
    );
}

/// Sheets of office paper: the plan, and as many as the slices need.
#[test]
fn a_product_is_parted_into_office_paper() {
    let site = Site::print();
    for (paper, name, size) in [("a4", "A4", [210.0, 297.0]), ("a3", "A3", [297.0, 420.0])] {
        let out = format!("out-{paper}");
        print(&site, &["slogan", "--tile", paper, "--output", &out]).ended(0);
        let of_it = files(&site.path(&out));
        let path = format!("海报-有难处，说一声-420x594-出血3-拼{name}.pdf");
        assert_eq!(of_it.keys().collect::<Vec<_>>(), [&path]);
        let tiles = Reading::new(&of_it[&path]);
        for page in 1..=tiles.pages() {
            let found = tiles.page_box_of(page, "MediaBox").expect("a box");
            let mut sides = [found[2], found[3]];
            sides.sort_by(f64::total_cmp);
            let off = sides.iter().zip(size).map(|(a, b)| (a - b).abs());
            assert!(off.fold(0.0, f64::max) < 0.1, "{paper} {page}: {found:?}");
        }
        // Each sheet adds at most the paper less its margins and the overlap.
        let fits = |across: f64, down: f64| {
            let count = |whole: f64, paper: f64| {
                let (room, step) = (paper - 10.0, paper - 20.0);
                1.0 + ((whole - room) / step).ceil().max(0.0)
            };
            count(420.0, across) * count(594.0, down)
        };
        let least = fits(size[0], size[1]).min(fits(size[1], size[0]));
        let sheets = (tiles.pages() - 1) as f64;
        assert!(
            sheets >= least && sheets <= least * 1.5,
            "{paper}: {sheets} {least}"
        );
    }
    // A side each where there are two.
    print(&site, &["card", "--tile", "a4", "--output", "card"]).ended(0);
    let names: Vec<_> = files(&site.path("card")).into_keys().collect();
    assert_eq!(
        names,
        [1, 2].map(|n| format!("明白卡-津贴怎么领-148x210-出血3-第{n}面-拼A4.pdf"))
    );
}

#[test]
fn a_booklet_comes_imposed_as_well() {
    let site = Site::print();
    print(&site, &["booklet"]).ended(0);
    let of_it = files(&site.path("print"));
    let [(pages, reader), (imposed, printer)] = &of_it.iter().collect::<Vec<_>>()[..] else {
        panic!("{:?}", of_it.keys())
    };
    let (reader, printer, names) = match imposed.contains("拼版") {
        true => (
            Reading::new(reader),
            Reading::new(printer),
            (pages, imposed),
        ),
        false => (
            Reading::new(printer),
            Reading::new(reader),
            (imposed, pages),
        ),
    };
    assert_eq!(names.0.as_str(), "宣传册-两项政策一本清-148x210-出血3.pdf");
    assert_eq!(
        names.1.as_str(),
        "宣传册-两项政策一本清-148x210-出血3-拼版.pdf"
    );
    assert!(reader.pages().is_multiple_of(4));
    assert_eq!(printer.pages() * 2, reader.pages());
}

#[test]
fn sizes_are_explained() {
    let site = Site::print();
    let ran = print(&site, &["handout", "--explain"]).ended(0);
    assert_eq!(made(&site), Vec::<String>::new());
    // Numbers hang on the theme; the rest is pinned.
    let shape: String = ran
        .out
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let mut shape = shape.replace("000", "00");
    while shape.contains("00") {
        shape = shape.replace("00", "0");
    }
    insta::assert_snapshot!(shape, @r"
    单张「急难怎么救助」  content/prints/handout.md
      尺寸 0×0 毫米，出血 0 毫米，0 面，从 0.0 米看，版式 一图读懂
      正文字高 0.0 毫米；这个距离该用 0.0，最小 0.0
      标题字高 0 毫米
      版面用去 0%，0 字
      二维码打开 https://mz.shixian.example/policies/jiuzhu/
    ");
    let ran = print(&site, &["--explain", "--lang", "en", "bifold", "slogan"]).ended(0);
    assert_eq!(
        ran.out.matches("the QR code opens").count(),
        2,
        "{}",
        ran.out
    );
}

/// A site with one product that has these lines and this body.
fn with_product(keys: &str, body: &str) -> Site {
    let site = Site::small();
    site.write(
        "content/ban.md",
        format!("---\n类型: 印刷品\n标题: 津贴怎么领\n日期: 2026-05-01\n{keys}---\n{body}\n"),
    );
    site
}

#[test]
fn a_product_that_is_too_full_says_what_to_take_out() {
    let line = "县里的老人满八十周岁就能领津贴，填一张表就行，村里可以代办，不用跑第二趟。";
    let part = |title: &str, times| format!("## {title}\n\n{}\n\n", line.repeat(times));
    let keys = "品种: 展板\n尺寸: 600×900\n版式: 长文\n可删: [常见问题]\n\
                常见问题:\n  - {问: 收费吗？, 答: 不收。}\n";
    let body = part("谁能领", 40) + &part("怎么领", 60);
    let site = with_product(keys, &body);
    for command in [
        &["build"][..],
        &["print", "ban"],
        &["print", "ban", "--job", "一"],
    ] {
        let ran = site.huimin(&[command, &["--now", NOW]].concat()).ended(1);
        let (problem, _) = ran.err.split_once("\n\n").expect("a problem");
        insta::allow_duplicates! { insta::assert_snapshot!(problem, @r"
        content/ban.md:1:1 错误[board-too-full] 放不下：字已经缩到最小，还多约 1460 字
          删去可删的部分：「常见问题」；各部分大约要删：「怎么领」876 字，「谁能领」584 字；不想删，放得下的最小尺寸是 800×1200
        "); }
        for name in ["public", "print", "print-ledger.yaml"] {
            assert!(!site.path(name).exists(), "{name}");
        }
    }
    // The size that is named holds it.
    site.edit("content/ban.md", "600×900", "800×1200");
    print(&site, &["ban"]).ended(0);
}

/// A picture with few pixels, on a poster.
fn coarse() -> Site {
    let site = with_product(
        "品种: 海报\n尺寸: A4\n版式: 图文\n图集:\n  - {图片: a.png, 说明: 一张小图}\n",
        "",
    );
    let picture =
        image::RgbImage::from_fn(60, 40, |x, y| image::Rgb([x as u8 * 4, y as u8 * 6, 90]));
    picture.save(site.path("content/a.png")).expect("written");
    site
}

#[test]
fn what_a_shop_would_complain_of_can_be_allowed() {
    let site = coarse();
    let ran = print(&site, &["ban"]).ended(1);
    assert!(ran.err.contains("错误[print-dpi]"), "{}", ran.err);
    assert_eq!(made(&site), Vec::<String>::new());
    let ran = print(&site, &["ban", "--allow", "print-dpi=老照片，只有这一张"]).ended(0);
    assert!(
        ran.err.contains("说明[print-dpi]") && ran.err.contains("老照片，只有这一张"),
        "{}",
        ran.err
    );
    assert_eq!(made(&site).len(), 1);
    // Another code allows nothing here; what is not of print cannot be allowed.
    print(&site, &["ban", "--allow", "print-ink=不怕"]).ended(1);
    site.build(&["--allow", "print-dpi=老照片"]).ended(0);
    for wrong in [
        "print-dpi",
        "print-dpi=",
        "print-dpi= ",
        "board-too-full=挤一挤",
        "missing-link=没事",
    ] {
        let ran = print(&site, &["ban", "--allow", wrong]).ended(2);
        assert!(ran.err.contains("print-dpi=理由"), "{wrong}: {}", ran.err);
    }
}

#[test]
fn what_is_larger_than_a_pdf_page_is_made_at_a_tenth() {
    let site = with_product("品种: 横幅\n尺寸: 8000×700\n", "");
    print(&site, &["ban"]).ended(0);
    let of_it = files(&site.path("print"));
    let (name, bytes) = of_it.first_key_value().expect("a file");
    assert_eq!(name, "横幅-津贴怎么领-8000x700-出血0-1比10.pdf");
    let found = Reading::new(bytes).page_box("TrimBox").expect("a box");
    assert!(
        (found[2] - 800.0).abs() < 0.02 && (found[3] - 70.0).abs() < 0.02,
        "{found:?}"
    );
    site.edit("content/ban.md", "8000×700", "60000×700");
    print(&site, &["ban"]).ended(1);
}

//! Whatever is written, a product either holds it or says that it does not:
//! nothing lies on another, nothing is cut off, nothing panics, nothing takes long.

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{NOW, Site};
use huimin::diagnostic::Problem;
use huimin::model::Options;
use huimin::product::{Maker, Tools, make, products};
use huimin::site::Ground;
use proptest::prelude::*;
use proptest::test_runner::Config;

/// The longest that a product may take; unoptimised and on a busy machine it is
/// far from the two seconds that are aimed at.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a text is made of: how a block looks, and of how many Han.
#[derive(Debug, Clone)]
enum Block {
    Heading(usize),
    Paragraph(usize),
    List(Vec<usize>),
    Table(usize, Vec<usize>),
}

/// Some Han, with a mark or a number now and then.
fn han(count: usize, seed: usize) -> String {
    const WORDS: &[&str] = &[
        "老人",
        "津贴",
        "民政所",
        "社保卡",
        "10个工作日",
        "0600-100 2000",
        "申请",
        "村里",
        "，",
        "填一张表",
        "。",
        "《试县办法》",
        "每月310元",
        "、",
        "办得到",
        "（原件）",
        "2026年5月",
        "䶮",
        "https://mz.shixian.example/a/",
        "“问到谁谁负责”",
        "；",
        "一",
    ];
    let (mut text, mut next, mut length) = (String::new(), seed, 0);
    while length < count {
        next = next
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS[(next >> 33) % WORDS.len()];
        text.push_str(word);
        length += word.chars().count();
    }
    text
}

fn markdown(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (index, block) in blocks.iter().enumerate() {
        // Writing to memory does not fail.
        let _ = match block {
            Block::Heading(count) => writeln!(text, "## 题{}\n", han(*count, index)),
            Block::Paragraph(count) => writeln!(text, "{}\n", han(*count, index)),
            Block::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    let _ = writeln!(text, "- 项{}", han(*item, index + number));
                }
                writeln!(text)
            }
            Block::Table(columns, rows) => {
                let line = |cell: &dyn Fn(usize) -> String| {
                    let cells: Vec<_> = (0..*columns).map(cell).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                text += &line(&|column| format!("栏{column}"));
                text += &line(&|_| "---".into());
                for (number, count) in rows.iter().enumerate() {
                    text += &line(&|column| han(*count, index + number + column).replace('|', ""));
                }
                writeln!(text)
            }
        };
    }
    text
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        2 => (0usize..30).prop_map(Block::Heading),
        5 => (1usize..400).prop_map(Block::Paragraph),
        1 => (400usize..5000).prop_map(Block::Paragraph),
        2 => prop::collection::vec(1usize..60, 1..12).prop_map(Block::List),
        2 => (1usize..6, prop::collection::vec(0usize..30, 1..15))
            .prop_map(|(columns, rows)| Block::Table(columns, rows)),
    ]
}

/// Sizes and forms that the text is put on, in turn.
const ON: &[&str] = &[
    "品种: 展板\n版式: 长文\n",
    "品种: 展板\n版式: 一图读懂\n尺寸: 1200×900\n",
    "品种: 易拉宝\n",
    "品种: 海报\n版式: 流程\n",
    "品种: 单张\n版式: 长文\n",
    "品种: 明白卡\n",
    "品种: 明白卡\n尺寸: 90×54\n",
    "品种: 三折页\n",
    "品种: 两折页\n版式: 长文\n",
    "品种: X展架\n版式: 长文\n",
    "品种: 宣传册\n",
    "品种: 墙报\n",
];

/// Sets a text as one product and says what must never be: that it cannot be set,
/// or is handed out although texts lie on each other or beyond the sheet.
fn wrong(site: &Site, keys: &str, title: &str, body: &str) -> Vec<String> {
    site.write(
        "content/a.md",
        format!(
            "---\n类型: 印刷品\n标题: {title}\n日期: 2026-05-01\n标语: {title}\n{keys}\
             二维码: /\n---\n{body}"
        ),
    );
    let options = Options {
        now: Some(NOW.into()),
        ..Options::default()
    };
    let ground = Ground::load(site.root(), &options);
    let mut told = ground.problems();
    let tools = Tools::of(&ground.theme, &mut told).expect("a press");
    let maker = Maker::new(&ground, &options, &tools);
    let started = Instant::now();
    let all = products(&ground.model);
    let made = make(&maker, &all, &|_| true, &mut told, &|| ());
    let took = started.elapsed();
    assert!(took < PATIENCE, "{keys}: {took:?}");
    told.into_iter()
        .filter(|told| match told.problem {
            // It says what to take out: that is what it is for. And what would lie
            // on itself is not handed out.
            Problem::BoardTooFull { .. }
            | Problem::BoardOverlap { .. }
            | Problem::BoardOutside { .. } => !made.is_empty(),
            Problem::PrintQrSize { .. } => false,
            _ => true,
        })
        .map(|told| format!("{:?}", told.problem))
        .collect()
}

proptest! {
    #![proptest_config(Config {
        cases: 8,
        max_shrink_iters: 30,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn any_text_fits_or_is_refused(
        blocks in prop::collection::vec(block(), 0..8),
        title in 1usize..24,
        on in 0..ON.len(),
    ) {
        let site = Site::small();
        let wrong = wrong(&site, ON[on], &format!("题{}", han(title, 7).replace(['：', '|'], "")), &markdown(&blocks));
        prop_assert_eq!(wrong, Vec::<String>::new(), "{}", ON[on]);
    }
}

/// The longest texts there are, on all.
#[test]
fn far_too_much_is_refused_and_nothing_is_set() {
    let site = Site::small();
    for keys in ON {
        for count in [0, 20_000] {
            let body = han(count, 3);
            assert_eq!(
                wrong(&site, keys, "津贴怎么领", &body),
                Vec::<String>::new(),
                "{keys}{count}"
            );
        }
    }
}

//! The words of pages and boards. Each hangs on nothing but its number.

use crate::syntax::Syntax;
use crate::{PICTURES, SECTIONS};

/// Pages are dated in the twelve years from here on.
const FIRST_YEAR: usize = 2014;
const TAGS: [&str; 8] = [
    "低保", "高龄", "孤儿", "残疾", "救急", "婚登", "安葬", "养老",
];
const TAG_ENDS: [&str; 5] = ["怎么办", "问答", "进村", "窗口", "新规定"];

const PEOPLE: [&str; 10] = [
    "家里有重病人的农户",
    "独自生活的老人",
    "刚满八十岁的老人",
    "没有父母照顾的孩子",
    "拄拐杖的残疾人",
    "外出打工回来的年轻人",
    "遭了火灾的人家",
    "准备登记结婚的两个人",
    "照看孙辈的老两口",
    "从外县嫁过来的媳妇",
];
const WHEN: [&str; 8] = [
    "赶集那天上午，",
    "晚饭以后，",
    "材料带齐以后，",
    "第二天一早，",
    "月底之前，",
    "收到短信的当天，",
    "乡镇核对完以后，",
    "公示期满，",
];
const DONE: [&str; 12] = [
    "把户口簿和社保卡交给窗口的工作人员看了一遍",
    "填好一张表，不会写的字由协理员代写",
    "问清楚了钱从哪个月算起",
    "拿到一张写明办结日期的回执",
    "打电话问过进度，当场就有答复",
    "由邻居陪着把事办了",
    "把去年的诊断证明补了上来",
    "知道了哪些材料不用带",
    "对照墙上的展板算了一遍能领多少",
    "约好了工作人员上门看房子的日子",
    "把银行卡换成了本人的名字",
    "看到公开栏里有自己的名字",
];
const BOLD: [&str; 6] = [
    "**注意：**原件看过就还。",
    "这笔钱**（每月10日前）**打到卡里。",
    "表上的**“家庭人口”**按户口簿填。",
    "按**《登记办法》**的规定，不收任何费用。",
    "~~要村里的证明~~，现在**不用**了。",
    "材料不齐的，**当场一次说清，**不让人跑第二趟。",
];
const HEADINGS: [&str; 9] = [
    "谁能申请",
    "能领多少",
    "要带什么",
    "到哪里办",
    "几天办好",
    "请人代办行不行",
    "什么时候会停",
    "问得最多的几句话",
    "办不成找谁",
];
const PLACES: [&str; 6] = [
    "乡镇民政所",
    "县里的大厅",
    "村部",
    "社区服务站",
    "卫生院门口的咨询台",
    "集市上的咨询桌",
];

/// A page's Markdown. It hangs on nothing but the page's number and the syntax.
pub fn page(number: usize, syntax: &Syntax) -> String {
    let mut dice = Dice(number as u64);
    let first = dice.between(0, TAGS.len() * TAG_ENDS.len() - 1);
    // Seven steps on in a ring of forty never come back within four.
    let tags: Vec<String> = (0..dice.between(2, 4))
        .map(|n| tag(first + 7 * n))
        .collect();
    let mut text = format!(
        "---\n{}: {}{}（{number}）\n{}: {}-{:02}-{:02}\n{}: {}\n{}: [{}]\n---\n",
        syntax.title,
        dice.pick(&PEOPLE),
        dice.pick(&HEADINGS),
        syntax.date,
        FIRST_YEAR + number % 12,
        1 + number / 12 % 12,
        1 + number % 28,
        syntax.summary,
        dice.pick(&DONE),
        syntax.tags,
        tags.join(", "),
    );
    let first = dice.between(0, HEADINGS.len() - 1);
    for part in 0..dice.between(4, 5) {
        let heading = HEADINGS[(first + part) % HEADINGS.len()];
        text += &format!("\n## {heading}\n");
        for _ in 0..dice.between(1, 2) {
            text += &format!("\n{}\n", paragraph(&mut dice));
        }
        if dice.between(0, 1) == 1 {
            let items: Vec<_> = (0..3)
                .map(|_| format!("- {}：{}\n", dice.pick(&PLACES), dice.pick(&DONE)))
                .collect();
            text += &format!("\n{}", items.concat());
        }
    }
    text += "\n| 谁来问 | 每月 | 几天 |\n|---|---:|---:|\n";
    for _ in 0..4 {
        let (yuan, days) = (dice.between(90, 980), dice.between(5, 30));
        text += &format!("| {} | {yuan}元 | {days}个工作日 |\n", dice.pick(&PEOPLE));
    }
    text += &format!("\n> {}\n", sentence(&mut dice));
    text += &format!(
        "\n![{}里的一张桌子]({}/p{}.png)\n",
        dice.pick(&PLACES),
        syntax.picture_address,
        number % PICTURES
    );
    text + &format!("\n{}\n", links(number, syntax))
}

/// A board on which every word and every number is its own: an answer, three
/// amounts, four steps, three questions.
pub fn board(number: usize) -> String {
    let mut dice = Dice(number as u64 + 1_000_000);
    let mut text = format!(
        "---\n标题: 展板{number}\n板面标题: {}\n版式: 一图读懂\n标语: {}{}，｜{}\n二维码: /policies/\n补贴标准:\n",
        dice.pick(&["高龄津贴怎么领", "低保怎么申请", "两项补贴一起办"]),
        dice.pick(&WHEN),
        dice.pick(&PEOPLE),
        dice.pick(&DONE),
    );
    let mut amount = 0;
    for label in ["80—89岁", "90—99岁", "100岁以上"] {
        amount += dice.between(60, 260);
        text += &format!("  - {{名目: {label}, 金额: {amount}, 周期: 每月}}\n");
    }
    text += "办理流程:\n";
    for step in ["带齐材料", "填一张表", "核对审批", "钱到卡里"] {
        let days = dice.between(1, 20);
        text += &format!(
            "  - {{步骤: {step}, 说明: {}, 时限: {days}个工作日}}\n",
            dice.pick(&DONE)
        );
    }
    text += "常见问题:\n";
    for _ in 0..3 {
        let (who, done) = (dice.pick(&PEOPLE), dice.pick(&DONE));
        text += &format!("  - {{问: {who}能办吗？, 答: 能。{done}。}}\n");
    }
    text + "---\n"
}

/// One of the forty tags.
fn tag(number: usize) -> String {
    let end = TAG_ENDS[number % TAG_ENDS.len()];
    let start = TAGS[number / TAG_ENDS.len() % TAGS.len()];
    format!("{start}{end}")
}

/// The page before it in the section, if there is one, and one elsewhere.
fn links(number: usize, syntax: &Syntax) -> String {
    let elsewhere = format!("[原文](https://example.invalid/{number})");
    match number.checked_sub(SECTIONS.len()) {
        Some(before) => {
            let address = (syntax.page_address)(&format!("p{before:06}.md"));
            format!("接着看[上一篇]({address})，或看{elsewhere}。")
        }
        None => format!("看{elsewhere}。"),
    }
}

fn paragraph(dice: &mut Dice) -> String {
    let mut text: String = (0..dice.between(2, 3)).map(|_| sentence(dice)).collect();
    if dice.between(0, 2) == 0 {
        // A line break between Han, as editors leave them.
        text.push('\n');
        text += dice.pick(&BOLD);
    }
    text
}

fn sentence(dice: &mut Dice) -> String {
    let mut text = format!(
        "{}{}在{}{}",
        dice.pick(&WHEN),
        dice.pick(&PEOPLE),
        dice.pick(&PLACES),
        dice.pick(&DONE)
    );
    if dice.between(0, 3) == 0 {
        text += &format!("，每月**{}元**", dice.between(90, 980));
    }
    text + "。"
}

/// SplitMix64: numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both possible.
    fn between(&mut self, least: usize, most: usize) -> usize {
        least + (self.next() % (most - least + 1) as u64) as usize
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.between(0, of.len() - 1)]
    }
}

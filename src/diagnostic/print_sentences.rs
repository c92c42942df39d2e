//! What is said of printed products: of their setting, of the finished PDF, and
//! of what hangs outside already.

use super::sentences::said;
use super::{Problem, Sentences};

/// What to tell of a problem of print. Empty for any other problem.
pub(super) fn of(problem: &Problem, zh: bool) -> Sentences {
    use Problem as P;
    match problem {
        P::BoardOutside { text } => said(
            zh,
            format!("文字超出了版面：「{text}」"),
            format!("this text reaches beyond the sheet: `{text}`"),
        )
        .help(zh, "把它写短一些", "make it shorter"),
        P::BoardOverlap { text, other } => said(
            zh,
            format!("有两处文字叠在一起：「{text}」和「{other}」"),
            format!("two texts lie on each other: `{text}` and `{other}`"),
        )
        .help(zh, "把它们写短一些", "make them shorter"),
        P::BoardNotSet { at, hint } => said(
            zh,
            format!("印刷品排不出来：{at}"),
            format!("the product cannot be set: {at}"),
        )
        .also(hint),
        P::BoardWarning { at, hint } => said(
            zh,
            format!("排版时有提醒：{at}"),
            format!("a warning in setting: {at}"),
        )
        .also(hint),
        P::BoardTooFull {
            over,
            parts,
            optional,
            larger,
        } => too_full(zh, *over, parts, optional, larger.as_deref()),
        P::MissingGlyph { character, near } => said(
            zh,
            format!(
                "字体里没有「{character}」（U+{:04X}），在「{near}」里",
                *character as u32
            ),
            format!(
                "no font has `{character}` (U+{:04X}), in `{near}`",
                *character as u32
            ),
        )
        .help(
            zh,
            "换一个字，或在主题的 fonts/ 里加一个有这个字的字体",
            "write another character, or add a font that has it to the theme's fonts/",
        ),
        P::PrintedFalse {
            product,
            places,
            said: before,
            now,
        } => printed_false(zh, product, places, before, now),
        _ => finished(problem, zh),
    }
}

/// What is said of the finished PDF.
fn finished(problem: &Problem, zh: bool) -> Sentences {
    use Problem as P;
    match problem {
        P::PrintUnreadable { reason } => said(
            zh,
            format!("做好的 PDF 读不回来：{reason}"),
            format!("the finished PDF cannot be read back: {reason}"),
        ),
        P::PrintPages { found, wanted } => said(
            zh,
            format!("PDF 有 {found} 页，应为 {wanted} 页"),
            format!("the PDF has {found} pages instead of {wanted}"),
        ),
        P::PrintBox {
            page,
            name,
            found,
            wanted,
        } => said(
            zh,
            format!("第 {page} 页的 {name} 是 {found} 毫米，应为 {wanted} 毫米"),
            format!("page {page}: {name} is {found} mm instead of {wanted} mm"),
        ),
        P::PrintFont { name } => said(
            zh,
            format!("字体 {name} 没有嵌在 PDF 里，印刷厂会换成别的字体"),
            format!("the font {name} is not embedded; the print shop would take another"),
        ),
        P::PrintGlyph { page, near, at } => said(
            zh,
            format!("第 {page} 页 {at} 有一个字印出来是空框，在「{near}」里"),
            format!("page {page}, {at}: a character prints as an empty box, in `{near}`"),
        ),
        P::PrintColour { page, space, at } => said(
            zh,
            format!("第 {page} 页 {at} 的颜色是 {space}，印刷要用四色（CMYK）"),
            format!("page {page}, {at}: a colour in {space}; print wants CMYK"),
        )
        .help(
            zh,
            "主题里的颜色用 cmyk() 写；图片放在 content/ 里，会自动转成四色",
            "write colours as cmyk() in the theme; pictures in content/ are converted",
        ),
        P::PrintBlack {
            page,
            text,
            ink,
            at,
        } => said(
            zh,
            format!("第 {page} 页 {at} 的小字「{text}」用了多种油墨（{ink}），套印不准就会发虚"),
            format!("page {page}, {at}: the small text `{text}` is printed in several inks ({ink})"),
        )
        .help(
            zh,
            "60 磅以下的黑字只用黑墨：cmyk(0%, 0%, 0%, 100%)",
            "text under 60 pt is black ink alone: cmyk(0%, 0%, 0%, 100%)",
        ),
        P::PrintInk {
            page,
            percent,
            limit,
            at,
        } => said(
            zh,
            format!("第 {page} 页 {at} 的油墨总量是 {percent}%，超过 {limit}%，纸会印不干"),
            format!("page {page}, {at}: {percent} % of ink in all, over {limit} %"),
        ),
        P::PrintDpi {
            page,
            dpi,
            wanted,
            at,
        } => said(
            zh,
            format!("第 {page} 页 {at} 的图片只有 {dpi} dpi，印这么大会发虚，要 {wanted} dpi 以上"),
            format!("page {page}, {at}: a picture has {dpi} dpi at the size it is printed; {wanted} are wanted"),
        )
        .help(
            zh,
            "换一张更大的原图",
            "take a larger original",
        ),
        P::PrintLine {
            page,
            width,
            wanted,
            at,
        } => said(
            zh,
            format!("第 {page} 页 {at} 的线只有 {width} 毫米，细于 {wanted} 毫米，可能印不出来"),
            format!("page {page}, {at}: a line of {width} mm is thinner than {wanted} mm"),
        ),
        P::PrintTransparency { page, at } => said(
            zh,
            format!("第 {page} 页 {at} 用了透明效果，印刷厂的设备可能印错"),
            format!("page {page}, {at}: something is transparent, which presses may print wrong"),
        ),
        P::PrintQr { address } => said(
            zh,
            format!("二维码在成品图上扫不出来，它应当打开 {address}"),
            format!("the QR code cannot be read from a picture of the product; it should open {address}"),
        ),
        P::PrintQrSize { edge, wanted } => said(
            zh,
            format!("二维码边长 {edge} 毫米，从那么远扫至少要 {wanted} 毫米"),
            format!("the QR code is {edge} mm wide; read from that far it must be {wanted} mm at least"),
        )
        .help(
            zh,
            "把「观看距离」写近一些，或用大一号的尺寸",
            "write a shorter reading distance, or take a larger size",
        ),
        P::PrintQrTarget { address, nearest } => said(
            zh,
            format!("二维码打开的 {address} 不在这个网站上"),
            format!("the QR code opens {address}, which this site does not have"),
        )
        .perhaps(nearest, zh),
        _ => said(zh, String::new(), String::new()),
    }
}

fn too_full(
    zh: bool,
    over: u64,
    parts: &[String],
    optional: &[String],
    larger: Option<&str>,
) -> Sentences {
    let mut chinese = Vec::new();
    let mut english = Vec::new();
    if !optional.is_empty() {
        chinese.push(format!("删去可删的部分：{}", optional.join("、")));
        english.push(format!("drop what may go: {}", optional.join(", ")));
    }
    if !parts.is_empty() {
        chinese.push(format!("各部分大约要删：{}", parts.join("，")));
        english.push(format!("take out about: {}", parts.join(", ")));
    }
    if parts.is_empty() && optional.is_empty() {
        chinese.push("删去一部分内容".to_owned());
        english.push("take something out".to_owned());
    }
    match larger {
        Some(size) => {
            chinese.push(format!("不想删，放得下的最小尺寸是 {size}"));
            english.push(format!("or take {size}, the smallest size that holds it"));
        }
        None => {
            chinese.push("不想删，就换大一号的尺寸，或分成两件".to_owned());
            english.push("or take a larger size, or make two".to_owned());
        }
    }
    said(
        zh,
        match over {
            0 => "放不下：字已经缩到最小，内容还是太多".to_owned(),
            _ => format!("放不下：字已经缩到最小，还多约 {over} 字"),
        },
        match over {
            0 => "too full, even at the smallest size".to_owned(),
            _ => format!("too full: about {over} characters too many at the smallest size"),
        },
    )
    .help(zh, chinese.join("；"), english.join("; "))
}

fn printed_false(
    zh: bool,
    product: &str,
    places: &[String],
    before: &[String],
    now: &[String],
) -> Sentences {
    let list = |items: &[String]| match items {
        [] => "（没有这句）".to_owned(),
        items => items.iter().map(|item| format!("「{item}」")).collect(),
    };
    let quoted = |items: &[String]| match items {
        [] => "nothing".to_owned(),
        items => items
            .iter()
            .map(|item| format!("`{item}`"))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let hung = match places {
        [] => String::new(),
        places => format!("（{}）", places.join("、")),
    };
    let hung_english = match places {
        [] => String::new(),
        places => format!(" ({})", places.join(", ")),
    };
    said(
        zh,
        format!(
            "已印未改：{product}{hung} 印的是{}，网站现在是{}",
            list(before),
            list(now)
        ),
        format!(
            "printed and no longer true: {product}{hung_english} says {}, the site says {}",
            quoted(before),
            quoted(now)
        ),
    )
    .help(
        zh,
        "收回以后在这一条下面写「撤下: 日期」；或重印：huimin print --job 名称",
        "once it is taken down write `withdrawn: DATE` under this entry; or print it again: huimin print --job NAME",
    )
}

//! The site that the random edits begin with.

use super::common::{Site, project};
use super::edit::picture;

/// Its printed product, if it has one.
pub const BOARD: &str = "content/boards/jintie.md";

/// A site with some of everything but printed products, which are slow.
pub fn folder() -> Site {
    let site = Site::copy("county");
    site.remove(BOARD);
    for number in 1..=12 {
        let (day, tag) = (number + 1, ["津贴", "老年人", "残疾人"][number % 3]);
        let text = format!(
            "---\n标题: 第{number}场\n日期: 2026-05-{day:02}\n标签: [{tag}]\n所属阶段: 组织实施\n\
             对应安排: ../schedule/0508.md\n联系点: ../contacts/yangliu.md\n---\n\
             ## 小标题1\n\n见[解读](../policies/jintie.md)，每月【=津贴】。\n\n![图](../pictures/a.svg)\n"
        );
        site.write(&format!("content/news/n{number}.md"), text);
    }
    for path in ["content/pictures/a.svg", "content/pictures/b.png"] {
        site.write(path, picture(path, 1));
    }
    for (path, title) in [("extra", "别的"), ("extra/deep", "更深")] {
        site.write(
            &format!("content/{path}/_index.md"),
            format!("---\n标题: {title}\n---\n"),
        );
        site.write(
            &format!("content/{path}/one.md"),
            "---\n标题: 一\n日期: 2026-05-03\n---\n[上](../news/n1.md)\n",
        );
    }
    site.write(
        "themes/huimin/templates/mine.html",
        "{{ page?.title }}{{ site.name }}",
    );
    site.write("themes/huimin/assets/extra.css", "p { margin: 0 }");
    site.write("themes/county/theme.yaml", "extends: huimin\n");
    site
}

/// The same site with a printed product.
pub fn with_board() -> Site {
    let site = folder();
    let text = std::fs::read(project().join("tests/fixtures/county").join(BOARD));
    site.write(BOARD, text.expect("read"));
    site
}

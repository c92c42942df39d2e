//! The keys of `_index.md`, which describes a folder.

use super::Type::{self, Bool, Integer, List, Record, Text};
use super::{Field, said};

/// The keys of a section.
pub const SECTION: &[Field] = &[
    Field::new(
        "title",
        "标题",
        Text,
        said("栏目名称", "the section's name"),
    )
    .required(),
    Field::new(
        "summary",
        "摘要",
        Text,
        said("栏目说明", "what the section is"),
    )
    .also(&["description", "描述"]),
    Field::new(
        "headline",
        "标题句",
        Text,
        said(
            "栏目页顶上的一句话；不写时为栏目名称",
            "the sentence on top of its page; else its name",
        ),
    ),
    Field::new(
        "keywords",
        "关键词",
        List(&Text),
        said("关键词", "keywords"),
    ),
    Field::new(
        "column_type",
        "栏目类别",
        Text,
        said("网页标签 ColumnType 的值", "the value of ColumnType"),
    ),
    Field::new(
        "kind",
        "内容类型",
        Text,
        said("这个文件夹里的页面是哪一种内容", "the kind of its pages"),
    )
    .also(&["类型"]),
    Field::new(
        "weight",
        "导航次序",
        Integer,
        said(
            "在导航里的次序，从小到大；不写时不进导航",
            "its order in the navigation; else not in it",
        ),
    ),
    Field::new(
        "nav",
        "所属导航",
        Text,
        said(
            "不在导航里的栏目，打开时哪个导航项算当前（写文件夹名）",
            "which entry of the navigation is current here (a folder's name)",
        ),
    ),
    Field::new(
        "page_size",
        "每页条数",
        Integer,
        said("一页列多少条", "entries on one page"),
    )
    .default("20")
    .also(&["paginate_by"]),
    Field::new(
        "sort",
        "排序",
        Type::Choice(&[
            said("日期", "date"),
            said("置顶", "weight"),
            said("标题", "title"),
            said("时间", "time"),
        ]),
        said(
            "日期（新的在前）、置顶、标题、时间（早的在前）",
            "date (newest first), weight, title, time (earliest first)",
        ),
    )
    .default("日期"),
    Field::new(
        "slug",
        "网址名",
        Text,
        said(
            "网址里的名字；不写时为文件夹名",
            "its name in the address; else the folder's",
        ),
    ),
    Field::new(
        "template",
        "模板",
        Text,
        said("栏目页用的模板", "the template of its page"),
    ),
    Field::new(
        "page_template",
        "页面模板",
        Text,
        said("栏目里页面用的模板", "the template of its pages"),
    ),
    Field::new(
        "views",
        "视图",
        List(&Record(VIEW)),
        said(
            "同一批页面的另一种排法",
            "the same pages arranged in another way",
        ),
    ),
    Field::new(
        "feed",
        "订阅",
        Bool,
        said("有没有订阅源", "whether it has a feed"),
    )
    .default("是"),
    Field::new(
        "aliases",
        "别名",
        List(&Text),
        said("旧网址", "former addresses"),
    ),
    Field::new(
        "draft",
        "草稿",
        Bool,
        said("草稿栏目不发布", "a draft section is not published"),
    )
    .default("否"),
];

/// Another arrangement of a section's pages.
pub const VIEW: &[Field] = &[
    Field::new(
        "title",
        "名称",
        Text,
        said("视图的名称，如 按窗口看", "its name"),
    )
    .required(),
    Field::new(
        "slug",
        "网址名",
        Text,
        said("网址里的名字，如 by-window", "its name in the address"),
    )
    .required(),
    Field::new(
        "group_by",
        "分组",
        Text,
        said("按哪个键分组", "the key to group by"),
    )
    .required(),
    Field::new(
        "each",
        "每组一页",
        Bool,
        said(
            "每一组是单独的一页，栏目页上列出各组",
            "each group is a page of its own",
        ),
    )
    .default("否"),
    Field::new("template", "模板", Text, said("用哪个模板", "the template")),
];

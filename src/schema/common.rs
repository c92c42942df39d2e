//! The keys of every kind.

use super::Type::{self, Bool, Date, Integer, List, Picture, Record, Text};
use super::{Field, said};

const TEXTS: Type = List(&Text);

/// The keys that any content file may have.
pub const COMMON: &[Field] = &[
    Field::new(
        "title",
        "标题",
        Text,
        said("页面的标题", "the page's title"),
    )
    .required(),
    Field::new(
        "date",
        "发布日期",
        Date,
        said(
            "发布的日期，可以带时间",
            "when it was published, with the time if wanted",
        ),
    )
    .also(&["日期"]),
    Field::new(
        "updated",
        "更新日期",
        Date,
        said("最近一次改动的日期", "when it last changed"),
    ),
    Field::new(
        "kind",
        "类型",
        Text,
        said(
            "这是哪一种内容；不写时按所在文件夹",
            "which kind of content this is; else its folder's",
        ),
    ),
    Field::new(
        "summary",
        "摘要",
        Text,
        said(
            "一两句话，列表和搜索里显示",
            "one or two sentences, shown in lists",
        ),
    )
    .also(&["description", "描述"]),
    Field::new(
        "source",
        "来源",
        Text,
        said(
            "稿件来源；不写时为主办单位",
            "where the text is from; else the organizer",
        ),
    ),
    Field::new("author", "作者", Text, said("作者", "who wrote it")),
    Field::new("editor", "编辑", Text, said("责任编辑", "who edited it")),
    Field::new("keywords", "关键词", TEXTS, said("关键词", "keywords")),
    Field::new(
        "tags",
        "标签",
        TEXTS,
        said(
            "标签；每个标签有一个列表页",
            "tags; each has a list of its pages",
        ),
    ),
    Field::new(
        "cover",
        "封面",
        Picture,
        said("封面图片", "the cover picture"),
    ),
    Field::new(
        "cover_alt",
        "封面说明",
        Text,
        said(
            "封面图片上有什么，给看不见的人听",
            "what the cover shows, for those who cannot see it",
        ),
    ),
    Field::new(
        "attachments",
        "附件",
        List(&Record(ATTACHMENT)),
        said("附件", "files to download"),
    ),
    Field::new(
        "draft",
        "草稿",
        Bool,
        said("草稿不发布", "a draft is not published"),
    )
    .default("否"),
    Field::new(
        "publish_from",
        "开始发布",
        Date,
        said("到这一天才发布", "not published before"),
    )
    .also(&["发布起"]),
    Field::new(
        "expires",
        "停止发布",
        Date,
        said("从这一天起不再发布", "no longer published from then on"),
    )
    .also(&["发布止", "expiryDate"]),
    Field::new(
        "weight",
        "置顶",
        Integer,
        said("数字越大越靠前", "the larger, the nearer to the top"),
    )
    .default("0"),
    Field::new(
        "slug",
        "网址名",
        Text,
        said(
            "网址里的名字；不写时为文件名",
            "its name in the address; else the file's name",
        ),
    ),
    Field::new(
        "aliases",
        "别名",
        TEXTS,
        said(
            "旧网址，访问时转到这一页",
            "former addresses, which lead here",
        ),
    ),
    Field::new(
        "template",
        "模板",
        Text,
        said("用主题里的另一个模板", "another template of the theme"),
    ),
    Field::new(
        "review",
        "审核",
        List(&Record(REVIEW)),
        said("三审三校记录", "the record of review"),
    ),
];

/// A file to download.
const ATTACHMENT: &[Field] = &[
    Field::new(
        "file",
        "文件",
        Type::File,
        said("与正文放在一起的文件", "a file beside the text"),
    )
    .required(),
    Field::new(
        "title",
        "名称",
        Text,
        said(
            "显示的名称；不写时为文件名",
            "the name shown; else the file's",
        ),
    ),
];

/// One step of the review.
const REVIEW: &[Field] = &[
    Field::new(
        "step",
        "环节",
        Type::Choice(&[
            said("初审", "first"),
            said("复审", "second"),
            said("终审", "final"),
        ]),
        said("初审、复审、终审", "first, second, final"),
    )
    .required(),
    Field::new("by", "审核人", Text, said("谁审的", "who")).required(),
    Field::new("date", "日期", Date, said("哪一天", "when")).required(),
];

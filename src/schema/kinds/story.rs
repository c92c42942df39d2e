//! 先进典型, 表彰通报 and 服务品牌: good examples and who honoured them.

use crate::schema::Type::{self, Bool, Choice, Date, List, Page, Picture, Record, Text};
use crate::schema::records::{HONOURS, PHOTOS};
use crate::schema::{Field, Kind, said};

const CATEGORY: Type = Choice(&[
    said("乡镇民政所", "township office"),
    said("股室", "section"),
    said("个人", "person"),
    said("窗口", "window"),
]);

/// 先进典型.
pub const STORY: Kind = Kind {
    en: "story",
    zh: "先进典型",
    about: said("一个人或一个集体的事迹", "what a person or a team did"),
    fields: &[
        Field::new(
            "category",
            "典型类别",
            CATEGORY,
            said(
                "乡镇民政所、股室、个人、窗口",
                "township office, section, person, window",
            ),
        )
        .required(),
        Field::new(
            "name",
            "姓名或单位",
            Text,
            said("姓名或单位", "the name of the person or team"),
        )
        .required(),
        Field::new("post", "职务", Text, said("单位和职务", "unit and post")),
        Field::new("portrait", "照片", Picture, said("照片", "a portrait")),
        Field::new(
            "portrait_alt",
            "照片说明",
            Text,
            said("照片上有什么", "what the portrait shows"),
        ),
        Field::new(
            "deed",
            "事迹提要",
            Text,
            said("一句话，最好带一个数字", "one sentence, best with a figure"),
        )
        .required(),
        Field::new(
            "honours",
            "荣誉",
            HONOURS,
            said("荣誉名称、谁授予、什么时候", "honours, by whom and when"),
        ),
        Field::new(
            "quote",
            "引语",
            Text,
            said("本人说的一句话", "something they said"),
        ),
        Field::new(
            "facts",
            "要点",
            List(&Record(FACT)),
            said(
                "几个要点，如 工龄 19年",
                "a few facts, such as years of service",
            ),
        ),
        Field::new(
            "consent",
            "本人同意公开",
            Bool,
            said(
                "本人是否同意公开；不同意就不发布",
                "whether they agreed to be named; else it is not published",
            ),
        )
        .required(),
        Field::new(
            "photographer",
            "摄影",
            Text,
            said("谁拍的", "who took the pictures"),
        ),
        Field::new("gallery", "图集", PHOTOS, said("照片", "photographs")),
        Field::new(
            "window",
            "所在窗口",
            Page("window"),
            said("所在的窗口", "their window"),
        ),
    ],
};

const FACT: &[Field] = &[
    Field::new(
        "label",
        "名目",
        Text,
        said("如 工龄", "such as: years of service"),
    )
    .required(),
    Field::new("value", "内容", Text, said("如 19年", "such as: 19 years")).required(),
];

/// 表彰通报.
pub const HONOURS_LIST: Kind = Kind {
    en: "honours",
    zh: "表彰通报",
    about: said(
        "表彰名单，链接到各人的事迹",
        "a list of those honoured, linked to their stories",
    ),
    fields: &[
        Field::new(
            "number",
            "文号",
            Text,
            said("发文字号", "its official number"),
        )
        .required(),
        Field::new(
            "issuer",
            "发文机关",
            Text,
            said("发文机关", "who issued it"),
        )
        .required(),
        Field::new(
            "signed",
            "成文日期",
            Date,
            said("成文日期", "when it was signed"),
        ),
        Field::new(
            "notice_period",
            "公示期",
            Text,
            said("公示的起止日期", "when it was open to objections"),
        ),
        Field::new(
            "groups",
            "名单",
            List(&Record(GROUP)),
            said("分类的名单", "the names by category"),
        )
        .required(),
        Field::new(
            "order",
            "名单排序",
            Choice(&[
                said("原样", "as listed"),
                said("拼音", "pinyin"),
                said("笔画", "strokes"),
            ]),
            said("原样、拼音、笔画", "as listed, by pinyin, by strokes"),
        )
        .default("原样"),
    ],
};

const GROUP: &[Field] = &[
    Field::new(
        "category",
        "类别",
        CATEGORY,
        said(
            "民政所、股室、个人、窗口",
            "office, section, person, window",
        ),
    )
    .required(),
    Field::new(
        "title",
        "名目",
        Text,
        said("如 先进民政所", "such as: outstanding township offices"),
    ),
    Field::new(
        "names",
        "名字",
        List(&Text),
        said(
            "名字；有事迹的自动链接",
            "the names; linked where there is a story",
        ),
    )
    .required(),
];

/// 服务品牌.
pub const BRAND: Kind = Kind {
    en: "brand",
    zh: "服务品牌",
    about: said(
        "一个服务品牌：为谁、做什么、做成了什么",
        "a service brand: for whom, what, with what result",
    ),
    fields: &[
        Field::new(
            "meaning",
            "含义",
            Text,
            said(
                "一句话：这个名字是什么意思",
                "one sentence: what the name means",
            ),
        )
        .required(),
        Field::new(
            "audience",
            "面向对象",
            List(&Text),
            said("为哪些人", "for whom"),
        )
        .required(),
        Field::new(
            "content",
            "内容",
            List(&Text),
            said("做些什么", "what is done"),
        )
        .required(),
        Field::new(
            "results",
            "成效",
            List(&Record(FACT)),
            said("数字和期间", "figures with their period"),
        )
        .required(),
        Field::new("promises", "承诺", List(&Text), said("承诺", "promises")),
        Field::new("mark", "标志", Picture, said("标志", "its mark")),
        Field::new(
            "mark_alt",
            "标志说明",
            Text,
            said("标志上有什么", "what the mark shows"),
        ),
        Field::new("since", "创建时间", Text, said("哪一年开始", "since when")),
        Field::new(
            "window",
            "所在窗口",
            Page("window"),
            said("哪个窗口的品牌", "the window whose brand it is"),
        ),
    ],
};

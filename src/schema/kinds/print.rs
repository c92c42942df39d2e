//! 文章 and 展板: the plainest page, and a board for the print shop.

use crate::schema::Type::{Bool, Choice, Date, Integer, List, Number, Record, Text};
use crate::schema::records::{AMOUNTS, MATERIALS, QUESTIONS, STEPS};
use crate::schema::{Field, Kind, said};

/// 文章.
pub const ARTICLE: Kind = Kind {
    en: "article",
    zh: "文章",
    about: said(
        "别的文章；有标题和日期就够",
        "any other text; a title and a date are enough",
    ),
    fields: &[],
};

/// 展板.
pub const BOARD: Kind = Kind {
    en: "board",
    zh: "展板",
    about: said(
        "一块展板；文字和金额可以从别的页面来",
        "a display board; its words and amounts may come from other pages",
    ),
    fields: &[
        Field::new(
            "size",
            "尺寸",
            Text,
            said("成品尺寸，宽×高，毫米", "finished size, width×height in mm"),
        )
        .default("900×1200"),
        Field::new(
            "bleed",
            "出血",
            Number,
            said("出血，毫米；裁切的写 3", "bleed in mm; 3 if it is trimmed"),
        )
        .default("0"),
        Field::new(
            "layout",
            "版式",
            Choice(&[
                said("一图读懂", "answer"),
                said("名录", "roster"),
                said("时间轴", "timeline"),
                said("人物", "people"),
                said("长文", "text"),
            ]),
            said(
                "一图读懂、名录、时间轴、人物、长文",
                "answer, roster, timeline, people, text",
            ),
        )
        .default("长文"),
        Field::new(
            "from",
            "内容来自",
            List(&Text),
            said(
                "从哪些页面来：文件路径，或 路径#部分标题，或一个文件夹",
                "the pages it comes from: a path, path#heading, or a folder",
            ),
        ),
        Field::new(
            "distance",
            "观看距离",
            Number,
            said("从多远看，米", "reading distance in m"),
        )
        .default("2"),
        Field::new(
            "board_title",
            "板面标题",
            Text,
            said(
                "板上的大字，｜ 处可以换行；不写时为标题",
                "the words in large letters, with ｜ where it may break; else the title",
            ),
        ),
        Field::new(
            "topic",
            "主题",
            Text,
            said("右上角的分类", "the topic at the upper right"),
        ),
        Field::new(
            "board_number",
            "板号",
            Integer,
            said("第几板", "its number in the series"),
        ),
        Field::new(
            "slogan",
            "标语",
            Text,
            said(
                "答案或标语，一句话，｜ 处可以换行",
                "the answer, one sentence, with ｜ where it may break",
            ),
        ),
        Field::new(
            "slogan_note",
            "标语说明",
            Text,
            said("下面的小字", "the smaller line below it"),
        ),
        Field::new(
            "amounts",
            "补贴标准",
            AMOUNTS,
            said("不写时从来源页面来", "else from the pages it comes from"),
        ),
        Field::new(
            "steps",
            "办理流程",
            STEPS,
            said("不写时从来源页面来", "else from the pages it comes from"),
        ),
        Field::new(
            "steps_title",
            "流程标题",
            Text,
            said("如 四步办好", "such as: done in four steps"),
        ),
        Field::new(
            "steps_note",
            "流程说明",
            Text,
            said("如 最多10个工作日", "such as: 10 working days at most"),
        ),
        Field::new(
            "materials",
            "申请材料",
            MATERIALS,
            said("不写时从来源页面来", "else from the pages it comes from"),
        ),
        Field::new(
            "questions",
            "常见问题",
            QUESTIONS,
            said("不写时从来源页面来", "else from the pages it comes from"),
        ),
        Field::new(
            "question_limit",
            "问题条数",
            Integer,
            said("最多放几个问题", "at most so many questions"),
        )
        .default("3"),
        Field::new(
            "qr",
            "二维码",
            Text,
            said(
                "扫码打开的网址；不写时为来源页面",
                "where the QR code leads; else the page it comes from",
            ),
        ),
        Field::new(
            "qr_title",
            "二维码标题",
            Text,
            said("如 扫码看全文", "such as: scan to read on"),
        )
        .default("扫码看全文"),
        Field::new(
            "qr_note",
            "二维码说明",
            List(&Text),
            said("二维码旁的一两行小字", "a line or two beside it"),
        ),
        Field::new(
            "phone",
            "咨询电话",
            Text,
            said(
                "不写时从来源页面或 site.yaml 来",
                "else from the pages it comes from or site.yaml",
            ),
        ),
        Field::new(
            "visit",
            "到哪里办",
            List(&Text),
            said(
                "右下角：地点和时间，一条一行",
                "lower right: place and hours, one a line",
            ),
        ),
        Field::new(
            "sign",
            "落款",
            Text,
            said(
                "落款单位和日期；不写时为主办单位",
                "who signs it; else the organizer",
            ),
        ),
        Field::new(
            "basis",
            "依据说明",
            Text,
            said(
                "最小的一行：依据和有效期",
                "the smallest line: basis and validity",
            ),
        ),
        Field::new("copies", "印数", Integer, said("印几份", "how many copies")).default("1"),
        Field::new(
            "material",
            "材质",
            Text,
            said("KT板、写真布等", "what it is printed on"),
        )
        .default("KT板"),
        Field::new(
            "places",
            "摆放地点",
            List(&Record(PLACE)),
            said("摆在哪里", "where it stands"),
        ),
        Field::new(
            "valid_until",
            "有效期至",
            Date,
            said("板上的内容有效到哪一天", "until when its words hold"),
        ),
        Field::new(
            "on_web",
            "网页展示",
            Bool,
            said("网站上是否展示", "whether the website shows it"),
        )
        .default("是"),
    ],
};

const PLACE: &[Field] = &[
    Field::new("place", "地点", Text, said("摆在哪里", "where")).required(),
    Field::new("until", "时间", Text, said("什么时候", "when")),
];

//! 文章 and 印刷品: the plainest page, and what goes to the print shop.

use crate::schema::Type::{Bool, Choice, Date, Integer, List, Number, Record, Text};
use crate::schema::forms::FORM_NAMES;
use crate::schema::records::{AMOUNTS, MATERIALS, PHOTOS, QUESTIONS, STEPS};
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

/// 印刷品. Its page may as well be said to be of the kind 展板, 三折页 and so on.
pub const PRODUCT: Kind = Kind {
    en: "product",
    zh: "印刷品",
    about: said(
        "展板、折页、海报等印刷品；文字和金额可以从别的页面来",
        "a board, leaflet, poster or other printed product; its words and amounts may come from other pages",
    ),
    fields: &[
        Field::new(
            "form",
            "品种",
            Choice(FORM_NAMES),
            said(
                "展板、易拉宝、X展架、海报、横幅、背景板、两折页、三折页、明白卡、墙报、宣传册、单张",
                "what it is: board, roll-up, poster, trifold, card, booklet and so on",
            ),
        )
        .default("展板"),
        Field::new(
            "size",
            "尺寸",
            Text,
            said(
                "成品尺寸，宽×高，毫米，或 A2、16开 等；折页写展开的尺寸；不写时随品种",
                "finished size, width×height in mm, or A2 and so on; of the open sheet; else that of the form",
            ),
        ),
        Field::new(
            "bleed",
            "出血",
            Number,
            said(
                "出血，毫米；裁切的写 3；不写时随品种",
                "bleed in mm, 3 if it is trimmed; else that of the form",
            ),
        ),
        Field::new(
            "layout",
            "版式",
            Text,
            said(
                "主题里的版式：一图读懂、流程、名录、时间轴、人物、图文、长文、标语、日程、章节；不写时随品种",
                "a layout of the theme: answer, flow, roster, timeline, people, pictures, text, slogan, calendar, chapter; else that of the form",
            ),
        ),
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
            "faces",
            "各面",
            List(&Record(FACE)),
            said(
                "折页和明白卡的每一面放什么；不写时自动分配",
                "what each face of a leaflet or card holds; else it is dealt out",
            ),
        ),
        Field::new(
            "sheets",
            "张数",
            Text,
            said("墙报由几张拼成，横×竖", "the sheets of a wall newspaper, across×down"),
        )
        .default("3×2"),
        Field::new(
            "distance",
            "观看距离",
            Number,
            said("从多远看，米；不写时随品种", "reading distance in m; else that of the form"),
        ),
        Field::new(
            "series",
            "系列",
            Text,
            said(
                "同一系列、同样大小的，字号和标题栏一样",
                "products of one series and size share the size of their text and their title band",
            ),
        ),
        Field::new(
            "optional",
            "可删",
            List(&Text),
            said(
                "放不下时可以先删的部分，如 常见问题",
                "the parts that may go first where it does not fit, such as 常见问题",
            ),
        ),
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
            "gallery",
            "图集",
            PHOTOS,
            said("版式为图文时的照片；不写时从来源页面来", "the photographs of the layout pictures; else from the pages it comes from"),
        ),
        Field::new(
            "bar",
            "算一算",
            Record(BAR),
            said("一个数由哪几部分组成，画成一条", "how a figure is made up, drawn as one bar"),
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
            said("KT板、写真布等；不写时随品种", "what it is printed on; else that of the form"),
        ),
        Field::new(
            "finish",
            "覆膜",
            Text,
            said("哑膜、亮膜、不覆膜", "lamination"),
        ),
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

/// One face of a leaflet or card.
const FACE: &[Field] = &[
    Field::new(
        "face",
        "面",
        Text,
        said(
            "封面、折入页、内一、内二、内三、封底、正面、背面",
            "cover, flap, inside 1 to 3, back, front, rear",
        ),
    )
    .required(),
    Field::new(
        "title",
        "标题",
        Text,
        said("这一面的大字", "its words in large letters"),
    ),
    Field::new("layout", "版式", Text, said("这一面的版式", "its layout")),
    Field::new(
        "from",
        "内容来自",
        List(&Text),
        said("这一面从哪些页面来", "the pages it comes from"),
    ),
    Field::new(
        "slogan",
        "标语",
        Text,
        said("这一面的一句话", "its answer or slogan"),
    ),
];

/// A figure made up of parts.
const BAR: &[Field] = &[
    Field::new(
        "label",
        "说明",
        Text,
        said("这是什么数", "what figure it is"),
    ),
    Field::new(
        "items",
        "各段",
        List(&Record(BAR_ITEM)),
        said("从左到右", "from left to right"),
    ),
];

const BAR_ITEM: &[Field] = &[
    Field::new(
        "label",
        "文字",
        Text,
        said("这一段是什么", "what the part is"),
    )
    .required(),
    Field::new("value", "数", Text, said("多少", "how much")).required(),
    Field::new("red", "标红", Bool, said("用红色", "in red")).default("否"),
];

const PLACE: &[Field] = &[
    Field::new("place", "地点", Text, said("摆在哪里", "where")).required(),
    Field::new("until", "时间", Text, said("什么时候", "when")),
];

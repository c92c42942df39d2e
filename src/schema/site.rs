//! The keys of `site.yaml`.

use super::Type::{self, Bool, Date, Integer, List, Record, Text, Url};
use super::{Field, said};

/// Everything that `site.yaml` may say.
pub const SITE: &[Field] = &[
    Field::new(
        "name",
        "网站名称",
        Text,
        said("网站名称，如 青禾县民政局", "the site's name"),
    )
    .required()
    .also(&["title"]),
    Field::new(
        "domain",
        "域名",
        Text,
        said("网站域名，如 mzj.example.gov.cn", "its domain"),
    )
    .required(),
    Field::new(
        "base_url",
        "网址",
        Url,
        said(
            "网站地址，含协议；不写时为 https://域名/",
            "its address with the scheme; else https://domain/",
        ),
    ),
    Field::new(
        "id_code",
        "标识码",
        Text,
        said(
            "网站标识码：10 位数字，或 bm 加 8 位",
            "the site's ID code: 10 digits, or bm and 8",
        ),
    )
    .required(),
    Field::new(
        "organizer",
        "主办单位",
        Text,
        said("主办单位", "who runs the site"),
    )
    .required(),
    Field::new(
        "undertaker",
        "承办单位",
        Text,
        said("承办单位", "who does the work"),
    ),
    Field::new(
        "language",
        "语言",
        Text,
        said("网页的语言", "the language of the pages"),
    )
    .default("zh-CN"),
    Field::new("time_zone", "时区", Text, said("时区", "the time zone")).default("Asia/Shanghai"),
    Field::new(
        "summary",
        "摘要",
        Text,
        said("网站说明", "what the site is"),
    )
    .also(&["description", "描述"]),
    Field::new(
        "keywords",
        "关键词",
        List(&Text),
        said("关键词", "keywords"),
    ),
    Field::new(
        "campaign",
        "活动",
        Record(CAMPAIGN),
        said("这一个月的活动", "the month's campaign"),
    ),
    Field::new(
        "phases",
        "阶段",
        List(&Record(PHASE)),
        said("活动分几个阶段", "the phases"),
    ),
    Field::new(
        "activities",
        "五项活动",
        List(&Record(ACTIVITY)),
        said("有哪几项活动", "the activities"),
    ),
    Field::new(
        "forms",
        "形式说明",
        List(&Record(FORM)),
        said("每一种形式是做什么的", "what each form is"),
    ),
    Field::new(
        "ask",
        "到哪里问",
        Record(ASK),
        said("打什么电话、到哪个窗口", "where to ask"),
    ),
    Field::new(
        "footer",
        "页脚",
        Record(FOOTER),
        said("备案号、联系方式等", "record numbers, contact and the like"),
    ),
    Field::new("theme", "主题", Text, said("用哪个主题", "which theme")).default("huimin"),
    Field::new(
        "theme_options",
        "主题选项",
        Record(&[]),
        said("主题自己的选项，见主题说明", "the theme's own options"),
    ),
    Field::new(
        "large_print",
        "大字版",
        Bool,
        said(
            "每一页是否另有大字版",
            "whether every page has a twin in large print",
        ),
    )
    .default("否"),
    Field::new(
        "raw_html",
        "允许HTML",
        Bool,
        said(
            "Markdown 里的 HTML 是否原样输出",
            "whether HTML in Markdown goes out as it is",
        ),
    )
    .default("否"),
];

const CAMPAIGN: &[Field] = &[
    Field::new("name", "名称", Text, said("如 惠民政策宣传月", "its name")).required(),
    Field::new(
        "slogan",
        "主题句",
        Text,
        said(
            "首页上的一句话，｜ 处可以换行",
            "the sentence on the home page, with ｜ where it may break",
        ),
    ),
    Field::new("start", "开始", Date, said("第一天", "the first day")).required(),
    Field::new("end", "结束", Date, said("最后一天", "the last day")).required(),
];

const PHASE: &[Field] = &[
    Field::new("name", "名称", Text, said("如 组织实施", "its name")).required(),
    Field::new("start", "开始", Date, said("第一天", "the first day")).required(),
    Field::new("end", "结束", Date, said("最后一天", "the last day")).required(),
    Field::new(
        "summary",
        "说明",
        Text,
        said("这一阶段做什么", "what it is for"),
    ),
    Field::new(
        "steps",
        "步骤",
        List(&Record(PHASE_STEP)),
        said("做了哪些事", "what is done in it"),
    ),
];

const PHASE_STEP: &[Field] = &[
    Field::new("date", "日期", Text, said("什么时候", "when")).required(),
    Field::new("title", "事项", Text, said("做什么", "what")).required(),
    Field::new(
        "result",
        "结果",
        Text,
        said("做成了什么", "with what result"),
    ),
];

const ACTIVITY: &[Field] = &[
    Field::new("name", "名称", Text, said("如 走基层、访民情", "its name")).required(),
    Field::new("summary", "说明", Text, said("做什么", "what it is")),
    Field::new(
        "url",
        "链接",
        Url,
        said("在哪个栏目里看", "where to read of it"),
    ),
];

const FORM: &[Field] = &[
    Field::new("name", "名称", Text, said("形式的名称", "its name")).required(),
    Field::new("summary", "说明", Text, said("做什么", "what it is")).required(),
];

const ASK: &[Field] = &[
    Field::new(
        "phone",
        "电话",
        Text,
        said(
            "总咨询电话，最好是一个电话事实",
            "the main telephone, best a fact",
        ),
    )
    .required(),
    Field::new(
        "hours",
        "时间",
        Text,
        said("什么时候有人接", "when it is answered"),
    ),
    Field::new(
        "intro",
        "引语",
        Text,
        said("到哪里问旁边的一句话", "the sentence beside it"),
    ),
    Field::new(
        "hall",
        "窗口",
        List(&Text),
        said("大厅地址，一条一行", "the hall's address, one a line"),
    ),
    Field::new(
        "village",
        "在村里",
        List(&Text),
        said("村里找谁", "whom to ask in the village"),
    ),
    Field::new(
        "towns",
        "乡镇电话",
        List(&Record(TOWN)),
        said("各乡镇（街道）民政所电话", "the township offices"),
    ),
    Field::new(
        "complaints",
        "监督电话",
        Text,
        said("监督电话", "the telephone for complaints"),
    ),
];

const TOWN: &[Field] = &[
    Field::new("name", "名称", Text, said("乡镇（街道）", "the township")).required(),
    Field::new("phone", "电话", Text, said("电话", "the telephone")).required(),
    Field::new("address", "地址", Text, said("地址", "the address")),
];

const FOOTER: &[Field] = &[
    Field::new("address", "地址", Text, said("地址", "the address")),
    Field::new(
        "contact",
        "联系方式",
        Text,
        said("联系方式", "how to reach the site's staff"),
    ),
    Field::new(
        "icp",
        "ICP备案号",
        Text,
        said("ICP 备案号", "the ICP number"),
    )
    .also(&["ICP"]),
    Field::new(
        "police",
        "公安备案号",
        Text,
        said("公安备案号", "the police record number"),
    ),
    Field::new(
        "report_url",
        "找错",
        Url,
        said("政府网站找错的链接", "the link to report mistakes"),
    ),
    Field::new(
        "access_url",
        "适老化",
        Url,
        said("无障碍或适老化说明的链接", "the link to the page on access"),
    ),
    Field::new(
        "links",
        "链接",
        List(&Record(LINK)),
        said("页脚上的其他链接", "other links"),
    ),
    Field::new(
        "copyright_year",
        "版权年份",
        Integer,
        said("版权年份", "the year of copyright"),
    ),
];

const LINK: &[Field] = &[
    Field::new("title", "名称", Type::Text, said("显示的名称", "the words")).required(),
    Field::new(
        "url",
        "链接",
        Url,
        said("网址或本站路径", "a web address or a path of this site"),
    )
    .required(),
];

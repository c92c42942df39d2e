//! 活动动态, 活动安排, 民情反馈 and 联系点: what happens in the month.

use crate::schema::Type::{self, Choice, Date, Integer, List, Page, Text};
use crate::schema::records::PHOTOS;
use crate::schema::{Field, Kind, said};

/// The four forms of the campaign, and village talks.
const FORM: Type = Choice(&[
    said("发放资料", "leaflets"),
    said("现场咨询", "advice stall"),
    said("展板展示", "boards"),
    said("上门宣讲", "home visits"),
    said("乡间夜话", "village talk"),
]);

/// 活动动态.
pub const NEWS: Kind = Kind {
    en: "news",
    zh: "活动动态",
    about: said("一场活动之后的报道", "the report of what was done"),
    fields: &[
        Field::new(
            "held",
            "活动时间",
            Text,
            said("什么时候，如 5月8日上午8:30—11:30", "when it was"),
        ),
        Field::new("place", "地点", Text, said("在哪里", "where")),
        Field::new(
            "forms",
            "形式",
            List(&FORM),
            said(
                "发放资料、现场咨询、展板展示、上门宣讲、乡间夜话",
                "leaflets, advice stall, boards, home visits, village talk",
            ),
        ),
        Field::new(
            "people",
            "参加人数",
            Integer,
            said("多少人", "how many came"),
        ),
        Field::new(
            "questions_asked",
            "咨询数",
            Integer,
            said("问了多少个问题", "how many questions"),
        ),
        Field::new(
            "leaflets",
            "发放资料份数",
            Integer,
            said("发了多少份", "how many leaflets"),
        ),
        Field::new(
            "taken_back",
            "带回问题数",
            Integer,
            said(
                "当场没答、带回来办的",
                "how many were taken back to be settled",
            ),
        ),
        Field::new(
            "phase",
            "所属阶段",
            Text,
            said(
                "属于哪个阶段（site.yaml 里的名称）",
                "which phase, as named in site.yaml",
            ),
        ),
        Field::new(
            "activity",
            "所属活动",
            Text,
            said("属于五项活动里的哪一项", "which of the five activities"),
        ),
        Field::new(
            "event",
            "对应安排",
            Page("event"),
            said("对应的活动安排", "the event it reports"),
        ),
        Field::new(
            "contact",
            "联系点",
            Page("contact"),
            said("在哪个联系点", "the contact point"),
        ),
        Field::new("gallery", "图集", PHOTOS, said("照片", "photographs")),
    ],
};

/// 活动安排.
pub const EVENT: Kind = Kind {
    en: "event",
    zh: "活动安排",
    about: said(
        "一场活动：时间、地点、形式",
        "an event: when, where, in which form",
    ),
    fields: &[
        Field::new(
            "start",
            "开始",
            Date,
            said("日期和时间，如 2026-05-08 8:30", "day and time"),
        )
        .required(),
        Field::new("end", "结束", Date, said("日期和时间", "day and time")),
        Field::new("place", "地点", Text, said("具体地点", "the place")).required(),
        Field::new(
            "town",
            "乡镇",
            Text,
            said(
                "哪个乡镇（街道）；安排按它分组",
                "the township; the schedule groups by it",
            ),
        )
        .required(),
        Field::new(
            "short",
            "简称",
            Text,
            said(
                "月历上的简称，不超过6个字",
                "at most 6 Han, for the month sheet",
            ),
        ),
        Field::new(
            "position",
            "经纬度",
            Text,
            said("经度, 纬度", "longitude, latitude"),
        ),
        Field::new(
            "forms",
            "形式",
            List(&FORM),
            said(
                "发放资料、现场咨询、展板展示、上门宣讲、乡间夜话",
                "leaflets, advice stall, boards, home visits, village talk",
            ),
        )
        .required(),
        Field::new(
            "about",
            "讲什么",
            Text,
            said("讲哪些政策、办哪些事", "what it is about"),
        ),
        Field::new(
            "host",
            "负责单位",
            Text,
            said("负责单位", "who is in charge"),
        )
        .required(),
        Field::new(
            "contact_person",
            "联系人",
            Text,
            said("联系人", "whom to ask"),
        ),
        Field::new("phone", "联系电话", Text, said("联系电话", "the telephone")),
        Field::new(
            "result",
            "结果",
            Text,
            said("办完以后写一句结果", "one sentence on how it went"),
        ),
        Field::new(
            "contact",
            "联系点",
            Page("contact"),
            said("在哪个联系点", "the contact point"),
        ),
    ],
};

/// 民情反馈.
pub const FEEDBACK: Kind = Kind {
    en: "feedback",
    zh: "民情反馈",
    about: said(
        "群众说的一件事和它的答复；从不写姓名",
        "something people said and the answer; never a name",
    ),
    fields: &[
        Field::new(
            "where",
            "何地",
            Text,
            said("在哪里听到的", "where it was heard"),
        )
        .required(),
        Field::new(
            "when",
            "何时",
            Date,
            said("哪一天听到的", "when it was heard"),
        )
        .required(),
        Field::new("number", "编号", Text, said("编号", "its number")),
        Field::new(
            "said",
            "群众意见",
            Text,
            said("群众的原话", "what was said"),
        )
        .required(),
        Field::new("answer", "答复", Text, said("答复", "the answer")).required(),
        Field::new("office", "责任单位", Text, said("谁来办", "who settles it")).required(),
        Field::new(
            "state",
            "办理状态",
            Choice(&[
                said("已办结", "done"),
                said("正在办", "under way"),
                said("今年办不到", "not this year"),
                said("已转办", "passed on"),
            ]),
            said(
                "已办结、正在办、今年办不到、已转办",
                "done, under way, not this year, passed on",
            ),
        )
        .required(),
        Field::new(
            "done",
            "完成日期",
            Date,
            said("哪一天办完，或预计哪一天", "when it was or will be done"),
        ),
        Field::new(
            "contact",
            "联系点",
            Page("contact"),
            said("在哪个联系点", "the contact point"),
        ),
    ],
};

/// 联系点.
pub const CONTACT: Kind = Kind {
    en: "contact",
    zh: "联系点",
    about: said(
        "一个村（社区）和常去走访的人",
        "a village and who visits it",
    ),
    fields: &[
        Field::new(
            "village",
            "村（社区）",
            Text,
            said("哪个村或社区", "the village or community"),
        )
        .required()
        .also(&["村", "社区", "村(社区)"]),
        Field::new(
            "town",
            "乡镇",
            Text,
            said("哪个乡镇（街道）", "the township"),
        )
        .required(),
        Field::new(
            "leader",
            "联系领导",
            Text,
            said("联系领导的姓名", "who visits it"),
        )
        .required(),
        Field::new("post", "职务", Text, said("职务", "their post")),
        Field::new(
            "frequency",
            "走访频次",
            Text,
            said("多久去一次、哪一天", "how often, which day"),
        )
        .required(),
        Field::new("phone", "公开电话", Text, said("公开电话", "the telephone")).required(),
    ],
};

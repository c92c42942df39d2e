//! 政策文件 and 政策解读: a document of the authority, and what it means for people.

use crate::schema::Type::{Choice, Date, File, List, Page, PageOrNone, Text};
use crate::schema::records::{AMOUNTS, MATERIALS, QUESTIONS, STEPS};
use crate::schema::{Field, Kind, said};

/// 政策文件.
pub const DOCUMENT: Kind = Kind {
    en: "document",
    zh: "政策文件",
    about: said(
        "文件全文，写明文号、日期和效力",
        "the full text of a document with its number, dates and validity",
    ),
    fields: &[
        Field::new(
            "number",
            "文号",
            Text,
            said("发文字号，如 青民发〔2026〕8号", "its official number"),
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
        )
        .required(),
        Field::new(
            "published",
            "公布日期",
            Date,
            said("公布日期", "when it was made public"),
        ),
        Field::new(
            "effective",
            "施行日期",
            Date,
            said("从哪一天起施行", "in force from"),
        ),
        Field::new(
            "valid_until",
            "有效期至",
            Date,
            said("有效期到哪一天", "valid until"),
        ),
        Field::new(
            "validity",
            "效力状态",
            Choice(&[
                said("现行有效", "in force"),
                said("已修改", "amended"),
                said("已废止", "repealed"),
                said("已失效", "expired"),
            ]),
            said(
                "现行有效、已修改、已废止、已失效",
                "in force, amended, repealed, expired",
            ),
        )
        .default("现行有效"),
        Field::new(
            "basis",
            "依据",
            List(&Text),
            said("根据哪些上级文件", "the documents it rests on"),
        ),
        Field::new(
            "replaces",
            "代替",
            List(&Page("document")),
            said("它代替的文件", "the documents that it replaces"),
        ),
        Field::new(
            "explainers",
            "解读",
            List(&Page("explainer")),
            said(
                "它的解读；解读里写了对应文件的，这里不用再写",
                "its explainers; not needed where they name it",
            ),
        ),
        Field::new(
            "original",
            "原件",
            File,
            said("盖章的 PDF 原件", "the signed original as PDF"),
        ),
    ],
};

/// 政策解读.
pub const EXPLAINER: Kind = Kind {
    en: "explainer",
    zh: "政策解读",
    about: said(
        "一项政策讲清楚：谁能领、领多少、怎么办、到哪里、打什么电话",
        "a policy made clear: who, how much, how, where, which telephone",
    ),
    fields: &[
        Field::new(
            "document",
            "对应文件",
            PageOrNone("document"),
            said(
                "对应的政策文件；没有就写 无",
                "the document it explains, or 无 (none)",
            ),
        )
        .required(),
        Field::new(
            "audience",
            "适用对象",
            List(&Text),
            said(
                "给哪些人，如 老年人、儿童；列表按它分组",
                "for which people; lists group by it",
            ),
        )
        .required(),
        Field::new(
            "who",
            "谁能领",
            Text,
            said("一句话：谁能领", "one sentence: who may have it"),
        )
        .required(),
        Field::new(
            "who_note",
            "谁能领说明",
            Text,
            said("补充一句", "a remark on it"),
        ),
        Field::new(
            "conditions",
            "享受条件",
            List(&Text),
            said("条件，一条一行", "the conditions, one a line"),
        ),
        Field::new(
            "amounts",
            "补贴标准",
            AMOUNTS,
            said(
                "金额、单位、周期、从哪天起",
                "amounts with unit, period and date",
            ),
        ),
        Field::new(
            "amounts_title",
            "补贴标准标题",
            Text,
            said("如 每月领多少", "such as: how much a month"),
        )
        .default("领多少"),
        Field::new(
            "amounts_note",
            "补贴标准说明",
            Text,
            said("补充说明", "a remark"),
        ),
        Field::new(
            "how",
            "怎么办",
            Text,
            said("一句话：怎么办", "one sentence: how"),
        )
        .required(),
        Field::new(
            "how_note",
            "怎么办说明",
            Text,
            said("补充一句", "a remark on it"),
        ),
        Field::new("steps", "办理流程", STEPS, said("一步一步", "step by step")),
        Field::new(
            "steps_note",
            "办理流程说明",
            Text,
            said("如 最多15个工作日", "a remark, such as the whole time"),
        ),
        Field::new(
            "materials",
            "申请材料",
            MATERIALS,
            said("要带的和不用带的", "what to bring and what not"),
        ),
        Field::new("place", "办理地点", Text, said("到哪里办", "where")).required(),
        Field::new(
            "place_note",
            "办理地点说明",
            Text,
            said("补充一句", "a remark on it"),
        ),
        Field::new(
            "time_limit",
            "办理时限",
            Text,
            said("多久办好", "how long it takes"),
        ),
        Field::new(
            "phone",
            "咨询电话",
            Text,
            said(
                "咨询电话，最好是一个电话事实",
                "the telephone to ask, best a fact",
            ),
        )
        .required(),
        Field::new(
            "hours",
            "接听时间",
            Text,
            said("什么时候有人接", "when it is answered"),
        ),
        Field::new(
            "complaints",
            "监督电话",
            Text,
            said("监督电话", "the telephone for complaints"),
        ),
        Field::new(
            "warning",
            "提醒",
            Text,
            said("防骗等提醒，一两句", "a warning, such as of fraud"),
        ),
        Field::new(
            "questions",
            "常见问题",
            QUESTIONS,
            said("问和答", "questions and answers"),
        ),
        Field::new(
            "window",
            "办理窗口",
            Page("window"),
            said("在哪个窗口办", "the window in charge"),
        ),
    ],
};

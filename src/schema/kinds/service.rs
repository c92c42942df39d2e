//! 服务事项: a guide to one service, with the elements that an inspection looks for.

use crate::schema::Type::{List, Page, Text};
use crate::schema::records::{MATERIALS, STEPS};
use crate::schema::{Field, Kind, said};

/// 服务事项.
pub const SERVICE: Kind = Kind {
    en: "service",
    zh: "服务事项",
    about: said(
        "办一件事的指南：一个名称、一个责任主体、一个办理依据",
        "a guide to one service: one name, one body in charge, one basis",
    ),
    fields: &[
        Field::new(
            "name",
            "服务名称",
            Text,
            said(
                "统一的服务名称；不写时为标题",
                "its official name; else the title",
            ),
        )
        .also(&["事项名称"]),
        Field::new(
            "responsible",
            "责任主体",
            Text,
            said("哪个单位负责", "who is in charge"),
        )
        .required(),
        Field::new(
            "basis",
            "办理依据",
            List(&Text),
            said("依据的法规和文件", "the rules it rests on"),
        )
        .required()
        .also(&["设定依据"]),
        Field::new(
            "documents",
            "依据文件",
            List(&Page("document")),
            said(
                "本站里的依据文件",
                "the documents on this site that it rests on",
            ),
        ),
        Field::new(
            "explainer",
            "政策解读",
            Page("explainer"),
            said("讲这件事的解读", "the explainer about it"),
        ),
        Field::new(
            "audience",
            "服务对象",
            List(&Text),
            said(
                "给哪些人；目录按它分组",
                "for whom; the catalogue groups by it",
            ),
        )
        .required()
        .also(&["适用对象"]),
        Field::new(
            "window",
            "办理窗口",
            Page("window"),
            said(
                "在哪个窗口办；目录按它分组",
                "the window; the catalogue groups by it",
            ),
        )
        .required(),
        Field::new(
            "conditions",
            "申请条件",
            List(&Text),
            said("条件，一条一行", "conditions, one a line"),
        )
        .required(),
        Field::new(
            "materials",
            "办理材料",
            MATERIALS,
            said("要带的材料", "what to bring"),
        )
        .required()
        .also(&["申请材料"]),
        Field::new("steps", "办理流程", STEPS, said("一步一步", "step by step")).required(),
        Field::new(
            "before",
            "优化前流程",
            STEPS,
            said(
                "优化以前的流程，作对比",
                "the process before it was made simpler",
            ),
        ),
        Field::new("place", "办理地点", Text, said("到哪里办", "where")).required(),
        Field::new(
            "agency",
            "办理机构",
            Text,
            said("哪个机构办", "which office handles it"),
        )
        .required(),
        Field::new(
            "fee",
            "收费标准",
            Text,
            said("不收费就写 不收费", "the fee, or none"),
        )
        .default("不收费"),
        Field::new(
            "hours",
            "办理时间",
            Text,
            said("什么时候能办", "opening hours"),
        )
        .required(),
        Field::new("phone", "联系电话", Text, said("联系电话", "the telephone")).required(),
        Field::new(
            "legal_limit",
            "法定时限",
            Text,
            said("法定时限，如 30个工作日", "the limit by law"),
        ),
        Field::new(
            "promised_limit",
            "承诺时限",
            Text,
            said("承诺时限，如 12个工作日、当场办结", "the limit promised"),
        )
        .required(),
        Field::new(
            "complaints",
            "监督电话",
            Text,
            said("监督电话", "the telephone for complaints"),
        ),
        Field::new(
            "appeal",
            "救济途径",
            Text,
            said("不服怎么办", "how to appeal"),
        ),
    ],
};

//! 服务窗口: a window, what it does and what it promises.

use crate::schema::Type::{Bool, Integer, List, Text};
use crate::schema::records::STEPS;
use crate::schema::{Field, Kind, said};

/// 服务窗口.
pub const WINDOW: Kind = Kind {
    en: "window",
    zh: "服务窗口",
    about: said(
        "窗口公开：职责、流程、依据、四项承诺",
        "what a window makes public: duties, process, basis, four promises",
    ),
    fields: &[
        Field::new(
            "number",
            "窗口号",
            Integer,
            said("几号窗口；列表按它排", "its number; lists go by it"),
        ),
        Field::new(
            "what",
            "办什么",
            Text,
            said("一句话：办什么事", "one sentence: what for"),
        )
        .required(),
        Field::new(
            "fact",
            "窗口事实",
            Text,
            said(
                "data/ 里窗口事实的名称；电话、地址、工时由它来",
                "the window fact in data/ that gives telephone, address and hours",
            ),
        ),
        Field::new(
            "duties",
            "职责范围",
            List(&Text),
            said("管哪些事", "what it is for"),
        )
        .required(),
        Field::new(
            "not_duties",
            "不管的事",
            List(&Text),
            said(
                "不归它管的事，到哪里去",
                "what it is not for, and where to go",
            ),
        ),
        Field::new(
            "process",
            "业务流程",
            STEPS,
            said("怎么办事", "how things are done"),
        )
        .required(),
        Field::new(
            "basis",
            "政策依据",
            List(&Text),
            said("依据的法规和文件", "the rules it works by"),
        )
        .required(),
        Field::new(
            "first_asked",
            "首问负责",
            Text,
            said(
                "一句能被追问的承诺",
                "a promise: the first one asked is in charge",
            ),
        )
        .required(),
        Field::new(
            "promise",
            "服务承诺",
            Text,
            said("一句能被追问的承诺", "a promise of service"),
        )
        .required(),
        Field::new(
            "limit",
            "限时办结",
            Text,
            said("一句能被追问的承诺", "a promise of time"),
        )
        .required(),
        Field::new(
            "accountability",
            "责任追究",
            Text,
            said("一句能被追问的承诺", "what happens when it is not kept"),
        )
        .required(),
        Field::new(
            "address",
            "地址",
            Text,
            said(
                "地址；写了窗口事实就不用写",
                "the address; not needed with a window fact",
            ),
        ),
        Field::new(
            "phone",
            "电话",
            Text,
            said(
                "电话；写了窗口事实就不用写",
                "the telephone; not needed with a window fact",
            ),
        ),
        Field::new(
            "hours",
            "工时",
            Text,
            said(
                "办公时间；写了窗口事实就不用写",
                "opening hours; not needed with a window fact",
            ),
        ),
        Field::new(
            "staff",
            "人员",
            List(&Text),
            said("窗口人员的姓名和岗位", "who works there"),
        ),
        Field::new(
            "in_hall",
            "在大厅",
            Bool,
            said("是否在服务大厅里", "whether it is in the service hall"),
        )
        .default("是"),
        Field::new(
            "access",
            "无障碍",
            Text,
            said("轮椅、盲道、手语等", "wheelchair access and the like"),
        ),
        Field::new(
            "complaints",
            "监督电话",
            Text,
            said("监督电话", "the telephone for complaints"),
        ),
    ],
};

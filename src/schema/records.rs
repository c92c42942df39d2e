//! Groups of keys that several kinds share, and the kinds of facts.

use super::Type::{self, Bool, Date, List, Number, Text};
use super::{Field, said};

/// An amount of money or of anything else that is paid out or counted.
pub const AMOUNT: &[Field] = &[
    Field::new(
        "label",
        "名目",
        Text,
        said("给谁的、哪一档，如 80—89岁", "for whom or which grade"),
    ),
    Field::new(
        "value",
        "金额",
        Text,
        said(
            "数字，或一个事实，如 【=高龄津贴80】",
            "a number, or a fact such as 【=name】",
        ),
    )
    .required(),
    Field::new("unit", "单位", Text, said("元、%、份", "the unit")).default("元"),
    Field::new(
        "period",
        "周期",
        Text,
        said("每月、每人每月、一次性", "per month, once and the like"),
    ),
    Field::new("from", "起", Date, said("从哪一天起执行", "in force from")),
    Field::new("note", "说明", Text, said("补充说明", "a remark")),
    Field::new(
        "threshold",
        "门槛",
        Bool,
        said(
            "这是够不够条件的线，不是到手的钱",
            "a line to be under or over, and not money in hand",
        ),
    )
    .default("否"),
];

/// A step of a process.
pub const STEP: &[Field] = &[
    Field::new(
        "title",
        "步骤",
        Text,
        said("这一步叫什么，如 提出申请", "the step's name"),
    )
    .required()
    .also(&["名称"]),
    Field::new("text", "说明", Text, said("怎么做，一两句话", "what to do")),
    Field::new(
        "time",
        "时限",
        Text,
        said("多长时间，如 5个工作日", "how long"),
    ),
    Field::new(
        "by",
        "谁来办",
        Type::Choice(&[said("您", "you"), said("我们", "us")]),
        said("您（申请人）或我们（单位）", "you (who applies) or us"),
    )
    .default("您"),
];

/// Something to bring.
pub const MATERIAL: &[Field] = &[
    Field::new("name", "名称", Text, said("材料名称", "what it is")).required(),
    Field::new(
        "form",
        "形式",
        Text,
        said("原件、复印件、电子件", "original, copy, electronic"),
    ),
    Field::new("copies", "份数", Text, said("几份", "how many")),
    Field::new("note", "说明", Text, said("要求", "what it must be like")),
    Field::new(
        "not_needed",
        "不用带",
        Bool,
        said("列出来说明不用带", "listed to say that it is not needed"),
    )
    .default("否"),
];

/// A question and its answer.
pub const QUESTION: &[Field] = &[
    Field::new("q", "问", Text, said("问题", "the question")).required(),
    Field::new("a", "答", Text, said("回答", "the answer")).required(),
];

/// An honour.
pub const HONOUR: &[Field] = &[
    Field::new("name", "名称", Text, said("荣誉名称", "what it is called")).required(),
    Field::new("by", "授予单位", Text, said("谁授予", "who gave it")),
    Field::new("date", "时间", Text, said("哪一年、哪一月", "when")),
];

/// A picture with its words.
pub const PHOTO: &[Field] = &[
    Field::new(
        "file",
        "图片",
        Type::Picture,
        said("图片文件", "the picture's file"),
    )
    .required(),
    Field::new("alt", "说明", Text, said("图上有什么", "what it shows")).required(),
    Field::new(
        "credit",
        "拍摄",
        Text,
        said("谁拍的、什么时候", "by whom and when"),
    ),
];

/// `金额` in `data/`: an amount under a name.
pub const AMOUNT_FACT: &[Field] = &[
    Field::new("value", "金额", Number, said("数字", "a number"))
        .required()
        .also(&["数", "数值"]),
    Field::new("unit", "单位", Text, said("元、%、个工作日", "the unit")).default("元"),
    Field::new(
        "period",
        "周期",
        Text,
        said("每月、每人每月、一次性", "per month, once and the like"),
    ),
    Field::new("from", "起", Date, said("从哪一天起执行", "in force from")).also(&["日期"]),
    Field::new(
        "basis",
        "依据",
        Text,
        said("哪个文件规定的", "which document says so"),
    ),
    Field::new("note", "说明", Text, said("补充说明", "a remark")),
];

/// `电话` in `data/`.
pub const PHONE_FACT: &[Field] = &[
    Field::new("number", "号码", Text, said("电话号码", "the number")).required(),
    Field::new(
        "hours",
        "时间",
        Text,
        said("什么时候有人接", "when it is answered"),
    ),
    Field::new("note", "说明", Text, said("补充说明", "a remark")),
];

/// `地址` in `data/`.
pub const ADDRESS_FACT: &[Field] = &[
    Field::new("address", "地址", Text, said("地址", "the address")).required(),
    Field::new(
        "position",
        "经纬度",
        Text,
        said("经度, 纬度", "longitude, latitude"),
    ),
    Field::new("note", "说明", Text, said("怎么走", "how to get there")),
];

/// `窗口` in `data/`: what is the same for every text that sends people to a window.
pub const WINDOW_FACT: &[Field] = &[
    Field::new("name", "名称", Text, said("窗口名称", "its name")).required(),
    Field::new(
        "phone",
        "电话",
        Text,
        said("电话号码，或一个电话事实", "a number, or a telephone fact"),
    ),
    Field::new(
        "address",
        "地址",
        Text,
        said("地址，或一个地址事实", "an address, or an address fact"),
    ),
    Field::new("hours", "工时", Text, said("办公时间", "opening hours")),
    Field::new("note", "说明", Text, said("补充说明", "a remark")),
];

pub(super) const AMOUNTS: Type = List(&Type::Amount);
pub(super) const STEPS: Type = List(&Type::Record(STEP));
pub(super) const MATERIALS: Type = List(&Type::Record(MATERIAL));
pub(super) const QUESTIONS: Type = List(&Type::Record(QUESTION));
pub(super) const HONOURS: Type = List(&Type::Record(HONOUR));
pub(super) const PHOTOS: Type = List(&Type::Record(PHOTO));

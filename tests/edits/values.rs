//! What the random edits write. `@` stands for the path of a random document
//! as seen from the file, `#` for a random number; an empty value removes the
//! key.

/// The names of a key, the one to write first, and values for it.
pub type Key = (&'static [&'static str], &'static [&'static str]);

/// Keys of documents.
pub const DOCUMENT: &[Key] = &[
    (
        &["标题", "title"],
        &[
            "第#号",
            "一样的标题",
            "\"<尖>&号 #\"",
            "领【=津贴】",
            "【=没有】",
            "",
        ],
    ),
    (
        &["日期", "date", "发布日期"],
        &[
            "2026-05-01",
            "2026-05-14",
            "2026-05-14 9:30",
            "2026-05-30",
            "2026-04-0#",
            "昨天",
            "",
        ],
    ),
    (&["更新日期", "updated"], &["2026-05-1#", ""]),
    (&["摘要", "summary"], &["摘要#", "每月【=津贴】", ""]),
    (
        &["标签", "tags"],
        &[
            "[津贴]",
            "[老年人, 标签#]",
            "[津贴, 老年人, 残疾人]",
            "[]",
            "[A b, a-b]",
            "",
        ],
    ),
    (&["置顶", "weight"], &["#", "-1", "很", ""]),
    (&["网址名", "slug"], &["s#", "jintie", "a/b", "..", ""]),
    (&["草稿", "draft"], &["是", "否", ""]),
    (
        &["开始发布", "publish_from"],
        &["2026-05-14 9:00", "2026-05-15", "2026-05-01", ""],
    ),
    (
        &["停止发布", "expires"],
        &["2026-05-14 9:01", "2026-05-15", "2026-05-01", ""],
    ),
    (
        &["模板", "template"],
        &["news.html", "mine.html", "gone.html", ""],
    ),
    (
        &["别名", "aliases"],
        &[
            "[/old/#.html]",
            "[/old/jintie.html]",
            "[/news/, 旧]",
            "[/tags/津贴/]",
            "",
        ],
    ),
    (
        &["封面", "cover"],
        &["/pictures/a.svg", "../pictures/b.png", "gone.png", ""],
    ),
    (&["封面说明", "cover_alt"], &["图#", ""]),
    (
        &["附件", "attachments"],
        &[
            "[{文件: ../documents/jintie.pdf}]",
            "[{文件: 没有.pdf, 名称: 无}]",
            "",
        ],
    ),
    (
        &["所属阶段", "phase"],
        &["动员部署", "组织实施", "没有的阶段", ""],
    ),
    (&["所属活动", "activity"], &["专题教育", "没有的活动", ""]),
    (
        &["类型", "kind"],
        &[
            "news",
            "article",
            "event",
            "explainer",
            "document",
            "没有的类型",
            "",
        ],
    ),
    (&["对应安排", "event"], &["@", "@", ""]),
    (&["联系点", "contact"], &["@", "../contacts/yangliu.md", ""]),
    (&["办理窗口", "window"], &["@", "../windows/laoling.md", ""]),
    (&["对应文件", "document"], &["@", "无", "没有.md", ""]),
    (&["政策解读", "explainer"], &["@", ""]),
    (&["依据文件", "documents"], &["[@, @]", ""]),
    (&["代替", "replaces"], &["[@]", ""]),
    (
        &["适用对象", "服务对象", "audience"],
        &["[老年人]", "[儿童, 对象#]", ""],
    ),
    (
        &["开始", "start"],
        &["2026-05-14 8:30", "2026-05-0#", "2026-06-01", ""],
    ),
    (&["乡镇", "town"], &["石桥镇", "河口乡", ""]),
    (&["姓名或单位", "name"], &["罗某", "覃某", "某#"]),
    (&["典型类别", "category"], &["个人", "窗口"]),
    (&["本人同意公开", "consent"], &["是", "否"]),
    (&["窗口事实", "fact"], &["老龄", "没有", ""]),
    (
        &["原件", "original"],
        &["jintie.pdf", "../documents/jintie.pdf", ""],
    ),
    (
        &["图集", "gallery"],
        &["[{图片: ../pictures/a.svg, 说明: 图}]", ""],
    ),
    (&["没有的键"], &["#", ""]),
];

/// Keys of `_index.md`.
pub const SECTION: &[Key] = &[
    (&["标题", "title"], &["栏目#", ""]),
    (&["导航次序", "weight"], &["#", ""]),
    (&["所属导航", "nav"], &["news", "policies", ""]),
    (&["每页条数", "page_size"], &["1", "2", "20", "0", ""]),
    (&["排序", "sort"], &["日期", "置顶", "标题", "时间", "乱"]),
    (&["网址名", "slug"], &["q#", "news", ""]),
    (&["草稿", "draft"], &["是", "否", ""]),
    (
        &["模板", "template"],
        &["list-news.html", "mine.html", "gone.html", ""],
    ),
    (
        &["页面模板", "page_template"],
        &["mine.html", "article.html", ""],
    ),
    (
        &["视图", "views"],
        &[
            "[{名称: 按对象, 网址名: who, 分组: 适用对象, 每组一页: 是}]",
            "[{名称: 按月, 网址名: tag, 分组: 标签}, {名称: 二, 网址名: town, 分组: 乡镇, each: true}]",
            "[{名称: 错, 网址名: tag, 分组: 没有}]",
            "",
        ],
    ),
    (&["订阅", "feed"], &["是", "否"]),
    (&["别名", "aliases"], &["[/old/#.html]", ""]),
    (
        &["内容类型", "kind", "类型"],
        &["news", "article", "event", "board", ""],
    ),
];

/// Keys of `site.yaml`.
pub const CONFIG: &[Key] = &[
    (&["网站名称", "name"], &["试县民政局", "#县民政局", ""]),
    (
        &["网址", "base_url"],
        &["https://x.example/sub/", "https://y.example/", "/only/", ""],
    ),
    (&["主题", "theme"], &["huimin", "county", "没有的", ""]),
    (&["大字版", "large_print"], &["是", "否", "也许"]),
    (&["允许HTML", "raw_html"], &["是", "否"]),
    (&["语言", "language"], &["en", "zh-CN"]),
    (
        &["时区", "time_zone"],
        &["Asia/Shanghai", "UTC", "Nowhere/Atall"],
    ),
    (&["摘要", "summary"], &["每月【=津贴】", "摘要#"]),
    (&["关键词", "keywords"], &["[词#]", ""]),
    (&["主办单位", "organizer"], &["试县#局", "试县民政局"]),
    (
        &["活动", "campaign"],
        &[
            "{名称: 宣传月, 开始: 2026-05-01, 结束: 2026-05-31}",
            "{名称: 周, 开始: 2026-05-14, 结束: 2026-05-20}",
            "",
        ],
    ),
    (
        &["阶段", "phases"],
        &[
            "[{名称: 动员部署, 开始: 2026-03-01, 结束: 2026-05-14}, {名称: 组织实施, 开始: 2026-05-15, 结束: 2026-10-31}]",
            "",
        ],
    ),
    (
        &["五项活动", "activities"],
        &[
            "[{名称: 专题教育, 说明: 说#, 链接: /news/}]",
            "[{名称: 别的}]",
            "",
        ],
    ),
    (
        &["到哪里问", "ask"],
        &["{电话: 【=热线】, 引语: 问#}", "{电话: 【=没有】}", ""],
    ),
    (
        &["页脚", "footer"],
        &[
            "{地址: 【=大厅】, 链接: [{名称: 新闻, 链接: /news/}]}",
            "{链接: [{名称: 无, 链接: /gone/}]}",
            "",
        ],
    ),
    (
        &["主题选项", "theme_options"],
        &["{首页政策数: 1}", "{没有: #}", ""],
    ),
    (&["没有的键"], &["1", ""]),
];

/// Pieces of a body.
pub const BODY: &[&str] = &[
    "一段话，第#段。",
    "## 小标题#\n\n又一段。",
    "见[那一页](@)。",
    "见[那一处](@#小标题1)和[没有的](没有.md)。",
    "见[附件](../documents/jintie.pdf)和[站外](https://a.example/)、[新闻](/news/)。",
    "![图](../pictures/a.svg)",
    "![图#](/pictures/b.png)",
    "![](没有.png)",
    "每月【=津贴】，打【=热线】，新的是【=新#】。",
    "<b class=\"x\">粗#</b>",
    "| 甲 | 乙 |\n|---|---|\n| # | 【=津贴.全称】 |",
    "- 一\n- 二#\n\n[^1]\n\n[^1]: 注。",
    "**注意：**未完的【=津贴",
];

/// Files of themes: path below `themes/`, texts.
pub const THEME: &[(&str, &[&str])] = &[
    (
        "huimin/templates/news.html",
        &[
            "{% extends \"builtin/news.html\" %}{% block ask %}#{% endblock ask %}",
            "{{ page.title }}#",
            "{% if %}",
        ],
    ),
    (
        "huimin/templates/mine.html",
        &[
            "#{{ nav | length }}{{ site.name }}",
            "{% extends \"base.html\" %}{% block main %}#{% endblock main %}",
            "{{ nothing.at.all }}",
        ],
    ),
    (
        "huimin/templates/partials/footer.html",
        &[
            "<footer>#{{ month.today.iso }}{{ by_kind.news | length }}</footer>",
            "{{ urls.search }}",
            "{% include \"gone.html\" %}",
        ],
    ),
    (
        "huimin/templates/home.html",
        &[
            "{% for page in by_kind.news %}{{ page.title }}{{ page.url }}{% endfor %}#",
            "{{ facts }}",
            "{{ pages | length }}{{ this_month }}",
        ],
    ),
    (
        "huimin/templates/list.html",
        &["{% extends \"builtin/list.html\" %}{% block ask %}#{% endblock ask %}"],
    ),
    ("huimin/templates/robots.txt", &["Sitemap: #"]),
    ("huimin/assets/extra.css", &["p { margin: #px }", ""]),
    (
        "huimin/assets/own.tera.css",
        &[
            "a { color: {{ tokens.ink.css }} } /* # */",
            "{{ tokens.gone.css }}",
        ],
    ),
    (
        "county/theme.yaml",
        &[
            "extends: huimin\ntokens:\n  ink: { css: \"#11111#\", cmyk: [0, 0, 0, 100] }\n",
            "extends: huimin\npages:\n  - {template: mine.html, path: mine/, title: 我的#}\noptions:\n  首页政策数: #\n",
            "extends: 没有的\n",
            "extends: [",
        ],
    ),
    ("county/templates/mine.html", &["县#"]),
    ("huimin/theme.yaml", &["name: 自己的\n"]),
];

/// Files of facts.
pub const DATA: &[(&str, &[&str])] = &[(
    "more.yaml",
    &[
        "金额:\n  新#: {金额: #}\n",
        "金额:\n  津贴: {金额: 7}\n",
        "词语:\n  新#: 【=津贴】的#\n  新1: 【=新2】\n  新2: 【=新1】\n",
        "金额: [",
    ],
)];

/// Replacements in `data/facts.yaml`.
pub const FACTS: &[(&str, &str)] = &[
    ("金额: 100", "金额: 12#"),
    ("金额: 12", "金额: 100, 依据: 文#, 周期: 每年, 数: 2"),
    ("2000", "200#"),
    ("  津贴:", "  补贴:"),
    ("  补贴:", "  津贴:"),
    ("元", "份"),
    ("试城路1号", "试城路#号"),
    ("全天", "上午#时"),
    ("  提醒:", "  新#:"),
    ("  老龄:", "  老年: {名称: 老龄窗口#}\n  老龄:"),
    ("words:", "words: ["),
];

/// Keys of a printed product.
pub const PRODUCT: &[Key] = &[
    (&["标题", "title"], &["展板#", "展板：津贴怎么领"]),
    (
        &["版式", "layout"],
        &["一图读懂", "标语", "长文", "没有的", "图文"],
    ),
    (
        &["品种", "form"],
        &["展板", "海报", "明白卡", "三折页", "没有的", ""],
    ),
    (&["尺寸", "size"], &["600×900", "A3", "9#0×600", "大", ""]),
    (&["板面标题", "board_title"], &["津贴【=津贴】", "领#", ""]),
    (&["落款", "signature"], &["试县#局", ""]),
    (
        &["内容来自", "from"],
        &["../policies/jintie.md", "../services/jintie.md", "@", ""],
    ),
    (&["系列", "series"], &["甲", ""]),
    (&["草稿", "draft"], &["是", "否", ""]),
];

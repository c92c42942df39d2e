// What the bar says, in the language of the preview.
var WORDS = {
  zh: {
    preview: "预览", desk: "工作台", open: "展开", shut: "收起", none: "本页没有问题", nothing: "没有这一页",
    error: "错误", warning: "警告", note: "说明",
    errors: function (n) { return n + " 个错误"; },
    warnings: function (n) { return n + " 个警告"; },
    elsewhere: function (text) { return "别的文件里有 " + text; },
    old: "这一页现在还是出错以前的样子，改好以后自动更新。",
    missing: "这个地址没有页面。",
    page: "回到网页", file: "内容文件", follow: "跟随编辑：保存哪一页，就转到哪一页",
    day: "看哪一天的网站", show: "看", back: "回到今天",
    asOf: function (day) {
      var parts = day.split("-").map(Number);
      return "按" + parts[0] + "年" + parts[1] + "月" + parts[2] + "日显示";
    },
    used: function (share) { return "用去 " + share + "%"; },
    lost: "预览已经停止",
    size: "成品", pages: "页数", text: "正文字高", fill: "版面用去", room: "余下", pdf: "送印文件", view: "看送印文件",
    mm: " 毫米", wanted: "宜 ", least: "最小 ",
    spaced: function (parts) { return parts.join("，"); },
    wrong: "出了什么问题",
  },
  en: {
    preview: "Preview", desk: "Desk", open: "Open", shut: "Close", none: "No problems here", nothing: "No such page",
    error: "error", warning: "warning", note: "note",
    errors: function (n) { return n + (n === 1 ? " error" : " errors"); },
    warnings: function (n) { return n + (n === 1 ? " warning" : " warnings"); },
    elsewhere: function (text) { return text + " in other files"; },
    old: "This page is still as it was before the mistake; once that is mended it is brought up to date.",
    missing: "There is no page at this address.",
    page: "Back to the page", file: "Content file", follow: "Follow: show the page that was saved last",
    day: "Show the site as of", show: "Show", back: "Back to today",
    asOf: function (day) { return "as of " + day; },
    used: function (share) { return share + "% filled"; },
    lost: "The preview has stopped",
    size: "Finished size", pages: "Pages", text: "Height of text", fill: "Filled", room: "Left", pdf: "For the print shop", view: "See the finished file",
    mm: " mm", wanted: "wanted ", least: "least ",
    spaced: function (parts) { return parts.join(", "); },
    wrong: "What is wrong",
  },
};

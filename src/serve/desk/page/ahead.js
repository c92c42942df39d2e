// The coming thirty days: a column is a day.

import { fill, h, link } from "./dom.js";

const WHAT = { live: "公布", ends: "停止", event: "活动", runs: "到期", force: "施行", phase: "阶段" };
const WEEK = "日一二三四五六";

/** Shows the view. */
export function show(main, desk) {
  const { ahead, base, today } = desk.overview;
  const count = (...what) => ahead.reduce((sum, { items }) => sum + items.filter((item) => what.includes(item.what)).length, 0);
  const builds = ahead.filter(({ items }) => items.some((item) => item.what === "live" || item.what === "ends"));
  const counts = [[count("live"), "页要公布"], [count("ends"), "页要停止"], [count("event"), "场活动"], [count("runs"), "处要到期"]];
  const title = counts.filter(([number]) => number).map(([number, words]) => `${number}${words}`).join("，");
  fill(main, [
    { key: "title", sign: `${title}${builds.length}`, make: () => h("div", { class: "title" },
      h("h1", null, title ? `这三十天：${title}` : "这三十天没有要留意的日子"),
      builds.length > 0 && h("p", null, `网站不会自己变：到了${builds.slice(0, 3).map(({ date }) => short(date)).join("、")}${builds.length > 3 ? `等${builds.length}天` : ""}，要再生成并发布一次，大家才看得到。`)) },
    { key: "sheet", sign: JSON.stringify([today, ahead]), make: () => sheet(today, ahead) },
    ...ahead.map((day) => ({ key: day.date, sign: JSON.stringify([day, base]), make: () => one(day, base) })),
  ]);
}

const short = (date) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** The days as columns; a picture, since the list below has all that it says. */
function sheet(today, ahead) {
  const days = new Map(ahead.map((day) => [day.away, day]));
  const first = Date.parse(`${today}T00:00:00Z`);
  return h("ol", { class: "sheet", "aria-hidden": "true" }, Array.from({ length: 30 }, (_, away) => {
    const date = new Date(first + away * 86400000);
    const items = days.get(away)?.items ?? [];
    const builds = items.some((item) => item.what === "live" || item.what === "ends");
    const words = items.length > 1 ? `${items[0].short.slice(0, 4)}等${items.length}` : items[0]?.short;
    return h("li", { class: [away === 0 && "now", builds && "site"].filter(Boolean).join(" ") },
      h("span", { class: "num" }, String(date.getUTCDate())), h("span", { class: "wk" }, WEEK[date.getUTCDay()]),
      words && h("span", { class: "up" }, words));
  }));
}

function one({ date, weekday, away, items }, base) {
  return h("section", { class: `day ${away === 0 ? "now" : ""}` },
    h("h2", null, h("span", { class: "num" }, `${Number(date.slice(8))}`),
      `${Number(date.slice(5, 7))}月 周${weekday}`, away < 3 && h("span", { class: "soon" }, ["今天", "明天", "后天"][away])),
    h("ul", null, items.map((item) => h("li", null,
      h("p", null,
        h("span", { class: "what" }, WHAT[item.what]),
        item.time && h("span", { class: "nb" }, `${item.time} `),
        item.address === null ? item.title : h("a", { href: link(base, item.address), target: "huimin-preview" }, item.title)),
      h("span", { class: "means" }, item.means)))));
}

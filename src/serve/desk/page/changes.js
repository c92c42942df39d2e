// What a build now would change in the output folder.

import { open } from "./ask.js";
import { ago, fill, h, link } from "./dom.js";
import { fetched } from "./fetched.js";

/** Entries of a list that are shown. */
const MOST = 300;

const asked = fetched("changes");

/** Someone may have built in another window, which changes no file of the site. */
export const { doubt } = asked;

/** Shows the view; it is compared in the background, and shown when that is done. */
export function show(main, desk) {
  draw(main, desk);
  asked.ask(desk, () => { show(main, desk); });
}

function draw(main, desk) {
  const known = asked.known();
  const waits = known?.version !== desk.overview.version;
  const items = [];
  if (!known || known.error) {
    const words = known?.error ?? "正在和上次生成的网站比较…";
    items.push({ key: "title", sign: words, make: () => h("div", { class: "title", role: "status" }, h("h1", null, words)) });
  } else items.push(...body(desk, known.value, waits));
  fill(main, items);
}

function body(desk, value, waits) {
  const { base } = desk.overview;
  const { built, folder, pages, others, errors } = value;
  const of = (what) => pages.filter((page) => page.what === what);
  const groups = [["added", "新增的页面"], ["changed", "改过的页面"], ["gone", "不再有的页面"], ["moved", "跟着变的页面"]];
  const sum = pages.length + others.length;
  const heading = built === null ? "还没有生成过" : sum ? `上次生成以后，${of("added").length + of("changed").length + of("gone").length}页有变动` : "和上次生成的一样";
  const lead = [
    built === null ? `${folder} 文件夹里没有生成过的网站。运行 huimin build，会写出${pages.length}个页面和${others.length}个别的文件。` : `上次有变动的生成：${ago(built)}。现在生成，${folder}里会有下面这些变动，逐个字节比过。`,
    errors ? "网站有错误：改好以前，生成时什么都不会写。" : "", waits ? "文件刚改过，正在重新比较…" : "",
  ].filter(Boolean);
  return [
    { key: "title", sign: JSON.stringify([heading, lead]), make: () => h("div", { class: "title" }, h("h1", null, heading), lead.map((text) => h("p", null, text))) },
    sum > 0 && built !== null && { key: "tally", sign: JSON.stringify(groups.map(([what]) => of(what).length)), make: () => h("dl", { class: "tally" },
      groups.map(([what, words]) => h("div", null, h("dt", null, words), h("dd", null, String(of(what).length))))) },
    ...groups.map(([what, words]) => built !== null && of(what).length > 0 && { key: what, sign: JSON.stringify([of(what), base]), make: () => section(what, words, of(what), base) }),
    others.length > 0 && built !== null && { key: "others", sign: JSON.stringify(others), make: () => h("section", { class: "sec" },
      h("details", null, h("summary", null, h("h2", null, `别的文件${others.length}个 `), h("span", { class: "do" })),
        h("ul", { class: "plainlist" }, others.slice(0, MOST).map((path) => h("li", null, path))))) },
  ].filter(Boolean);
}

const WHY = { moved: "自己的文字没改，但用到的事实、别的页面、主题或日期变了。", gone: "生成时会从文件夹里拿掉。" };

function section(what, words, pages, base) {
  const list = h("ul", { class: "plainlist" }, pages.slice(0, MOST).map((page) => h("li", null,
    what === "gone" ? h("span", null, page.title) : h("a", { href: link(base, page.address), target: "huimin-preview" }, page.title),
    page.path ? h("button", { type: "button", class: "plain", on: { click: () => open(page.path) } }, page.path) : h("span", { class: "meta" }, page.address))),
  pages.length > MOST && h("li", null, `还有${pages.length - MOST}页`));
  return h("section", { class: "sec" },
    what === "moved"
      ? h("details", null, h("summary", null, h("h2", null, `${words} ${pages.length} `), h("span", { class: "do" })), h("p", { class: "meta" }, WHY.moved), list)
      : [h("h2", null, words), WHY[what] && h("p", { class: "meta" }, WHY[what]), list]);
}

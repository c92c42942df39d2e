// All that is wrong, by file.

import { open } from "./ask.js";
import { fill, h, link } from "./dom.js";
import { counted, tells } from "./tells.js";

/** Files that are shown at first, and more at each wish. */
const STEP = 50;
let limit = STEP;

const RANK = ["error", "warning", "note"];

/** Shows the view. */
export function show(main, desk) {
  const { files, others, base } = desk.overview;
  const rest = Object.entries(others).map(([path, problems]) => ({ path, title: path || "整个网站", address: null, problems }));
  const groups = [...rest, ...files.filter((file) => file.problems.length)];
  const worst = ({ problems }) => Math.min(...problems.map((problem) => RANK.indexOf(problem.severity)));
  groups.sort((a, b) => worst(a) - worst(b));
  const all = groups.flatMap((group) => group.problems);
  const errors = all.some((problem) => problem.severity === "error");
  const cut = groups.length - limit;
  fill(main, [
    { key: "title", sign: `${counted(all)}${errors}`, make: () => h("div", { class: "title" },
      h("h1", null, counted(all) || "没有发现问题"),
      h("p", null, errors ? "有错误的时候，生成时什么都不会写，网站保持原样。" : all.length ? "没有错误，可以生成。警告请看一看。" : "和 huimin check 查的一样，可以生成。")) },
    ...groups.slice(0, limit).map((group) => ({
      key: `of-${group.path}`, sign: JSON.stringify([group.title, group.address, group.problems]), make: () => section(group, base),
    })),
    ...(cut > 0 ? [{ key: "more", sign: `${cut}`, make: () => h("p", { class: "more" }, h("button", { type: "button", class: "act act--light",
      on: { click: () => { limit += STEP; show(main, desk); } } }, `再看${Math.min(cut, STEP)}个文件（还有${cut}个）`)) }] : []),
  ]);
}

function section({ path, title, address, problems }, base) {
  const own = path && !path.startsWith("themes/builtin/");
  return h("section", { class: "group" },
    h("div", { class: "group__head" },
      h("div", null, h("h2", null, address === null ? title : h("a", { href: link(base, address), target: "huimin-preview" }, title)),
        title !== path && path && h("p", { class: "meta" }, path)),
      own && h("button", { type: "button", class: "plain", "aria-label": `编辑：${path}`, on: { click: () => open(path) } }, "编辑")),
    tells(problems));
}

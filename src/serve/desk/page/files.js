// All files: found, sorted, opened.

import { open } from "./ask.js";
import { ago, day, fill, h, link, marked } from "./dom.js";
import { drop, placed } from "./pictures.js";
import { worst } from "./tells.js";

/** Rows that are shown at first, and more at each wish. */
const STEP = 60;

const STATES = [["live", "公布"], ["draft", "草稿"], ["future", "还没到日子"], ["expired", "已到期"], ["kept", "不公开"], ["broken", "有错误"], ["told", "有错误或警告"]];
const SORTS = {
  changed: ["最近改的在前", (a, b) => (b.changed ?? 0) - (a.changed ?? 0)],
  worst: ["问题大的在前", (a, b) => weight(b) - weight(a)],
  date: ["日期新的在前", (a, b) => (b.date ?? "").localeCompare(a.date ?? "")],
  title: ["按标题", (a, b) => a.title.localeCompare(b.title, "zh-CN")],
  path: ["按文件夹", (a, b) => (a.path < b.path ? -1 : 1)],
};

const rank = { error: 10000, warning: 100, note: 1 };
const weight = (file) => file.problems.reduce((sum, problem) => sum + rank[problem.severity], 0);
const told = (file) => file.problems.some((problem) => problem.severity !== "note");
const inState = (file, state) => !state || (state === "told" ? told(file) : file.state === state);
const inKind = (file, kind) => !kind || file.kind === kind;

let limit = STEP;
let parts = null;

/** Shows the view. */
export function show(main, desk) {
  if (!main.querySelector(".files")) frame(main, desk);
  list(desk);
}

/** The parts that stay while files come and go. */
function frame(main, desk) {
  limit = STEP;
  const field = (name, label, class_) => h("label", { class: `field ${class_ ?? ""}` }, h("span", null, label),
    h("select", { name, on: { change: (event) => ask(desk, name, event.target.value) } }));
  const facet = (name, label) => h("fieldset", { class: "facet", "data-facet": name }, h("legend", null, label), h("ul"));
  const search = h("label", { class: "find field" }, h("span", null, "查找标题、路径、摘要"),
    h("input", { type: "search", name: "q", autocomplete: "off", spellcheck: "false", value: desk.asked.get("q") ?? "",
      on: { input: (event) => ask(desk, "q", event.target.value) } }));
  const view = h("div", { class: "files" },
    h("div", { class: "facets" }, facet("state", "状态"), facet("kind", "种类")),
    h("div", null,
      h("form", { class: "tools", role: "search", on: { submit: (event) => event.preventDefault() } },
        search, field("sort", "次序"), field("state", "状态", "field--facet"), field("kind", "种类", "field--facet")),
      h("div", { class: "count" }, h("p", { class: "meta", role: "status" }),
        h("button", { type: "button", class: "plain", "data-act": "all", on: { click: () => clear(desk) } }, "看全部")),
      h("ul", { class: "rows", "aria-label": "文件" }),
      h("p", { class: "none", hidden: true }, "没有这样的文件。少写几个字，或者换一个状态、种类。"),
      h("p", { class: "more" }, h("button", { type: "button", class: "act act--light", "data-act": "more",
        on: { click: () => { limit += STEP; list(desk); } } }))));
  main.append(h("div", { class: "title" }, h("h1")), view);
  parts = { title: main.querySelector("h1"), view };
  fill(view.querySelector("[name=sort]"), Object.entries(SORTS).map(([value, [label]]) => ({ key: value, sign: label, make: () => h("option", { value }, label) })));
}

/** Puts what is asked for into the address, so that it can be kept or sent on. */
function ask(desk, name, value) {
  if (value) desk.asked.set(name, value);
  else desk.asked.delete(name);
  limit = STEP;
  keep(desk);
  list(desk);
}

function keep(desk) {
  const query = desk.asked.toString();
  const address = `#/files${query ? `?${query}` : ""}`;
  history.replaceState(null, "", address);
  document.querySelector('nav a[data-view="files"]').setAttribute("href", address);
}

function clear(desk) {
  for (const name of ["q", "state", "kind"]) desk.asked.delete(name);
  limit = STEP;
  keep(desk);
  list(desk);
  parts.view.querySelector("[name=q]").focus();
}

/** Small letters, full-width forms as usual ones. */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** Where words are looked for; made once for each file. */
function hay(file) {
  if (!file.hay) file.hay = plain(`${file.title}\n${file.path}\n${file.summary}`);
  return file.hay;
}

function list(desk) {
  const { files } = desk.overview;
  const get = (name) => desk.asked.get(name) ?? "";
  const [q, state, kind] = ["q", "state", "kind"].map(get);
  const sort = get("sort") in SORTS ? get("sort") : "changed";
  const words = plain(q).split(/\s+/).filter(Boolean);
  const found = words.length ? files.filter((file) => words.every((word) => hay(file).includes(word))) : files;
  const kept = found.filter((file) => inState(file, state) && inKind(file, kind));
  kept.sort(SORTS[sort][1]);
  for (const select of parts.view.querySelectorAll("select, [name=q]")) {
    const value = select.name === "sort" ? sort : get(select.name);
    if (select.tagName === "INPUT" && select.value !== value && document.activeElement !== select) select.value = value;
  }
  facets(desk, found, { state, kind });
  parts.view.querySelector("[name=sort]").value = sort;
  heading(files);
  const all = kept.length === files.length;
  parts.view.querySelector(".count .meta").textContent = all ? `${files.length}个文件` : `找到${kept.length}个，共${files.length}个`;
  parts.view.querySelector("[data-act=all]").hidden = all;
  parts.view.querySelector(".none").hidden = kept.length > 0;
  const more = parts.view.querySelector(".more");
  const rest = kept.length - limit;
  more.hidden = rest <= 0;
  more.firstChild.textContent = `再看${Math.min(rest, STEP)}个（还有${Math.max(rest, 0)}个）`;
  fill(parts.view.querySelector(".rows"), kept.slice(0, limit).map((file) => ({
    key: file.path, sign: sign(file, words), make: () => row(file, desk, words),
  })));
}

/** What a row hangs on. The text is kept with the file: a reading that changed it brings a new one. */
function sign(file, words) {
  if (!file.text) file.text = JSON.stringify({ ...file, hay: undefined, text: undefined });
  return `${words.join(" ")}|${placed.mark(file.path)}|${file.text}`;
}

function heading(files) {
  const broken = files.filter((file) => file.state === "broken").length;
  const rest = files.filter((file) => file.state !== "broken" && told(file)).length;
  const ends = broken ? `${broken}个有错误要改` : rest ? `${rest}个有地方要看看` : "都没有问题";
  parts.title.textContent = `${files.length}个文件，${ends}`;
}

/** The choices with their numbers, as a column and as fields for narrow windows. */
function facets(desk, found, { state, kind }) {
  const kinds = [...new Set(desk.overview.files.map((file) => file.kind))];
  const count = (of) => found.filter(of).length;
  const states = STATES.map(([value, label]) => [value, label, count((file) => inState(file, value) && inKind(file, kind))])
    .filter(([value, , number]) => number || value === state);
  choices(desk, "state", state, [["", "全部", count((file) => inKind(file, kind))], ...states]);
  const of = kinds.map((value) => [value, value, count((file) => inKind(file, value) && inState(file, state))]);
  of.sort((a, b) => b[2] - a[2]);
  choices(desk, "kind", kind, [["", "全部", count((file) => inState(file, state))], ...of]);
}

function choices(desk, name, chosen, all) {
  const { view } = parts;
  fill(view.querySelector(`select[name=${name}]`), all.map(([value, label, number]) => ({
    key: value, sign: `${number}`, make: () => h("option", { value }, `${label}（${number}）`),
  })));
  view.querySelector(`select[name=${name}]`).value = chosen;
  fill(view.querySelector(`[data-facet=${name}] ul`), all.map(([value, label, number]) => ({
    key: value, sign: `${number}`, make: () => {
      const id = `${name}-${value || "all"}`;
      return h("li", null,
        h("input", { type: "radio", name: `facet-${name}`, id, value, on: { change: () => ask(desk, name, value) } }),
        h("label", { for: id }, h("span", null, label), h("span", { class: "num" }, String(number))));
    },
  })));
  for (const input of view.querySelectorAll(`[data-facet=${name}] input`)) input.checked = input.value === chosen;
}

function row(file, desk, words) {
  const { base, today } = desk.overview;
  const title = marked(file.title, words);
  const named = (what) => ({ "aria-label": `${what}：${file.title}` });
  const element = h("li", { class: "row" },
    h("div", { class: "main" },
      h("h2", null, file.address === null
        ? h("span", { tabindex: "-1", "data-act": "title" }, title)
        : h("a", { href: link(base, file.address), target: "huimin-preview", "data-act": "title" }, title)),
      h("p", { class: "where" }, marked(file.path, words), [file.words ? `${file.words}字` : "", file.changed ? `${ago(file.changed)}改` : ""]
        .filter(Boolean).map((text) => [" ", h("span", { class: "nb dot" }, text)]))),
    h("div", { class: "facts" },
      h("span", { class: "nb" }, file.kind),
      h("span", { class: `state state--${file.state}` }, file.says),
      h("span", { class: "nb" }, file.date ? day(file.date, today) : "")),
    h("div", { class: "acts" },
      h("button", { type: "button", class: "plain", "data-act": "edit", ...named("编辑"), on: { click: () => open(file.path) } }, "编辑"),
      file.path.endsWith(".md") && h("button", { type: "button", class: "plain", "data-act": "picture", ...named("放图片"),
        on: { click: (event) => event.target.nextSibling.click() } }, "放图片"),
      file.path.endsWith(".md") && h("input", { type: "file", accept: "image/*", multiple: true, hidden: true,
        on: { change: (event) => drop([...event.target.files], file, () => list(desk)) } })),
    file.problems.length > 0 && worst(file.problems),
    placed.show(file.path, () => list(desk)));
  if (file.path.endsWith(".md")) takes(element, file, desk);
  return element;
}

/** A row that pictures can be dropped onto. */
function takes(element, file, desk) {
  const over = (event, is) => {
    event.preventDefault();
    element.classList.toggle("over", is);
  };
  element.addEventListener("dragover", (event) => over(event, true));
  element.addEventListener("dragleave", (event) => { if (!element.contains(event.relatedTarget)) over(event, false); });
  element.addEventListener("drop", (event) => {
    over(event, false);
    drop([...event.dataTransfer.files], file, () => list(desk));
  });
}

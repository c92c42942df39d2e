// The desk: which view is shown, what it is made from, and that it keeps up with the files.

import { get, warn } from "./ask.js";
import { fill, h } from "./dom.js";
import * as ahead from "./ahead.js";
import * as boards from "./boards.js";
import * as changes from "./changes.js";
import * as files from "./files.js";
import * as fresh from "./new.js";
import * as problems from "./problems.js";
import { keys } from "./keys.js";

const VIEWS = { files, problems, ahead, changes, boards, new: fresh };
const main = document.getElementById("main");
const links = [...document.querySelectorAll("nav a")];

/** What the desk shows: kept from one reading of the site to the next. */
const desk = { overview: null, byPath: new Map(), asked: new URLSearchParams() };
let shown = null;

/** The view and what is asked of it, from the address. */
function asked() {
  const [name, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { name: Object.prototype.hasOwnProperty.call(VIEWS, name) ? name : "files", query: new URLSearchParams(query ?? "") };
}

/** Shows the view of the address; `moved` if the person went there. */
function show(moved) {
  if (!desk.overview) return;
  const { name, query } = asked();
  desk.asked = query;
  const change = shown !== name;
  if (change) {
    main.textContent = "";
    main.huiminChildren = undefined;
    shown = name;
  }
  for (const link of links) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  VIEWS[name].show(main, desk);
  const heading = main.querySelector("h1");
  document.title = `${heading?.textContent ?? ""}｜工作台｜${desk.overview.name}`;
  if (change && moved) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

/** Takes what the server says of the site; files that did not change are sent only once. */
function take(overview) {
  if (overview.since && desk.overview?.version === overview.since) {
    for (const path of overview.gone) desk.byPath.delete(path);
  } else desk.byPath.clear();
  for (const file of overview.files) desk.byPath.set(file.path, file);
  desk.overview = { ...overview, files: [...desk.byPath.values()] };
  head();
}

/** The head of the page: names, counts, the days to come. */
function head() {
  const { overview } = desk;
  const text = (id, words) => { document.getElementById(id).textContent = words; };
  text("owner", overview.owner || "本机预览");
  text("name", overview.name || "工作台");
  text("root", `文件在 ${overview.root}`);
  text("today", overview.spoken);
  document.getElementById("site").href = overview.base;
  const told = [...overview.files, ...Object.values(overview.others).map((problems) => ({ problems }))];
  const count = (severity) => told.reduce((sum, file) => sum + file.problems.filter((problem) => problem.severity === severity).length, 0);
  const errors = count("error");
  const counts = {
    files: overview.files.length,
    problems: errors || count("warning") || "",
    ahead: overview.ahead.reduce((sum, { items }) => sum + items.length, 0) || "",
    boards: overview.files.filter((file) => file.kind === "印刷品").length || "",
  };
  for (const link of links) {
    const number = link.querySelector("b");
    if (!number) continue;
    number.textContent = counts[link.dataset.view] ?? "";
    number.className = link.dataset.view === "problems" && errors ? "bad" : "";
  }
  const days = new Map(overview.ahead.map((day) => [day.away, day]));
  const strokes = Array.from({ length: 30 }, (_, away) => (away === 0 ? "now" : days.has(away) ? "has" : ""));
  fill(document.getElementById("strip"), strokes.map((class_, away) => ({ key: `${away}`, sign: class_, make: () => h("li", { class: class_ }) })));
}

let asking = false;
let again = false;

/** Asks for what has changed; one question at a time. */
export async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const since = desk.overview ? `?since=${encodeURIComponent(desk.overview.version)}` : "";
    take(await get(`overview${since}`));
    show(false);
  } catch (error) {
    warn(error.message);
  } finally {
    asking = false;
    if (again) { again = false; refresh(); }
  }
}

let events = null;

/** Listens while the page can be seen: browsers give few connections to one server. */
function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource("/_huimin/events");
    for (const name of ["generation", "products", "message"]) events.addEventListener(name, refresh);
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("hashchange", () => show(true));
addEventListener("focus", () => { changes.doubt(); show(false); });
// A picture that misses its row must not take the place of the desk.
for (const event of ["dragover", "drop"]) addEventListener(event, (dropped) => {
  if (dropped.defaultPrevented) return;
  dropped.preventDefault();
  if (event === "drop") warn("请把图片拖到「文件」里的一行上");
});
keys(desk);
refresh();
listen();


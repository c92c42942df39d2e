// A new file with the keys of its kind.

import { get, post, say, warn } from "./ask.js";
import { h } from "./dom.js";

let choices = null;

/** Shows the view. It stays as it is while files change: somebody is writing in it. */
export async function show(main) {
  if (main.querySelector(".form, .waits")) return;
  main.append(h("div", { class: "title" }, h("h1", null, "新建一个文件"),
    h("p", null, "按种类写好所有的键，注明每一个是什么；建好后在编辑器里打开，先是草稿，写完删去「草稿」那一行。")), h("p", { class: "waits" }));
  try {
    choices = await get("choices");
  } catch (error) {
    return warn(error.message);
  }
  const waits = main.querySelector(".waits");
  if (waits) waits.replaceWith(form());
}

function form() {
  const field = (label, input, ...rest) => h("div", null, h("label", { class: "field" }, h("span", null, label), input), ...rest);
  const kind = h("select", { name: "kind" }, choices.kinds.map(({ name }) => h("option", { value: name }, name)));
  const folder = h("select", { name: "folder" }, choices.folders.map((one) => h("option", { value: one.folder }, one.folder ? `${one.title}（${one.folder}）` : one.title)));
  const title = h("input", { name: "title", required: true, autocomplete: "off" });
  const name = h("input", { name: "name", required: true, autocomplete: "off", spellcheck: "false" });
  const about = h("p", { class: "about" });
  const becomes = h("p", { class: "becomes", role: "status" });
  let own = false;

  const chosen = () => choices.kinds.find((one) => one.name === kind.value);
  const shown = () => {
    about.textContent = chosen()?.about ?? "";
    becomes.textContent = name.value ? `建在 content/${folder.value ? `${folder.value}/` : ""}${name.value}.md` : "写上文件名，看建在哪里";
  };
  let last = 0;
  const suggest = async () => {
    shown();
    if (own) return;
    const now = last += 1;
    const query = new URLSearchParams({ folder: folder.value, title: title.value });
    const suggested = await get(`name?${query}`).catch(() => null);
    if (suggested && now === last && !own) {
      name.value = suggested.name;
      shown();
    }
  };
  const place = () => {
    const usual = chosen()?.folder;
    if (choices.folders.some((one) => one.folder === usual)) folder.value = usual;
    suggest();
  };
  kind.addEventListener("change", place);
  folder.addEventListener("change", suggest);
  title.addEventListener("input", suggest);
  name.addEventListener("input", () => { own = name.value !== ""; shown(); });
  place();

  const make = async (event) => {
    event.preventDefault();
    const button = element.querySelector(".act");
    button.disabled = true;
    try {
      const done = await post("new", { kind: kind.value, folder: folder.value, title: title.value, name: name.value });
      if (done.why) warn(`已建好${done.path}。${done.why}`);
      else say(`已建好${done.path}，交给编辑器了`);
      location.hash = `#/files?q=${encodeURIComponent(done.path)}`;
    } catch (error) {
      warn(error.message);
    } finally {
      button.disabled = false;
    }
  };
  const element = h("form", { class: "form", on: { submit: make } },
    field("种类", kind, about),
    field("标题", title),
    field("放在哪个栏目", folder),
    field("文件名（以后是网址的一部分，定了不改）", name),
    becomes,
    h("p", null, h("button", { class: "act" }, "建好并打开")));
  return element;
}

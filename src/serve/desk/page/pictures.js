// Pictures that are put beside a page, and the line to write in its text.

import { post, say, warn } from "./ask.js";
import { h } from "./dom.js";

/** What was put beside which page in this visit, by the page's path. */
const lines = new Map();

/** Puts pictures beside a page, one after the other. */
export async function drop(pictures, file, then) {
  for (const picture of pictures) {
    try {
      say(`正在放「${picture.name}」…`);
      const query = new URLSearchParams({ page: file.path, name: picture.name });
      const done = await post(`picture?${query}`, picture);
      lines.set(file.path, [...(lines.get(file.path) ?? []), done]);
      say(`已放进 ${done.path}`);
    } catch (error) {
      warn(error.message);
      break;
    }
  }
  then();
}

export const placed = {
  /** Changes when what is shown for a page does. */
  mark: (path) => lines.get(path)?.length ?? 0,

  /** The lines to copy into a page's text. */
  show(path, then) {
    const all = lines.get(path);
    return all && h("div", { class: "placed" },
      h("p", null, "图片放好了。把这一行抄进正文，方括号里写图上有什么："),
      all.map((done) => h("div", null, h("code", null, done.markdown),
        h("button", { type: "button", class: "plain", "aria-label": `抄这一行：${done.path}`, on: { click: (event) => copy(done.markdown, event.target) } }, "抄这一行"))),
      h("button", { type: "button", class: "plain", on: { click: () => { lines.delete(path); then(); } } }, "收起"));
  },
};

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    say("已抄好，到编辑器里粘贴");
  } catch {
    // Without leave to write to the clipboard it is selected, to be copied by hand.
    getSelection().selectAllChildren(button.previousSibling);
    say("已选中，按 Ctrl+C 抄走");
  }
}

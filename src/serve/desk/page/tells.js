// Problems, in the words of `huimin check`.

import { h } from "./dom.js";

const WORDS = { error: "错误", warning: "警告", note: "说明" };

/** All problems of a file, as a list. */
export function tells(problems) {
  return h("ul", { class: "tells" }, problems.map(tell));
}

function tell({ severity, code, message, help, line, source }) {
  return h("li", { class: severity },
    h("p", null, h("span", { class: "tell__word" }, WORDS[severity]), line ? ` 第${line}行：` : "：", message),
    source && h("pre", null, line && h("span", { class: "at" }, String(line)), source.before, h("mark", null, source.spot), source.after),
    help && h("p", { class: "tell__help" }, help),
    h("p", { class: "meta" }, code));
}

/** The worst problem as one line that opens to all of them. */
export function worst(problems) {
  const [first] = problems;
  const many = problems.length > 1 ? `${problems.length}个问题，先看这个：` : "";
  return h("details", { class: `wrong wrong--${first.severity}` },
    h("summary", null, h("span", { class: "first" }, h("span", { class: `tell__word ${first.severity}` }, WORDS[first.severity]), ` ${many}${first.message} `), h("span", { class: "do" })),
    tells(problems));
}

/** How many of each severity, as words: `2 个错误，1 个警告`. */
export function counted(problems) {
  const count = (severity) => problems.filter((problem) => problem.severity === severity).length;
  return ["error", "warning", "note"].map((severity) => [count(severity), WORDS[severity]])
    .filter(([number]) => number).map(([number, word]) => `${number}个${word}`).join("，");
}

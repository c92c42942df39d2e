// Printed products: how they look, how they fit, what a print shop would say.

import { open } from "./ask.js";
import { fill, h, link, size } from "./dom.js";
import { fetched } from "./fetched.js";
import { counted, tells } from "./tells.js";

const asked = fetched("boards");

/** Shows the view; products are made in the background. */
export function show(main, desk) {
  draw(main, desk);
  asked.ask(desk, () => { show(main, desk); });
}

function draw(main, desk) {
  const known = asked.known();
  const boards = known?.value ?? [];
  const bad = boards.filter((board) => !board.made || board.problems.some((problem) => problem.severity === "error")).length;
  const heading = !known ? "正在排版…" : known.error ?? (boards.length === 0 ? "还没有印刷品" : `${boards.length}件印刷品，${bad ? `${bad}件还不能印` : "都能印"}`);
  fill(main, [
    { key: "title", sign: heading, make: () => h("div", { class: "title", role: "status" }, h("h1", null, heading),
      known && !known.error && boards.length > 0 && h("p", null, "图是从要交给印刷店的 PDF 上画下来的，印出来就是这样。")) },
    { key: "wall", sign: JSON.stringify([boards, desk.overview.base]), make: () => {
      const wall = h("div", { class: "wall" });
      fill(wall, boards.map((board) => ({ key: board.path, sign: "", make: () => one(board, desk.overview) })));
      return wall;
    } },
  ]);
}

const number = (value) => String(Math.round(value * 10) / 10);

function one(board, { base }) {
  const { made, problems } = board;
  const picture = made?.picture && `/_huimin/api/board?of=${encodeURIComponent(board.path)}&mark=${made.mark}`;
  return h("section", { class: "board" },
    h("figure", null, picture
      ? h("img", { src: picture, alt: `${board.title}的样子`, width: made.picture[0], height: made.picture[1], loading: "lazy" })
      : h("p", { class: "meta" }, "还没有排成")),
    h("h2", null, board.address === null ? board.title : h("a", { href: link(base, board.address), target: "huimin-preview" }, board.title)),
    h("dl", null, facts(board).map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value)))),
    h("div", { class: "acts" },
      made && h("a", { href: link(base, made.pdf), target: "huimin-preview" }, `PDF（${size(made.bytes)}）`),
      h("button", { type: "button", class: "plain", "aria-label": `编辑：${board.title}`, on: { click: () => open(board.path) } }, "编辑")),
    problems.length > 0 && h("details", { class: `wrong wrong--${problems[0].severity}` },
      h("summary", null, counted(problems), " ", h("span", { class: "do" })), tells(problems)));
}

/** What is worth knowing of it, as names and values. */
function facts({ form, made, problems }) {
  if (!made) return [["品种", form], ["能不能印", "不能：先改下面的错误"]];
  const [width, height] = made.size.map(number);
  const sheet = `${width}×${height}毫米${made.sheets ? `，${made.sheets[0]}×${made.sheets[1]}张` : made.pages > 1 ? `，${made.pages}面` : ""}`;
  const bounds = [made.wanted && `最好${number(made.wanted)}`, made.least && `至少${number(made.least)}`].filter(Boolean).join("，");
  const fit = made.body && [["字高", `${number(made.body)} 毫米（${number(made.distance)} 米外看${bounds && `，${bounds}`}）`]];
  const room = made.fill && [["版面", `用了${Math.round(made.fill * 100)}%${made.hole ? `，空${number(made.hole)}毫米` : ""}`]];
  const worst = problems[0]?.severity;
  const verdict = worst === "error" ? "不能：先改下面的错误" : worst === "warning" ? "能，先看下面的警告" : "能，查过了";
  return [["品种", form], ["成品", sheet], ...(fit || []), ...(room || []), ["能不能印", verdict]];
}

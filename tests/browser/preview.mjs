// Works with the preview as an editor does: changes files of a site that `huimin serve` shows, and looks.
//
//   node preview.mjs FOLDER
//
// FOLDER holds the site; the file `address` in it says where the preview answers.
// SHOTS names a folder for pictures of what was seen.
// Exit status: 0 nothing found, 1 something found, 2 it could not look.

import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { launch, leave, run } from "./chromium.mjs";

/** Nothing fails on time alone. */
const LONG = { timeout: 60_000 };
const PAGE = "content/policies/jintie.md";

/** One site, one browser, and what an editor does with them. */
class Desk {
  constructor(browser, folder, address, axe) {
    Object.assign(this, { browser, folder, address, axe });
  }

  file(name) {
    return path.join(this.folder, name);
  }

  read(name) {
    return readFile(this.file(name), "utf8");
  }

  /** Writes beside and renames, as editors do. */
  async write(name, text) {
    await writeFile(this.file(`${name}.tmp`), text);
    await rename(this.file(`${name}.tmp`), this.file(name));
  }

  async edit(name, old, next) {
    const text = await this.read(name);
    if (!text.includes(old)) throw new Error(`${name} does not say ${old}`);
    await this.write(name, text.replace(old, next));
  }

  /** A fresh tab at an address of the site. */
  async open(address, size = { width: 1280, height: 800 }) {
    const context = await this.browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", viewport: size });
    const page = await context.newPage();
    page.errors = [];
    page.on("pageerror", (error) => page.errors.push(error.message));
    await page.goto(this.address + address, { waitUntil: "load" });
    await bar(page).waitFor(LONG);
    return page;
  }
}

const bar = (page) => page.locator("huimin-preview .bar");
const panel = (page) => page.locator("huimin-preview .panel");
const shot = async (page, name) => {
  if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${name}.png`) });
};

/** Waits for an address. A page that is loaded once more on the way there, as after the next reading, is no mistake. */
async function arrives(page, address) {
  for (const until = Date.now() + LONG.timeout; !address.test(page.url()); await page.waitForTimeout(50)) {
    if (Date.now() > until) throw new Error(`the page is ${page.url()}, not ${address}`);
  }
}

function equal(found, wanted, what) {
  if (found !== wanted) throw new Error(`${what}: ${found}, not ${wanted}`);
}

function near(found, wanted, what) {
  if (Math.abs(found - wanted) > 3) throw new Error(`${what}: ${found}, not about ${wanted}`);
}

/** What a page must never have: mistakes of the script, and what axe finds. */
async function sound(desk, page) {
  await page.evaluate(desk.axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map((rule) => `${rule.id}: ${rule.nodes[0].target.join(" ")}`);
  if (told.length) throw new Error(`access: ${told.join("; ")}`);
  if (page.errors.length) throw new Error(`script: ${page.errors.join("; ")}`);
}

const SCENES = {
  async "an edit is seen, at the same place, with the same details open"(desk) {
    // Long enough to be scrolled.
    await desk.edit(PAGE, "## 什么时候到账", `${Array.from({ length: 40 }, (_, i) => `第${i}段，说明怎么办。\n`).join("\n")}\n## 什么时候到账`);
    const page = await desk.open("/policies/jintie/");
    await page.getByText("第39段，说明怎么办。").waitFor(LONG);
    const details = page.locator("details").first();
    const wasOpen = await details.evaluate((element) => (element.open = !element.open));
    const mark = page.getByText("第30段，说明怎么办。");
    await mark.evaluate((element) => element.scrollIntoView());
    const before = await mark.evaluate((element) => element.getBoundingClientRect().top);
    await desk.edit(PAGE, "第3段，说明怎么办。", "第3段，改了。\n\n又加一段。\n\n再加一段。");
    await page.getByText("第3段，改了。").waitFor({ state: "attached", ...LONG });
    await page.waitForLoadState("load");
    near(await mark.evaluate((element) => element.getBoundingClientRect().top), before, "the paragraph in sight moved");
    equal(await details.evaluate((element) => element.open), wasOpen, "the details changed");
    await sound(desk, page);
    await leave(page.context());
  },

  async "only pages that changed are loaded again"(desk) {
    const page = await desk.open("/about/");
    const other = await desk.open("/policies/jintie/");
    await page.evaluate(() => { globalThis.untouched = true; });
    await desk.edit(PAGE, "又加一段。", "又改一段。");
    await other.getByText("又改一段。").waitFor({ state: "attached", ...LONG });
    // Its bar has heard of the change, too.
    await page.waitForTimeout(500);
    equal(await page.evaluate(() => globalThis.untouched), true, "a page that did not change was loaded again");
    await leave(page.context());
    await leave(other.context());
  },

  async "a style sheet is exchanged without loading the page again"(desk) {
    const page = await desk.open("/about/");
    await page.evaluate(() => { globalThis.untouched = true; });
    const sheet = "themes/mine/assets/site.tera.css";
    await desk.write(sheet, `${await desk.read(sheet)}\nbody { outline: 7px solid rgb(1, 2, 3); }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === "7px", null, LONG);
    equal(await page.evaluate(() => globalThis.untouched), true, "the page was loaded again");
    equal(await page.locator('link[rel~="stylesheet"]').count(), 1, "style sheets");
    await leave(page.context());
  },

  async "a mistake shows on its page, above the page as it was, and goes"(desk) {
    const page = await desk.open("/policies/jintie/");
    const good = await desk.read(PAGE);
    await desk.write(PAGE, good.replace("来源: 老龄股", "来原: 老龄股"));
    await panel(page).waitFor(LONG);
    const text = await panel(page).innerText();
    for (const wanted of ["错误", "来原", "content/policies/jintie.md:5:1", "unknown-key"]) {
      if (!text.includes(wanted)) throw new Error(`the panel does not say ${wanted}: ${text}`);
    }
    equal(await panel(page).locator("mark").first().innerText(), "来原", "the spot");
    equal(await page.locator("main h1").innerText(), "津贴怎么领", "the page below");
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await shot(page, `mistake-${width}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) throw new Error(`at ${width} px the page is ${wide} px too wide`);
    }
    await sound(desk, page);
    const other = await desk.open("/about/");
    if (await panel(other).isVisible()) throw new Error("another page shows the mistake");
    await other.locator("huimin-preview .toggle").click();
    if (!(await panel(other).innerText()).includes("1 个错误")) throw new Error("another page does not count the mistake");
    await shot(other, "elsewhere");
    await desk.write(PAGE, good);
    await panel(page).waitFor({ state: "hidden", ...LONG });
    await leave(page.context());
    await leave(other.context());
  },

  async "the panel works by keyboard and stays shut"(desk) {
    const good = await desk.read(PAGE);
    await desk.write(PAGE, good.replace("来源: 老龄股", "来原: 老龄股"));
    const page = await desk.open("/policies/jintie/");
    await panel(page).waitFor(LONG);
    const toggle = page.locator("huimin-preview .toggle");
    await toggle.focus();
    await page.keyboard.press("Enter");
    await panel(page).waitFor({ state: "hidden" });
    await page.reload({ waitUntil: "load" });
    if (await panel(page).isVisible()) throw new Error("what was shut is open again");
    await toggle.focus();
    await page.keyboard.press("Enter");
    await panel(page).waitFor();
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    await desk.write(PAGE, good);
    await leave(page.context());
  },

  async "a broken template shows the last good page, and other pages go on"(desk) {
    const template = "themes/mine/templates/explainer.html";
    const good = await desk.read(template);
    const page = await desk.open("/policies/jintie/");
    await desk.write(template, `${good}{{ nosuchname }}`);
    await panel(page).waitFor(LONG);
    const text = await panel(page).innerText();
    if (!text.includes("nosuchname") || !text.includes(template)) throw new Error(`the panel says: ${text}`);
    equal(await page.locator("main h1").innerText(), "津贴怎么领", "the page below");
    await shot(page, "template");
    const other = await desk.open("/about/");
    equal(await other.locator("main h1").count(), 1, "headings of another page");
    await leave(other.context());
    await desk.write(template, good);
    await panel(page).waitFor({ state: "hidden", ...LONG });
    await leave(page.context());
  },

  async "a broken site.yaml leaves the last good site"(desk) {
    const good = await desk.read("site.yaml");
    const page = await desk.open("/");
    const name = await page.locator("main h1").innerText();
    await desk.write("site.yaml", `${good}\n网站名: [\n`);
    await panel(page).waitFor(LONG);
    equal(await page.locator("main h1").innerText(), name, "the page below");
    await shot(page, "site-yaml");
    await desk.write("site.yaml", good);
    await panel(page).waitFor({ state: "hidden", ...LONG });
    await leave(page.context());
  },

  async "drafts and pages of other days have a mark"(desk) {
    const page = await desk.open("/news/g-draft/");
    equal(await bar(page).locator(".chip").innerText(), "草稿", "the mark");
    await shot(page, "draft");
    await page.goto(`${desk.address}/news/h-future/`);
    const mark = await bar(page).locator(".chip").innerText();
    if (!/起公布$/.test(mark)) throw new Error(`the mark of a page to come: ${mark}`);
    await page.goto(`${desk.address}/news/i-expired/`);
    const over = await bar(page).locator(".chip").innerText();
    if (!/^已于.*到期$/.test(over)) throw new Error(`the mark of a page that ended: ${over}`);
    await sound(desk, page);
    await leave(page.context());
  },

  async "the site as of another day leads on within that day, and back"(desk) {
    const page = await desk.open("/?now=2026-05-20", { width: 360, height: 740 });
    if (!(await bar(page).innerText()).includes("按2026年5月20日显示")) throw new Error(await bar(page).innerText());
    await shot(page, "day-360");
    await page.locator("main a").first().click();
    await page.waitForURL(/now=2026-05-20/);
    await bar(page).locator(".today").click();
    await page.waitForURL((url) => !url.search.includes("now="));
    await leave(page.context());
  },

  async "a tab that follows goes to the page and the block that was edited"(desk) {
    const page = await desk.open("/about/?follow");
    await desk.edit(PAGE, "第35段，说明怎么办。", "第35段换成了很不一样的一句话。");
    await arrives(page, /policies\/jintie/);
    const block = page.getByText("第35段换成了很不一样的一句话。");
    await block.waitFor(LONG);
    await page.waitForFunction(() => window.scrollY > 0, null, LONG);
    const seen = () => block.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    if (!(await seen())) throw new Error("the block is not in sight");
    await shot(page, "follow");
    await page.evaluate(() => scrollTo(0, 0));
    await desk.edit(PAGE, "第33段，说明怎么办。", "第33段也换成了另一句话。");
    const next = page.getByText("第33段也换成了另一句话。");
    await next.waitFor(LONG);
    await page.waitForFunction(() => window.scrollY > 0, null, LONG);
    await leave(page.context());
  },

  async "a picture is exchanged"(desk) {
    const page = await desk.open("/policies/jintie/");
    const picture = page.locator('main img[src*="card.svg"]');
    await picture.waitFor({ state: "attached", ...LONG });
    await page.evaluate(() => { globalThis.untouched = true; });
    await desk.edit("content/policies/img/card.svg", "</svg>", "<!-- another --></svg>");
    await page.waitForFunction(() => /card\.svg\?/.test(document.querySelector('main img[src*="card.svg"]').src), null, LONG);
    equal(await page.evaluate(() => globalThis.untouched), true, "the page was loaded again");
    await leave(page.context());
  },

  async "a board shows how it fits, and is set again"(desk) {
    const page = await desk.open("/boards/jintie/");
    await page.locator("huimin-preview .toggle").click();
    const facts = page.locator("huimin-preview .facts");
    await facts.waitFor(LONG);
    if (!/毫米/.test(await facts.innerText())) throw new Error(`the facts of the board: ${await facts.innerText()}`);
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await shot(page, `board-${width}`);
    }
    await sound(desk, page);
    const before = await (await page.request.get(`${desk.address}/boards/jintie/print.pdf`)).body();
    await desk.edit("content/boards/jintie.md", "板面标题: 津贴怎么领", "板面标题: 津贴怎样领");
    const changed = async () => !before.equals(await (await page.request.get(`${desk.address}/boards/jintie/print.pdf`)).body());
    for (let tries = 0; !(await changed()); tries++) {
      if (tries > 200) throw new Error("the PDF is as it was");
      await page.waitForTimeout(300);
    }
    await leave(page.context());
  },

  async "a page that is taken away is missed, and comes back"(desk) {
    const text = await desk.read("content/about.md");
    const page = await desk.open("/about/");
    await rm(desk.file("content/about.md"));
    await page.waitForFunction(() => document.body.dataset.template === "404.html", null, LONG);
    await desk.write("content/about.md", text);
    await page.waitForFunction(() => document.body.dataset.template !== "404.html", null, LONG);
    await leave(page.context());
  },
};

async function main([folder]) {
  if (!folder) throw new Error("Usage: node preview.mjs FOLDER");
  const address = (await readFile(path.join(folder, "address"), "utf8")).trim().replace(/\/$/, "");
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const browser = await launch();
  const desk = new Desk(browser, folder, address, axe);
  let found = 0;
  try {
    for (const [name, play] of Object.entries(SCENES)) {
      if (process.env.SCENE && !name.includes(process.env.SCENE)) continue;
      try {
        await play(desk);
      } catch (error) {
        found += 1;
        console.log(`${name}: ${error.message}`);
      }
    }
  } finally {
    await leave(browser);
  }
  console.log(`${Object.keys(SCENES).length} scenes: ${found || "no"} findings.`);
  return found ? 1 : 0;
}

run(main);

// Works at the desk of `huimin serve` as an editor does: finds, sorts, opens, makes a file, drops a picture.
//
//   node desk.mjs FOLDER
//
// FOLDER holds the site; the file `address` in it says where the preview answers. SHOTS names a folder for pictures
// of what was seen. Exit status: 0 nothing found, 1 something found, 2 it could not look.

import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { launch, leave, run } from "./chromium.mjs";
import { access, sideways } from "./looks.mjs";

/** Nothing fails on time alone. */
const LONG = 60_000;
const VIEWS = ["files", "problems", "ahead", "changes", "boards", "new"];
const DOT = path.join(import.meta.dirname, "../desk/dot.png");

const found = [];
const wanted = (right, text) => { if (!right) found.push(text); };

async function main([folder]) {
  if (!folder) throw new Error("Usage: node desk.mjs FOLDER");
  const address = await readFile(path.join(folder, "address"), "utf8");
  const browser = await launch();
  try {
    const open = (hash, options = {}) => desk(browser, `${address}/_huimin/${hash}`, options);
    await looks(open);
    await finds(await open("#/files"));
    await links(open);
    await keyboard(await open("#/files"));
    await keepsUp(await open("#/files"), folder);
    await asksAgain(await open("#/changes"));
    await newFile(await open("#/new"), folder);
    await picture(await open("#/files?q=f-offset"), folder);
  } finally {
    await leave(browser);
  }
  for (const line of found) console.log(line);
  console.log(`The desk was worked at: ${found.length || "no"} findings.`);
  return found.length ? 1 : 0;
}

/** A fresh tab with the desk, whose errors are findings. */
async function desk(browser, address, { width = 1280, bypassCSP = false } = {}) {
  const context = await browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", viewport: { width, height: 800 }, bypassCSP });
  const page = await context.newPage();
  page.setDefaultTimeout(LONG);
  page.on("pageerror", (error) => found.push(`script error: ${error.message}`));
  page.on("request", (request) => wanted(request.url().startsWith(new URL(address).origin), `it asks another host: ${request.url()}`));
  await page.goto(address, { waitUntil: "load" });
  await page.locator("h1").waitFor();
  return page;
}

/** Every view at three widths: nothing sticks out, axe finds nothing. */
async function looks(open) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const width of [360, 768, 1280]) {
    for (const view of VIEWS) {
      // What axe is made of is not the desk's: its policy would refuse it.
      const page = await open(`#/${view}`, { width, bypassCSP: true });
      await page.waitForFunction(() => !document.querySelector("h1").textContent.startsWith("正在"));
      if (view === "new") await page.locator("form.form").waitFor();
      for (const text of [...(await sideways(page, width)), ...(await access(page, axe))]) found.push(`${view} at ${width} px: ${text}`);
      if (process.env.SHOTS) {
        await mkdir(process.env.SHOTS, { recursive: true });
        await page.screenshot({ path: path.join(process.env.SHOTS, `desk-${view}-${width}.png`) });
      }
      await leave(page.context());
    }
  }
}

const rows = (page) => page.locator(".row");
const paths = (page) => rows(page).evaluateAll((all) => all.map((row) => row.dataset.key));

async function finds(page) {
  const all = await rows(page).count();
  wanted(all > 20, `there are only ${all} rows`);
  await page.locator("[name=q]").fill("没写好 NEWS");
  wanted((await paths(page)).join() === "content/news/g-draft.md", `没写好 NEWS finds ${await paths(page)}`);
  wanted((await page.locator(".row mark").allTextContents()).length >= 1, "what was looked for is not marked");
  await page.locator("[name=q]").fill("qwertyuiop");
  wanted(await page.locator(".none").isVisible(), "it does not say that nothing was found");
  await page.getByRole("button", { name: "看全部" }).click();
  wanted((await rows(page).count()) === all, "all files do not come back");
  await page.locator("label[for=facet-state-draft], label[for=state-draft]").click();
  wanted((await page.locator(".row .state").allTextContents()).every((text) => text === "草稿"), "the filter for drafts shows others");
  await page.locator("label[for=state-told]").click();
  wanted((await paths(page)).includes("content/news/z.md"), "the page with a mistake is not among those with problems");
  await page.locator(".row[data-key='content/news/z.md'] summary").click();
  wanted((await page.locator(".row .tells pre mark").first().textContent()) === "摘药", "the spot is not marked in its line");
  await leave(page.context());
}

/** What is chosen stands in the address, and the address brings it back. */
async function links(open) {
  const page = await open("#/files");
  await page.locator("[name=q]").fill("news");
  await page.locator("label[for=state-future]").click();
  await page.locator("[name=sort]").selectOption("title");
  const hash = await page.evaluate(() => location.hash);
  const before = (await paths(page)).join();
  await leave(page.context());
  const again = await open(hash);
  wanted((await paths(again)).join() === before && before.includes("h-future"), `${hash} shows ${await paths(again)}, not ${before}`);
  wanted((await again.locator("[name=q]").inputValue()) === "news", "what was looked for does not stand in the field");
  await leave(again.context());
}

async function keyboard(page) {
  const focused = (what) => page.evaluate(what);
  await page.keyboard.press("/");
  wanted(await focused(() => document.activeElement.name === "q"), "/ does not go to the search");
  await page.keyboard.type("news");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const second = (await paths(page))[1];
  wanted((await focused(() => document.activeElement.closest(".row")?.dataset.key)) === second, "↓ does not go to the second row");
  const asked = page.waitForRequest((request) => request.url().endsWith("/api/open"));
  await page.keyboard.press("e");
  wanted(JSON.parse((await asked).postData()).path === second, "e does not open the row's file");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  wanted(await focused(() => document.activeElement.name === "q"), "↑ from the first row does not go to the search");
  await page.keyboard.press("Escape");
  wanted((await page.locator("[name=q]").inputValue()) === "", "Esc does not empty the search");
  await page.locator(".row a").first().focus();
  await page.keyboard.press("?");
  wanted(await page.locator("#keys").isVisible(), "? does not show the keys");
  await page.locator("#keys-on").uncheck();
  await page.keyboard.press("Escape");
  await page.locator(".row a").first().focus();
  await page.keyboard.press("n");
  wanted((await focused(() => location.hash)).startsWith("#/files"), "a key works though keys are off");
  await page.locator("#keys-open").click();
  await page.locator("#keys-on").check();
  await page.keyboard.press("Escape");
  const [preview] = await Promise.all([page.context().waitForEvent("page"), page.locator(".row a").first().focus().then(() => page.keyboard.press("Enter"))]);
  await preview.waitForLoadState();
  wanted(!preview.url().includes("_huimin"), "Enter does not open the preview");
  await page.bringToFront();
  await page.keyboard.press("3");
  await page.locator("nav a[data-view=ahead][aria-current]").waitFor();
  await leave(page.context());
}

/** A file that changes is seen, and focus, place and what is open stay. */
async function keepsUp(page, folder) {
  await page.locator(".row[data-key='content/news/z.md'] summary").click();
  await page.locator(".row[data-key='content/about.md'] [data-act=edit]").focus();
  await page.evaluate(() => scrollTo(0, 300));
  const top = await page.evaluate(() => scrollY);
  const file = path.join(folder, "content/about.md");
  const text = await readFile(file, "utf8");
  await writeFile(`${file}.tmp`, text.replace("关于本站", "换了的名字"));
  await rename(`${file}.tmp`, file);
  await page.locator(".row[data-key='content/about.md']", { hasText: "换了的名字" }).waitFor();
  wanted(await page.evaluate(() => document.activeElement.dataset.act === "edit" && document.activeElement.closest(".row").dataset.key === "content/about.md"), "the focus was lost when a file changed");
  wanted(await page.locator(".row[data-key='content/news/z.md'] details").evaluate((details) => details.open), "what was open was closed when a file changed");
  wanted(Math.abs((await page.evaluate(() => scrollY)) - top) < 120, "the place was lost when a file changed");
  await leave(page.context());
}

/** A build in another window changes no file of the site: it is asked for when the desk is looked at again. */
async function asksAgain(page) {
  await page.locator("main h1", { hasText: /没有生成过|上次/ }).waitFor();
  const again = page.waitForRequest((request) => request.url().endsWith("/api/changes"));
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await again;
  await leave(page.context());
}

async function newFile(page, folder) {
  await page.locator("form.form").waitFor();
  await page.locator("[name=kind]").selectOption("活动动态");
  wanted((await page.locator("[name=folder]").inputValue()) === "news", "the usual folder is not chosen");
  await page.locator("[name=title]").fill("浏览器里建的一篇");
  await page.waitForFunction(() => /^\d{8}-\d+$/.test(document.querySelector("[name=name]").value));
  await page.locator("[name=name]").fill("liulanqi");
  await page.getByRole("button", { name: "建好并打开" }).click();
  await page.locator(".row[data-key='content/news/liulanqi.md']").waitFor();
  const text = await readFile(path.join(folder, "content/news/liulanqi.md"), "utf8");
  wanted(text.includes("浏览器里建的一篇") && text.includes("草稿: 是"), `the new file says ${text.slice(0, 80)}`);
  await page.goto(`${page.url().split("#")[0]}#/new`);
  await page.locator("form.form").waitFor();
  await page.locator("[name=title]").fill("再来一篇");
  await page.locator("[name=folder]").selectOption("news");
  await page.locator("[name=name]").fill("liulanqi");
  await page.getByRole("button", { name: "建好并打开" }).click();
  await page.locator("#alarm", { hasText: "已经有" }).waitFor();
  await leave(page.context());
}

async function picture(page, folder) {
  const row = page.locator(".row[data-key='content/news/f-offset.md']");
  await row.waitFor();
  const bytes = [...(await readFile(DOT))];
  const dropped = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(all)], "现场 (1).png", { type: "image/png" }));
    return data;
  }, bytes);
  await row.dispatchEvent("dragover", { dataTransfer: dropped });
  await row.dispatchEvent("drop", { dataTransfer: dropped });
  await page.locator(".placed code").first().waitFor();
  wanted((await page.locator(".placed code").first().textContent()) === "![这里写图上有什么](现场-1.png)", `the line is ${await page.locator(".placed code").first().textContent()}`);
  wanted(existsSync(path.join(folder, "content/news/现场-1.png")), "the picture is not there");
  await row.locator("input[type=file]").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await page.locator("#alarm", { hasText: "不是图片" }).waitFor();
  await row.locator("input[type=file]").setInputFiles(DOT);
  await page.locator(".placed code", { hasText: "dot.png" }).waitFor();
  await leave(page.context());
}

run(main, () => {
  for (const line of found) console.error(line);
});

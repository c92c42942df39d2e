// Looks at a shared preview as its reader does: opens the folder's files by double click, that is from
// file://, without a server and without the network.
//
//   node share.mjs FOLDER
//
// FOLDER is the one that was in the archive. CHROMIUM names the browser if it is not in a usual place.
// Exit status: 0 nothing found, 1 something found, 2 it could not look.

import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { launch, leave, run } from "./chromium.mjs";
import { access, sideways } from "./looks.mjs";
import { htmlFiles } from "./pages.mjs";

const START = "打开预览.html";

const found = [];
const wanted = (right, text) => { if (!right) found.push(text); };

async function main([folder]) {
  if (!folder) throw new Error("Usage: node share.mjs FOLDER");
  const site = path.join(path.resolve(folder), "files", "site");
  const browser = await launch();
  try {
    const context = await browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", offline: true });
    const page = await watched(context, path.resolve(folder));
    await start(page, folder);
    await through(page, folder);
    await search(page, site);
    await leadsOn(page, site);
    await alone(await context.newPage(), folder);
    await looks(await context.newPage(), folder);
  } finally {
    await leave(browser);
  }
  for (const line of found) console.log(line);
  console.log(`${found.length || "no"} findings.`);
  return found.length ? 1 : 0;
}

/** A page that tells when it asks for what is not in a folder on this machine, or is not there. */
async function watched(context, folder) {
  const page = await context.newPage();
  page.on("request", (request) => {
    const url = request.url();
    wanted(url.startsWith("file://") || url.startsWith("data:"), `${page.url()} asks for ${url}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // What is left half way because the reader goes on is no failure.
    wanted(why === "net::ERR_ABORTED", `${page.url()}: ${request.url()}: ${why}`);
  });
  page.on("pageerror", (error) => wanted(false, `${page.url()}: script error: ${error.message}`));
  page.on("console", (message) => wanted(message.type() !== "error", `${page.url()}: ${message.text()}`));
  return page;
}

const url = (...parts) => pathToFileURL(path.join(...parts)).href;

/** The first page is the site's, with its colours, and tells what it is. */
async function start(page, folder) {
  await page.goto(url(folder, START));
  const mark = page.locator(".huimin-preview");
  wanted(await mark.isVisible(), "the first page has no mark");
  wanted((await mark.textContent()).includes("预览，未发布；"), "the mark does not say what it is");
  wanted(!(await page.locator(".huimin-unpack").isVisible()), "the first page tells to extract it although it is");
  wanted(await page.evaluate(() => getComputedStyle(document.querySelector(".nav ul")).listStyleType === "none"), "the first page has no stylesheet");
  await page.emulateMedia({ media: "print" });
  wanted(await mark.isVisible(), "the mark is not printed");
  await page.emulateMedia({ media: "screen" });
}

/** Every entry of the navigation, and from each the first link of the matter, opens a page of the folder. */
async function through(page, folder) {
  await page.goto(url(folder, START));
  const names = await page.locator(".nav a").allTextContents();
  wanted(names.length > 3, `there are only ${names.length} entries to click`);
  for (const name of names) {
    await page.goto(url(folder, START));
    await page.locator(".nav a", { hasText: name }).first().click();
    await page.waitForURL(/files\/site\/.*index\.html$/);
    wanted(await page.locator("h1").first().isVisible(), `${name} opens nothing`);
    const link = page.locator('#main a[href$="index.html"]').first();
    if (!(await link.count())) continue;
    await link.click();
    await page.waitForLoadState("load");
    wanted(await page.locator("h1").first().isVisible(), `the first link of ${name} opens nothing`);
    wanted(await page.locator(".huimin-preview").isVisible(), `${page.url()} has no mark`);
  }
}

/** Opened within the archive, the first page is alone and tells what to do. */
async function alone(page, folder) {
  const elsewhere = await mkdtemp(path.join(os.tmpdir(), "alone-"));
  try {
    await copyFile(path.join(folder, START), path.join(elsewhere, START));
    await page.goto(url(elsewhere, START));
    wanted(await page.locator(".huimin-unpack").isVisible(), "alone, the first page does not tell to extract the archive");
  } finally {
    await rm(elsewhere, { recursive: true });
  }
}

/** The search page filters its rows, from its address and from its field. */
async function search(page, site) {
  if (!existsSync(path.join(site, "search", "index.html"))) return;
  const file = url(site, "search", "index.html");
  const rows = page.locator("#index li:not([hidden])");
  await page.goto(file);
  const all = await rows.count();
  const title = await page.locator("#index h3").first().textContent();
  await page.goto(`${file}?q=${encodeURIComponent(title)}`);
  const some = await rows.count();
  wanted(some > 0 && some < all, `?q=${title} shows ${some} of ${all} entries`);
  await page.locator("#q").fill("qwertyuiop");
  await page.locator("#q").press("Enter");
  wanted((await rows.count()) === 0, "a word that is nowhere finds something");
  wanted(page.url().endsWith("?q=qwertyuiop"), `after a search the address is ${page.url()}`);
  await page.locator("#q").fill(title);
  wanted((await rows.count()) === some, "the field finds other entries than the address");
  await page.locator("#index li:not([hidden]) a").first().click();
  await page.waitForLoadState("load");
  wanted((await page.locator("h1").first().textContent()).length > 0, "what was found does not open");
}

/** A former address leads on to the page. */
async function leadsOn(page, site) {
  for (const file of await htmlFiles(site)) {
    const html = await readFile(path.join(site, file), "utf8");
    if (!/http-equiv="?refresh/i.test(html)) continue;
    await page.goto(url(site, file));
    await page.waitForFunction(() => document.querySelector(".nav") !== null);
    return;
  }
}

/** Access and width of some pages: all that they have more than on the site is the mark. */
async function looks(page, folder) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const files = ["index.html", "policies/index.html", "large/index.html"].map((file) => `files/site/${file}`);
  for (const file of [START, ...files.filter((file) => existsSync(path.join(folder, file)))]) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(url(folder, file));
      const told = [...(await sideways(page, width)), ...(await access(page, axe))];
      found.push(...told.map((text) => `${file} at ${width} px: ${text}`));
    }
  }
}

run(main, () => {
  for (const line of found) console.log(line);
});

// Pages as a browser shows them: access, width, requests, search.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { leave } from "./chromium.mjs";
import { address } from "./pages.mjs";

/** Widths at which nothing may stick out sideways, in CSS pixels. */
const WIDTHS = [320, 360, 768, 1280];
/** Widths at which axe looks. */
const AXE_WIDTHS = [360, 1280];

/** What is wrong with the pages, as sentences. `browser` is Playwright's, `site` the address of the server. */
export async function looks(browser, site, files) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const context = await browser.newContext({ locale: "zh-CN", reducedMotion: "reduce" });
  const found = [];
  const page = await watched(context, site, found);
  for (const file of files) {
    for (const width of WIDTHS) {
      const where = `${file} at ${width} px`;
      await page.setViewportSize({ width, height: 900 });
      await page.goto(site + address(file), { waitUntil: "load" });
      found.push(...(await sideways(page, width)).map((text) => `${where}: ${text}`));
      if (AXE_WIDTHS.includes(width)) found.push(...(await access(page, axe)).map((text) => `${where}: ${text}`));
    }
  }
  await leave(context);
  return found;
}

/** A page that asks no other host for anything and tells of errors. */
async function watched(context, site, found) {
  const page = await context.newPage();
  const told = new Set();
  const tell = (text) => {
    const line = `${decodeURIComponent(new URL(page.url()).pathname)}: ${text}`;
    if (!told.has(line)) found.push(line);
    told.add(line);
  };
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${site}/`) || url.startsWith("data:")) return route.continue();
    tell(`it asks another host: ${url}`);
    return route.abort();
  });
  page.on("response", (response) => {
    if (response.status() >= 400) tell(`${decodeURIComponent(new URL(response.url()).pathname)} is missing`);
  });
  page.on("pageerror", (error) => tell(`script error: ${error.message}`));
  return page;
}

/** Whether the page is wider than the window, and what sticks out. */
export async function sideways(page, width) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const name = (element) => element.tagName.toLowerCase() + (element.className ? `.${String(element.className).split(" ")[0]}` : "");
    const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > room + 1);
    return { by: document.documentElement.scrollWidth - room, what: out.slice(-3).map(name).join(", ") };
  });
  return wide ? [`it is ${wide.by} px wider than ${width} px: ${wide.what}`] : [];
}

/** What axe finds. */
export async function access(page, axe) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((rule) => {
    const places = rule.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    const rest = rule.nodes.length > 3 ? ` and ${rule.nodes.length - 3} more` : "";
    return `access: ${rule.help} (${rule.id}): ${places}${rest}`;
  });
}

/** Whether the search page is a whole index without script, and finds with it. */
export async function search(browser, site, file) {
  const found = [];
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const index = await plain.newPage();
  await index.goto(site + address(file));
  const titles = await index.locator("#index h3").allTextContents();
  if (!titles.length) found.push(`${file}: without script it lists nothing`);
  if (await index.locator("#find").isVisible()) found.push(`${file}: without script it shows a field that does nothing`);
  await leave(plain);
  if (!titles.length) return found;

  const context = await browser.newContext();
  const page = await watched(context, site, found);
  const shown = () => page.locator("#index li:not([hidden])").count();
  // Two Han from the middle of a title: no word list could know where words end.
  const title = titles.find((text) => /\p{Script=Han}{4}/u.test(text)) ?? titles[0];
  const phrase = /\p{Script=Han}\p{Script=Han}{2}/u.exec(title)?.[0].slice(1) ?? title.slice(0, 1);
  await page.goto(`${site}${address(file)}?q=${encodeURIComponent(phrase)}`);
  if (!(await page.locator("#q").isVisible())) {
    found.push(`${file}: with script there is no field to search in`);
    await leave(context);
    return found;
  }
  const hits = await shown();
  if (!hits || hits >= titles.length) found.push(`${file}: ?q=${phrase} shows ${hits} of ${titles.length} entries`);
  const status = await page.locator('[role="status"]').textContent();
  if (!status.includes(String(hits))) found.push(`${file}: the status does not say that there are ${hits}: ${status}`);
  await page.locator("#q").fill(`${phrase} ${title}`);
  if (!(await shown())) found.push(`${file}: two words of one title find nothing`);
  await page.locator("#q").fill("qwertyuiop");
  if (await shown()) found.push(`${file}: a word that is nowhere finds something`);
  if (!(await page.locator("#none").isVisible())) found.push(`${file}: it does not say that nothing was found`);
  await leave(context);
  return found;
}

// Looks at a built site in a browser and tells what is wrong.
//
//   node check.mjs FOLDER [PAGES.json]
//
// PAGES.json lists files of the folder, such as ["index.html", "news/index.html"]; without it one page
// of each template is chosen. CHROMIUM names the browser if it is not in a usual place.
// Exit status: 0 nothing found, 1 something found, 2 it could not look.

import { readFile } from "node:fs/promises";

import { launch, leave, run } from "./chromium.mjs";
import { looks, search } from "./looks.mjs";
import { markup } from "./markup.mjs";
import { htmlFiles, samples } from "./pages.mjs";
import { serve } from "./server.mjs";

async function main([folder, list]) {
  if (!folder) throw new Error("Usage: node check.mjs FOLDER [PAGES.json]");
  const files = await htmlFiles(folder);
  if (!files.length) throw new Error(`There is no HTML file in ${folder}.`);
  const chosen = list ? JSON.parse(await readFile(list, "utf8")) : await samples(folder, files);

  const server = await serve(folder);
  const browser = await launch();
  try {
    const found = [
      ...(await markup(folder, files)),
      ...(await looks(browser, server.address, chosen)),
      ...(files.includes("search/index.html") ? await search(browser, server.address, "search/index.html") : []),
    ];
    for (const line of found) console.log(line);
    console.log(`${files.length} pages checked as HTML, ${chosen.length} looked at in the browser: ${found.length || "no"} findings.`);
    return found.length ? 1 : 0;
  } finally {
    await leave(browser);
    await server.close();
  }
}

run(main);

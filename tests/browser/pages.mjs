// Which pages to look at: every HTML file, and one for each way of making a page.

import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

/** Every HTML file below the folder, as paths from it with "/", in order. */
export async function htmlFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** The address of a file: "news/index.html" is "/news/". */
export function address(file) {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`.split("/").map(encodeURIComponent).join("/");
}

/**
 * One page of each template. A page names its template in <body data-template>; one that does not
 * is told by its place: the folder it is in, and whether it is the folder's own page.
 * Of alike pages the longest is taken: it has the most parts.
 */
export async function samples(folder, files) {
  const chosen = new Map();
  for (const file of files) {
    const html = await readFile(path.join(folder, file), "utf8");
    if (/<meta[^>]+http-equiv="?refresh/i.test(html)) continue;
    const named = /<body[^>]*\sdata-template="?([\w.-]+)/.exec(html)?.[1];
    const shape = (file.startsWith("large/") ? "large/" : "") + (named ?? place(file));
    if (html.length > (chosen.get(shape)?.length ?? -1)) chosen.set(shape, { file, length: html.length });
  }
  return [...chosen.values()].map(({ file }) => file).sort();
}

/** "news/2026-05-13/index.html" and its neighbours are alike, "news/index.html" is not. */
function place(file) {
  const parts = file.replace(/^large\//, "").split("/");
  return parts.length <= 2 ? parts.join("/") : [parts[0], ...parts.slice(1, -2).map(() => "*"), "page"].join("/");
}

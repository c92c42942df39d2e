// The Nu HTML checker on every page at once.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** What is wrong with the HTML of the files, as sentences. */
export async function markup(folder, files) {
  const found = [];
  // A command line holds only so many names.
  for (let from = 0; from < files.length; from += 400) {
    found.push(...(await check(folder, files.slice(from, from + 400))));
  }
  return found;
}

async function check(folder, files) {
  const words = ["-jar", JAR, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always", ...files];
  const output = await new Promise((done, fail) => {
    execFile("java", words, { cwd: path.resolve(folder), maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error) fail(new Error(`The Nu checker did not run: ${stderr || error.message}`));
      else done(stdout);
    });
  });
  return JSON.parse(output).messages.map((message) => {
    const where = message.lastLine ? ` (line ${message.lastLine}, column ${message.lastColumn})` : "";
    const extract = message.extract ? ` [${message.extract.trim().replace(/\s+/g, " ")}]` : "";
    return `${shorten(folder, message.url)}${where}: HTML: ${message.message}${extract}`;
  });
}

/** The checker gives a file: address; people want the path in the site. */
function shorten(folder, url) {
  return path.relative(path.resolve(folder), decodeURIComponent(new URL(url).pathname));
}

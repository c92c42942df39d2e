// Starts Chromium for a check, and leaves it.

import { existsSync } from "node:fs";
import { setTimeout as rest } from "node:timers/promises";
import { chromium } from "playwright-core";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** A test browser has no business with the network. */
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/** How long what is no longer looked at is waited for, in ms. */
const PATIENCE = 5_000;

/** The browser that CHROMIUM names, or the one in a usual place. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((file) => existsSync(file));
  if (!executablePath) throw new Error("There is no Chromium; set CHROMIUM to its path.");
  return chromium.launch({ executablePath, args: QUIET });
}

/** Closes a page's context or the browser. Chromium may never say that a page is gone which it was just loading again. */
export function leave(opened) {
  return Promise.race([opened.close(), rest(PATIENCE, undefined, { ref: false })]);
}

/** Runs a check with the arguments of the command, and ends with the status it gives; with 2 if it could not look. */
export function run(main, told = () => {}) {
  main(process.argv.slice(2)).then(
    (status) => process.exit(status),
    (error) => {
      told();
      console.error(error.message);
      process.exit(2);
    },
  );
}

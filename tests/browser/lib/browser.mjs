// Pages in a real Chromium. Whatever a test does with one, it fails when the page says something on the console, asks
// another host for anything, or gets an error; then what it showed is kept in output/failures/.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after } from "node:test";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { root } from "./site.mjs";

export const NARROW = { width: 320, height: 640 };
export const PHONE = { width: 360, height: 640 };
export const WIDE = { width: 1280, height: 800 };

const server = await serve(root);
export const origin = server.origin;

const browser = await launch();
after(async () => {
  await browser.close();
  server.close();
});

/** Pages by their options. A new window costs Chromium a second, and pages of this site leave nothing behind. */
const windows = new Map();

/** Shows a page of the site, and lets `act` look at it. `options` are those of Playwright's contexts. */
export async function visit(path, options, act) {
  const key = JSON.stringify(options);
  if (!windows.has(key)) {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    const page = await context.newPage();
    windows.set(key, { page, faults: watch(page) });
  }
  const { page, faults } = windows.get(key);
  try {
    await page.goto(origin + path);
    const result = await act(page);
    assert.deepEqual(faults, [], `what went wrong while ${page.url()} was shown`);
    return result;
  } catch (fault) {
    await keep(page, path, options);
    await page.context().close();
    windows.delete(key);
    throw fault;
  }
}

function watch(page) {
  const faults = [];
  page.on("console", (message) => {
    // The page for addresses that lead nowhere is an error by its nature.
    if (message.location().url.startsWith(`${origin}/404.html`)) return;
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) faults.push(`a request to another host: ${url}`);
  });
  return faults;
}

async function keep(page, path, { viewport = WIDE, colorScheme = "light" }) {
  const folder = new URL("../output/failures/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const name = `${path.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "home"}-${viewport.width}-${colorScheme}.png`;
  await page.screenshot({ path: new URL(name, folder).pathname, fullPage: true }).catch(() => {});
}

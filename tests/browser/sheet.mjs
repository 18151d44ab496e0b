// A contact sheet of agreed pages: three widths, light and dark, one picture a page in output/sheet/.
// Look at it before and after every change of the theme: SITE=FOLDER node sheet.mjs [ADDRESS …]

import { mkdirSync } from "node:fs";
import { launch } from "./lib/chromium.mjs";
import { serve } from "./lib/server.mjs";
import { root } from "./lib/site.mjs";

const AGREED = [
  "/",
  "/help-today/",
  "/offers/",
  "/offers/2024-25/",
  "/offers/2021-22/",
  "/needs/reading/",
  "/programmes/",
  "/programmes/ssp/",
  "/contacts/school-improvement/",
  "/regions/north/",
  "/guidance/system-leader-guidance/",
  "/glossary/",
  "/deadlines/",
  "/handbook/kinds/",
  "/404.html",
];
const WIDTHS = [360, 768, 1280];
/** What is further down is more of the same. */
const HEIGHT = 1600;

const paths = process.argv.length > 2 ? process.argv.slice(2) : AGREED;
const folder = new URL("output/sheet/", import.meta.url);
mkdirSync(folder, { recursive: true });
const { origin, close } = await serve(root);
const browser = await launch();
for (const path of paths) {
  const shots = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of WIDTHS) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(origin + path);
      const height = Math.min(HEIGHT, await page.evaluate(() => document.documentElement.scrollHeight));
      const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height } });
      shots.push({ width, height, picture });
      await page.close();
    }
  }
  const name = path.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "home";
  await writeSheet(name, shots);
  console.log(new URL(`${name}.png`, folder).pathname);
}
await browser.close();
close();

/** All pictures of a page beside one another, half as large. */
async function writeSheet(name, shots) {
  const images = shots.map(
    ({ width, height, picture }) => `<img width="${width / 2}" height="${height / 2}" src="data:image/png;base64,${picture.toString("base64")}">`,
  );
  const css = "body { margin: 16px; background: #888; display: grid; grid-template-columns: repeat(3, max-content); gap: 16px; align-items: start }";
  const page = await browser.newPage({ viewport: { width: WIDTHS.reduce((sum, width) => sum + width / 2, 64), height: 800 } });
  await page.setContent(`<!doctype html><style>${css}</style>${images.join("")}`);
  await page.screenshot({ fullPage: true, path: new URL(`${name}.png`, folder).pathname });
  await page.close();
}

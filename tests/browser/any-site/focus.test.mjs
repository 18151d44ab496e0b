// Somebody without a mouse goes through a page: every stop can be seen, and the whole of it is on the screen.

import { test } from "node:test";
import { PHONE, WIDE, visit } from "../lib/browser.mjs";
import { skip } from "../lib/keyboard.mjs";
import { none } from "../lib/none.mjs";
import { isRedirect, sample } from "../lib/site.mjs";

/** Enough of a page to meet each sort of stop on one of the sample; the rest are links in lists. */
const STOPS = 25;

for (const viewport of [PHONE, WIDE]) {
  test(`focus is visible and not hidden, ${viewport.width} px`, async () => {
    await visit("/", { viewport }, async (page) => {
      const faults = [];
      for (const { path } of sample.filter((page) => !isRedirect(page))) {
        await page.goto(new URL(path, page.url()).href);
        // The head is the same everywhere: it is gone through once.
        if (path !== "/") await skip(page);
        for (let stop = 0; stop < STOPS; stop++) {
          await page.keyboard.press("Tab");
          const found = await page.evaluate(lookAtFocus);
          if (!found) break;
          if (found.faults.length > 0) faults.push(`${path}: ${found.faults.join(", ")}: ${found.html}`);
        }
      }
      none(faults);
    });
  });
}

function lookAtFocus() {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = [...one.getClientRects()].find((box) => box.width > 0 && box.height > 0) ?? one.getBoundingClientRect();
  const faults = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0) faults.push("no outline");
  if (box.width === 0 || box.height === 0) faults.push("no size");
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push("not on the screen");
  const seen = document.elementFromPoint(
    Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
    Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)),
  );
  if (!seen || !(one.contains(seen) || seen.contains(one))) faults.push("something lies above it");
  return { faults, html: one.outerHTML.slice(0, 120) };
}

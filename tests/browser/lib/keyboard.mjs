// What somebody does who has a keyboard and nothing else.

import assert from "node:assert/strict";

const ENOUGH = 200;

/** Presses Tab until a link or button with these words has the focus; gives how often. */
export async function tabTo(page, words) {
  for (let stops = 1; stops <= ENOUGH; stops++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => (document.activeElement === document.body ? null : document.activeElement.textContent.trim()));
    if (found && (words instanceof RegExp ? words.test(found) : found === words)) return stops;
  }
  return assert.fail(`no stop says ${words} on ${page.url()}`);
}

/** Goes past the head of the page: its first stop leads to the content. */
export async function skip(page) {
  await page.keyboard.press("Tab");
  await Promise.all([page.waitForURL(/#main_$/, { timeout: 5000 }), page.keyboard.press("Enter")]);
}

/** Follows a link of the content. Where a script has shown the page, what has the focus stands in the content already. */
export async function follow(page, words) {
  const isInside = await page.evaluate(() => Boolean(document.activeElement.closest("main")));
  if (!isInside) await skip(page);
  const stops = await tabTo(page, words);
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before && !url.hash.endsWith("main_")), page.keyboard.press("Enter")]);
  return stops;
}

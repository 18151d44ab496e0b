// A page made on one day and read on another shows the states of the day on which it is read.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { launch } from "../lib/chromium.mjs";
import { serve } from "../lib/server.mjs";
import { pages, root } from "../lib/site.mjs";

// The same site, made for a day on which much was open still.
const then = await serve(process.env.THEN);
const now = await serve(root);
const browser = await launch();
after(async () => {
  await browser.close();
  then.close();
  now.close();
});

const statesOf = (page) => page.locator(".state:visible, .now:visible").allInnerTexts();
const paths = pages.map(({ path }) => path).filter((path) => /^\/(offers|programmes|guidance)\/([\w-]+\/)?$|^\/$/.test(path));

test("states are those of the reader's day", async () => {
  const page = await browser.newPage();
  await page.clock.setFixedTime("2026-11-22T12:00:00Z");
  let changed = 0;
  for (const path of paths) {
    await page.goto(now.origin + path);
    const wanted = await statesOf(page);
    await page.goto(then.origin + path);
    assert.deepEqual(await statesOf(page), wanted, path);
    changed += await page.locator("[data-day]").count();
  }
  assert.ok(changed > 5, `${changed} places were changed`);
});

test("states that lie side by side are those of the reader's day", async () => {
  const page = await browser.newPage();
  await page.clock.setFixedTime("2026-11-22T12:00:00Z");
  const statesAt = async (origin) => {
    await page.goto(`${origin}/a-to-z/?compare&kept=offer:2021-22,offer:2020-21`);
    await page.locator("#beside_ table.compared").first().waitFor();
    return page.locator("#beside_ td .state:visible").allInnerTexts();
  };
  const wanted = await statesAt(now.origin);
  assert.ok(wanted.length > 1);
  assert.deepEqual(await statesAt(then.origin), wanted);
  await page.close();
});

test("at midnight where the site is, a page that is open follows", async () => {
  const page = await browser.newPage({ timezoneId: "Pacific/Auckland" });
  const state = () => page.locator("main .state").first().innerText();
  await page.clock.setFixedTime("2022-08-31T22:30:00Z");
  await page.goto(`${then.origin}/offers/2021-22/`);
  const open = await state();
  // Summer time: the day ends an hour before that of UTC.
  await page.clock.setFixedTime("2022-08-31T23:30:00Z");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.notEqual(await state(), open);
});

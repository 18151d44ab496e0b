// The ways to what people come for, by keyboard alone, with scripts and without.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, visit } from "../lib/browser.mjs";
import { follow, tabTo } from "../lib/keyboard.mjs";
import { JOURNEYS } from "./journeys.mjs";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "by keyboard" : "by keyboard, without scripts";
  for (const { name, steps, answer } of JOURNEYS) {
    test(`${name} (${how})`, async () => {
      await visit("/", { viewport: PHONE, javaScriptEnabled }, async (page) => {
        for (const step of steps) await follow(page, step);
        assert.match(await page.locator("main").innerText(), answer);
      });
    });
  }

  test(`what is folded opens with Enter (${how})`, async () => {
    await visit("/needs/reading/", { viewport: PHONE, javaScriptEnabled }, async (page) => {
      const details = page.locator("details").first();
      assert.equal(await details.getAttribute("open"), null);
      await tabTo(page, await details.locator("summary").innerText());
      await page.keyboard.press("Enter");
      assert.notEqual(await details.getAttribute("open"), null);
      assert.ok(await details.locator("summary ~ *").first().isVisible());
    });
  });
}

test("an address that leads nowhere says so, and leads on", async () => {
  await visit("/404.html", { viewport: PHONE }, async (page) => {
    await follow(page, /first page/);
    assert.equal(new URL(page.url()).pathname, "/");
  });
});

// Short forms are explained where they stand, with scripts and without.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, visit } from "../lib/browser.mjs";

for (const javaScriptEnabled of [true, false]) {
  test(`a short form is explained by a button and dismissed, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
    await visit("/offers/2024-25/", { viewport: NARROW, javaScriptEnabled }, async (page) => {
      const button = page.getByRole("button", { name: "CEO", exact: true });
      const means = page.locator(`[id="${await button.getAttribute("popovertarget")}"]`);
      assert.equal(await means.isVisible(), false);
      await button.focus();
      await page.keyboard.press("Enter");
      assert.match(await means.innerText(), /^chief executive officer\./i);
      const box = await means.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= NARROW.width, `it lies on the screen: ${JSON.stringify(box)}`);
      await page.keyboard.press("Escape");
      assert.equal(await means.isVisible(), false);
      await button.click();
      await page.mouse.click(2, 2);
      assert.equal(await means.isVisible(), false, "a touch elsewhere closes it");
      await button.click();
      await means.getByRole("link").click();
      await page.waitForURL(/\/glossary\/(index\.html)?#ceo$/);
    });
  });
}

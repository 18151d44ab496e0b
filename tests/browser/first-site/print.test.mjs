// Pages go to paper.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { WIDE, visit } from "../lib/browser.mjs";

const FOLDER = new URL("../output/print/", import.meta.url);

for (const [name, path, most] of [
  ["home", "/", 4],
  ["offer", "/offers/2024-25/", 12],
]) {
  test(`${path} prints on A4`, async () => {
    await visit(path, { viewport: WIDE }, async (page) => {
      mkdirSync(FOLDER, { recursive: true });
      const pdf = await page.pdf({ format: "A4", path: new URL(`${name}.pdf`, FOLDER).pathname });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
      assert.ok(sheets >= 1 && sheets <= most, `${sheets} sheets`);
    });
  });

  test(`${path} shows on paper what is folded on the screen, and no way through the site`, async () => {
    await visit(path, { viewport: { width: 700, height: 990 } }, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".skip").isVisible(), false);
      assert.equal(await page.locator("header.top nav").isVisible(), false);
      for (const folded of await page.locator("details > summary + *").all()) {
        assert.ok((await folded.boundingBox())?.height > 0, await folded.innerText());
      }
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 700, `${width} px wide`);
    });
  });
}

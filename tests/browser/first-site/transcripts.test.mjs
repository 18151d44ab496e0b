// What a screen reader is told on three journeys, kept in transcripts/ to be read; UPDATE=1 writes it anew.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { PHONE, origin, visit } from "../lib/browser.mjs";
import { follow } from "../lib/keyboard.mjs";
import { JOURNEYS } from "./journeys.mjs";

for (const { name, file, steps } of JOURNEYS) {
  test(`transcript: ${name}`, async () => {
    const heard = await visit("/", { viewport: PHONE }, async (page) => {
      const parts = [await hear(page, "body")];
      for (const step of steps) {
        await follow(page, step);
        parts.push(await hear(page, "main"));
      }
      return `# ${name}\n${parts.join("")}`;
    });
    const place = new URL(`../transcripts/${file}.yaml`, import.meta.url);
    if (process.env.UPDATE === "1") writeFileSync(place, heard);
    assert.equal(heard, readFileSync(place, "utf8"), `${file}.yaml is another: UPDATE=1 tests/browser/run, and read what changed`);
  });
}

async function hear(page, part) {
  const { pathname } = new URL(page.url());
  const heard = await page.locator(part).ariaSnapshot();
  // A script that has come by then writes addresses whole: what counts is where they lead.
  const led = heard.replace(/(\/url: )"?([^"\n]+)"?/g, (_, key, written) => key + new URL(written, page.url()).href.replace(origin, ""));
  return `\n# ${pathname}: ${await page.title()}\n${led}\n`;
}

// Questions on one page: what a script adds to pages that work without one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDE, origin, visit } from "../lib/browser.mjs";

const begin = "/offers/2021-22/check/eligibility/";
const days = "/offers/2024-25/check/eligibility/concern-no-concern/former-never/grade-below/";
const heading = (page) => page.locator("h1").textContent();
const path = (page) => new URL(page.url()).pathname;
const said = (page) => page.locator('p.unseen[role="status"]');
const isFocused = (page) => page.evaluate(() => document.activeElement.matches("h1"));

/** Chooses an answer with the keyboard, and waits for what follows. */
async function choose(page, words) {
  const before = path(page);
  await page.getByRole("link", { name: words, exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== before);
}

test("questions follow each other on one page, each under its own address", async () => {
  await visit(begin, { viewport: WIDE }, async (page) => {
    await said(page).waitFor({ state: "attached" });
    await page.evaluate(() => (globalThis.isSame = true));
    const first = await heading(page);
    await choose(page, "A school that the local authority maintains");
    assert.equal(path(page), `${begin}setting-maintained/`);
    assert.notEqual(await heading(page), first);
    assert.ok(await isFocused(page), "the new heading has the focus");
    assert.equal(await said(page).textContent(), "Question 2");
    assert.ok((await page.title()).startsWith(await heading(page)));
    await choose(page, "Yes");
    assert.match(await heading(page), /^You could have got this: Days of help for the school$/);
    assert.equal(await said(page).textContent(), "Result, after 2 answers");

    await page.goBack();
    await page.waitForFunction(() => document.querySelector("main .choices"));
    assert.equal(path(page), `${begin}setting-maintained/`);
    await page.goBack();
    await page.waitForFunction((first) => document.querySelector("h1").textContent === first, first);
    assert.equal(path(page), begin);
    assert.ok(await page.evaluate(() => globalThis.isSame), "it was one page all the time");

    await page.goForward();
    await page.goForward();
    await page.waitForFunction(() => document.querySelector("h1").textContent.startsWith("You could"));
    const result = await page.locator("main").innerText();
    await page.reload();
    assert.equal(await page.locator("main").innerText(), result);
    await page.getByRole("link", { name: /^Change ?: Did Ofsted/ }).click();
    await page.waitForURL(`${origin}${begin}setting-maintained/`);
    assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), ["", 0, 0]);
  });
});

test("a day picks the stretch in which it lies", async () => {
  await visit(days, { viewport: WIDE }, async (page) => {
    const field = page.getByLabel("Or give the day");
    await field.waitFor();
    const title = await page.title();
    await page.getByRole("button", { name: "Continue" }).click();
    assert.equal(await page.title(), `Error: ${title}`);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("2024-10-01");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== days);
    assert.equal(path(page), `${days}inspected-within/`);
    assert.ok(await isFocused(page));
  });
});

// Lists: narrowed by several values at once, and one of a reader's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, WIDE, visit } from "../lib/browser.mjs";

const NARROWED = "/programmes/";
const shown = (page) => page.locator("ul.list > [data-values]:visible");
const note = (page, value) => page.locator(`.facets li:has(> label > input[value="${value}"]) > .note`).innerText();

/** Opens a facet, which brings the script, and ticks a value. */
async function tick(page, value) {
  const facet = page.locator(`details[data-facet=${value.split("/")[0]}]`);
  if ((await facet.getAttribute("open")) === null) await facet.locator("summary").click();
  await page.locator(`.facets input[value="${value}"]`).check();
}

const valuesOf = (page) => new URL(page.url()).searchParams.get("narrow");

test("values of a facet widen, facets together narrow, and counts follow", async () => {
  await visit(NARROWED, {}, async (page) => {
    const all = await shown(page).count();
    await tick(page, "needs/leadership");
    const first = await shown(page).count();
    assert.ok(first > 0 && first < all);
    assert.equal(String(first), await note(page, "needs/leadership"));
    // On a phone the list is far below: the count stays in sight, and leads there.
    await page.setViewportSize(PHONE);
    const see = page.getByRole("button", { name: "See them" });
    const { y, height } = await see.boundingBox();
    assert.ok(y >= 0 && y + height <= PHONE.height, `at ${y}`);
    await see.click();
    assert.equal(await page.evaluate(() => document.activeElement.closest("li").matches("ul.list > li:not([hidden])")), true);
    await page.setViewportSize(WIDE);
    const more = Number(await note(page, "needs/reading"));
    await tick(page, "needs/reading");
    const both = await shown(page).count();
    assert.ok(both >= first && both <= first + more, `${first} and ${more} are ${both}`);
    const ofFree = Number(await note(page, "cost/free"));
    await tick(page, "cost/free");
    assert.equal(await shown(page).count(), ofFree);
    for (const one of await shown(page).all()) {
      const own = (await one.getAttribute("data-values")).split(" ");
      assert.ok(own.includes("cost/free") && (own.includes("needs/leadership") || own.includes("needs/reading")), own.join(" "));
    }
    assert.equal(await page.locator(".shown[role=status]").innerText(), `${ofFree} of ${all} shown. Show all`);
  });
});

test("what is chosen stands in the address; back, forward and a reload follow", async () => {
  await visit(NARROWED, {}, async (page) => {
    await tick(page, "needs/leadership");
    const first = await shown(page).count();
    await tick(page, "cost/free");
    const second = await shown(page).count();
    assert.equal(valuesOf(page), "needs/leadership,cost/free");
    await page.goBack();
    assert.equal(valuesOf(page), "needs/leadership");
    assert.equal(await shown(page).count(), first);
    assert.equal(await page.locator('.facets input[value="cost/free"]').isChecked(), false);
    await page.goForward();
    assert.equal(await shown(page).count(), second);
    await page.reload();
    await page.locator('.facets input[value="cost/free"]').waitFor();
    assert.equal(await shown(page).count(), second);
    await page.getByRole("link", { name: "Show all" }).click();
    await page.waitForURL((url) => !url.search);
    assert.ok((await shown(page).count()) > second);
  });
});

test("the page of one value leads to the whole list with two", async () => {
  await visit(`${NARROWED}needs/technology/`, {}, async (page) => {
    await page.locator("details[data-facet=cost] summary").click();
    const link = page.locator('.facets a[data-value="cost/free"]');
    await page.waitForFunction(() => document.querySelector('.facets a[data-value="cost/free"]').href.includes("narrow="));
    await link.click();
    await page.waitForURL(/narrow=needs\/technology,cost\/free$/);
    await page.locator(".shown[role=status]").waitFor();
    assert.ok((await shown(page).count()) > 0);
  });
});

test("an address with values that are nothing shows nothing, and the way out", async () => {
  await visit(`${NARROWED}?narrow=cost/none,%3Cimg%3E`, {}, async (page) => {
    await page.getByRole("link", { name: "Show all" }).waitFor();
    assert.equal(await shown(page).count(), 0);
    assert.match(await page.locator(".shown[role=status]").innerText(), /^0 of \d+ shown\. Show all$/);
  });
});

test("without scripts each value is a page", async () => {
  await visit(NARROWED, { javaScriptEnabled: false }, async (page) => {
    await page.locator("details[data-facet=cost] summary").click();
    const link = page.locator('.facets a[data-value="cost/free"]');
    const count = Number(await link.locator("xpath=..").locator(":scope > .note").innerText());
    await link.click();
    await page.waitForURL(/\/programmes\/cost\/free\//);
    assert.equal(await page.locator("ul.list > li").count(), count);
    assert.equal(await page.locator("input.keep").count(), 0);
  });
});

const keep = (page, id) => page.locator(`input.keep[value="${id}"]`).check();
const bar = (page) => page.getByRole("complementary", { name: "Your list" });

test("what is ticked is a list of one's own, which the address carries from page to page", async () => {
  await visit("/programmes/", {}, async (page) => {
    assert.equal(await bar(page).isVisible(), false);
    await keep(page, "programme:ssp");
    await keep(page, "programme:english-hubs");
    assert.equal(await bar(page).getByRole("status").innerText(), "2 on your list");
    assert.match(page.url(), /\?kept=programme:ssp,programme:english-hubs$/);
    // A link of the page takes it along, and a record's own page has a box too.
    await page.locator("ul.list a[href*=behaviour-hubs]").click();
    await page.waitForURL(/behaviour-hubs\/(index\.html)?\?kept=/);
    assert.equal(await bar(page).getByRole("status").innerText(), "2 on your list");
    await page.getByRole("checkbox", { name: /^Keep Behaviour Hubs/ }).check();
    assert.equal(await bar(page).getByRole("status").innerText(), "3 on your list");
    await bar(page).getByRole("link", { name: "See together" }).click();
    await page.waitForURL(/\/a-to-z\//);
    const ids = await page.locator("main [data-id]:visible").evaluateAll((all) => all.map((one) => one.dataset.id));
    assert.deepEqual(ids.sort(), ["programme:behaviour-hubs", "programme:english-hubs", "programme:ssp"]);
    const send = await bar(page).getByRole("link", { name: "Send by e-mail" }).getAttribute("href");
    assert.match(decodeURIComponent(send), /kept=programme:ssp,programme:english-hubs,programme:behaviour-hubs/);
    await page.reload();
    assert.equal(await page.locator("main [data-id]:visible").count(), 3);
  });
});

test("taking one away, and emptying the list", async () => {
  await visit("/a-to-z/?kept=programme:ssp,need:reading", {}, async (page) => {
    assert.equal(await page.locator("main [data-id]:visible").count(), 2);
    await page.locator('input.keep[value="need:reading"]').uncheck();
    assert.equal(await page.locator("main [data-id]:visible").count(), 1);
    await bar(page).getByRole("button", { name: "Empty it" }).click();
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await bar(page).isVisible(), false);
    assert.ok((await page.locator("main [data-id]:visible").count()) > 100);
  });
});

test("a list of one's own and a narrowed list go together", async () => {
  await visit("/programmes/?kept=programme:ssp", {}, async (page) => {
    await tick(page, "cost/free");
    const { searchParams } = new URL(page.url());
    assert.equal(searchParams.get("kept"), "programme:ssp");
    assert.equal(searchParams.get("narrow"), "cost/free");
    await page.getByRole("link", { name: "Show all" }).click();
    await page.waitForURL((url) => !url.searchParams.has("narrow"));
    assert.equal(new URL(page.url()).searchParams.get("kept"), "programme:ssp");
  });
});

test("a list of one's own goes along with a search", async () => {
  await visit("/?kept=programme:ssp", {}, async (page) => {
    await page.locator("form.search input[name=q]").fill("attendance");
    await page.locator("form.search input[name=q]").press("Enter");
    await page.waitForURL(/q=attendance/);
    await page.locator(".results li").first().waitFor();
    assert.equal(await bar(page).getByRole("status").innerText(), "1 on your list");
    await page.locator(".results h2 a").first().click();
    await page.waitForURL(/kept=programme:ssp/);
  });
});

test("what a list of one's own holds in the address is never markup", async () => {
  await visit(`/a-to-z/?kept=${encodeURIComponent('<img src=x onerror="globalThis.hurt=1">,nothing:here')}`, {}, async (page) => {
    assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
    assert.equal(await page.locator("main img, aside img").count(), 0);
    await bar(page).getByRole("button", { name: "Empty it" }).click();
    assert.ok((await page.locator("main [data-id]:visible").count()) > 100);
  });
});

test("the bar hides nothing that has the focus on a phone", async () => {
  await visit("/programmes/?kept=programme:ssp", { viewport: PHONE }, async (page) => {
    for (let stop = 0; stop < 30; stop++) {
      await page.keyboard.press("Tab");
      const hidden = await page.evaluate(() => {
        const one = document.activeElement;
        const { left, width, top, height } = one.getBoundingClientRect();
        const above = document.elementFromPoint(left + width / 2, top + height / 2);
        return above?.closest("aside.kept") && !one.closest("aside.kept") ? one.outerHTML : null;
      });
      assert.equal(hidden, null);
    }
  });
});

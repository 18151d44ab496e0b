// Records of a reader's own list side by side, and lists that are sorted.

import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "../lib/chromium.mjs";
import { NARROW, PHONE, WIDE, visit } from "../lib/browser.mjs";
import { none } from "../lib/none.mjs";
import { root } from "../lib/site.mjs";

const beside = (...ids) => `/a-to-z/?compare&kept=${ids.join(",")}`;
const tables = (page) => page.locator("#beside_ table.compared");
const bar = (page) => page.getByRole("complementary", { name: "Your list" });

/** A table as rows of texts, the head first. */
const rowsOf = (table) =>
  table.evaluate((one) => [...one.rows].map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim())));

test("two programmes that are kept lie side by side, from the list in two taps", async () => {
  await visit("/programmes/", { viewport: PHONE }, async (page) => {
    await page.locator('input.keep[value="programme:ssp"]').check();
    assert.equal(await bar(page).getByRole("link", { name: "Compare" }).count(), 0);
    await page.locator('input.keep[value="programme:english-hubs"]').check();
    await bar(page).getByRole("link", { name: "Compare" }).click();
    await tables(page).waitFor();
    assert.equal(await page.locator("h1").innerText(), "Side by side");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "h1");
    assert.equal(await page.locator("p.shown[role=status]").innerText(), "Programmes: 2 side by side.");
    assert.match(await page.title(), /^Side by side – /);
    const [head, ...rows] = await rowsOf(tables(page));
    assert.deepEqual(head.slice(1), ["Systematic Synthetic Phonics Take away Systematic Synthetic Phonics", "English Hubs Programme Take away English Hubs Programme"]);
    assert.ok(rows.length > 3, `${rows.length} rows`);
    for (const row of rows) assert.ok(row.length === 3 && row.every(Boolean), `an empty cell in ${row.join(" | ")}`);
    for (const row of rows) assert.notEqual(row[1], row[2], row[0]);
    assert.match(rows.find(([label]) => label === "Cost to the school or trust")[1], /Paid by the school in full/);
    const same = page.locator("#beside_ .record");
    assert.match(await same.innerText(), /The same in each/);
    const labels = await same.locator("dt").allInnerTexts();
    assert.ok(labels.every((label) => !rows.some(([other]) => other === label)), labels.join(", "));
    assert.ok((await same.locator("dd").allInnerTexts()).every(Boolean));
    // The list lies below, and is not shown twice.
    assert.equal(await page.locator("#whole_").isVisible(), false);
  });
});

test("what is not known, and what does not apply, is said in words", async () => {
  await visit(beside("programme:ssp", "programme:ntp"), {}, async (page) => {
    const cells = (await rowsOf(await tables(page))).flat();
    assert.ok(cells.some((cell) => cell.includes("Not stated")));
    assert.ok(cells.includes("Does not apply"));
  });
});

test("links in the table lead where they lead on the page of the record", async () => {
  await visit(beside("programme:ssp", "programme:english-hubs"), {}, async (page) => {
    await tables(page).waitFor();
    const links = await page.locator("#beside_ a").evaluateAll((all) => all.map(({ href }) => href));
    assert.ok(links.length > 2);
    for (const link of links) assert.equal((await page.request.get(link)).status(), 200, link);
    const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });
});

test("records of several kinds lie in a table for each, and one alone is named", async () => {
  const ids = ["programme:ssp", "offer:2024-25", "programme:ntp", "offer:2021-22", "need:reading", "nothing:here"];
  await visit(beside(...ids), {}, async (page) => {
    await tables(page).first().waitFor();
    assert.equal(await page.locator("p.shown[role=status]").innerText(), "Programmes: 2 side by side. Offers: 2 side by side.");
    assert.match(await page.locator("#beside_ > section").last().innerText(), /Alone of its kind[^]*Children find it hard to learn to read/);
  });
});

test("records that share a page lie side by side too", async () => {
  await visit("/a-to-z/", {}, async (page) => {
    const ids = await page.locator('[data-id^="deadline:"]').evaluateAll((all) => all.slice(0, 2).map(({ dataset }) => dataset.id));
    await page.goto(new URL(beside(...ids), page.url()).href);
    await tables(page).waitFor();
    const [head, ...rows] = await rowsOf(tables(page));
    assert.equal(head.length, 3);
    assert.ok(rows.length > 1);
  });
});

test("one is taken away, the rest stays, and the list can be emptied", async () => {
  await visit(beside("programme:ssp", "programme:ntp", "programme:english-hubs"), {}, async (page) => {
    await page.getByRole("button", { name: "Take away National Tutoring Programme" }).click();
    await page.waitForURL(/\?compare&kept=programme:ssp,programme:english-hubs$/);
    await page.waitForFunction(() => document.querySelectorAll("#beside_ thead th").length === 3);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "h1");
    const send = await bar(page).getByRole("link", { name: "Send by e-mail" }).getAttribute("href");
    assert.match(decodeURIComponent(send), /\?compare&kept=programme:ssp,programme:english-hubs/);
    await bar(page).getByRole("link", { name: "See together" }).click();
    await page.waitForURL((url) => !url.searchParams.has("compare"));
    assert.equal(await page.locator("h1").innerText(), "Your list");
    await page.goBack();
    await tables(page).waitFor();
    await bar(page).getByRole("button", { name: "Empty it" }).click();
    await page.waitForURL((url) => !url.search);
    assert.ok((await page.locator("main [data-id]:visible").count()) > 100);
  });
});

test("a comparison is as wide as the screen, and the table alone is pushed along", async () => {
  await visit(beside("programme:ssp", "programme:ntp", "programme:english-hubs"), { viewport: PHONE }, async (page) => {
    await tables(page).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    // Columns are as wide as one another, whatever is in them.
    const widths = await page.locator("#beside_ .compared > thead th").evaluateAll((all) => all.slice(1).map(({ offsetWidth }) => offsetWidth));
    assert.ok(Math.max(...widths) - Math.min(...widths) <= 1, widths.join(" "));
  });
});

for (const shown of [{ viewport: NARROW, colorScheme: "light" }, { viewport: WIDE, colorScheme: "dark" }]) {
  test(`axe finds nothing in what scripts add, ${shown.colorScheme}, ${shown.viewport.width} px`, async () => {
    const look = async (page) => {
      const rules = { "target-size": { enabled: true } };
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ runOnly: { type: "tag", values: tags }, rules });
      const { violations } = await axe.analyze();
      none(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)));
    };
    await visit(beside("programme:ssp", "programme:ntp", "need:reading"), shown, async (page) => {
      await tables(page).waitFor();
      await look(page);
    });
    await visit("/programmes/?narrow=needs/leadership&sort=state&kept=programme:ssp,programme:ntp", shown, async (page) => {
      await page.getByRole("link", { name: "Show all" }).waitFor();
      await look(page);
    });
  });
}

test("on paper a comparison has all its columns, and the address that leads back to it", async () => {
  await visit(beside("programme:ssp", "programme:ntp", "programme:english-hubs"), { viewport: { width: 700, height: 990 } }, async (page) => {
    await tables(page).waitFor();
    await page.emulateMedia({ media: "print" });
    const { x, width } = await tables(page).boundingBox();
    assert.ok(x >= 0 && x + width <= 700, `${x} and ${width}`);
    assert.equal(await page.locator("#beside_ a[href^=http]").count(), 0);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.match(await page.locator(".colophon").innerText(), /\?compare&kept=programme:ssp,programme:ntp,programme:english-hubs/);
    assert.equal(await page.getByRole("button", { name: /^Take away/ }).count(), 0);
    await page.emulateMedia({ media: null });
  });
});

test("a saved copy says that it cannot, and shows the list", async () => {
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${pathToFileURL(join(root, "a-to-z/index.html"))}?compare&kept=programme:ssp,programme:ntp`);
  await page.locator("#apart_").waitFor();
  assert.equal(await page.locator("main [data-id]:visible").count(), 2);
  assert.equal(await page.locator(".sort").isVisible(), false);
  await browser.close();
});

const names = (page) => page.locator("ul.list > li:visible > a").allInnerTexts();
const order = (page) => page.getByLabel("Sort by");

test("a list is sorted, which stands in the address; back, forward and a reload follow", async () => {
  await visit("/programmes/", {}, async (page) => {
    const written = await names(page);
    await order(page).selectOption("state");
    await page.waitForURL(/\?sort=state$/);
    const sorted = await names(page);
    assert.notDeepEqual(sorted, written);
    assert.deepEqual([...sorted].sort(), [...written].sort());
    await page.goBack();
    assert.deepEqual(await names(page), written);
    assert.equal(await order(page).inputValue(), "");
    await page.goForward();
    assert.deepEqual(await names(page), sorted);
    await page.reload();
    await page.waitForFunction((first) => document.querySelector("ul.list > li > a").innerText === first, sorted[0]);
    assert.equal(await order(page).inputValue(), "state");
  });
});

test("by name, and by the day on which it was last confirmed", async () => {
  await visit("/contacts/", {}, async (page) => {
    await order(page).selectOption("confirmed");
    await page.waitForURL(/sort=confirmed/);
    const days = await page.locator("ul.list > li").evaluateAll((all) => all.map(({ dataset }) => dataset.confirmed ?? ""));
    assert.deepEqual(days, [...days].sort().reverse());
  });
  await visit("/offers/", {}, async (page) => {
    await order(page).selectOption("name");
    await page.waitForURL(/sort=name/);
    const found = await names(page);
    assert.deepEqual(found, [...found].sort((one, other) => one.localeCompare(other, "en-GB")));
  });
});

test("sorting, narrowing and a list of one's own go together", async () => {
  await visit("/programmes/?kept=programme:ssp", {}, async (page) => {
    await order(page).selectOption("state");
    await page.locator("details[data-facet=cost] summary").click();
    await page.locator('.facets input[value="cost/free"]').check();
    await page.waitForURL(/kept=programme:ssp/);
    const { searchParams } = new URL(page.url());
    assert.deepEqual([searchParams.get("sort"), searchParams.get("narrow")], ["state", "cost/free"]);
    const narrowed = await names(page);
    await page.goBack();
    await page.goBack();
    assert.ok((await names(page)).length > narrowed.length);
    assert.equal(await order(page).inputValue(), "");
  });
});

test("an order that is none is left out, and without scripts nothing offers one", async () => {
  await visit("/programmes/?sort=constructor", {}, async (page) => {
    await page.locator(".sort + .unseen").waitFor({ state: "attached" });
    assert.equal(await order(page).inputValue(), "");
  });
  await visit("/programmes/", { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator(".sort").isVisible(), false);
  });
});

test("from the list of one value both go on to the whole", async () => {
  await visit("/programmes/needs/technology/", {}, async (page) => {
    await page.locator("details[data-facet=cost] summary").click();
    const link = page.locator('.facets a[data-value="cost/free"]');
    await page.waitForFunction(() => document.querySelector('.facets a[data-value="cost/free"]').href.includes("narrow="));
    if (await order(page).isVisible()) await order(page).selectOption("state").catch(() => {});
    await link.click();
    await page.waitForURL(/narrow=needs\/technology,cost\/free$/);
  });
});

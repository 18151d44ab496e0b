// The search, as somebody meets it who types into the box, and who reads the page of all results.

import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, test } from "node:test";
import { PHONE, origin, visit } from "../lib/browser.mjs";
import { launch } from "../lib/chromium.mjs";
import { none } from "../lib/none.mjs";
import { serve } from "../lib/server.mjs";
import { root } from "../lib/site.mjs";

const BOX = "form.search input[name=q]";
const OPTIONS = "form.search [role=option]";
/** What a page may not be busy for at a time, in milliseconds; and what this machine may be slow beside. */
const BUSY = 50;
const LENIENT = 4;

// For what goes wrong on purpose: `visit` fails on whatever the console says.
const browser = await launch();
after(() => browser.close());

async function alone(path, act, { from = origin, before, ...options } = {}) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await before?.(page);
    await page.goto(from + path);
    return await act(page);
  } finally {
    await context.close();
  }
}

async function type(page, query) {
  await page.locator(BOX).focus();
  await page.keyboard.type(query);
  await settled(page, query);
}

/** Waits for the answer to what stands in the box: the last option names it. */
const settled = (page, query) => page.locator(OPTIONS, { hasText: `“${query}”` }).waitFor();

const active = (page) =>
  page.locator(BOX).evaluate((box) => document.getElementById(box.getAttribute("aria-activedescendant"))?.innerText ?? null);

/** The page of all results, once they are there. */
const results = (page) => page.locator(".results li, #results_ .doors").first().waitFor();
const titles = (page) => page.locator(".results h2 a").allInnerTexts();
const status = (page) => page.locator("#results_ > [role=status]").innerText();

test("what is typed brings records by their kinds, with their states", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "improvement offer");
    const box = page.locator(BOX);
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    const groups = page.getByRole("listbox", { name: "Suggestions" }).getByRole("group");
    assert.ok((await groups.count()) > 0);
    await page.getByRole("group", { name: "Offers" }).getByRole("option").first().waitFor();
    assert.ok((await page.locator(`${OPTIONS} .state`).count()) > 0, "an offer shows its state");
    const count = await page.locator(OPTIONS).count();
    assert.ok(count > 1 && count <= 7, `${count} options`);
    assert.match(await page.locator("form.search [role=status]").innerText(), /^\d suggestions?$/);
    for (const link of await page.locator(OPTIONS).all()) assert.match(await link.evaluate((one) => one.href), /^http/);
  });
});

test("a screen reader is told of a combobox and its list", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "phonics");
    const told = await page.locator("form.search").ariaSnapshot();
    assert.match(told, /combobox "What are you looking for\?"/);
    assert.match(told, /listbox "Suggestions"/);
    assert.match(told, /group "Needs"/);
    assert.match(told, /option "[^"]*phonics/i);
  });
});

test("arrows go through the list and round it, Escape closes it, Enter follows", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "phonics");
    const options = await page.locator(OPTIONS).allInnerTexts();
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(page), options[0]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), null, "back to what was typed");
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), options.at(-1));
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(page), null);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(BOX).getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(BOX).inputValue(), "phonics", "what was typed stays");
    await page.keyboard.press("ArrowDown");
    await settled(page, "phonics");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/needs\/reading\//);
  });
});

test("a first answer that is right seldom changes while letters are added", async () => {
  const asked = {
    "naughty children": ["/needs/behaviour/", "/programmes/behaviour-hubs/"],
    "teachers stressed out": ["/needs/wellbeing/", "/needs/workload/"],
    "cash for science courses": ["/needs/science/", "/programmes/enthuse/"],
    "persistent absence": ["/glossary/#persistent-absence", "/needs/attendance/"],
    "trust partnership": ["/programmes/trust-partnerships/", "/guidance/trust-partnership/"],
    "our head is leaving": ["/needs/leadership/", "/programmes/npqh/"],
  };
  let changes = 0;
  for (const [query, finds] of Object.entries(asked)) {
    await visit("/", {}, async (page) => {
      let before;
      let wasRight = false;
      for (let length = 3; length <= query.length; length++) {
        if (query[length - 1] === " ") continue;
        await page.locator(BOX).fill(query.slice(0, length));
        await settled(page, query.slice(0, length));
        const links = await page.locator("form.search [role=group] [role=option]").all();
        const first = links.length > 0 ? await links[0].evaluate((link) => link.pathname + link.hash) : undefined;
        if (wasRight && first !== before) changes++;
        wasRight ||= finds.includes(first);
        before = first;
      }
      assert.ok(wasRight, query);
    });
  }
  assert.ok(changes < 0.8 * Object.keys(asked).length, `${changes} changes`);
});

test("Enter without a choice shows all results", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "attendance");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/a-to-z\/(index\.html)?\?q=attendance$/);
    await results(page);
    assert.equal(await page.locator(BOX).inputValue(), "attendance");
    assert.match(await page.title(), /^attendance – /);
  });
});

test("a slash leads to the box, but not where somebody writes", async () => {
  await visit("/glossary/", {}, async (page) => {
    await page.keyboard.press("/");
    assert.ok(await page.locator(BOX).evaluate((box) => box === document.activeElement));
    assert.equal(await page.locator(BOX).inputValue(), "");
    await page.keyboard.type("2021/22");
    assert.equal(await page.locator(BOX).inputValue(), "2021/22");
  });
});

test("a click follows a suggestion, and one beside the list closes it", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "phonics");
    await page.mouse.click(5, 700);
    await page.locator("form.search [role=listbox]").waitFor({ state: "hidden" });
    await page.locator(BOX).press("ArrowDown");
    await settled(page, "phonics");
    await page.locator(OPTIONS).first().click();
    await page.waitForURL(/\/needs\/reading\//);
  });
});

test("results can be narrowed; the address, back and forward follow", async () => {
  await visit("/a-to-z/?q=training", {}, async (page) => {
    await results(page);
    const all = await titles(page);
    const whole = await status(page);
    assert.match(whole, /^\d+ results for “training”\.$/);
    assert.ok((await page.locator(".results mark").count()) > 0, "words stand out");
    assert.equal(await page.locator("#whole_").isVisible(), false);
    await page.locator(".facets summary").first().click();
    const label = page.locator(".facets label", { hasText: "Programmes" });
    const count = Number(await label.locator(".note").innerText());
    await label.click();
    await page.waitForURL(/only=kind(%2F|\/)programme/);
    await page.waitForFunction((count) => document.querySelector("#results_ > [role=status]").textContent.startsWith(`${count} result`), count);
    assert.ok(await page.locator(".facets input:focus").count(), "the keyboard stays on the box that was ticked");
    const narrowed = await titles(page);
    await page.goBack();
    await page.waitForFunction((whole) => document.querySelector("#results_ > [role=status]").textContent === whole, whole);
    assert.deepEqual(await titles(page), all);
    await page.goForward();
    await page.waitForFunction((whole) => document.querySelector("#results_ > [role=status]").textContent !== whole, whole);
    assert.deepEqual(await titles(page), narrowed);
    await page.reload();
    await results(page);
    assert.deepEqual(await titles(page), narrowed, "sent to somebody else it shows the same");
  });
});

test("facets of a kind have counts that are kept", async () => {
  await visit("/a-to-z/?q=training", {}, async (page) => {
    await results(page);
    const facet = page.locator(".facets details", { hasText: "Programmes:" }).first();
    await facet.locator("summary").click();
    const label = facet.locator("label").first();
    const count = await label.locator(".note").innerText();
    await label.click();
    await page.waitForFunction((count) => document.querySelector("#results_ > [role=status]").textContent.startsWith(`${count} result`), count);
  });
});

test("a result leads to the questions that tell whether it is for you, and results can be narrowed to such", async () => {
  await visit("/a-to-z/?q=improvement+offer", {}, async (page) => {
    await results(page);
    const facet = page.locator(".facets details", { hasText: "Whether it is for you" });
    await facet.locator("summary").click();
    await facet.locator("label", { hasText: "Answer questions to find out" }).click();
    await page.waitForURL(/only=asks%2Fyes/);
    await page.waitForFunction(() => [...document.querySelectorAll(".results li")].every((one) => one.innerText.includes("Answer questions:")));
    await page.getByRole("link", { name: "Answer questions: Who could get help in 2021 to 2022" }).click();
    await page.waitForURL(/\/offers\/2021-22\/check\//);
    assert.ok(await page.getByRole("heading", { level: 1 }).innerText());
  });
});

test("more results come on the same page", async () => {
  await visit("/a-to-z/?q=school", {}, async (page) => {
    await results(page);
    const before = await titles(page);
    await page.getByRole("link", { name: "More results" }).click();
    await page.waitForURL(/shown=40/);
    await results(page);
    assert.deepEqual((await titles(page)).slice(0, before.length), before);
    assert.ok((await titles(page)).length > before.length);
  });
});

test("a misspelling is mended, and can be kept", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "goverance");
    assert.match(await page.locator("form.search [role=listbox]").innerText(), /Showing results for governance/);
    await page.keyboard.press("Enter");
    await results(page);
    assert.match(await status(page), /Showing results for governance\. Search instead for “goverance”\.$/);
    await page.getByRole("link", { name: /^Search instead/ }).click();
    await page.waitForURL(/exact=1/);
    await results(page);
    assert.equal(await status(page), "Nothing found for “goverance”.");
  });
});

test("where nothing is found there are other ways", async () => {
  await visit("/", {}, async (page) => {
    await type(page, "zzqxjk");
    assert.match(await page.locator(OPTIONS).innerText(), /^Nothing found for “zzqxjk”/);
    await page.keyboard.press("Enter");
    await results(page);
    assert.equal(await status(page), "Nothing found for “zzqxjk”.");
    const ways = page.locator("#results_ .doors a");
    assert.ok((await ways.count()) > 2);
    for (const way of await ways.all()) assert.ok(await way.isVisible());
  });
});

test("where no record has all words, that is said", async () => {
  await visit("/a-to-z/?q=phonics+for+astronauts", {}, async (page) => {
    await results(page);
    assert.match(await status(page), /Nothing has all of these words/);
    assert.match(await page.locator(".results li").first().innerText(), /Without: astronauts/);
  });
});

test("where the index cannot be had, that is said, and the list stands there", async () => {
  const before = (page) => page.route("**/search/*.json", (route) => route.abort());
  await alone("/", async (page) => {
    await page.locator(BOX).focus();
    await page.keyboard.type("phonics");
    const list = page.locator("form.search [role=listbox]");
    await list.getByText("The search cannot be reached now").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=phonics/);
    await page.getByText("The search cannot be reached now. Here is the list of everything.").waitFor();
    assert.ok(await page.locator("#whole_").isVisible());
  }, { before });
});

test("what failed to load is asked for again", async () => {
  await alone("/", async (page) => {
    await page.route("**/search/*.json", (route) => route.abort());
    await page.locator(BOX).focus();
    await page.keyboard.type("phonic");
    await page.getByText("The search cannot be reached now").first().waitFor();
    await page.unroute("**/search/*.json");
    await page.keyboard.type("s");
    await settled(page, "phonics");
  });
});

test("where the script cannot be had, Enter leads to the list", async () => {
  const before = (page) => page.route("**/assets/search/*.js", (route) => route.abort());
  await alone("/", async (page) => {
    await page.locator(BOX).focus();
    await page.keyboard.type("phonics");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=phonics/);
    assert.ok(await page.locator("#whole_").isVisible());
  }, { before });
});

test("without a network it still finds what was looked for before", async () => {
  await alone("/", async (page) => {
    await type(page, "phonics");
    await page.context().setOffline(true);
    await page.keyboard.press("Backspace");
    await page.keyboard.type("s");
    await settled(page, "phonics");
    assert.ok((await page.locator(OPTIONS).count()) > 1);
  });
});

test("on a slow network the last query wins", async () => {
  const before = async (page) => {
    let turn = 0;
    // Each file is slower than the one after it.
    await page.route("**/search/*.json", async (route) => {
      await new Promise((done) => setTimeout(done, Math.max(50, 600 - 40 * turn++)));
      await route.continue();
    });
  };
  await alone("/", async (page) => {
    await page.locator(BOX).focus();
    await page.keyboard.type("governance", { delay: 40 });
    for (let i = 0; i < 10; i++) await page.keyboard.press("Backspace");
    await page.keyboard.type("phonics", { delay: 40 });
    await settled(page, "phonics");
    assert.match(await page.locator(OPTIONS).first().innerText(), /read/i);
    await page.waitForTimeout(700);
    assert.match(await page.locator(OPTIONS).last().innerText(), /“phonics”/);
  }, { before });
});

test("without scripts the form leads to the list of everything", async () => {
  await visit("/", { javaScriptEnabled: false }, async (page) => {
    await page.locator(BOX).fill("phonics");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/a-to-z\/(index\.html)?\?q=phonics$/);
    assert.ok((await page.locator("#whole_ .register a").count()) > 200);
    assert.ok(await page.locator("#whole_ .register a").first().isVisible());
    assert.equal(await page.locator("#results_").isVisible(), false);
  });
});

const HOSTILE = [
  "<img src=x onerror=globalThis.hurt=1>",
  "\"'><script>globalThis.hurt=1</script>",
  "javascript:globalThis.hurt=1",
  "__proto__ constructor toString",
  "%00%ff\u0000\ud800\u202e",
  "((((((.*)+)+)+)+)+)",
  "a".repeat(5000),
  "ﷺ".repeat(100),
  "-- ' OR 1=1 ' \\ ${7*7} {{7*7}}",
  "= * =* a=b governance* !",
];
test("no query does harm", async () => {
  await visit("/", {}, async (page) => {
    for (const query of HOSTILE) {
      await page.goto(`${origin}/a-to-z/?q=${encodeURIComponent(query.toWellFormed?.() ?? query.replace(/[\ud800-\udfff]/g, ""))}`);
      await results(page);
      assert.equal(await page.evaluate(() => globalThis.hurt), undefined, query);
      assert.equal(await page.locator("#results_ img, #results_ script").count(), 0, query);
      assert.doesNotMatch(await status(page), /cannot be reached/, query);
      await page.locator(BOX).fill(query);
      await page.locator("form.search [role=listbox]").waitFor();
      await page.locator(OPTIONS).last().waitFor();
      assert.equal(await page.locator("form.search img, form.search script").count(), 0, query);
      assert.doesNotMatch(await page.locator("form.search [role=listbox]").innerText(), /cannot be reached/, query);
    }
  });
});

test("it works below a path, from every depth", async () => {
  const below = await serve(process.env.BELOW);
  try {
    for (const start of ["/help/", "/help/needs/", "/help/offers/2024-25/"]) {
      await alone(start, async (page) => {
        await type(page, "phonics");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/help\/needs\/reading\//);
        await page.goto(below.origin + start);
        await type(page, "phonics");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/help\/a-to-z\//);
        await results(page);
        assert.match(await page.locator(".results h2 a").first().evaluate((link) => link.pathname), /^\/help\/needs\/reading\//);
      }, { from: below.origin });
    }
  } finally {
    below.close();
  }
});

for (const shown of [{ viewport: PHONE, colorScheme: "light" }, { colorScheme: "dark" }]) {
  const how = `${shown.viewport ? "phone" : "desk"}, ${shown.colorScheme}`;
  const look = async (page) => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    none(violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`)));
  };
  test(`axe with the list open (${how})`, async () => {
    await visit("/", shown, async (page) => {
      await type(page, "improvement offer");
      await page.keyboard.press("ArrowDown");
      await look(page);
    });
  });
  test(`axe on the page of results (${how})`, async () => {
    await visit("/a-to-z/?q=trainin", shown, async (page) => {
      await results(page);
      for (const summary of await page.locator(".facets summary").all()) await summary.click();
      await look(page);
    });
  });
}

test("the list lies within the window of a phone", async () => {
  await visit("/", { viewport: PHONE }, async (page) => {
    await type(page, "school improvement");
    const { x, width } = await page.locator("form.search [role=listbox]").boundingBox();
    assert.ok(x >= 0 && x + width <= PHONE.width, `${x} to ${x + width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
  });
});

test("nothing keeps the page from answering", async () => {
  await visit("/", {}, async (page) => {
    await page.evaluate(() => {
      globalThis.long = [];
      new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    });
    await type(page, "who pays for supply cover");
    const long = await page.evaluate(() => globalThis.long);
    const worst = Math.max(0, ...long);
    assert.ok(worst <= BUSY * LENIENT, `${worst} ms`);
  });
});

test("no script of the search comes before somebody wants it", async () => {
  await visit("/", {}, async (page) => {
    const count = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => /\/search\//.test(name)).length);
    assert.equal(await count(), 0);
    await page.locator(BOX).focus();
    await page.waitForLoadState("networkidle");
    // All modules but the two of the results, and the index.
    assert.equal(await count(), readdirSync(`${root}/assets/search`).length - 2 + 1);
  });
});

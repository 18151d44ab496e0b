// What is measured of an engine, each time in a real Chromium.

export const ENGINES = ["fingerpost", "pagefind", "minisearch", "lunr"];

/** Those of the issue of speed: a good line, and a phone on a bad day. */
export const LINES = {
  "10 Mbit/s, 40 ms": { latency: 40, throughput: 10e6 / 8 },
  "1.6 Mbit/s, 150 ms": { latency: 150, throughput: 1.6e6 / 8 },
};

const DEEP = 10;

/** A page with an engine in it. `setting`: `{browser, origin, script}`. */
async function pageOf({ browser, origin, script }, engine) {
  const page = await browser.newPage();
  await page.goto(`${origin}/bench/index.html?engine=${engine}&script=${encodeURIComponent(script)}`);
  return page;
}

/** The first ten results of every query, each as all records that it leads to. */
export async function answers(setting, engine, queries, idsOf) {
  const page = await pageOf(setting, engine);
  const found = [];
  for (const query of queries) {
    const results = await page.evaluate((query) => globalThis.ask(query), query);
    found.push(results.slice(0, DEEP).map(({ ids, urls }) => ids ?? idsOf(urls)));
  }
  await page.close();
  return found;
}

/** Figures for some cases with their results. */
export function figures(cases) {
  const sum = { success1: 0, success3: 0, mrr: 0, ndcg: 0, all: 0, nothing: 0 };
  for (const { finds, results } of cases) {
    const isRight = results.map((ids) => ids.some((id) => finds.includes(id)));
    const place = isRight.indexOf(true) + 1;
    sum.success1 += place === 1;
    sum.success3 += place > 0 && place <= 3;
    sum.mrr += place && 1 / place;
    sum.ndcg += place && 1 / Math.log2(place + 1);
    const records = new Set(finds);
    const gain = isRight.reduce((gain, is, i) => gain + (is ? 1 / Math.log2(i + 2) : 0), 0);
    const ideal = [...records].slice(0, DEEP).reduce((ideal, _, i) => ideal + 1 / Math.log2(i + 2), 0);
    sum.all += Math.min(1, gain / ideal);
    sum.nothing += results.length === 0;
  }
  return Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value / cases.length]));
}

/** For each case how often the first result changes, letter by letter, after it was right once, and whether it ever was. */
export async function whileTyping(setting, engine, cases, idsOf) {
  const page = await pageOf(setting, engine);
  const told = [];
  for (const { query, finds } of cases) {
    const one = { changes: 0, between: 0, wasRight: false };
    let before;
    let isRight = false;
    for (let letters = 1; letters <= query.length; letters++) {
      if (query[letters - 1] === " ") continue;
      const [first] = await page.evaluate((query) => globalThis.ask(query, true), query.slice(0, letters));
      const now = first && (first.ids ?? idsOf(first.urls));
      const isSo = now?.some((id) => finds.includes(id)) ?? false;
      if (one.wasRight && now?.[0] !== before) {
        one.changes++;
        one.between += isRight && isSo;
      }
      one.wasRight ||= isSo;
      isRight = isSo;
      before = now?.[0];
    }
    told.push(one);
  }
  await page.close();
  return told;
}

/** How long anybody waits for a first result, in milliseconds. */
const PATIENCE = 30_000;

/** What a query costs somebody who comes for the first time: `{bytes, requests, seconds}`, from the focus to the first result;
 * endless seconds where there is none. */
export async function firstResult(setting, engine, query, line) {
  const { browser, origin, script, sentSince } = setting;
  const context = await browser.newContext();
  const page = await context.newPage();
  const isOurs = engine === "fingerpost";
  // Ours is measured as visitors have it, with all that the box of the site does.
  await page.goto(isOurs ? `${origin}/` : `${origin}/bench/index.html?engine=${engine}&script=${encodeURIComponent(script)}`, { waitUntil: "load" });
  await page.waitForTimeout(50);
  if (line) {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: line.latency,
      downloadThroughput: line.throughput,
      uploadThroughput: line.throughput,
    });
  }
  sentSince();
  const where = isOurs ? { box: "form.search input", result: "form.search [role=group] [role=option]" } : { box: "#q", result: "#list a" };
  const seconds = await page.evaluate(
    ({ box, result, query, patience }) =>
      new Promise((done) => {
        const input = document.querySelector(box);
        const look = new MutationObserver(() => document.querySelector(result) && done((performance.now() - from) / 1000));
        look.observe(document.body, { childList: true, subtree: true });
        setTimeout(() => done(null), patience);
        const from = performance.now();
        input.focus();
        input.value = query;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }),
    { ...where, query, patience: PATIENCE },
  );
  await page.waitForLoadState("networkidle");
  const sent = sentSince();
  await context.close();
  return { seconds: seconds ?? Infinity, requests: sent.length, bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0) };
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// The search beside its peers, on built sites that are named: prints tables in Markdown.

import { chromium } from "playwright-core";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENGINES, LINES, answers, figures, firstResult, median, whileTyping } from "./measure.mjs";
import { prepare } from "./prepare.mjs";
import { serve } from "./serve.mjs";
import { casesOf, recordOf, recordsOf } from "./site.mjs";

/** Where a site has no cases, its queries are words of titles: so many of these. */
const SOME = 5;

const table = (head, rows) => {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log([line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n"), "\n");
};
const share = (value) => value.toFixed(3);

/** Records by their addresses, on the pages that hold several by the fragment. */
const finder = (records) => {
  const byUrl = new Map(records.map(({ id, url }) => [url, recordOf(id)]));
  return (urls) => [...new Set(urls.flatMap((url) => byUrl.get(url) ?? byUrl.get(url.replace(/#.*$/, "")) ?? []))];
};

function tell(title, measured) {
  const names = { success1: "success@1", success3: "success@3", mrr: "MRR@10", ndcg: "nDCG@10", all: "nDCG@10 of all right ones", nothing: "nothing found" };
  const rows = Object.entries(measured).map(([engine, one]) => [engine, ...Object.keys(names).map((name) => share(one[name]))]);
  console.log(`${title}:\n`);
  table(["", ...Object.values(names)], rows);
}

async function quality(setting, cases, idsOf) {
  const queries = cases.map(({ query }) => query);
  const byEngine = {};
  for (const engine of ENGINES) {
    const results = await answers(setting, engine, queries, idsOf);
    byEngine[engine] = cases.map((one, i) => ({ ...one, results: results[i] }));
  }
  const of = (test) => Object.fromEntries(Object.entries(byEngine).map(([engine, cases]) => [engine, figures(cases.filter(test))]));
  tell(`All ${cases.length} queries`, of(() => true));
  const apart = cases.filter((one) => one.apart).length;
  tell(`The ${apart} that are kept apart`, of((one) => one.apart));
  const classes = [...new Set(cases.map((one) => one.class))];
  console.log("success@1 by class, all queries and those kept apart:\n");
  const cell = (engine, name) => {
    const ofClass = byEngine[engine].filter((one) => one.class === name);
    return `${figures(ofClass).success1.toFixed(2)} / ${figures(ofClass.filter((one) => one.apart)).success1.toFixed(2)}`;
  };
  table(["", ...classes], ENGINES.map((engine) => [engine, ...classes.map((name) => cell(engine, name))]));
}

async function typing(setting, cases, idsOf) {
  const rows = [];
  for (const engine of ENGINES) {
    const told = await whileTyping(setting, engine, cases, idsOf);
    const of = (test) => {
      const some = told.filter((_, i) => test(cases[i]));
      const settled = some.filter(({ wasRight }) => wasRight);
      const each = (name) => (settled.reduce((sum, one) => sum + one[name], 0) / settled.length).toFixed(2);
      return [each("changes"), each("between"), share(settled.length / some.length)];
    };
    rows.push([engine, ...of(() => true), ...of(({ apart }) => apart)]);
  }
  console.log("While somebody types: how often the first result changes after it was right once, and for which share it ever was:\n");
  const names = ["changes a query", "to another right one", "ever right"];
  table(["", ...names, ...names.map((name) => `${name}, apart`)], rows);
}

async function cost(setting, queries, built) {
  const rows = [];
  for (const engine of ENGINES) {
    const plain = [];
    for (const query of queries) plain.push(await firstResult(setting, engine, query));
    const times = [];
    for (const line of Object.values(LINES)) {
      const seconds = [];
      for (const query of queries) seconds.push((await firstResult(setting, engine, query, line)).seconds);
      const none = seconds.filter((one) => one === Infinity).length;
      times.push(`${median(seconds).toFixed(2)} s${none > 0 ? ` (${none} found nothing)` : ""}`);
    }
    const kilobytes = plain.map(({ bytes }) => bytes / 1000);
    const requests = median(plain.map(({ requests }) => requests));
    rows.push([engine, median(kilobytes).toFixed(0), Math.max(...kilobytes).toFixed(0), requests, ...times, built[engine] === undefined ? "–" : `${built[engine].toFixed(2)} s`]);
  }
  console.log(`To the first result, over ${queries.length} queries (kB compressed: the middle one and the most; files; seconds from focus):\n`);
  table(["", "kB", "most", "files", ...Object.keys(LINES), "index built in"], rows);
}

async function measure(browser, root) {
  const folder = mkdtempSync(join(tmpdir(), "search-"));
  try {
    const records = recordsOf(root);
    const idsOf = finder(records);
    const built = await prepare(root, folder);
    const scripts = readdirSync(join(root, "assets/search"));
    const script = `/assets/search/${scripts.find((name) => name.startsWith("engine."))}`;
    const server = await serve({ "/": root, "/peers/": folder, "/bench/": new URL("page/", import.meta.url).pathname });
    const setting = { browser, script, ...server };
    console.log(`## ${records.length} records\n`);
    const cases = casesOf(records);
    // Every so manieth title, its first three words.
    const step = Math.ceil(records.length / SOME);
    const titles = records.filter((_, i) => i % step === 0).map(({ title }) => title.split(" ").slice(0, 3).join(" "));
    if (cases.length > 0) {
      await quality(setting, cases, idsOf);
      await typing(setting, cases, idsOf);
    }
    const plain = cases.filter((one) => one.class === "plain" && one.apart).map(({ query }) => query);
    await cost(setting, plain.length > 0 ? plain.slice(0, SOME) : titles, built);
    server.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  chromiumSandbox: process.getuid() !== 0,
});
try {
  for (const root of process.argv.slice(2)) await measure(browser, root);
} finally {
  await browser.close();
}

// The indexes of the peers, as somebody careful would make them with each one's own means.

import lunr from "lunr";
import MiniSearch from "minisearch";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pagefind from "pagefind";
import { minify } from "terser";
import { pagesOf, recordsOf, stopWords } from "./site.mjs";

const { resolve } = createRequire(import.meta.url);
const FIELDS = ["title", "names", "summary", "text"];

/** Writes what each needs into a folder; gives how many seconds each took, files included. */
export async function prepare(root, folder) {
  mkdirSync(folder, { recursive: true });
  const records = recordsOf(root);
  const shown = records.map(({ id, url, title }) => ({ id, url, title }));
  const write = (name, value) => writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));

  const seconds = {};
  const timed = async (name, act) => {
    const from = performance.now();
    await act();
    seconds[name] = (performance.now() - from) / 1000;
  };
  await timed("minisearch", () => {
    const stop = new Set(stopWords(root));
    const index = new MiniSearch({
      fields: FIELDS,
      storeFields: ["url", "title"],
      processTerm: (term) => (stop.has(term.toLowerCase()) ? null : term.toLowerCase()),
    });
    index.addAll(records);
    write("minisearch.json", index);
  });
  await timed("lunr", () => {
    const index = lunr(function () {
      this.ref("id");
      for (const field of FIELDS) this.field(field, { boost: field === "title" ? 3 : 1 });
      for (const record of records) this.add(record);
    });
    write("lunr.json", { index, shown });
  });
  await timed("pagefind", async () => {
    const { index, errors } = await pagefind.createIndex({ rootSelector: "main", excludeSelectors: [".machine", ".colophon"] });
    if (errors.length > 0) throw new Error(errors.join("\n"));
    for (const { url, html } of pagesOf(root)) await index.addHTMLFile({ url, content: html });
    await index.writeFiles({ outputPath: join(folder, "pagefind") });
    await pagefind.close();
  });

  // Each script as small as its makers would serve it.
  const small = await minify(readFileSync(resolve("minisearch").replace(/cjs\/index\.cjs$/, "es/index.js"), "utf8"), { module: true });
  write("minisearch.js", small.code);
  copyFileSync(resolve("lunr/lunr.min.js"), join(folder, "lunr.min.js"));
  write("stop.json", stopWords(root));
  return seconds;
}

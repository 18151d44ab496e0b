// A built site as the peers of the search see it: its records, its pages, and what should be found.

import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { parse } from "yaml";

/** What is not for readers of a site. */
const OURS = ["query", "synonym"];

const read = (root, name) => JSON.parse(readFileSync(join(root, name), "utf8"));

/** All that a value says in words, however deep. */
const said = (value) => {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(said) : [];
};

/** Every record: `{id, url, title, names, summary, text}`, with the fields that our own index gives most weight by themselves. */
export function recordsOf(root) {
  const { kinds } = read(root, "search/index.json");
  return kinds
    .map(([name]) => name)
    .filter((name) => !OURS.includes(name))
    .flatMap((name) => read(root, `data/${name}.json`).records)
    .map(({ id, url, fields: { title, summary, also_known_as, ...rest } }) => ({
      id,
      url,
      title: said(title).join(" "),
      names: said(also_known_as).join(" "),
      summary: said(summary).join(" "),
      text: said(rest).join(" "),
    }));
}

/** Pages that may be found: neither redirects nor those that say that they are for nobody's list. */
export function pagesOf(root) {
  return readdirSync(root, { recursive: true })
    .filter((file) => file.endsWith(".html"))
    .map((file) => ({ file, html: readFileSync(join(root, file), "utf8") }))
    .filter(({ html }) => !html.includes('name="robots" content="noindex"') && !html.includes('http-equiv="refresh"'))
    .map(({ file, html }) => ({ url: `/${file.split(sep).join("/").replace(/(^|\/)index\.html$/, "$1")}`, html }));
}

/** What people type and what they should find, `{query, finds, class, apart}`, of which the site has the records. */
export function casesOf(records) {
  const known = new Set(records.map(({ id }) => recordOf(id)));
  const all = Object.values(parse(readFileSync(new URL("../../../content/query.yaml", import.meta.url), "utf8")));
  return all
    .map((one) => ({ ...one, finds: one.finds.map(recordOf), apart: one.apart === true }))
    .filter(({ finds }) => finds.some((id) => known.has(id)));
}

/** The record of a part. */
export const recordOf = (id) => id.split("/")[0];

/** Words that say nothing by themselves: a list that any peer may have. */
export const stopWords = (root) => {
  const { stop, weak } = read(root, "search/index.json");
  return [...stop, ...weak];
};

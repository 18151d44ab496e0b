// The pages of a built site, and which of them stand for all.
// SITE names the folder that a build wrote; FULL=1 takes every page where else a sample does.

import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

export const root = process.env.SITE;
if (!root) throw new Error("SITE names no built site: run tests/browser/run, or set it to a folder that fingerpost built");
export const full = process.env.FULL === "1";

/** Every page: its address below the site, and its markup. */
export const pages = readdirSync(root, { recursive: true })
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.split(sep).join("/"))
  .map((file) => ({
    path: `/${file.replace(/(^|\/)index\.html$/, "$1")}`,
    html: readFileSync(join(root, file), "utf8"),
  }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Tags of a page: name and attributes, without those in comments. */
export function tagsOf(html) {
  const tags = [];
  for (const [, name, rest] of html.replace(/<!--.*?-->/gs, "").matchAll(/<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/g)) {
    const attributes = {};
    for (const [, key, quoted = ""] of rest.matchAll(/([^\s"=/]+)(?:="([^"]*)")?/g)) attributes[key] = unescape(quoted);
    tags.push({ name, attributes });
  }
  return tags;
}

function unescape(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(decimal) : (named[name] ?? all),
  );
}

export const isRedirect = ({ html }) => html.includes('http-equiv="refresh"');
export const isHidden = ({ html }) => html.includes('<meta name="robots" content="noindex">');

/** What a page is made of: where it lies, how deep, and every sort of element with its class. */
function featuresOf(page) {
  const folders = page.path.split("/").filter(Boolean);
  // A decision has pages at any depth, which are made alike.
  const make = folders.length > 1 ? `${folders[0]}/${Math.min(folders.length, 4)}` : page.path;
  return new Set([
    make,
    ...tagsOf(page.html).flatMap(({ name, attributes }) =>
      (attributes.class ?? "").split(/\s+/).map((one) => `${name}.${one}`),
    ),
  ]);
}

/** Few pages that have between them every make of page and every sort of element; the rest repeats them. */
function sampleOf(all) {
  const left = all.map((page) => ({ page, features: featuresOf(page) }));
  const missing = new Set(left.flatMap(({ features }) => [...features]));
  const sample = [];
  while (missing.size > 0) {
    const gain = ({ features }) => [...features].filter((one) => missing.has(one)).length;
    const best = left.reduce((best, one) => (gain(one) > gain(best) ? one : best));
    for (const feature of best.features) missing.delete(feature);
    sample.push(best.page);
  }
  return sample.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const sample = full ? pages : sampleOf(pages);

// Every link, asset and fragment of every page leads to something that the build wrote.

import { test } from "node:test";
import { none } from "../lib/none.mjs";
import { fileOf } from "../lib/server.mjs";
import { pages, root, tagsOf } from "../lib/site.mjs";

const HOST = "http://site.invalid";
const ids = new Map(
  pages.map(({ path, html }) => [path, tagsOf(html).flatMap(({ attributes }) => ("id" in attributes ? [attributes.id] : []))]),
);

function addressesOf(html) {
  return tagsOf(html).flatMap(({ name, attributes }) => {
    const found = ["href", "src", "action"].filter((key) => key in attributes).map((key) => attributes[key]);
    if (name === "meta" && attributes["http-equiv"] === "refresh") found.push(attributes.content.replace(/^.*?url=/, ""));
    for (const one of (attributes.srcset ?? "").split(",")) if (one.trim()) found.push(one.trim().split(/\s+/)[0]);
    return found;
  });
}

test("every link and fragment resolves", async () => {
  const broken = [];
  for (const { path, html } of pages) {
    for (const address of new Set(addressesOf(html))) {
      const url = new URL(address, HOST + path);
      if (url.origin !== HOST) continue;
      const found = await fileOf(root, url.pathname);
      if (!found?.file) broken.push(`${path}: ${address} leads ${found ? "to a redirect" : "nowhere"}`);
      const fragment = decodeURIComponent(url.hash.slice(1));
      const page = url.pathname.replace(/\/index\.html$/, "/");
      if (fragment && ids.has(page) && !ids.get(page).includes(fragment)) broken.push(`${path}: ${address} has no such place`);
    }
  }
  none(broken);
});

test("no page asks another host for anything", () => {
  const asked = pages.flatMap(({ path, html }) =>
    tagsOf(html)
      .filter(({ name, attributes }) => name !== "a" && attributes.rel !== "canonical" && name !== "meta")
      .flatMap(({ attributes }) => ["src", "href", "data", "action", "poster"].map((key) => attributes[key] ?? ""))
      .filter((address) => new URL(address, HOST).origin !== HOST)
      .map((address) => `${path}: ${address}`),
  );
  none(asked);
});

test("an identifier stands once on a page", () => {
  const twice = [...ids].flatMap(([path, all]) => all.filter((id, at) => all.indexOf(id) !== at).map((id) => `${path}: ${id}`));
  none(twice);
});

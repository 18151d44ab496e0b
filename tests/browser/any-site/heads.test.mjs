// What results of a search and tabs of a browser show: titles that differ, and what a page says of itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../lib/none.mjs";
import { isRedirect, pages, tagsOf } from "../lib/site.mjs";

const own = pages.filter((page) => !isRedirect(page));

test("titles are unique", () => {
  const titles = own.map(({ html }) => /<title>([^<]*)<\/title>/.exec(html)[1]);
  none(own.filter((_, at) => titles.indexOf(titles[at]) !== at).map(({ path }) => `${path}: another page has its title`));
});

test("a page has one first heading, one main part, a language, and no more than one description", () => {
  const wrong = own.flatMap(({ path, html }) => {
    const tags = tagsOf(html);
    const count = (is) => tags.filter(is).length;
    return [
      count(({ name }) => name === "h1") === 1 || "h1",
      count(({ name }) => name === "main") === 1 || "main",
      count(({ name, attributes }) => name === "html" && attributes.lang) === 1 || "lang",
      count(({ attributes }) => attributes.name === "description") <= 1 || "description",
    ]
      .filter((fault) => fault !== true)
      .map((fault) => `${path}: ${fault}`);
  });
  none(wrong);
});

test("the head and the foot of every page are the same", () => {
  // Of what helps (contact, statement of accessibility), the place and the order may not change from page to page.
  // The way to the same page has more folders in it on a page that lies deeper.
  const leveled = (html) =>
    html.replaceAll(/ aria-current="\w+"/g, "").replaceAll(/(?<=["\s])(?:\/|(?:\.\.\/)+)(?=[\w"#])/g, "").replaceAll(/(?<=["/])index\.html(?=["#])/g, "");
  const [first, ...others] = own.map(({ path, html }) => ({
    path,
    head: leveled(html.slice(html.indexOf("<body"), html.indexOf("<main"))),
    foot: leveled(html.slice(html.indexOf("</main>"))).replace(/ \([^()]*in JSON<\/a>\)/, ""),
  }));
  for (const { path, head, foot } of others) {
    assert.equal(head, first.head, `the head of ${path}`);
    assert.equal(foot, first.foot, `the foot of ${path}`);
  }
});

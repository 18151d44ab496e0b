// Every page is valid HTML.

import { test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { none } from "../lib/none.mjs";
import { pages } from "../lib/site.mjs";

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      // A matter of style, which Markdown and Tera decide.
      "doctype-style": "off",
      "no-trailing-whitespace": "off",
      "no-raw-characters": "off",
      "void-style": "off",
      // Titles of records are as long as their documents have them.
      "long-title": "off",
      // HTML lets an identifier begin with a figure, as `2ri` does in a glossary.
      "valid-id": ["error", { relaxed: true }],
      // Taste: at 320 px a number may break between its parts.
      "tel-non-breaking": "off",
      // Where rows become cards, browsers forget what the elements of a table are, and roles say it.
      "no-redundant-role": "off",
      // A wide table is a region that can be scrolled by keyboard; a <section> would be styled as a stretch of the page.
      "prefer-native-element": ["error", { exclude: ["region"] }],
      // For files of other hosts, and there are none (`links.test.mjs`).
      "require-sri": "off",
    },
  }),
);

test("every page is valid HTML", () => {
  const faults = pages.flatMap(({ path, html }) => {
    const report = validator.validateStringSync(html);
    return report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, line, column, message }) => `${path}:${line}:${column}: ${ruleId}: ${message}`),
    );
  });
  none(faults);
});

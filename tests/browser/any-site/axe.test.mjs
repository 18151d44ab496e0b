// axe finds nothing: WCAG 2.2 AA and best practices, light and dark, on a phone and on a desk.

import { AxeBuilder } from "@axe-core/playwright";
import { test } from "node:test";
import { NARROW, WIDE, visit } from "../lib/browser.mjs";
import { none } from "../lib/none.mjs";
import { full, isRedirect, sample } from "../lib/site.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Each width and each scheme of colours; all four pairs take twice the time and have found no more.
const SHOWN = [
  { viewport: NARROW, colorScheme: "light" },
  { viewport: WIDE, colorScheme: "dark" },
  ...(full ? [{ viewport: NARROW, colorScheme: "dark" }, { viewport: WIDE, colorScheme: "light" }] : []),
];

for (const { path } of sample.filter((page) => !isRedirect(page))) {
  test(`axe on ${path}`, async () => {
    for (const shown of SHOWN) {
      await visit(path, shown, async (page) => {
        // Only `target-size` is not on by itself. The legacy mode is for pages without frames, as these are.
        const rules = { "target-size": { enabled: true } };
        const axe = new AxeBuilder({ page }).setLegacyMode().options({
          runOnly: { type: "tag", values: TAGS },
          rules,
          resultTypes: ["violations"],
        });
        const { violations } = await axe.analyze();
        const told = ({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`);
        none(violations.flatMap(told));
      });
    }
  });
}

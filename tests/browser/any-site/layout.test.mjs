// What a page must keep on small screens, with large text and for large fingers.

import { test } from "node:test";
import { NARROW, WIDE, visit } from "../lib/browser.mjs";
import { none } from "../lib/none.mjs";
import { isRedirect, sample } from "../lib/site.mjs";

const shown = sample.filter((page) => !isRedirect(page));

test("no page scrolls sideways on 320 px", async () => {
  await visit("/", { viewport: NARROW }, async (page) => {
    const wide = [];
    for (const { path } of shown) {
      await page.goto(new URL(path, page.url()).href);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > NARROW.width) wide.push(`${path}: ${width} px wide`);
    }
    none(wide);
  });
});

test("what scrolls sideways by itself can be reached by keyboard", async () => {
  await visit("/", { viewport: NARROW }, async (page) => {
    const faults = [];
    for (const { path } of shown) {
      await page.goto(new URL(path, page.url()).href);
      const found = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
          .filter((one) => one.tabIndex < 0)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      faults.push(...found.map((one) => `${path}: ${one}`));
    }
    none(faults);
  });
});

test("what can be pressed is 24 px or more each way, or has room around it", async () => {
  await visit("/", { viewport: NARROW }, async (page) => {
    const small = [];
    for (const { path } of shown) {
      await page.goto(new URL(path, page.url()).href);
      small.push(...(await page.evaluate(smallTargets)).map((one) => `${path}: ${one}`));
    }
    none(small);
  });
});

/** WCAG 2.5.8: a target that is less than 24 px must have a circle of 24 px to itself. Links in a sentence are excepted. */
function smallTargets() {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0'], [role=button]")]
    .filter((one) => one.checkVisibility() && !one.matches(".skip"))
    .map((one) => ({ one, box: one.getBoundingClientRect() }));
  const inSentence = (one) =>
    getComputedStyle(one).display === "inline" &&
    [...one.parentElement.childNodes].some((beside) => beside !== one && beside.nodeType === Node.TEXT_NODE && beside.data.trim());
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  return all
    .filter(({ one, box }) => (box.width < 24 || box.height < 24) && !inSentence(one))
    .filter(({ one, box }) => {
      const [x, y] = middle(box);
      return all.some((other) => {
        if (other.one === one) return false;
        const near = [Math.max(other.box.left, Math.min(x, other.box.right)), Math.max(other.box.top, Math.min(y, other.box.bottom))];
        return Math.hypot(near[0] - x, near[1] - y) < 12;
      });
    })
    .map(({ one, box }) => `${Math.round(box.width)} × ${Math.round(box.height)} px: ${one.outerHTML.slice(0, 120)}`);
}

for (const { name, css } of [
  {
    name: "text may be spaced as WCAG 1.4.12 says",
    css: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }",
  },
  { name: "text may be twice as large", css: "html { font-size: 200% !important }" },
]) {
  test(name, async () => {
    await visit("/", { viewport: NARROW }, async (page) => {
      const lost = [];
      for (const { path } of shown) {
        await page.goto(new URL(path, page.url()).href);
        // As a reader would, whose styles no policy forbids.
        await page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, css);
        lost.push(...(await page.evaluate(cutText)).map((one) => `${path}: ${one}`));
      }
      none(lost);
    });
  });
}

/** Text that is cut off, or leaves the page. */
function cutText() {
  const cut = [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && one.textContent.trim())
    // What is for screen readers alone is cut off by intent.
    .filter((one) => getComputedStyle(one).clipPath !== "inset(50%)")
    .filter((one) => {
      const style = getComputedStyle(one);
      const hides = (overflow) => ["hidden", "clip"].includes(overflow);
      return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    })
    .map((one) => `cut: ${one.outerHTML.slice(0, 100)}`);
  const width = document.documentElement.scrollWidth;
  return width > innerWidth ? [...cut, `${width} px wide`] : cut;
}

test("help stands in the same place on every page", async () => {
  // The same markup is held by `heads.test.mjs`; here that it is seen: the foot is last, below the main part.
  for (const viewport of [NARROW, WIDE]) {
    await visit("/", { viewport }, async (page) => {
      const faults = [];
      const lefts = new Set();
      for (const { path } of shown) {
        await page.goto(new URL(path, page.url()).href);
        const found = await page.evaluate(() => {
          const foot = document.querySelector("body > footer");
          const main = document.querySelector("main").getBoundingClientRect();
          const box = foot?.getBoundingClientRect();
          return box && { left: Math.round(box.left), isBelow: box.top >= main.bottom - 1, isLast: !foot.nextElementSibling };
        });
        // A site without a foot has none on any page.
        lefts.add(found ? found.left : "none");
        if (found && !(found.isBelow && found.isLast)) faults.push(path);
      }
      none([...faults, ...(lefts.size > 1 ? [`the foot begins at ${[...lefts].join(", ")} px`] : [])]);
    });
  }
});

// Asks on one page. Each question and each result is a page of its own that works without a script: here the main part of the
// next one takes the place of the last, so that it is the same HTML under the same address, and only the wait is gone. What is
// answered stands in the address and nowhere else.
"use strict";
const pages = new Map();
let shown = location.pathname;
let last = 0;

const said = Object.assign(document.createElement("p"), { className: "unseen" });
said.setAttribute("role", "status");
// Beside the main part, which is replaced: the foot stays last.
document.querySelector("main").after(said);

// On a site with relative addresses everything around the main part has to keep its own.
for (const link of document.querySelectorAll('a[href]:not([href^="#"]), link[href]')) link.href = link.href;
for (const place of document.querySelectorAll("[data-script]")) place.dataset.script = new URL(place.dataset.script, document.baseURI);
for (const form of document.querySelectorAll("form[action]")) form.action = form.action;
for (const name of ["home", "everything"]) {
  const { dataset } = document.documentElement;
  if (dataset[name]) dataset[name] = new URL(dataset[name], document.baseURI);
}

/** Where a folder is served as a page, its file is not named. */
const addressOf = (written) => (shown.endsWith("/") ? written.replace(/\/index\.html$/, "/") : written);

/** The page at an address; it is asked for once. */
const page = (address) => {
  const known = pages.get(address);
  if (known) return known;
  const asked = fetch(address).then(async (answer) => {
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!found.querySelector("main [data-decision]")) throw new Error("no page of a decision");
    return found;
  });
  pages.set(address, asked);
  asked.catch(() => pages.delete(address));
  return asked;
};

/** What the heading does not say. */
const where = (main) => {
  const count = main.querySelectorAll(".answers dt").length;
  if (main.querySelector(".choices")) return `Question ${count + 1}`;
  return `Result, after ${count} ${count === 1 ? "answer" : "answers"}`;
};

/** Asks for what may come next before it is chosen. */
const prepare = () => {
  if (navigator.connection?.saveData) return;
  for (const { href } of document.querySelectorAll(".choices a[data-step]")) page(addressOf(href)).catch(() => {});
};

/** The field for a day or a number, beside the stretches that it may lie in. */
const measure = () => {
  const choices = document.querySelector(".choices[data-cuts]");
  if (!choices) return;
  const isDay = choices.dataset.format === "date";
  const form = document.createElement("form");
  form.className = "measure";
  form.noValidate = true;
  const label = Object.assign(document.createElement("label"), { htmlFor: "measure_" });
  label.textContent = isDay ? "Or give the day" : "Or give the number";
  const field = Object.assign(document.createElement("input"), { id: "measure_", type: isDay ? "date" : "text" });
  if (!isDay) field.inputMode = "decimal";
  const fault = Object.assign(document.createElement("p"), { id: "measure_fault_", className: "fault", hidden: true });
  form.append(label, field, Object.assign(document.createElement("button"), { textContent: "Continue" }), fault);
  const title = document.title;
  const refuse = (words) => {
    fault.textContent = `Error: ${words}`;
    fault.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", fault.id);
    document.title = `Error: ${title}`;
    field.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Days compare as texts.
    const written = field.value.trim();
    const value = isDay ? written : Number(written.replaceAll(",", ""));
    if (written === "" || (!isDay && !Number.isFinite(value))) {
      refuse(isDay ? "Give a whole date, with day, month and year" : "Give a number in digits");
      return;
    }
    const cuts = choices.dataset.cuts.split(" ").map((cut) => (isDay ? cut : Number(cut)));
    const place = cuts.filter((cut) => cut <= value).length;
    const link = choices.querySelector(`a[data-place="${place}"]`);
    if (link) go(link.href);
    else refuse(`${isDay ? "This day" : "This number"} cannot be so with your other answers`);
  });
  choices.after(form);
};

/** Shows the page at an address, which is in the address bar or is put there. */
const show = async (address, isNew) => {
  const mine = ++last;
  let found;
  try {
    found = await page(address);
  } catch {
    if (mine !== last) return;
    if (isNew) location.assign(address);
    else location.reload();
    return;
  }
  if (mine !== last) return;
  if (isNew) history.pushState(null, "", address);
  shown = location.pathname;
  document.title = found.title;
  for (const name of ["canonical", "alternate"]) {
    const [old, other] = [document, found].map((one) => one.querySelector(`link[rel="${name}"]:not([title])`));
    if (old && other) old.setAttribute("href", other.getAttribute("href"));
  }
  const main = document.importNode(found.querySelector("main"), true);
  document.querySelector("main").replaceWith(main);
  const heading = main.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  said.textContent = where(main);
  measure();
  prepare();
};

const go = (address) => show(addressOf(address), true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("main a[data-step]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented) return;
  event.preventDefault();
  go(link.href);
});

// A fragment alone is no other page.
addEventListener("popstate", () => {
  if (location.pathname !== shown) show(location.href, false);
});

measure();
prepare();

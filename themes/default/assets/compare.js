// Lays records of a reader's own list side by side, those of one kind in one table. What stands in the cells is taken from their
// pages, so that it has the words that the build gave it, what is not known included; their JSON has no labels. In a saved copy no
// page can be read from another: then this is not loaded, and the list says so.

const place = document.querySelector("#beside_");
const whole = document.querySelector("#whole_");
const heading = document.querySelector("h1");
const { title } = document;
const pages = new Map();
let last = 0;

const element = (kind, properties, ...inner) => {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...inner);
  return made;
};
const said = element("p", { className: "shown" });
said.setAttribute("role", "status");
place.before(said);

/** The page at an address, which is asked for once. */
const page = (address) => {
  const { href } = Object.assign(new URL(address), { hash: "" });
  const asked = pages.get(href) ?? fetch(href).then(async (answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  });
  pages.set(href, asked);
  asked.catch(() => pages.delete(href));
  return asked;
};

/** Where a link of another page leads; within the site without its host, since on paper the addresses of other sites alone stand
 * beside links. */
const addressed = (written, base) => {
  const { origin, href } = new URL(written, base);
  return origin === location.origin ? href.slice(origin.length) : href;
};

/** A copy of nodes of another page: links lead where they did, nothing has a name that another column has too, and sources and
 * drawings stay behind. */
const copied = (nodes, base) => {
  const copy = element("div", {}, ...[...nodes].map((node) => document.importNode(node, true)));
  for (const one of copy.querySelectorAll(".sources, .now, svg, [popover]")) one.remove();
  for (const one of copy.querySelectorAll(".term")) one.replaceWith(one.textContent);
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  for (const one of copy.querySelectorAll("[href]")) one.setAttribute("href", addressed(one.getAttribute("href"), base));
  for (const one of copy.querySelectorAll("[src]")) one.src = new URL(one.getAttribute("src"), base).href;
  return copy;
};

/** What stands in a section; one with parts of its own is told by their names. */
const partsOf = (section, base) => {
  const parts = [...section.querySelectorAll(":scope > section > :is(h3, h4)[id]")];
  if (parts.length === 0) return copied([...section.children].slice(1), base);
  const link = ({ id, textContent }) => element("li", {}, element("a", { href: addressed(`#${id}`, base), textContent }));
  return element("div", {}, element("ul", {}, ...parts.map(link)));
};

/** The fields of a record as its page has them: label and value, in order. */
const fieldsOf = (root, base) => {
  const fields = new Map();
  const state = root.querySelector(":scope > header .state, :scope > .state, :scope > div > .state");
  if (state) {
    // With its later forms, which stand beside it.
    const forms = state.parentElement.querySelector(":scope > template") ? state.parentElement.childNodes : [state];
    fields.set("State", copied(forms, base));
  }
  for (const row of root.querySelectorAll(":scope > .record > dl > div, :scope > dl > div, .about > dl > div")) {
    if (!row.matches(".sources")) fields.set(row.querySelector("dt").textContent, copied(row.querySelector("dd").childNodes, base));
  }
  for (const section of root.querySelectorAll(":scope > .record > div > section, :scope > div > section")) {
    const head = section.firstElementChild;
    const isField = head?.matches("h2[id$=_], h3[id$=_]") && !section.matches(".told, .decision, .about");
    if (isField && !section.querySelector(".wide")) fields.set(head.textContent, partsOf(section, base));
  }
  return fields;
};

/** A record: what it is called, its address, its kind in words, its fields. */
const read = async (id) => {
  const link = [...whole.querySelectorAll("[data-id]")].find(({ dataset }) => dataset.id === id)?.querySelector("a");
  if (!link) return null;
  const { href, textContent } = link;
  const known = { id, href, title: textContent };
  try {
    const found = await page(href);
    const { hash } = new URL(href);
    const root = hash ? found.getElementById(decodeURIComponent(hash.slice(1))) : found.querySelector("main");
    const kind = (!hash && found.querySelector(".kind a")) || found.querySelector("h1");
    return { ...known, kind: kind.textContent, fields: fieldsOf(root, href) };
  } catch {
    return { ...known, kind: "" };
  }
};

/** The labels of all records, each behind the one that it stands behind on its page. */
const labelsOf = (records) => {
  const labels = [];
  for (const { fields } of records) {
    let at = -1;
    for (const label of fields.keys()) {
      const found = labels.indexOf(label);
      at = found < 0 ? at + 1 : found;
      if (found < 0) labels.splice(at, 0, label);
    }
  }
  return labels;
};

const words = (cell) => cell?.textContent.replace(/\s+/g, " ").trim() ?? "";
const linked = ({ href, title }) => element("a", { href: addressed(href), textContent: title });

/** Takes a record away, by its box in the list. */
const away = ({ id, title }) => {
  const button = element("button", { type: "button" }, "Take away", element("span", { className: "unseen", textContent: ` ${title}` }));
  button.onclick = () => [...whole.querySelectorAll("input.keep")].find(({ value }) => value === id)?.click();
  return button;
};

const scoped = (scope, ...inner) => element("th", { scope }, ...inner);

/** The records of one kind: where they differ as a table, and what is the same in each. */
const table = (kind, records) => {
  const rows = labelsOf(records).map((label) => [label, records.map(({ fields }) => fields.get(label))]);
  // What has other forms on later days may come to differ.
  const isSame = ([, cells]) => cells.every((cell) => cell && words(cell) === words(cells[0]) && !cell.querySelector("template"));
  // Before their nodes go into cells.
  const [same, others] = [rows.filter(isSame), rows.filter((row) => !isSame(row))];
  const absent = () => element("span", { className: "note", textContent: "Does not apply" });
  const cell = (content) => element("td", {}, ...(words(content) ? content.childNodes : [absent()]));
  const body = others.map(([label, cells]) => element("tr", {}, scoped("row", label), ...cells.map(cell)));
  const head = records.map((record) => scoped("col", linked(record), away(record)));
  const grid = element(
    "table",
    { className: "compared" },
    element("thead", {}, element("tr", {}, scoped("col", "Compared"), ...head)),
    element("tbody", {}, ...body),
  );
  const wide = element("div", { className: "wide", tabIndex: 0, role: "region", ariaLabel: `${kind}, side by side` }, grid);
  const section = element("section", {}, element("h2", { textContent: kind }), wide);
  if (same.length > 0) {
    const row = ([label, [content]]) => element("div", {}, element("dt", { textContent: label }), element("dd", {}, ...content.childNodes));
    const list = element("section", { className: "record" }, element("h3", { textContent: "The same in each" }), element("dl", {}, ...same.map(row)));
    section.append(list);
  }
  return section;
};

/** Records that have no other beside them. */
const alone = (records, words) => {
  if (records.length === 0) return [];
  const list = element("ul", {}, ...records.map((record) => element("li", {}, linked(record))));
  return [element("section", {}, element("h2", { textContent: words }), list)];
};

/** Lays the records of these ids side by side. */
export const lay = async (ids) => {
  const mine = ++last;
  const records = (await Promise.all(ids.map(read))).filter(Boolean);
  if (mine !== last) return;
  whole.hidden = true;
  place.hidden = false;
  heading.textContent = "Side by side";
  document.title = `Side by side – ${title}`;
  const kinds = Map.groupBy(records.filter(({ fields }) => fields), ({ kind }) => kind);
  const groups = [...kinds].filter(([, { length }]) => length > 1);
  const singles = [...kinds.values()].filter(({ length }) => length === 1).flat();
  place.replaceChildren(
    ...groups.map(([kind, group]) => table(kind, group)),
    ...alone(singles, "Alone of its kind on your list"),
    ...alone(records.filter(({ fields }) => !fields), "Could not be read"),
  );
  const counts = groups.map(([kind, { length }]) => `${kind}: ${length} side by side.`);
  said.textContent = counts.join(" ") || "Nothing to lay side by side. Keep two or more of one kind.";
  // The states are those of the day of the build until `day.js` looks again.
  document.dispatchEvent(new Event("brought"));
  heading.tabIndex = -1;
  heading.focus();
};

// What every page begins with. All that is more than this is loaded when somebody acts.
"use strict";
{
  const load = (address) => import(new URL(address, document.baseURI).href);

  const form = document.querySelector("form.search");
  const box = form.elements.q;
  /** All modules in one go, and not one after another as they name each other, and what the first of them asks for. */
  const preload = () => {
    if (document.querySelector("link[rel=modulepreload]")) return;
    const link = (of) => Object.assign(document.createElement("link"), of);
    const index = new URL("search/index.json", new URL(document.documentElement.dataset.home, location)).href;
    const links = form.dataset.needs.split(" ").map((href) => link({ rel: "modulepreload", href }));
    document.head.append(link({ rel: "preload", as: "fetch", crossOrigin: "anonymous", href: index }), ...links);
  };
  const search = () => {
    preload();
    load(form.dataset.script).then(({ attach }) => attach(box), () => box.addEventListener("focus", search, { once: true }));
  };
  if (document.activeElement === box) search();
  else box.addEventListener("focus", search, { once: true });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
    }
  });

  const { searchParams } = new URL(location);
  const results = document.querySelector("#results_");
  if (results && searchParams.has("q")) {
    preload();
    load(results.dataset.script).then(({ show }) => show(results, document.querySelector("#whole_")), () => {});
  }

  // The foot of a printed sheet: with its host, and with what the address holds.
  addEventListener("beforeprint", () => (document.querySelector(".colophon > span").textContent = location.href));

  const decision = document.querySelector("[data-decision][data-script]");
  if (decision) load(decision.dataset.script).catch(() => {});

  /** What a list is changed by: its script comes when somebody acts, or when the address asks for what it does. */
  const listen = (place, name, event) => {
    if (!place) return;
    const begin = () => load(place.dataset.script).catch(() => {});
    if (searchParams.has(name) || place.querySelector("details[open]")) begin();
    else place.addEventListener(event, begin, { capture: true, once: true });
  };
  listen(document.querySelector(".facets[data-script]"), "narrow", "toggle");
  // A saved copy has no modules, and so nothing that sorts.
  const sort = location.protocol === "file:" ? null : document.querySelector(".sort");
  if (sort) sort.hidden = false;
  listen(sort, "sort", "change");
}

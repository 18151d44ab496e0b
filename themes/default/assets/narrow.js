// Narrows a list by several values at once. Without it each value is a page of its own, and this begins from those: what is
// chosen stands in the address, so that it can be sent, and the way back undoes it.
"use strict";
{
  const facets = document.querySelector(".facets");
  const whole = facets.dataset.whole;
  const chosen = () => new Set((new URL(location).searchParams.get("narrow") ?? "").split(",").filter(Boolean));
  const addressOf = (values) => {
    const others = location.search.slice(1).split("&").filter((one) => one && !one.startsWith("narrow="));
    const search = others.concat(values.size > 0 ? `narrow=${[...values].join(",")}` : []).join("&");
    return search ? `${whole}?${search}` : whole;
  };
  const facetOf = (value) => value.split("/")[0];

  /** Whether a record has, in every facet of which something is chosen, one of the chosen values. */
  const fits = (own, values) =>
    [...new Set([...values].map(facetOf))].every((facet) => [...values].some((value) => facetOf(value) === facet && own.has(value)));

  const current = facets.querySelector("a[aria-current]");
  if (current) {
    // A page of one value holds some of the records: the others lead to the whole list with both.
    const aim = () => {
      for (const link of facets.querySelectorAll("a[data-value]:not([aria-current])")) {
        link.href = addressOf(new Set([current.dataset.value, link.dataset.value]));
      }
    };
    aim();
    // What it is sorted by may have changed.
    facets.addEventListener("click", aim, { capture: true });
  } else {
    const list = document.querySelector("[data-values]").closest("ul");
    const records = [...list.querySelectorAll("[data-values]")].map((place) => ({ place, own: new Set(place.dataset.values.split(" ")) }));
    const boxes = [...facets.querySelectorAll("a[data-value]")].map((link) => {
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: link.dataset.value });
      const label = document.createElement("label");
      label.append(box, " ", link.textContent);
      const note = link.parentElement.querySelector(":scope > .note");
      link.replaceWith(label);
      return { box, note };
    });
    const said = Object.assign(document.createElement("p"), { className: "shown" });
    said.setAttribute("role", "status");
    // On a phone it stays in sight while values are ticked, with the way to what they leave.
    facets.append(said);

    const show = () => {
      const values = chosen();
      let shown = 0;
      for (const { place, own } of records) {
        place.hidden = !fits(own, values);
        shown += place.hidden ? 0 : 1;
      }
      for (const { box, note } of boxes) {
        box.checked = values.has(box.value);
        if (box.checked) box.closest("details").open = true;
        // How many there would be with it, whatever else is chosen in its own facet.
        const others = new Set([...values].filter((value) => facetOf(value) !== facetOf(box.value)).concat(box.value));
        note.textContent = records.filter(({ own }) => fits(own, others)).length;
      }
      said.replaceChildren();
      if (values.size > 0) {
        const all = Object.assign(document.createElement("a"), { href: addressOf(new Set()), textContent: "Show all" });
        const see = Object.assign(document.createElement("button"), { type: "button", textContent: "See them" });
        see.onclick = () => list.querySelector("[data-values]:not([hidden]) > a").focus();
        said.append(`${shown} of ${records.length} shown. `, all, ...(shown > 0 ? [" ", see] : []));
      }
    };
    facets.addEventListener("change", () => {
      history.pushState(null, "", addressOf(new Set(boxes.filter(({ box }) => box.checked).map(({ box }) => box.value))));
      show();
    });
    addEventListener("popstate", show);
    show();
  }
}

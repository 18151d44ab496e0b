// Sorts a list. In which order it stands is in the address, as what it is narrowed by, so that it can be sent, and the way back
// undoes it.
"use strict";
{
  const choice = document.querySelector(".sort select");
  const list = document.querySelector("ul.list");
  const written = [...list.children];
  /** From what one can come into to what is over. */
  const STATES = ["open", "closing_soon", "upcoming", "running_on", "unconfirmed", "not_known", "closed", "withdrawn"];

  const nameOf = (entry) => entry.querySelector("a").textContent;
  const stateOf = (entry) => {
    const words = entry.querySelector(".state")?.classList ?? [];
    const place = STATES.findIndex((name) => [...words].includes(name));
    return place < 0 ? STATES.length : place;
  };
  const confirmed = (entry) => entry.dataset.confirmed ?? "";
  const BY = {
    name: (one, other) => nameOf(one).localeCompare(nameOf(other), document.documentElement.lang),
    state: (one, other) => stateOf(one) - stateOf(other),
    // Days compare as texts; whatever has none comes last.
    confirmed: (one, other) => (confirmed(one) < confirmed(other)) - (confirmed(one) > confirmed(other)),
  };

  const said = Object.assign(document.createElement("span"), { className: "unseen" });
  said.setAttribute("role", "status");
  choice.parentElement.after(said);

  const show = () => {
    const by = new URL(location).searchParams.get("sort") ?? "";
    choice.value = Object.hasOwn(BY, by) ? by : "";
    list.append(...(choice.value ? written.toSorted(BY[choice.value]) : written));
  };
  choice.addEventListener("change", () => {
    const others = location.search.slice(1).split("&").filter((one) => one && !one.startsWith("sort="));
    const search = others.concat(choice.value ? `sort=${choice.value}` : []).join("&");
    history.pushState(null, "", search ? `?${search}` : location.pathname);
    show();
    said.textContent = `Sorted by ${choice.selectedOptions[0].textContent}`;
  });
  addEventListener("popstate", show);
  // What was chosen while this was on its way.
  if (choice.value) choice.dispatchEvent(new Event("change"));
  else show();
}

// A list of one's own: records that a reader has ticked, to see together, print or send. It stands in the address alone, so
// nothing is stored, and every link of the site takes it along.
"use strict";
{
  const NAME = "kept";
  const { home, everything } = document.documentElement.dataset;
  const root = new URL(".", new URL(home, location));
  const together = new URL(everything, location);
  const kept = new Set((new URL(location).searchParams.get(NAME) ?? "").split(",").filter(Boolean));
  const element = (name, properties, ...inner) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inner);
    return made;
  };

  /** The same address with the list in it. */
  const carrying = (address) => {
    const url = new URL(address, location);
    // Written by hand, since `URLSearchParams` would write a colon as `%3A` and make the address unreadable.
    const others = url.search.slice(1).split("&").filter((one) => one && !one.startsWith(`${NAME}=`));
    url.search = others.concat(kept.size > 0 ? `${NAME}=${[...kept].map(encodeURI).join(",")}` : []).join("&");
    return url.href;
  };

  /** Whether this is the list of everything, and not what a search found of it. */
  const isTogether = () => {
    const path = (url) => url.pathname.replace(/index\.html$/, "");
    return path(location) === path(together) && !new URL(location).searchParams.has("q");
  };

  const whole = document.querySelector("#whole_");
  const isBeside = () => isTogether() && new URL(location).searchParams.has("compare");
  const bar = element("aside", { className: "kept", hidden: true, ariaLabel: "Your list" });
  const count = element("p", {});
  count.setAttribute("role", "status");
  const link = (address, textContent) => element("a", { href: carrying(address), textContent });
  const button = (textContent, onclick) => element("button", { type: "button", textContent, onclick });
  const show = () => {
    bar.hidden = kept.size === 0;
    count.textContent = `${kept.size} on your list`;
    const see = link(together, "See together");
    const compare = link(new URL("?compare", together), "Compare");
    const send = element("a", {
      href: `mailto:?subject=${encodeURIComponent(document.title)}&body=${encodeURIComponent(carrying(isBeside() ? location : together))}`,
      textContent: "Send by e-mail",
    });
    const other = isBeside() ? [see] : kept.size > 1 ? [compare] : [];
    const here = [...other, button("Print", () => print()), send];
    const ways = isTogether() ? here : [see, ...other];
    bar.replaceChildren(count, ...ways, button("Empty it", () => (isBeside() ? location.assign(together) : change(() => kept.clear()))));
    for (const box of document.querySelectorAll("input.keep")) box.checked = kept.has(box.value);
    if (isTogether()) only();
    if (isBeside()) beside();
  };
  const change = (act) => {
    act();
    history.replaceState(null, "", carrying(location));
    show();
  };

  /** On the list of everything: what is kept, and nothing else. */
  const [heading, lead] = [document.querySelector("h1"), document.querySelector("main > header > .lead")];
  const name = heading.textContent;
  const only = () => {
    const isNarrowed = kept.size > 0;
    heading.textContent = isNarrowed ? "Your list" : name;
    lead.hidden = isNarrowed;
    for (const place of document.querySelectorAll("main [data-id]")) place.hidden = isNarrowed && !kept.has(place.dataset.id);
    for (const part of document.querySelectorAll(".register section")) {
      part.hidden = isNarrowed && !part.querySelector("[data-id]:not([hidden])");
      part.querySelector("h2").hidden = isNarrowed;
    }
    for (const letters of document.querySelectorAll("main nav.contents")) letters.hidden = isNarrowed;
  };

  /** Side by side, where one page can be read from another. */
  const beside = () => {
    const { script } = whole.dataset;
    import(new URL(script, document.baseURI)).then(({ lay }) => lay([...kept]), () => (document.querySelector("#apart_").hidden = false));
  };

  for (const place of document.querySelectorAll("[data-id]")) {
    const box = element("input", { type: "checkbox", className: "keep", value: place.dataset.id });
    box.onchange = () => change(() => kept[box.checked ? "add" : "delete"](box.value));
    const title = (place.querySelector("a") ?? document.querySelector("h1")).textContent;
    const of = element("span", { className: "unseen", textContent: ` ${title}` });
    place.append(" ", element("label", { className: "keep" }, box, " Keep", of));
  }
  document.querySelector("main").after(bar);

  // Links are changed as they are followed, so that what they say on the page stays what the build wrote.
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("a[href]");
      if (!link || kept.size === 0) return;
      const { href } = new URL(link.href);
      const isOurs = href.startsWith(root.href) && !link.getAttribute("href").startsWith("#");
      if (isOurs) link.href = carrying(href);
    },
    { capture: true },
  );
  // A form leads on as a link does.
  document.addEventListener("submit", (event) => {
    if (kept.size === 0) return;
    event.preventDefault();
    const url = new URL(event.target.action);
    url.search = new URLSearchParams(new FormData(event.target));
    location.assign(carrying(url));
  });
  show();
}

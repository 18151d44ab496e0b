// The least that shows results: an engine is loaded when the box gets focus, as on our own pages.
"use strict";
{
  const name = new URL(location).searchParams.get("engine");
  let opened;
  const open = () => (opened ??= import(`./${name}.js`).then(({ open }) => open(new URL(location).searchParams)));
  globalThis.ask = async (query, typed = false) => (await open())(query, 10, typed);

  const box = document.querySelector("#q");
  const list = document.querySelector("#list");
  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const results = await (await open())(box.value, 6);
    if (mine !== turn) return;
    list.replaceChildren(
      ...results.map(({ url, title }) => {
        const item = document.createElement("li");
        item.append(Object.assign(document.createElement("a"), { href: url, textContent: title }));
        return item;
      }),
    );
  };
  box.addEventListener("focus", open);
  box.addEventListener("input", show);
}

// Shows what is new: the panel in place, a page that is other than before by loading it again where it was scrolled to. A
// style sheet has another name in the page when it is other than before.
(() => {
  const { path, shown } = document.currentScript.dataset;
  const [page, shownPanel] = shown.split(" ");
  let panel = shownPanel;
  const ours = "/.fingerpost/";
  const here = "?page=" + encodeURIComponent(decodeURIComponent(path));

  // A browser that keeps nothing for us shows the page from its top, and the panel open.
  const kept = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem("fingerpost-" + name);
      sessionStorage.setItem("fingerpost-" + name, value);
    } catch { }
    return null;
  };

  const place = kept("place");
  if (place) {
    kept("place", "");
    const [of, x, y] = JSON.parse(place);
    const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
    if (of === location.href) {
      back();
      addEventListener("load", back, { once: true });
    }
  }

  const again = (wanted) => {
    // What loading did not bring once, it does not bring by doing it for ever.
    if (kept("wanted") === path + wanted) return;
    kept("wanted", path + wanted);
    kept("place", JSON.stringify([location.href, scrollX, scrollY]));
    location.reload();
  };

  // Only one that is closed stays so, and only while it says the same.
  const wire = () => {
    const tree = document.querySelector("fingerpost-panel")?.shadowRoot;
    const details = tree?.querySelector(".found details");
    if (!details) return;
    if (kept("closed") === panel) details.open = false;
    details.addEventListener("toggle", () => kept("closed", details.open ? "" : panel));
    tree.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const open = event.target.closest("details[open]");
      if (!open) return;
      open.open = false;
      open.querySelector("summary").focus();
    });
    const isFree = !document.activeElement || document.activeElement === document.body;
    if (details.open && isFree) details.querySelector("summary").focus({ preventScroll: true });
  };

  const showPanel = async () => {
    const answer = await fetch(ours + "panel" + here, { cache: "no-store" });
    const html = await answer.text();
    document.querySelector("fingerpost-panel")?.remove();
    if (!html) return;
    const element = document.createElement("fingerpost-panel");
    element.attachShadow({ mode: "open" }).innerHTML = html;
    document.body.append(element);
    wire();
  };

  let news;
  const listen = () => {
    news?.close();
    news = new EventSource(ours + "events" + here);
    news.addEventListener("message", ({ data }) => {
      const [newPage, newPanel] = data.split(" ");
      if (newPage !== page) return again(newPage);
      if (newPanel !== panel) {
        panel = newPanel;
        showPanel();
      }
    });
  };
  // A browser keeps six connections to one host: a page that nobody sees keeps none, and asks when it is seen again.
  const attend = () => (document.hidden ? news?.close() : listen());
  wire();
  attend();
  document.addEventListener("visibilitychange", attend);
  // A page to which one comes back may be an old one.
  addEventListener("pageshow", (event) => event.persisted && attend());
  addEventListener("pagehide", () => news?.close());
})();

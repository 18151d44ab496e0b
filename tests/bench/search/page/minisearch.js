import MiniSearch from "/peers/minisearch.js";

export const open = async () => {
  const get = (name) => fetch(`/peers/${name}`).then((answer) => answer.text());
  const [json, words] = await Promise.all([get("minisearch.json"), get("stop.json")]);
  const stop = new Set(JSON.parse(words));
  const index = MiniSearch.loadJSON(json, {
    fields: ["title", "names", "summary", "text"],
    storeFields: ["url", "title"],
    processTerm: (term) => (stop.has(term.toLowerCase()) ? null : term.toLowerCase()),
    searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
  });
  return async (query, limit) => index.search(query).slice(0, limit).map(({ id, url, title }) => ({ ids: [id], url, title }));
};

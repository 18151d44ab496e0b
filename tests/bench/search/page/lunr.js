// As lunr's guide has it for suggestions: the very word first, then what begins so, then what is spelt nearly so.
export const open = async () => {
  const script = document.createElement("script");
  script.src = "/peers/lunr.min.js";
  const loaded = new Promise((done) => (script.onload = done));
  document.head.append(script);
  const [{ index, shown }] = await Promise.all([fetch("/peers/lunr.json").then((answer) => answer.json()), loaded]);
  const { lunr } = globalThis;
  const engine = lunr.Index.load(index);
  const byId = new Map(shown.map((one) => [one.id, one]));
  return async (query, limit) => {
    const found = engine.query((asked) => {
      for (const token of lunr.tokenizer(query).map(String).filter(Boolean)) {
        asked.term(token, { boost: 100 });
        asked.term(token, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
        asked.term(token, { boost: 1, usePipeline: false, editDistance: 1 });
      }
    });
    return found.slice(0, limit).map(({ ref }) => ({ ids: [ref], url: byId.get(ref).url, title: byId.get(ref).title }));
  };
};

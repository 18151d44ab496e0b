// Our own engine alone: what it finds is measured here, and what it takes on a page of the site.
export const open = async (given) => {
  const { open } = await import(given.get("script"));
  const { search } = await open(async (name) => (await fetch(`/search/${name}`)).json());
  return async (query, limit, typed) => {
    const { results } = await search(query, { limit, typed });
    return results.map(({ id, url, title }) => ({ ids: [id.split("/")[0]], url, title }));
  };
};

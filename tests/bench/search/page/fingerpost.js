// Our own engine alone: what it finds is measured here, and what it takes on a page of the site.
export const open = async (given) => {
  const { open } = await import(given.get("script"));
  const { search, typing } = await open(async (name) => (await fetch(`/search/${name}`)).json());
  const typed = typing();
  return async (query, limit, isTyped) => {
    const { results } = await (isTyped ? typed : search)(query, { limit });
    return results.map(({ id, url, title }) => ({ ids: [id.split("/")[0]], url, title }));
  };
};

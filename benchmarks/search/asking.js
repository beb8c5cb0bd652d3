/** Start a search in the page as `window.asked`, and return how long its set-up took, in milliseconds. */
async ({ script, index, kind, base }) => {
  const SETUP = 0, QUERY = 2, PAGES = 10;

  /** Start a worker of Material's protocol, and return how to ask it. */
  const startWorker = async () => {
    const { config, docs } = await (await fetch(index)).json();
    const start = performance.now();
    const worker = new Worker(script);
    const ask = (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = reject;
        worker.postMessage(message);
      });
    await ask({ type: SETUP, data: { config, docs, options: { suggest: true } } });
    const setup = performance.now() - start;
    return {
      setup,
      find: async (query) => {
        const { data } = await ask({ type: QUERY, data: query });
        return data.items.slice(0, PAGES).map(([{ location }]) => location.split("#")[0]);
      },
    };
  };

  /** Load Pagefind, and return how to ask it; a page's address is in a fragment, which is loaded for each. */
  const startPagefind = async () => {
    const start = performance.now();
    const pagefind = await import(script);
    await pagefind.init();
    const setup = performance.now() - start;
    const root = new URL(base).pathname;
    return {
      setup,
      find: async (query) => {
        const { results } = await pagefind.search(query);
        const found = await Promise.all(results.slice(0, PAGES).map((one) => one.data()));
        return found.map(({ url }) => decodeURIComponent(url).replace(root, "").replace(/^\//, ""));
      },
    };
  };

  /** Index the sections with MiniSearch: words, and each two letters of those in Hangul. */
  const startMiniSearch = async () => {
    const { docs } = await (await fetch(index)).json();
    const { default: MiniSearch } = await import(script);
    const start = performance.now();
    const words = (text) => text.toLowerCase().match(/[가-힣]+|[a-z0-9]+/g) ?? [];
    const bigrams = (word) => (/[가-힣]{3}/.test(word) ? [...word].slice(1).map((letter, at) => word[at] + letter) : []);
    const tokenize = (text) => words(text).flatMap((word) => [word, ...bigrams(word)]);
    const search = new MiniSearch({ fields: ["title", "text"], idField: "location", tokenize, searchOptions: { boost: { title: 4 }, prefix: true } });
    search.addAll(docs.map(({ location, title, text }) => ({ location, title, text: text.replace(/<[^>]*>/g, " ") })));
    const setup = performance.now() - start;
    const find = async (query) => [...new Set(search.search(query).map(({ id }) => id.split("#")[0]))].slice(0, PAGES);
    return { setup, find };
  };

  const { setup, find } = await { worker: startWorker, pagefind: startPagefind, minisearch: startMiniSearch }[kind]();
  window.asked = async (query) => {
    const start = performance.now();
    const pages = await find(query);
    return { pages, ms: performance.now() - start };
  };
  return setup;
};

async ({ script, index, queries, rounds, base }) => {
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

  const { setup, find } = await (index ? startWorker() : startPagefind());
  const times = [];
  const pages = {};
  for (let round = 0; round < rounds; round++)
    for (const query of queries) {
      const start = performance.now();
      pages[query] = await find(query);
      times.push(performance.now() - start);
    }
  return { setup, times, pages };
};

/** Print as JSON what answering costs the processor, in milliseconds: `node cost.js ENGINE INDEX QUERIES`. */

import { readFileSync } from "node:fs";

const [engine, index, queries] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const timed = (act) => {
  const start = clock();
  const result = act();
  return [clock() - start, result];
};

const { Engine } = await import(engine);
const data = read(index);
const [setup, search] = timed(() => new Engine(data));
const asked = read(queries);
const [first] = timed(() => search.search(asked[0]));
search.warm();
const times = asked.map((query) => timed(() => search.search(query))[0]);
console.log(JSON.stringify({ setup, first, times }));

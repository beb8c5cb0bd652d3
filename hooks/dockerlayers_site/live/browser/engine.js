/**
 * The page's side of the worker: starts it once for the page, asks it, and says why it does not answer.
 */

const LONGEST = 20_000;
const KEPT = new Set(["link", "script", "css", "img", "other"]);
const places = LIVE_PLACES;
const base = new URL("./", import.meta.url);
const at = (path) => new URL(path, base).href;

let worker;
let started;
let asked = new Map();
let count = 0;
const watchers = new Set();

/** Why there is no answer: `blocked`, `offline`, `missing`, `broken` or `slow`. */
export class EngineError extends Error {
  constructor(reason, detail = "") {
    super(detail);
    this.reason = reason;
  }
}

/** Start the engine, once; the callback is told how much of the parts has come. */
export function start(watch) {
  if (watch) watchers.add(watch);
  started ??= boot().catch((error) => {
    stop();
    throw error;
  });
  return started.finally(() => watchers.delete(watch));
}

/** Forget the engine: the next start begins anew. */
export function stop(reason = "broken") {
  worker?.terminate();
  worker = started = undefined;
  for (const { reject } of asked.values()) reject(new EngineError(reason));
  asked = new Map();
}

/** Ask the library, and return what it answers. */
export async function ask(question) {
  await start();
  const id = ++count;
  const text = JSON.stringify(question);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => stop("slow"), LONGEST);
    const done = (settle) => (value) => {
      clearTimeout(timer);
      asked.delete(id);
      settle(value);
    };
    asked.set(id, { resolve: done(resolve), reject: done(reject) });
    worker.postMessage({ id, question: text });
  });
}

/** Return how much memory Python has, in bytes. */
export async function measure() {
  await start();
  return new Promise((resolve) => {
    worker.addEventListener("message", function told({ data }) {
      if (data.measured === undefined) return;
      worker.removeEventListener("message", told);
      resolve(data.measured);
    });
    worker.postMessage({ measure: true });
  });
}

/* The next start then needs no network. Where it is denied, all works as before, with one. */
async function keepForOffline() {
  try {
    await navigator.serviceWorker.register(at(places.offline));
    const { active } = await navigator.serviceWorker.ready;
    const read = performance.getEntriesByType("resource").filter((one) => KEPT.has(one.initiatorType));
    active.postMessage({ keep: [location.href, ...read.map((one) => one.name), ...places.scripts.map(at)] });
  } catch {
    /* no service worker here */
  }
}

function boot() {
  return new Promise((resolve, reject) => {
    try {
      worker = new Worker(at("worker.js"), { type: "module" });
    } catch (error) {
      reject(new EngineError("blocked", String(error)));
      return;
    }
    worker.addEventListener("error", (event) => reject(new EngineError("blocked", event.message)));
    worker.addEventListener("message", ({ data }) => {
      if (data.progress) watchers.forEach((watch) => watch(data.progress));
      else if (data.ready) {
        resolve(data.ready);
        void keepForOffline();
      } else if (data.broken) reject(new EngineError(data.broken.reason, data.broken.detail));
      else if (data.kept !== undefined) dispatchEvent(new CustomEvent("dockerlayers-kept", { detail: data.kept }));
      else if (data.failed) asked.get(data.id)?.reject(new EngineError("broken", data.failed));
      else asked.get(data.id)?.resolve(JSON.parse(data.answer));
    });
    worker.postMessage({
      start: {
        ...places,
        folder: base.href,
        pyodide: at(places.pyodide),
        library: { name: places.library, address: at(places.library) },
      },
    });
  });
}

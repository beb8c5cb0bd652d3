/**
 * The worker that the page starts instead of Material's. It loads the index and the Korean search; should the search fail,
 * for whatever reason, it loads Material's own worker, hands everything over to it, and says why in the console.
 */

"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, FAILED = 4;
const MATERIAL = new URL("../workers/MATERIAL_WORKER", self.location.href).href;
const INDEX = new URL("../../../search/search_index.json", self.location.href).href;

let engine = null;
let setup = null;
const modules = import(new URL("engine.js", self.location.href).href);
modules.catch(() => {});

addEventListener("message", answer);

async function answer({ data: message }) {
  if (message.type === SETUP) {
    message = setup = await withIndex(message);
    if (!setup) return postMessage({ type: FAILED });
  }
  try {
    await modules.then(({ Engine }) => handle(message, Engine));
  } catch (error) {
    fallBack(error, message);
  }
}

/** Return a set-up with the index, which Material's page brings and ours leaves to the worker; null if it cannot be had. */
async function withIndex({ type, data }) {
  if (data.docs) return { type, data };
  try {
    const { config, docs } = await (await fetch(INDEX)).json();
    return { type, data: { ...data, config, docs } };
  } catch (error) {
    console.warn("The search index cannot be loaded:", error);
    return null;
  }
}

function handle(message, Engine) {
  if (message.type === SETUP) {
    engine = new Engine(message.data);
    postMessage({ type: READY });
    setTimeout(() => engine.warm(), 0);
  } else if (message.type === QUERY) postMessage({ type: RESULT, data: engine.search(message.data) });
}

function fallBack(error, message) {
  console.warn("Korean search failed, Material's own takes over:", error);
  removeEventListener("message", answer);
  if (!self.lunr) importScripts(MATERIAL);
  if (message.type === QUERY) afterReady(() => dispatchEvent(new MessageEvent("message", { data: message })));
  if (setup) dispatchEvent(new MessageEvent("message", { data: setup }));
}

/** Call back once Material's worker says that it is ready: a query before that has no answer. */
function afterReady(act) {
  const post = self.postMessage;
  self.postMessage = (reply) => {
    self.postMessage = post;
    post.call(self, reply);
    act();
  };
}

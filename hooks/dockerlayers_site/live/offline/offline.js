/**
 * Keeps what a reader who changes Dockerfiles needs: Python and the library at once, the pages that were read as they
 * come. What was kept of Python never changes at its address; of all else, the site is asked first, and what was kept
 * stands in for it where there is no network.
 */

const ENGINE = "dockerlayers-engine";
const PAGES = "dockerlayers-pages";
const MOST = 120;
const KEPT = OFFLINE_KEPT;
const base = new URL("./", location.href);
const isEngine = (url) => KEPT.some((folder) => url.href.startsWith(new URL(folder, base).href));
const SHOWN = new Set(["document", "script", "style", "image", "font", "manifest"]);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), dropOld()])));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (isEngine(url)) event.respondWith(kept(event.request));
  else if (SHOWN.has(event.request.destination)) event.respondWith(fresh(event, withoutQuestion(url)));
});

/* What the page has read before this worker was there. Most of it the browser still has. */
self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keepAll(event.data.keep));
});

async function keepAll(addresses) {
  const own = addresses.map((one) => withoutQuestion(new URL(one))).filter((url) => url.origin === location.origin);
  await Promise.allSettled(own.map(keepOne));
}

async function keepOne(url) {
  const cache = await caches.open(isEngine(url) ? ENGINE : PAGES);
  if (!(await cache.match(url.href))) await cache.add(url.href);
}

async function kept(request) {
  const found = await caches.match(request.url);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await keep(ENGINE, request.url, response.clone());
  return response;
}

async function fresh(event, url) {
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected) event.waitUntil(keep(PAGES, url.href, response.clone()));
    return response;
  } catch (error) {
    const found = await caches.match(url.href);
    if (found) return found;
    throw error;
  }
}

/* What is asked in an address is answered in the page: it is the same page. */
function withoutQuestion(url) {
  const plain = new URL(url);
  plain.search = plain.hash = "";
  return plain;
}

async function keep(name, address, response) {
  try {
    const cache = await caches.open(name);
    await cache.put(address, response);
    const keys = name === PAGES ? await cache.keys() : [];
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((one) => cache.delete(one)));
  } catch {
    /* There is no room: the site is asked the next time, too. */
  }
}

async function dropOld() {
  const cache = await caches.open(ENGINE);
  const old = (await cache.keys()).filter((one) => !isEngine(new URL(one.url)));
  await Promise.all(old.map((one) => cache.delete(one)));
}

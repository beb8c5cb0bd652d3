/**
 * Runs the library in the reader's browser: Python as WebAssembly, in a worker, with nothing from another host. A start
 * reads Python and the library from the site and keeps an image of the memory; the next one begins with that image.
 */

const WASM = "pyodide.asm.wasm";
const STDLIB = "python_stdlib.zip";
const MODULE = "pyodide.asm.mjs";
const IMAGE = "memory";
const CACHE = "dockerlayers-engine"; /* offline.js has it, too */
const PAGE = 65_536;

const fetchFromSite = self.fetch.bind(self);
let answer;
let memory = () => 0;

self.addEventListener("message", async ({ data }) => {
  if (data.start) await start(data.start);
  else if (data.measure) self.postMessage({ measured: memory() });
  else reply(data);
});

function reply({ id, question }) {
  try {
    self.postMessage({ id, answer: answer(question) });
  } catch (error) {
    self.postMessage({ id, failed: String(error.message ?? error) });
  }
}

async function start(places) {
  const began = performance.now();
  try {
    const image = await findImage(places);
    const way = (image && (await startFromImage(places, image))) || (await startPlainly(places));
    self.postMessage({ ready: { way, time: performance.now() - began } });
  } catch (error) {
    self.postMessage({ broken: { reason: error.reason ?? "broken", detail: String(error.stack ?? error) } });
  }
}

/* The image holds Python with the library in it; what Python may yet import is read from the site's cache. */
async function startFromImage(places, image) {
  try {
    const parts = await download(places, [WASM, STDLIB]);
    const python = await load(places, parts, { image });
    answer = python.globals.get("answer");
    answer("{\"text\": {\"text\": \"FROM scratch\"}}");
    return "image";
  } catch (error) {
    if (error.reason) throw error;
    await forgetImage(places);
    return null;
  }
}

async function startPlainly(places) {
  const parts = await download(places, [WASM, STDLIB, places.library.name]);
  const library = JSON.parse(await parts[places.library.name].text());
  const python = await load(places, parts, { library });
  python.runPython("from dockerlayers.live.answer import answer, warm_up\nwarm_up()\nimport gc\ngc.collect()");
  const image = takeImage(python);
  answer = python.globals.get("answer");
  if (image) void keepImage(places, image);
  return "plain";
}

/* Pyodide asks for its parts by address: it is given what was read before, so that the reader could see how far it is. */
async function load(places, parts, { image, library }) {
  const module = await import(`${places.pyodide}pyodide.mjs`);
  self.fetch = async (input, options) => {
    const name = String(input.url ?? input).split("/").pop();
    return parts[name] ? respond(name, parts[name]) : fetchFromSite(input, options);
  };
  const grown = image ? growMemory(image.byteLength) : () => {};
  try {
    const python = await module.loadPyodide({
      indexURL: places.pyodide,
      lockFileContents: { info: places.info, packages: {} },
      createPyodideModule: (await import(`${places.pyodide}${MODULE}`)).default,
      fsInit: library && ((fs, { sitePackages }) => write(fs, sitePackages, library)),
      stdout: () => {},
      stderr: () => {},
      ...(image ? { _loadSnapshot: image } : { _makeSnapshot: true }),
    });
    memory = () => python._module.HEAP8.length;
    return python;
  } finally {
    self.fetch = fetchFromSite;
    grown();
  }
}

function respond(name, blob) {
  return new Response(blob.stream(), {
    headers: { "content-type": name === WASM ? "application/wasm" : "application/octet-stream" },
  });
}

/* Python's memory is declared in its module, and Pyodide copies the image into it without a look at the size:
   https://github.com/pyodide/pyodide/issues/6254. So it is made large enough before. */
function growMemory(size) {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    const missing = size - made.instance.exports.memory.buffer.byteLength;
    if (missing > 0) made.instance.exports.memory.grow(Math.ceil(missing / PAGE));
    return made;
  };
  return () => { WebAssembly.instantiateStreaming = instantiate; };
}

async function write(fs, folder, library) {
  for (const [path, text] of Object.entries(library)) {
    fs.mkdirTree(`${folder}/${path.slice(0, path.lastIndexOf("/"))}`);
    fs.writeFile(`${folder}/${path}`, text);
  }
}

/* Reads the parts side by side, and tells how much of all there is to read has come. */
async function download(places, names) {
  const sizes = { [WASM]: places.sizes.wasm, [STDLIB]: places.sizes.stdlib, [places.library.name]: places.sizes.library };
  const total = names.reduce((sum, name) => sum + sizes[name], places.sizes.module);
  let read = 0;
  const tell = (count) => {
    read = Math.min(total, read + count);
    self.postMessage({ progress: { read, total } });
  };
  const module = import(`${places.pyodide}${MODULE}`).then(() => tell(places.sizes.module), refuse);
  const parts = names.map(async (name) => {
    const address = addressOf(places, name);
    const kept = await find(address);
    if (kept) {
      tell(sizes[name]);
      return [name, await kept.blob()];
    }
    const part = await unpack(await readPart(address, tell));
    void keep(address, part);
    return [name, part];
  });
  const all = Object.fromEntries(await Promise.all(parts));
  await module;
  return all;
}

const addressOf = (places, name) =>
  name === WASM ? `${places.pyodide}${WASM}.gz` : name === STDLIB ? `${places.pyodide}${STDLIB}` : places.library.address;

async function readPart(address, tell) {
  const response = await fetchFromSite(address).catch(refuse);
  if (!response.ok) throw fault("missing", `${response.status} ${address}`);
  const chunks = [];
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(refuse);
    if (done) return new Blob(chunks);
    chunks.push(value);
    tell(value.length);
  }
}

/* A server may have unpacked it on the way. */
async function unpack(blob) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return blob;
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

function fault(reason, detail) {
  return Object.assign(new Error(detail), { reason });
}

function refuse(error) {
  throw fault("offline", String(error));
}

/* The cache may be denied, or full: then each start is a plain one. */
async function find(address) {
  try {
    return await (await caches.open(CACHE)).match(address);
  } catch {
    return undefined;
  }
}

async function keep(address, content) {
  try {
    await (await caches.open(CACHE)).put(address, new Response(content));
    return true;
  } catch {
    return false;
  }
}

const imageAddress = (places) => `${places.folder}${IMAGE}`;

async function findImage(places) {
  const found = await find(imageAddress(places));
  return found && new Uint8Array(await found.arrayBuffer());
}

function takeImage(python) {
  try {
    return python.makeMemorySnapshot();
  } catch {
    return undefined;
  }
}

async function keepImage(places, image) {
  const kept = await keep(imageAddress(places), image);
  self.postMessage({ kept: kept ? image.byteLength : 0 });
}

async function forgetImage(places) {
  try {
    await (await caches.open(CACHE)).delete(imageAddress(places));
  } catch {
    /* there was none to forget */
  }
}

/**
 * A link that carries all: text, target, arguments, question. It stands behind `#`, which no browser sends to a server:
 * `v1.` and base64url of deflated JSON. What comes in one is data: it is read as these fields, or refused.
 */

/** So long a link's fragment may be; browsers and chats cut longer ones. */
export const MOST_FRAGMENT = 8000;
const VERSION = "v1.";
const MOST_TEXT = 400_000;
const MOST_ARGS = 100;

/** Why a link cannot be read: `cut`, `version` or `forged`. */
export class LinkError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Say whether there is something in a text, or in a table of texts. */
export const hasAny = (value) => Boolean(value && (typeof value === "string" || Object.keys(value).length));

/** Write the fragment for what is shared, without `#`. */
export async function writeFragment({ text, target, args, asked, ignore, platform }) {
  const parts = { text, target, args, ask: asked, ignore, platform };
  const given = Object.entries(parts).filter(([, value]) => hasAny(value));
  const packed = await squeeze(new TextEncoder().encode(JSON.stringify(Object.fromEntries(given))));
  return VERSION + btoa(String.fromCharCode(...packed)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Read a fragment; null for one that is not of a link, a LinkError for one that is cut or forged. */
export async function readFragment(hash) {
  const fragment = hash.replace(/^#/, "");
  if (!/^v\d+\./.test(fragment)) return null;
  if (!fragment.startsWith(VERSION)) throw new LinkError("version");
  const found = parseParts(await unpack(fragment.slice(VERSION.length)));
  if (!found) throw new LinkError("forged");
  return found;
}

async function unpack(encoded) {
  try {
    const bytes = Uint8Array.from(atob(encoded.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(await readAll(stream));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("cut");
  }
}

/* A few bytes can be made to unpack to very many. */
async function readAll(stream) {
  const chunks = [];
  let size = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    size += value.length;
    if (size > MOST_TEXT) {
      await reader.cancel();
      throw new LinkError("forged");
    }
    chunks.push(value);
  }
}

async function squeeze(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function parseParts(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof given?.text !== "string") return null;
  const { target, args, ask, ignore, platform } = given;
  if (![target, ask, ignore, platform].every((one) => one === undefined || typeof one === "string")) return null;
  if (args !== undefined && !isTexts(args)) return null;
  return { text: given.text, target: target ?? null, args: { ...args }, asked: ask ?? null, ignore: ignore ?? null, platform: platform ?? null };
}

const isTexts = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value) &&
  Object.keys(value).length <= MOST_ARGS && Object.values(value).every((one) => typeof one === "string");

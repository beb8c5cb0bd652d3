/** Results as Material draws them: the title and a few words of the text, with what was found marked. */

import { HOW } from "./alternatives.js";
import { plain, squeeze } from "./text.js";

const BEFORE = 40;
const LENGTH = 180;
const MARKS = 12;
const LOOKED_INTO = 6000;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What of a query is shown as found: patterns of what a text has, as plain as can be, which a long text needs. */
export class Found {
  /** Take the groups of a query. */
  constructor(groups) {
    const all = groups.flatMap(({ alternatives }) => {
      const written = alternatives.find(({ how }) => how === HOW.WRITTEN)?.find;
      return alternatives.filter(({ weight }) => weight >= 0.45).map((one) => ({ ...one, instead: one.how === HOW.NAME ? written : null }));
    });
    this.sought = all.flatMap(({ find, forms, parts = [], edge, whole, instead }) => [
      { find, forms, edge, whole, instead },
      ...parts.map((part) => ({ find: part, edge: false, whole: false })),
    ]);
    this.known = new Map();
  }

  /** Return a pattern for all that stands in a text, with blanks and hyphens in it; null for nothing. */
  in(text) {
    const lower = text.toLowerCase();
    const sources = new Set(this.sought.map((one) => sourceFor(one, lower)).filter(Boolean));
    const key = [...sources].sort((a, b) => b.length - a.length).join("|");
    if (!this.known.has(key)) this.known.set(key, key ? new RegExp(key, "gi") : null);
    return this.known.get(key);
  }
}

/** Return the pattern of what is sought in a text in small letters: as it is if it stands so, else with blanks in it. */
function sourceFor({ find, forms, edge, whole, instead }, lower) {
  // A name in the other script is of use where the word itself is not: one of 시스템(system) is enough.
  if (instead && lower.includes(instead)) return null;
  if (forms) {
    const here = forms.filter((form) => lower.includes(form));
    return here.length ? `(?<![가-힣])(?:${here.join("|")})` : null;
  }
  if (!lower.includes(find[0])) return null;
  const latin = /^[a-z0-9]+$/.test(find);
  return `${latin && edge ? "(?<![a-z0-9])" : ""}${lower.includes(find) ? escaped(find) : spaced(find)}${latin && whole ? "(?![a-z0-9])" : ""}`;
}

function escaped(word) {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function spaced(word) {
  return [...word].map(escaped).join("[\\s\\u200b_-]{0,2}");
}

/** Return a text, which is no HTML, with what the pattern finds marked, as HTML. */
export function marked(text, found) {
  const pattern = found?.in(text);
  let html = "", from = 0;
  for (const { index, 0: word } of pattern ? text.matchAll(pattern) : []) {
    html += `${escape(text.slice(from, index))}<mark>${escape(word)}</mark>`;
    from = index + word.length;
  }
  return joined(html + escape(text.slice(from)));
}

/** Return HTML in which no line breaks before a particle: a joiner as the build sets it in pages stands there. */
function joined(html) {
  return html.replace(/(?<=[^\s<])(?:[%)\]}°»’”…‰′″℃〉》」』】〕％）］｝"']|&quot;)(?:<\/mark>)?(?=[가-힣])/g, "$&\u2060");
}

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}

/** Return the part of a text in which most of what was found stands. */
export function teaser(text, sought) {
  const start = text.slice(0, LOOKED_INTO);
  const pattern = sought.in(start);
  if (!pattern) return clip(text, 0);
  const found = [...firstOf(start.matchAll(pattern), MARKS)];
  let best = 0, most = 0;
  for (const { index } of found) {
    const near = found.filter((other) => other.index >= index && other.index < index + LENGTH - BEFORE);
    const words = new Set(near.map((other) => squeeze(other[0]))).size;
    if (words > most) [best, most] = [index, words];
  }
  return clip(text, best - BEFORE);
}

function clip(text, from) {
  const start = from <= 0 ? 0 : text.indexOf(" ", from) + 1 || from;
  const end = start + LENGTH >= text.length ? text.length : text.lastIndexOf(" ", start + LENGTH);
  const until = end > start ? end : start + LENGTH;
  return `${start ? "… " : ""}${text.slice(start, until)}${until < text.length ? " …" : ""}`;
}

function* firstOf(all, count) {
  for (const one of all) {
    if (!count--) return;
    yield one;
  }
}

/** Return the words to mark on the page that a result leads to, and the query's words that are not in it. */
export function terms(texts, sought, missing) {
  const found = {};
  for (const text of texts) {
    const pattern = sought.in(text);
    for (const { 0: word } of pattern ? firstOf(text.matchAll(pattern), MARKS) : [])
      for (const piece of word.split(/[\s\u200b_-]+/))
        if (piece.length > 1 && !/^[a-z0-9]{1,2}$/i.test(piece)) found[piece.toLowerCase()] = true;
  }
  return Object.fromEntries([...missing.map((word) => [word, false]), ...Object.entries(found).slice(0, 8)]);
}

const ROW = /<li><pre>(?!<code>)([\s\S]*?)<\/pre><\/li>/g;

/** Return the rows of a section's breakdowns, each with its place, the number of its line and its code. */
export function rowsOf(doc) {
  const codes = [...doc.text.matchAll(ROW)].map(([, html]) => plain(html));
  const page = doc.location.split("#")[0];
  return (doc.rows ?? []).map(([id, line], index) => ({ location: `${page}#${id}`, id, line, code: codes[index] ?? "" }));
}

/** Return the text of a section without the rows of its breakdowns. */
export function proseOf(doc) {
  return plain(doc.text.replace(ROW, " "));
}

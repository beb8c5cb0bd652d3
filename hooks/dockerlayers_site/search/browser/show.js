/** Results as Material draws them: the title and a few words of the text, with what was found marked. */

import { HOW } from "./alternatives.js";
import { mayBeForm } from "./synonyms.js";
import { plain, squeeze } from "./text.js";

const BEFORE = 40;
const LENGTH = 180;
const MARKS = 12;
/** No word in Hangul that is looked at is longer. */
const LONGEST = 20;
const LOOKED_INTO = 6000;
/** What may stand between the letters of a word that was typed without it, and how often. */
const BETWEEN = /[\s\u200b_-]/;
const GAP = 2;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What of a query is shown as found, where it stands in texts. */
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
    this.places = new Map();
  }

  /** Return the first places of a text at which something stands, each from and to; those of a text are looked for once. */
  in(text) {
    if (!this.places.has(text)) this.places.set(text, this.first(text));
    return this.places.get(text);
  }

  /** Return them for a text that is asked about once. */
  first(text) {
    const lower = lowered(text);
    return firstOf(this.sought.flatMap((one) => placesOf(one, lower, MARKS)));
  }

  /** Say whether anything stands in a text. */
  standsIn(text) {
    const lower = lowered(text);
    return this.sought.some((one) => placesOf(one, lower, 1).length > 0);
  }
}

/** Return the first places of one that is sought in a text of small letters. */
function placesOf(one, lower, most) {
  // A name in the other script is of use where the word itself is not: one of 시스템(system) is enough.
  if (one.instead && lower.includes(one.instead)) return [];
  if (one.forms) return one.forms.flatMap((form) => literally(lower, form, most, (_, from) => beginsWord(lower, from) && mayBeForm(wordAt(lower, from), form)));
  const places = literally(lower, one.find, most, testOf(one));
  return places.length || one.find.length < 3 || !lower.includes(one.find.slice(0, 2)) ? places : spaced(lower, one.find, most);
}

/** Return a text in small letters, each where it was. */
function lowered(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** Return the word in Hangul from a place on. */
function wordAt(lower, from) {
  return /^[가-힣]+/.exec(lower.slice(from, from + LONGEST))?.[0] ?? "";
}

const LETTER = /[a-z0-9]/;

/** Say whether a verb's form begins a word. */
function beginsWord(lower, from) {
  return !/[가-힣]/.test(lower[from - 1] ?? "");
}

/** Return the test of whether a word of Latin letters stands alone as far as it has to; any other may stand in another. */
function testOf({ find, edge, whole }) {
  if (!/^[a-z0-9]+$/.test(find)) return () => true;
  return (lower, from, to) => !(edge && LETTER.test(lower[from - 1] ?? "")) && !(whole && LETTER.test(lower[to] ?? ""));
}

/** Return the first places of a string that pass a test. */
function literally(lower, string, most, test) {
  const places = [];
  for (let from = lower.indexOf(string); from >= 0 && places.length < most; from = lower.indexOf(string, from + string.length))
    if (test(lower, from, from + string.length)) places.push([from, from + string.length]);
  return places;
}

/** Return the first places of a string with blanks and hyphens in it. */
function spaced(lower, string, most) {
  const places = [];
  for (let from = lower.indexOf(string[0]); from >= 0 && places.length < most; ) {
    const to = endOfSpaced(lower, string, from);
    if (to) places.push([from, to]);
    from = lower.indexOf(string[0], to || from + 1);
  }
  return places;
}

/** Return where a string ends that begins at a place, with up to two blanks or hyphens between its letters; 0 if it does not. */
function endOfSpaced(lower, string, from) {
  let at = from + 1;
  for (let next = 1; next < string.length; next++) {
    for (let gap = 0; gap < GAP && lower[at] !== string[next] && BETWEEN.test(lower[at] ?? ""); gap++) at++;
    if (lower[at++] !== string[next]) return 0;
  }
  return at;
}

/** Return the first places that do not overlap, of those with one beginning the longest. */
function firstOf(places) {
  const out = [];
  for (const one of places.sort(([a, aEnd], [b, bEnd]) => a - b || bEnd - aEnd)) {
    if (one[0] < (out.at(-1)?.[1] ?? 0)) continue;
    if (out.push(one) === MARKS) break;
  }
  return out;
}

/** Return a text, which is no HTML, with what the pattern finds marked, as HTML. */
export function marked(text, found) {
  let html = "", from = 0;
  for (const [start, end] of found?.in(text) ?? []) {
    html += `${escape(text.slice(from, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    from = end;
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
  const found = sought.first(text.slice(0, LOOKED_INTO)).map(([from, to]) => [from, squeeze(text.slice(from, to))]);
  let best = 0, most = 0;
  for (const [index] of found) {
    const near = found.filter(([other]) => other >= index && other < index + LENGTH - BEFORE);
    const words = new Set(near.map(([, word]) => word)).size;
    if (words > most) [best, most] = [index, words];
  }
  return clip(text, best - BEFORE);
}

function clip(text, from) {
  const start = from <= 0 ? 0 : text.indexOf(" ", from) + 1 || from;
  const end = start + LENGTH >= text.length ? text.length : text.lastIndexOf(" ", start + LENGTH);
  const until = end > start ? end : start + LENGTH;
  return `${start ? "… " : ""}${text.slice(start, until)}${until < text.length ? "\u00a0…" : ""}`;
}

/** Return the words to mark on the page that a result leads to, and the query's words that are not in it. */
export function terms(texts, sought, missing) {
  const found = {};
  for (const text of texts)
    for (const [from, to] of sought.in(text))
      for (const piece of text.slice(from, to).split(/[\s\u200b_-]+/))
        if (piece.length > 1 && !/^[a-z0-9]{1,2}$/i.test(piece)) found[piece.toLowerCase()] = true;
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

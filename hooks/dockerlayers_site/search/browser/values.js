/** What words are worth by where they stand, and which sections some of them touch. */

import { FIELDS, PROSE, TITLE } from "./stream.js";
import { HANGUL, KINDS, OTHER } from "./text.js";

/** What a word is worth in a title that is nothing else, at least. */
export const WHOLE = 1.2;

/** What a word of an error counts for in a sentence of English: it has many that say nothing of what it is about. */
const IN_ENGLISH = 0.6;
/** So many signs may stand before the next word. */
const SIGNS = 2;

/** Return what a word of a pasted text is worth at a place: less among words in Latin letters, unless they are a sample. */
export function worthOfPasted(corpus, place) {
  const field = corpus.fields[place];
  return (field === PROSE || field === TITLE) && isLatin(corpus, place, 1) && isLatin(corpus, place, -1) ? IN_ENGLISH : 1;
}

/** Say whether the next word in a direction is none in Hangul. */
function isLatin({ stream, words }, place, step) {
  for (let at = place + step; stream[at] && at !== place + (SIGNS + 2) * step; at += step) {
    const kind = KINDS[words[stream[at]].charCodeAt(0)];
    if (kind !== OTHER) return kind !== HANGUL;
  }
  return true;
}

/** Value a word in a title by how much of the title it is, and whether it is the first. */
export function titleValue({ length, first }, place, found) {
  const share = Math.min(1, found / length);
  return 0.55 + 0.35 * share + (place === first ? 0.15 : 0) + (share === 1 ? 0.3 : 0);
}

/** Return weights by field as an array. */
export function weights(byField) {
  return Float32Array.from({ length: FIELDS }, (_, field) => byField[field]);
}

/** Sections, each once, in the order in which they came. */
export class Sections {
  /** Take how many the site has. */
  constructor(size) {
    this.marks = new Uint8Array(size);
    this.list = [];
  }

  add(section) {
    if (this.marks[section]) return;
    this.marks[section] = 1;
    this.list.push(section);
  }
}

/** Return the sections that any value touches, of so many. */
export function union(values, size) {
  if (values.length === 1) return values[0].touched;
  const all = new Sections(size);
  for (const { touched } of values) for (const section of touched) all.add(section);
  return all.list;
}

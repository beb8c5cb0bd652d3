/** Read the entries of an index as one stream of words: runs of letters of one script, other characters one by one. */

import { BLANK, KINDS, OTHER, partsOf, plain } from "./text.js";

/**
 * Where a word stands. What an option is made of, cache of --no-cache, is no word of a text; ABOUT is what is said of a
 * section elsewhere: the description of its page, other words for it, its address.
 */
export const TITLE = 0, PROSE = 1, SAMPLE = 2, OPTION = 3, ABOUT = 4, FIELDS = 5;
const BREAK = 0;
const LONGEST = 48;
const HYPHEN = 45;
const SPACE = 32;

/**
 * Return the words that differ, their ids, and the stream: the id of each word, where it stands, and where the title and
 * the text of each section begin. Id 0 is no word; it ends a section.
 */
export function readDocs(docs) {
  const stream = new Stream();
  const starts = new Int32Array(docs.length + 1);
  const bodies = new Int32Array(docs.length);
  docs.forEach(({ title, text, about = "", tags = [] }, section) => {
    starts[section] = stream.found.length;
    stream.read(plain(title), TITLE);
    bodies[section] = stream.found.length;
    stream.read(about, ABOUT);
    for (const part of partsOf(text)) stream.read(part.text, part.sample ? SAMPLE : PROSE);
    if (tags.length) stream.read(tags.join(" "), PROSE);
    stream.push(BREAK, PROSE);
  });
  starts[docs.length] = stream.found.length;
  const { words, ids, found, fields } = stream;
  return { words, ids, stream: Int32Array.from(found), fields: Uint8Array.from(fields), starts, bodies };
}

class Stream {
  constructor() {
    this.words = [""];
    this.ids = new Map();
    this.signs = new Int32Array(0x10000);
    this.found = [];
    this.fields = [];
  }

  push(id, field) {
    this.found.push(id);
    this.fields.push(field);
  }

  read(text, field) {
    const lower = (/[\u1100-\u11ff]/.test(text) ? text.normalize("NFC") : text).toLowerCase();
    let from = 0, kind = BLANK, option = false;
    for (let at = 0; at <= lower.length; at++) {
      const code = at < lower.length ? lower.charCodeAt(at) : SPACE;
      const next = KINDS[code];
      if (next === kind && kind !== OTHER && kind !== BLANK) continue;
      if (kind !== BLANK) {
        const id = kind === OTHER ? this.#sign(lower.charCodeAt(from)) : at - from > LONGEST ? BREAK : this.#id(lower.slice(from, at));
        this.push(id, option && (field === PROSE || field === SAMPLE) ? OPTION : field);
      }
      if (code === HYPHEN && (!at || lower.charCodeAt(at - 1) <= SPACE)) option = true;
      else if (code <= SPACE) option = false;
      from = at;
      kind = next;
    }
  }

  #sign(code) {
    return this.signs[code] || (this.signs[code] = this.#id(String.fromCharCode(code)));
  }

  #id(word) {
    let id = this.ids.get(word);
    if (id === undefined) {
      id = this.words.length;
      this.ids.set(word, id);
      this.words.push(word);
    }
    return id;
  }
}

/**
 * The words of the site in their order, and for each word where it stands. It is made once; a query looks words up among
 * those that differ, and then only where they stand: no query reads the texts.
 */

import { BLANK, KINDS, OTHER, partsOf, plain } from "./text.js";

/** Where a word stands. What an option is made of, cache of --no-cache, is no word of a text. */
export const TITLE = 0, PROSE = 1, SAMPLE = 2, OPTION = 3;
const BREAK = 0;
const LONGEST = 48;
const HYPHEN = 45;
const SPACE = 32;
const KEPT = 4000;

/** Hold the words of all sections, each section's title first. */
export class Corpus {
  /** Take the entries of an index, with title, text and perhaps tags. */
  constructor(docs) {
    this.words = [""];
    this.ids = new Map();
    this.known = new Map();
    this.size = docs.length;
    this.starts = new Int32Array(docs.length + 1);
    this.bodies = new Int32Array(docs.length);
    const stream = { words: [], fields: [] };
    docs.forEach((doc, section) => this.#section(doc, section, stream));
    this.starts[docs.length] = stream.words.length;
    this.stream = Int32Array.from(stream.words);
    this.fields = Uint8Array.from(stream.fields);
    this.#post();
    this.#list();
  }

  #section({ title, text, tags = [] }, section, stream) {
    this.starts[section] = stream.words.length;
    this.#read(plain(title), TITLE, stream);
    this.bodies[section] = stream.words.length;
    for (const part of partsOf(text)) this.#read(part.text, part.sample ? SAMPLE : PROSE, stream);
    if (tags.length) this.#read(tags.join(" "), PROSE, stream);
    stream.words.push(BREAK);
    stream.fields.push(PROSE);
  }

  /** Append the words of a text: runs of one kind, other characters one by one. */
  #read(text, field, stream) {
    const lower = (/[\u1100-\u11ff]/.test(text) ? text.normalize("NFC") : text).toLowerCase();
    let from = 0, kind = BLANK, option = false;
    for (let at = 0; at <= lower.length; at++) {
      const code = at < lower.length ? lower.charCodeAt(at) : SPACE;
      const next = KINDS[code];
      if (next === kind && kind !== OTHER && kind !== BLANK) continue;
      if (kind !== BLANK) {
        stream.words.push(at - from > LONGEST ? BREAK : this.#id(lower.slice(from, at)));
        stream.fields.push(option && field ? OPTION : field);
      }
      if (code === HYPHEN && (!at || lower.charCodeAt(at - 1) <= SPACE)) option = true;
      else if (code <= SPACE) option = false;
      [from, kind] = [at, next];
    }
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

  /** Note for each word where it stands, and for each place its section. */
  #post() {
    const { stream } = this;
    this.posts = new Int32Array(this.words.length + 1);
    for (const id of stream) this.posts[id + 1]++;
    for (let id = 0; id < this.words.length; id++) this.posts[id + 1] += this.posts[id];
    const next = this.posts.slice();
    this.places = new Int32Array(stream.length);
    for (let at = 0; at < stream.length; at++) this.places[next[stream[at]]++] = at;
    this.sections = new Int32Array(stream.length);
    for (let section = 0; section < this.size; section++)
      this.sections.fill(section, this.starts[section], this.starts[section + 1]);
  }

  /** List the words by their first character, and as one string to look into. */
  #list() {
    this.list = `${this.words.join("\n")}\n`;
    this.offsets = new Int32Array(this.words.length);
    this.buckets = new Map();
    let offset = 0;
    this.words.forEach((word, id) => {
      this.offsets[id] = offset;
      offset += word.length + 1;
      const code = word.charCodeAt(0);
      if (!this.buckets.has(code)) this.buckets.set(code, []);
      this.buckets.get(code).push(id);
    });
  }

  /** Say how often a word stands exactly so. */
  times(word) {
    const id = this.ids.get(word);
    return id === undefined ? 0 : this.posts[id + 1] - this.posts[id];
  }

  /** Return the ids of the words that begin like this. */
  beginning(start) {
    const bucket = this.buckets.get(start.charCodeAt(0)) ?? [];
    return bucket.filter((id) => this.words[id].startsWith(start));
  }

  /** Yield id and offset of each word in which a string stands. */
  *containing(part) {
    for (let at = this.list.indexOf(part); at >= 0; ) {
      const id = this.#idAt(at);
      yield [id, at - this.offsets[id]];
      at = this.list.indexOf(part, this.offsets[id] + this.words[id].length + 1);
    }
  }

  #idAt(offset) {
    let low = 0, high = this.offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Say how often a string stands, inside of words and over several. */
  count(find) {
    if (!this.known.has(find)) {
      if (this.known.size > KEPT) this.known.clear();
      let count = 0;
      for (const [id] of this.containing(find)) count += this.posts[id + 1] - this.posts[id];
      for (const chain of this.chains(find)) for (const _ of this.#along(chain)) count++;
      this.known.set(find, count);
    }
    return this.known.get(find);
  }

  /** Say whether a string stands anywhere. */
  has(find) {
    return find.length > 0 && (this.ids.has(find) || this.count(find) > 0);
  }

  /** Call back with place, the words it is over, where in the first and how far before the end of the last it stands. */
  each(find, found) {
    for (const [id, offset] of this.containing(find)) {
      const rest = this.words[id].length - offset - find.length;
      for (let post = this.posts[id]; post < this.posts[id + 1]; post++) found(this.places[post], 1, offset, rest);
    }
    for (const chain of this.chains(find))
      for (const at of this.#along(chain)) {
        const over = chain.ids.length + 1;
        found(at, over, 0, this.words[this.stream[at + over - 1]].length - chain.rest.length);
      }
  }

  /** Call back likewise for each word that begins like one of these and passes a test. */
  eachBeginning(starts, test, found) {
    const seen = new Set();
    for (const start of starts)
      for (const id of this.beginning(start)) {
        if (seen.has(id) || !test(this.words[id], start)) continue;
        seen.add(id);
        for (let post = this.posts[id]; post < this.posts[id + 1]; post++) found(this.places[post], 1, 0, 0);
      }
  }

  /** Yield the ways in which a string can be words one after the other, of which the last may go on. */
  *chains(find, ids = []) {
    if (ids.length && this.beginning(find).length) yield { ids, rest: find };
    if (ids.length === 5) return;
    for (let cut = 1; cut < find.length; cut++) {
      const id = this.ids.get(find.slice(0, cut));
      if (id !== undefined) yield* this.chains(find.slice(cut), [...ids, id]);
    }
  }

  *#along({ ids, rest }) {
    for (let post = this.posts[ids[0]]; post < this.posts[ids[0] + 1]; post++) {
      const at = this.places[post];
      let next = 1;
      while (next < ids.length && this.stream[at + next] === ids[next]) next++;
      if (next === ids.length && this.words[this.stream[at + next]]?.startsWith(rest)) yield at;
    }
  }
}

/**
 * The words of the site in their order, and for each word where it stands. It is made once; a query looks words up among
 * those that differ, and then only where they stand: no query reads the texts.
 */

import { Beginnings } from "./beginnings.js";
import { readDocs } from "./stream.js";

const KEPT = 4000;

/** Hold the words of all sections, each section's title first. */
export class Corpus {
  /** Take the entries of an index, with title, text and perhaps tags. */
  constructor(docs) {
    Object.assign(this, readDocs(docs));
    this.known = new Map();
    this.parts = new Map();
    this.size = docs.length;
    this.pages = firstOfPages(docs);
    this.#post();
    this.#list();
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

  /** List the words by their beginnings, and as one string to look into. */
  #list() {
    this.list = `${this.words.join("\n")}\n`;
    this.offsets = new Int32Array(this.words.length);
    this.beginnings = new Beginnings(this.words);
    let offset = 0;
    this.words.forEach((word, id) => {
      this.offsets[id] = offset;
      offset += word.length + 1;
    });
  }

  /** Say how often a word stands exactly so. */
  times(word) {
    const id = this.ids.get(word);
    return id === undefined ? 0 : this.posts[id + 1] - this.posts[id];
  }

  /** Return the ids of the words that begin like this. */
  beginning(start) {
    return this.beginnings.of(start);
  }

  /** Say whether any word begins like this. */
  begins(start) {
    return this.beginnings.has(start);
  }

  /** Return id and offset of each word in which a string stands; they are looked for once. */
  containing(part) {
    if (!this.parts.has(part)) {
      if (this.parts.size > KEPT) this.parts.clear();
      this.parts.set(part, [...this.#containing(part)]);
    }
    return this.parts.get(part);
  }

  *#containing(part) {
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

  /** Return the pages on which a word, or one that begins with it, stands. */
  pagesOf(word) {
    const found = new Set();
    for (const id of this.beginning(word))
      for (let post = this.posts[id]; post < this.posts[id + 1]; post++) found.add(this.pages[this.sections[this.places[post]]]);
    return found;
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
    return find.length > 0 && (this.ids.has(find) || this.begins(find) || this.count(find) > 0);
  }

  /**
   * Call back with place, the words it is over, where in the first and how far before the end of the last it stands; of
   * words that only may begin with it, without looking into all others.
   */
  each(find, found, edge = false) {
    for (const [id, offset] of edge ? this.beginning(find).map((one) => [one, 0]) : this.containing(find)) {
      const rest = this.words[id].length - offset - find.length;
      for (let post = this.posts[id]; post < this.posts[id + 1]; post++) found(this.places[post], 1, offset, rest);
    }
    for (const chain of this.chains(find))
      for (const at of this.#along(chain)) {
        const over = chain.ids.length + 1;
        found(at, over, 0, this.words[this.stream[at + over - 1]].length - chain.rest.length);
      }
  }

  /** Call back with each place of a word as it is. */
  eachWhole(word, found) {
    const id = this.ids.get(word);
    if (id !== undefined) for (let post = this.posts[id]; post < this.posts[id + 1]; post++) found(this.places[post]);
  }

  /** Say whether a sign stands at a place, no word. */
  isSign(at) {
    const id = this.stream[at];
    return id > 0 && this.words[id].length === 1 && !/[가-힣a-z0-9]/.test(this.words[id]);
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
    if (ids.length && this.begins(find)) yield { ids, rest: find };
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

/** Return for each section the first of its page. */
function firstOfPages(docs) {
  const first = new Map();
  return docs.map(({ location }, section) => {
    const [page] = location.split("#");
    if (!first.has(page)) first.set(page, section);
    return first.get(page);
  });
}

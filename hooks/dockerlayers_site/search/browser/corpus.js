/**
 * The words of the site in their order, and for each word where it stands. It is made once; a query looks words up among
 * those that differ, and then only where they stand: no query reads the texts.
 */

import { Beginnings } from "./beginnings.js";
import { readDocs } from "./stream.js";
import { WordList } from "./wordlist.js";

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
    this.marks = new Uint8Array(this.words.length);
    for (let at = 0; at < stream.length; at++) this.places[next[stream[at]]++] = at;
    this.sections = new Int32Array(stream.length);
    for (let section = 0; section < this.size; section++)
      this.sections.fill(section, this.starts[section], this.starts[section + 1]);
  }

  /** List the words by their beginnings, and to look into. */
  #list() {
    this.beginnings = new Beginnings(this.words);
    this.list = new WordList(this.words);
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
    let found = this.parts.get(part);
    if (!found) {
      found = this.#containing(part);
      if (this.parts.size > KEPT) this.parts.clear();
      this.parts.set(part, found);
    }
    return found;
  }

  /** What begins like a string that was looked for stands in words in which that does. */
  #containing(part) {
    for (let length = part.length - 1; length > 0; length--) {
      const known = this.parts.get(part.slice(0, length));
      if (known) return known.map(([id, offset]) => [id, this.words[id].indexOf(part, offset)]).filter(([, offset]) => offset >= 0);
    }
    return this.list.containing(part);
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
      for (const chain of this.chains(find)) count += this.#along(chain).length;
      this.known.set(find, count);
    }
    return this.known.get(find);
  }

  /** Say whether a string stands anywhere. */
  has(find) {
    return find.length > 0 && (this.ids.has(find) || this.begins(find) || this.count(find) > 0);
  }

  /** Return id and offset of each word in which a string stands, or which begins with it: those need no look into all others. */
  wordsWith(find, edge = false) {
    return edge ? this.beginning(find).map((id) => [id, 0]) : this.containing(find);
  }

  /** Yield each place where a string stands over several words, and how far before the end of the last. */
  *over(find) {
    for (const chain of this.chains(find))
      for (const at of this.#along(chain)) yield { at, rest: this.words[this.stream[at + chain.ids.length]].length - chain.rest.length };
  }

  /** Call back with each place of a string. */
  each(find, found) {
    for (const [id] of this.wordsWith(find)) for (let post = this.posts[id]; post < this.posts[id + 1]; post++) found(this.places[post]);
    for (const { at } of this.over(find)) found(at);
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

  /** Return the ids of the words that begin like one of these and pass a test. */
  beginningLike(starts, test) {
    const found = new Set();
    for (const start of starts) for (const id of this.beginning(start)) if (test(this.words[id], start)) found.add(id);
    return found;
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

  /** Return where such a way stands. Only the places of its rarest word are looked at. */
  #along({ ids, rest }) {
    const { places, posts, stream, marks } = this;
    const ends = this.beginning(rest);
    let rarest = 0;
    for (let index = 1; index < ids.length; index++) if (this.#timesOf(ids[index]) < this.#timesOf(ids[rarest])) rarest = index;
    const most = this.#timesOf(ids[rarest]);
    const isRarer = ends.length < most && ends.reduce((sum, id) => sum + this.#timesOf(id), 0) < most;
    const before = isRarer ? ids.length : rarest;
    const found = [];
    for (const id of ends) marks[id] = 1;
    for (const id of isRarer ? ends : [ids[rarest]])
      for (let post = posts[id]; post < posts[id + 1]; post++) {
        const at = places[post] - before;
        let next = 0;
        while (next < ids.length && stream[at + next] === ids[next]) next++;
        if (next === ids.length && marks[stream[at + next]]) found.push(at);
      }
    for (const id of ends) marks[id] = 0;
    return isRarer && ends.length > 1 ? found.sort((one, other) => one - other) : found;
  }

  #timesOf(id) {
    return this.posts[id + 1] - this.posts[id];
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

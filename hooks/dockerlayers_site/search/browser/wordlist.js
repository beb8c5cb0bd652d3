/** The words of a site, to find those in which a string stands. */

import { KINDS } from "./text.js";

/** List words, by kind: each is of one, and what is of several stands in none. */
export class WordList {
  /** Take the words by their ids; 0 is none. */
  constructor(words) {
    const ids = [[], [], [], []];
    words.forEach((word, id) => id && ids[kindOf(word)].push(id));
    this.kinds = ids.map((some) => new OfKind(some, words));
  }

  /** Return id and offset of each word in which a string stands, once each. */
  containing(part) {
    const kind = kindOf(part);
    for (let at = 1; at < part.length; at++) if (KINDS[part.charCodeAt(at)] !== kind) return [];
    return this.kinds[kind].containing(part);
  }
}

function kindOf(word) {
  return KINDS[word.charCodeAt(0)];
}

/** Hold words of one kind as one string. */
class OfKind {
  constructor(ids, words) {
    Object.assign(this, { ids, words });
    this.text = `${ids.map((id) => words[id]).join("\n")}\n`;
    this.offsets = new Int32Array(ids.length);
    let offset = 0;
    ids.forEach((id, index) => {
      this.offsets[index] = offset;
      offset += words[id].length + 1;
    });
  }

  containing(part) {
    const found = [];
    for (let at = this.text.indexOf(part); at >= 0; ) {
      const index = this.#indexAt(at);
      const id = this.ids[index];
      found.push([id, at - this.offsets[index]]);
      at = this.text.indexOf(part, this.offsets[index] + this.words[id].length + 1);
    }
    return found;
  }

  /** Return the place in the list of the word that an offset is in. */
  #indexAt(offset) {
    let low = 0, high = this.offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

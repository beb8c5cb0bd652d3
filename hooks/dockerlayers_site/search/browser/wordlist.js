/** Words of one kind as one string, to find those in which another stands. */

/** List words, and look into them. */
export class WordList {
  /** Take the ids of the words, and all words by their ids. */
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

  /** Return id and offset of each word in which a string stands, once each. */
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

/** Words by how they begin: in buckets by their first two characters, which are brought into order when they are asked for. */

/** Find words by their beginnings. */
export class Beginnings {
  /** Take the words that differ; their places are their ids. */
  constructor(words) {
    this.words = words;
    this.buckets = new Map();
    words.forEach((word, id) => put(this.buckets, word.slice(0, 2), id));
  }

  /** Return the ids of the words that begin like this. */
  of(start) {
    if (start.length < 2) return this.#ofFirst(start);
    const bucket = this.#bucket(start);
    const from = this.#from(bucket, start);
    let to = from;
    while (to < bucket.length && this.words[bucket[to]].startsWith(start)) to++;
    return bucket.slice(from, to);
  }

  /** Say whether any word begins like this. */
  has(start) {
    if (start.length < 2) return this.#ofFirst(start).length > 0;
    const bucket = this.#bucket(start);
    return Boolean(this.words[bucket[this.#from(bucket, start)]]?.startsWith(start));
  }

  /** Return the words that begin with a character, which are put together when they are first asked for. */
  #ofFirst(character) {
    if (!this.firsts) {
      this.firsts = new Map();
      this.words.forEach((word, id) => put(this.firsts, word[0], id));
    }
    return this.firsts.get(character) ?? [];
  }

  /** Return the words with the first two characters in order, which they are brought into when they are first asked for. */
  #bucket(start) {
    const bucket = this.buckets.get(start.slice(0, 2)) ?? [];
    if (!bucket.sorted) {
      const { words } = this;
      bucket.sort((a, b) => (words[a] < words[b] ? -1 : 1));
      bucket.sorted = true;
    }
    return bucket;
  }

  #from(bucket, start) {
    let low = 0, high = bucket.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[bucket[middle]] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function put(map, key, value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

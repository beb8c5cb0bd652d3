/** Words that are not on the site as they were typed: the nearest that are. */

import { letters } from "./hangul.js";
import { withoutParticle } from "./words.js";

const RARE = 3;
const COMMON = 4;
const NEAR = 3;

/** Guess with what is known of the site. */
export class Typos {
  /** Take the words of the site and the vocabulary. */
  constructor(corpus, vocabulary) {
    Object.assign(this, { corpus, vocabulary });
    // What was near to words that were asked for before: each key asks anew.
    this.known = new Map();
  }

  /** Return the words that one with a typo may be, a particle aside, with a weight below 1. */
  meant(word) {
    for (const one of stemsOf(word)) {
      const near = this.near(one);
      if (near.length) return near;
    }
    return [];
  }

  /** Return the common word that one is a single slip away from, or null. */
  slipOf(word) {
    const [near] = word.length > 1 ? this.near(word) : [];
    return near?.changes === 1 ? near.word : null;
  }

  /** Return the pieces of a name, each as it was meant, or null if two are unknown: docker and compose of dokcer-compose. */
  spelled(pieces) {
    const known = pieces.map((one) => {
      if (one.length < 4 || this.vocabulary.count(one) >= RARE) return one;
      return this.meant(one)[0]?.word ?? one;
    });
    const here = known.filter((one) => this.corpus.has(one));
    return here.length > 1 && here.length >= known.length - 1 ? here : null;
  }

  /** Return the words nearest to one that is not here, by letters changed, with a weight below 1. */
  near(word, limit = 3) {
    if (!this.known.has(word)) this.known.set(word, this.#near(word));
    return this.known.get(word).slice(0, limit);
  }

  #near(word) {
    const sought = letters(word);
    const most = sought.length < 7 ? 1 : sought.length < 12 ? 2 : 3;
    const bag = bagOf(sought);
    const found = [];
    for (let length = sought.length - most; length <= sought.length + most; length++)
      for (const one of this.spellings().get(length) ?? []) {
        if (one.word === word || bits(one.bag ^ bag) > 2 * most) continue;
        const changes = distance(sought, one.spelled, most);
        if (changes > most) continue;
        found.push({ word: one.word, changes, score: Math.log(1 + this.vocabulary.count(one.word)) / (changes + 0.5) ** 2 });
      }
    found.sort((a, b) => b.score - a.score);
    return found.slice(0, NEAR).map(({ word: one, changes, score }) => ({ word: one, changes, weight: 0.6 * (score / found[0].score) }));
  }

  /** Return the common words with their letters, by how many they are; they are taken apart once. */
  spellings() {
    if (this.byLength) return this.byLength;
    this.byLength = new Map();
    for (const [word, count] of this.vocabulary.counts) {
      if (count < COMMON) continue;
      const spelled = letters(word);
      if (!this.byLength.has(spelled.length)) this.byLength.set(spelled.length, []);
      this.byLength.get(spelled.length).push({ word, spelled, bag: bagOf(spelled) });
    }
    return this.byLength;
  }

  /** Return the words most like one by how it begins, for a reader who found nothing. */
  nearest(word, limit = 3) {
    const near = this.near(word, limit);
    if (near.length) return near;
    for (let length = word.length - 1; length > 0; length--) {
      const found = this.vocabulary.completions(word.slice(0, length), 4 * limit).filter((one) => this.isReal(one.word));
      if (found.length) return found.slice(0, limit);
    }
    return [];
  }

  /** Say whether a word is one to offer: a term or a noun, or a name, no form of a verb. */
  isReal(word) {
    return this.vocabulary.isNoun(word) || this.vocabulary.isInTitle(word) || /^[a-z][a-z0-9]{2,}$/.test(word);
  }
}

function stemsOf(word) {
  return [word, ...[...withoutParticle(word)].map(({ stem }) => stem)].filter((one) => one.length > 1);
}

/** Return which letters a word has, as bits: words that differ in many need not be compared. */
function bagOf(spelled) {
  let bag = 0;
  for (let at = 0; at < spelled.length; at++) bag |= 1 << (spelled.charCodeAt(at) % 31);
  return bag;
}

function bits(number) {
  let count = 0;
  for (; number; number &= number - 1) count++;
  return count;
}

/** Rows of the table of distances, used again: the last three are needed. */
const ROWS = Array.from({ length: 3 }, () => new Uint8Array(256));

/**
 * Return how many letters are to be added, dropped, changed or swapped, or more than `most` if it is more. Only those near the
 * diagonal of the table are looked at: the others are more.
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most || Math.max(one.length, other.length) > 250) return most + 1;
  let [before, row, next] = ROWS;
  for (let j = 0; j <= other.length; j++) row[j] = Math.min(j, most + 1);
  for (let i = 1; i <= one.length; i++) {
    const from = Math.max(1, i - most), to = Math.min(other.length, i + most);
    let least = (next[from - 1] = from > 1 ? most + 1 : Math.min(i, most + 1));
    if (to === i + most) row[to] = most + 1;
    for (let j = from; j <= to; j++) {
      const same = one[i - 1] === other[j - 1];
      let changes = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) changes = Math.min(changes, before[j - 2] + 1);
      next[j] = changes;
      if (changes < least) least = changes;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return row[other.length];
}

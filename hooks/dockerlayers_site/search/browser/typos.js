/** Words that are not on the site as they were typed: what they were meant to be, and what of them is here. */

import { withoutParticle } from "./words.js";

const RARE = 3;

/** Guess with what is known of the site. */
export class Typos {
  /** Take all texts and the vocabulary. */
  constructor(texts, vocabulary) {
    Object.assign(this, { texts, vocabulary });
  }

  /** Return the words that one with a typo may be, a particle aside, with a weight below 1. */
  meant(word) {
    for (const one of stemsOf(word)) {
      const near = this.vocabulary.near(one);
      if (near.length) return near;
    }
    return [];
  }

  /** Return the pieces of a name, each as it was meant, or null if two are unknown: docker and compose of dokcer-compose. */
  spelled(pieces) {
    const known = pieces.map((one) => {
      if (one.length < 4 || this.vocabulary.count(one) >= RARE) return one;
      return this.meant(one)[0]?.word ?? one;
    });
    const here = known.filter((one) => this.texts.has(one));
    return here.length > 1 && here.length >= known.length - 1 ? here : null;
  }

  /** Return what an unknown compound is about, which is at its end, or null: 스테이지 of 멀티스테이지 where no 멀티 stands. */
  tail(word) {
    for (const one of stemsOf(word))
      for (let from = 1; from <= one.length - 2; from++)
        if (this.vocabulary.count(one.slice(from)) >= RARE) return one.slice(from);
    return null;
  }
}

function stemsOf(word) {
  return [word, ...[...withoutParticle(word)].map(({ stem }) => stem)].filter((one) => one.length > 1);
}

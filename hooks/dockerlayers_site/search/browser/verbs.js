/** Forms of verbs: of which verb that the site has a word may be one. */

import { formsOf, mayBeForm } from "./synonyms.js";
import { verbStems, withoutAdverb } from "./words.js";

const MOST = 3;
const KEPT = 4000;

/** Find verbs with what is known of the site. */
export class Verbs {
  /** Take the words of the site, the vocabulary and the synonyms. */
  constructor({ corpus, vocabulary, synonyms }) {
    // What a word may be a form of is asked several times a query, and again with each key.
    Object.assign(this, { corpus, vocabulary, synonyms, known: new Map() });
  }

  /** Say whether a word is a form of a verb that the site has. */
  has(token) {
    return this.stems(token).some((stem) => stem.length > 1);
  }

  /** Return the stems of verbs that the site or the glossary has of which a word may be a form, the likeliest first. */
  stems(token) {
    if (!this.known.has(token)) {
      if (this.known.size > KEPT) this.known.clear();
      this.known.set(token, this.#stems(token));
    }
    return this.known.get(token);
  }

  #stems(token) {
    const own = this.#likely(token);
    const bare = withoutAdverb(token);
    const other = bare === token ? [] : this.#likely(bare);
    const isLong = ({ stem }) => stem.length > 1;
    const stems = !own.length || (other.some(isLong) && !own.some(isLong)) ? other : own;
    return (stems.some(isLong) ? stems.filter(isLong) : stems).map(({ stem }) => stem).slice(0, MOST);
  }

  #likely(token) {
    return verbStems(token)
      .map((stem) => ({ stem, count: this.synonyms.verbs.has(stem) ? Infinity : this.#isOfNoun(token, stem) ? 0 : this.#evidence(stem) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
  }

  /** Count the words of the site that look like forms of a verb. */
  #evidence(stem) {
    const { corpus, vocabulary } = this;
    const seen = new Set();
    for (const form of formsOf(stem).forms)
      for (const id of corpus.beginning(form)) {
        const word = corpus.words[id];
        if (mayBeForm(word, form) && isForm(word, form) && !vocabulary.inflected.has(word) && !this.#isOfNoun(word, form)) seen.add(id);
      }
    return seen.size;
  }

  /** Say whether a word begins with a noun, at least as long as what a verb would begin with: 커널을 is of no 커너다. */
  #isOfNoun(word, start) {
    for (let length = Math.max(2, start.length); length <= word.length; length++)
      if (this.vocabulary.isNoun(word.slice(0, length))) return true;
    return false;
  }
}

/** Say whether what follows a form in a word is an ending, as far as one can see: 지우기, not 지우개. */
function isForm(word, form) {
  const rest = word.slice(form.length);
  return rest === "" ? form.length > 1 : /^[고기는다더던게면며지니려도록서야아어았었습세요을은음자]/.test(rest);
}

/** The words of the site, to guess from: what is being typed, what initials stand for, which words are nouns. */

import { HANGUL, growing, separate, withInitial } from "./hangul.js";
import { withoutParticle } from "./words.js";

const IN_TITLE = 8;
const TERM = 4;
/** Particles that show a word to be a noun. */
const NOUN = [..."을를이가은는의에로과와도"];

/** What no name in Hangul ends in. */
const INFLECTED = /[을를은는의에]$/;

/** Know words and how much each counts for. */
export class Vocabulary {
  /** Take the words of the site, and the terms of the glossary, squeezed. */
  constructor(corpus, terms) {
    this.corpus = corpus;
    this.terms = new Set(terms);
    this.counts = new Map();
    this.nouns = new Map();
    this.#count();
    for (const term of terms) if (term.length > 1) this.#add(term, TERM);
    this.#mergeParticles();
    this.phrases = this.#titlePhrases();
    this.list = `\n${[...this.counts.keys(), ...this.phrases].join("\n")}\n`;
  }

  #count() {
    const { corpus } = this;
    const titles = new Int32Array(corpus.words.length);
    for (let section = 0; section < corpus.size; section++)
      for (let at = corpus.starts[section]; at < corpus.bodies[section]; at++) titles[corpus.stream[at]]++;
    this.inTitles = new Set(corpus.words.filter((_, id) => titles[id]));
    corpus.words.forEach((word, id) => {
      if (word.length > 1) this.counts.set(word, corpus.posts[id + 1] - corpus.posts[id] + (IN_TITLE - 1) * titles[id]);
    });
  }

  /** Return neighbours in titles as one word, as a reader may type them or their initials. */
  #titlePhrases() {
    const { words, stream, size, starts, bodies } = this.corpus;
    const phrases = new Set();
    for (let section = 0; section < size; section++)
      for (let at = starts[section]; at < bodies[section] - 1; at++) {
        const pair = words[stream[at]] + words[stream[at + 1]];
        if (/^[가-힣]{3,10}$/.test(pair) && !this.counts.has(pair)) phrases.add(pair);
      }
    return phrases;
  }

  #add(word, count) {
    this.counts.set(word, (this.counts.get(word) ?? 0) + count);
  }

  /** Count 컨테이너를 as 컨테이너 where both stand in the text, or where it has several particles. */
  #mergeParticles() {
    const waiting = new Map();
    this.inflected = new Set();
    for (const [word, count] of [...this.counts]) {
      if (!HANGUL.test(word)) continue;
      for (const { stem, suffix } of withoutParticle(word)) {
        const isNoun = NOUN.includes(suffix);
        if (!this.counts.has(stem)) {
          if (isNoun) waiting.set(stem, { count: (waiting.get(stem)?.count ?? 0) + count, kinds: (waiting.get(stem)?.kinds ?? 0) + 1 });
          continue;
        }
        this.#add(stem, count);
        this.inflected.add(word);
        if (isNoun) this.nouns.set(stem, (this.nouns.get(stem) ?? 0) + 1);
        break;
      }
    }
    for (const [stem, { count, kinds }] of waiting)
      if (kinds > 1 && !this.counts.has(stem)) {
        this.#add(stem, count);
        this.nouns.set(stem, kinds);
      }
  }

  /** Say how often a word stands alone, a particle aside; more for titles and terms. */
  count(word) {
    return this.counts.get(word) ?? 0;
  }

  /** Say whether a word is a noun, to be left as it is: 이미지 is no form of 이미. */
  isNoun(word) {
    return (this.nouns.get(word) ?? 0) >= 2 || this.terms.has(word);
  }

  /** Say whether a word stands in a title as it is. */
  isInTitle(word) {
    return this.inTitles.has(word);
  }

  /** Yield the words in Hangul that stand as they are, or are shown to be nouns by their particles. */
  *bases() {
    for (const word of this.counts.keys()) if (HANGUL.test(word) && !this.inflected.has(word) && !INFLECTED.test(word)) yield word;
  }

  /** Say whether any word begins like this. */
  begins(start) {
    return this.corpus.begins(start) || this.list.includes(`\n${start}`);
  }

  /** Return the likeliest words that a half-typed one may become, with a weight up to 1. */
  completions(word, limit = 5) {
    const pattern = growing(word) ?? (/^[a-z0-9]+$/.test(word) ? word : null);
    return pattern ? this.#likely(new RegExp(`\n(${pattern}[^\n]*)`, "g"), limit) : [];
  }

  /** Return the likeliest words that begin with these initials, whole ones first, with a weight up to 1. */
  ofInitials(consonants, limit = 6) {
    const apart = separate(consonants);
    const pattern = apart.replace(/./g, withInitial);
    return this.#likely(new RegExp(`\n(${pattern}[^\n]*)`, "g"), limit, apart.length);
  }

  #likely(pattern, limit, whole = 0) {
    const found = [];
    for (const [, word] of this.list.matchAll(pattern))
      found.push({ word, count: (this.count(word) || 1) * (word.length === whole ? 8 : 1) });
    found.sort((a, b) => b.count - a.count);
    const chosen = [];
    for (const one of found) {
      if (chosen.length === limit) break;
      if (!chosen.some(({ word }) => one.word.startsWith(word))) chosen.push(one);
    }
    return chosen.map(({ word, count }) => ({ word, weight: 0.4 + 0.6 * Math.sqrt(count / chosen[0].count) }));
  }

  /** Return so many words that pass a test, those first that stand most often in the text; no more are tried. */
  commonest(words, limit, test = () => true) {
    const found = [];
    for (const word of [...new Set(words)].sort((a, b) => this.count(b) - this.count(a))) {
      if (found.length === limit) break;
      if (test(word)) found.push(word);
    }
    return found;
  }
}

/** The words of the site, to guess from: what is being typed, what initials stand for, what a typo was meant to be. */

import { HANGUL, growing, letters, separate, withInitial } from "./hangul.js";
import { withoutParticle } from "./words.js";

const TITLE = 8;
const TERM = 4;
/** Particles that show a word to be a noun. */
const NOUN = [..."을를이가은는의에로과와도"];
const COMMON = 4;
const NEAR = 3;

/** Know words and how much each counts for. */
export class Vocabulary {
  /** Take counts of words in bodies and in titles, and the terms of the glossary, squeezed. */
  constructor(bodies, titles, terms) {
    this.counts = new Map(bodies);
    for (const [word, count] of titles) this.#add(word, count * TITLE);
    this.written = listed(this.counts);
    for (const term of terms) if (term.length > 1) this.#add(term, TERM);
    this.#mergeParticles();
    this.list = listed(this.counts);
    // What was near to words that were asked for before: each key asks anew.
    this.known = new Map();
  }

  #add(word, count) {
    this.counts.set(word, (this.counts.get(word) ?? 0) + count);
  }

  /** Count 컨테이너를 as 컨테이너 where both stand in the text. */
  #mergeParticles() {
    this.nouns = new Map();
    for (const [word, count] of [...this.counts]) {
      if (!HANGUL.test(word)) continue;
      for (const { stem, suffix } of withoutParticle(word)) {
        if (!this.counts.has(stem)) continue;
        this.#add(stem, count);
        if (NOUN.includes(suffix)) this.nouns.set(stem, (this.nouns.get(stem) ?? 0) + 1);
        break;
      }
    }
  }

  /** Say how often a word stands alone, a particle aside. */
  count(word) {
    return this.counts.get(word) ?? 0;
  }

  /** Say whether a word is a noun, to be left as it is: 이미지 is no form of 이미. */
  isNoun(word) {
    return (this.nouns.get(word) ?? 0) >= 2;
  }

  /** Say whether any word begins like this. */
  begins(start) {
    return this.list.includes(`\n${start}`);
  }

  /** Say whether any word of the text begins with what a pattern finds. */
  beginsLike(pattern) {
    return new RegExp(`\n(?:${pattern.source})`).test(this.written);
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
      found.push({ word, count: this.count(word) * (word.length === whole ? 8 : 1) });
    found.sort((a, b) => b.count - a.count);
    const chosen = [];
    for (const one of found) {
      if (chosen.length === limit) break;
      if (!chosen.some(({ word }) => one.word.startsWith(word))) chosen.push(one);
    }
    return chosen.map(({ word, count }) => ({ word, weight: 0.4 + 0.6 * Math.sqrt(count / chosen[0].count) }));
  }

  /** Return the words nearest to one that is not here, by letters changed, with a weight below 1. */
  near(word, limit = 3) {
    if (!this.known.has(word)) this.known.set(word, this.#near(word));
    return this.known.get(word).slice(0, limit);
  }

  #near(word) {
    const sought = letters(word);
    const most = sought.length < 6 ? 1 : sought.length < 12 ? 2 : 3;
    this.spelled ??= [...this.counts].filter(([, count]) => count >= COMMON).map(([one]) => [one, letters(one)]);
    const found = [];
    for (const [one, spelled] of this.spelled) {
      if (Math.abs(spelled.length - sought.length) > most || one === word) continue;
      const changes = distance(sought, spelled, most);
      if (changes <= most) found.push({ word: one, score: Math.log(1 + this.count(one)) / (changes + 0.5) ** 2, changes });
    }
    found.sort((a, b) => b.score - a.score);
    return found.slice(0, NEAR).map(({ word: one, score }) => ({ word: one, weight: 0.6 * (score / found[0].score) }));
  }

  /** Return the words most like one by the letters it begins with, for a reader who found nothing. */
  nearest(word, limit = 3) {
    const near = this.near(word, limit);
    if (near.length) return near;
    for (let length = word.length - 1; length > 0; length--) {
      const found = this.completions(word.slice(0, length), limit);
      if (found.length) return found;
    }
    return [];
  }

  /** Return some words, those first that stand most often in the text. */
  commonest(words, limit = 5) {
    return [...new Set(words)].sort((a, b) => this.count(b) - this.count(a)).slice(0, limit);
  }

  /** Return the words that a compound is made of, or null: 베이스 and 이미지 of 베이스이미지. */
  split(compound) {
    const best = [{ cost: 0, words: [] }];
    for (let end = 2; end <= compound.length; end++)
      for (let start = 0; start <= end - 2; start++) {
        const word = compound.slice(start, end);
        if (!best[start] || word === compound || this.count(word) < COMMON) continue;
        const cost = best[start].cost + 1 + 1 / word.length;
        if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, words: [...best[start].words, word] };
      }
    return best[compound.length]?.words ?? null;
  }
}

function listed(words) {
  return `\n${[...words.keys()].join("\n")}\n`;
}

/** Return how many letters are to be added, dropped, changed or swapped, or more than `most` if it is more. */
export function distance(one, other, most) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

/**
 * Words that are written as one and as several: 이미지 삭제, 이미지삭제. Both are read alike: as one word where the site has it as
 * one, else as its parts.
 */

import { isFiller } from "./tokens.js";
import { nounsOfVerb, withoutParticle } from "./words.js";

const OFTEN = 3;
const FEW = 4;
const LONGEST = 24;
/** What a part costs by what is known of it, and each of its letters if nothing is. */
const COST = { noun: 1, word: 1.5, rare: 2.1, name: 2.7, unknown: 2.6, letter: 0.8 };

/** Take words apart and put them together with what is known of the site. */
export class Compounds {
  /** Take the vocabulary, the synonyms, the bridge to Latin names, and a test for forms of verbs. */
  constructor({ vocabulary, synonyms, bridge, isVerb }) {
    Object.assign(this, { vocabulary, synonyms, bridge, isVerb, known: new Map() });
  }

  /** Say whether a word is one: a term, or common as it is. */
  isOne(word) {
    return this.vocabulary.count(word) >= OFTEN || this.vocabulary.terms.has(word) || this.synonyms.of(word).length > 0;
  }

  /** Return the word of which one is a form with a particle or an ending, if it is one word, else null. */
  one(word) {
    if (this.isOne(word)) return word;
    for (const { stem } of withoutParticle(word)) if (this.isOne(stem)) return stem;
    for (const noun of nounsOfVerb(word)) if (this.isOne(noun)) return noun;
    return null;
  }

  /** Return the parts of a word in Hangul that is not one, or null where there are none: 도커, 설치 and 방법. */
  split(word) {
    if (word.length < 3 || word.length > LONGEST || !/^[가-힣]+$/.test(word) || this.one(word) || this.isVerb(word)) return null;
    if (!this.known.has(word)) this.known.set(word, this.#split(word));
    return this.known.get(word);
  }

  /** Names cost most to look for: they are tried only where the other words do not make up all. */
  #split(word) {
    const split = this.#cut(word, false);
    return split?.whole ? split : this.#cut(word, true);
  }

  #cut(word, named) {
    const best = [{ cost: 0, parts: [] }];
    for (let end = 1; end <= word.length; end++)
      for (let start = 0; start < end; start++) {
        if (!best[start] || (!start && end === word.length)) continue;
        const part = word.slice(start, end);
        // Whether it is a name is asked only where that would be better than what is known.
        const better = best[start].cost + COST.name + 1 / part.length < (best[end]?.cost ?? Infinity);
        const { cost, sort } = this.#cost(part, { last: end === word.length, named: named && better && part.length < word.length });
        const sum = best[start].cost + cost;
        if (sum < (best[end]?.cost ?? Infinity)) best[end] = { cost: sum, parts: [...best[start].parts, { part, sort }] };
      }
    const { cost, parts } = best[word.length] ?? { cost: Infinity };
    const whole = COST.unknown + COST.letter * word.length;
    const known = parts?.filter(({ sort }) => sort !== "unknown") ?? [];
    if (!(cost < whole) || !(known.length === parts.length || known.some(({ sort }) => sort === "noun" || sort === "name"))) return null;
    const all = (...sorts) => parts.every(({ sort }) => sorts.includes(sort));
    return { parts: merged(parts), whole: !parts.some(({ sort }) => sort === "unknown"), sure: all("noun", "word") };
  }

  #cost(part, { last, named }) {
    const sort = this.#sort(part, last) ?? (named && this.#isName(part) ? "name" : null);
    if (!sort) return { cost: part.length < 2 && !last ? 9 : COST.unknown + COST.letter * part.length, sort: "unknown" };
    return { cost: COST[sort] + 1 / part.length, sort };
  }

  #sort(part, last) {
    if (part.length < 2) return part === "법" && last ? "word" : null;
    const { vocabulary } = this;
    if (this.synonyms.of(part).length || (vocabulary.isNoun(part) && vocabulary.count(part) >= FEW)) return "noun";
    if (isFiller(part) && last) return "word";
    if (vocabulary.count(part) >= FEW) return "word";
    if (last && (this.one(part) || this.isVerb(part))) return "word";
    return vocabulary.count(part) ? "rare" : null;
  }

  #isName(part) {
    return part.length > 2 && this.bridge.latin(part).some(({ skeleton }) => skeleton > 2);
  }

  /** Return words with neighbours put together that are one word, the last perhaps with a particle. */
  join(words) {
    const out = [];
    for (let from = 0; from < words.length; ) {
      const size = [3, 2].find((count) => this.#isOne(words.slice(from, from + count), count)) ?? 1;
      out.push(words.slice(from, from + size).join(""));
      from += size;
    }
    return out;
  }

  #isOne(words, count) {
    if (words.length < count || !words.every((word) => /^[가-힣]{2,}$/.test(word) && !isFiller(word))) return false;
    const joined = words.join("");
    const one = [joined, ...[...withoutParticle(joined)].map(({ stem }) => stem)].find((stem) => this.isOne(stem));
    return one !== undefined && one.length > joined.length - words.at(-1).length + 1;
  }
}

/** Return parts with unknown neighbours made one. */
function merged(parts) {
  const out = [];
  for (const { part, sort } of parts)
    if (sort === "unknown" && out.at(-1)?.sort === "unknown") out.at(-1).part += part;
    else out.push({ part, sort });
  return out.map(({ part }) => part);
}

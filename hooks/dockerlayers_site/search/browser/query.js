/** What a reader means: for each word of the query its alternatives. */

import { unique } from "./alternatives.js";
import { CONSONANTS, HANGUL, LETTER } from "./hangul.js";
import { toHangul, toLatin } from "./keyboard.js";
import { formsPattern, soughtFor } from "./synonyms.js";
import { squeeze } from "./text.js";
import { isLight, wordsOf } from "./tokens.js";
import { Typos } from "./typos.js";
import { nounOfVerb, verbStems, withoutParticle } from "./words.js";

const SYNONYM = 0.8;
const PART = 0.7;
const RARE = 3;

/** Read queries with what is known of the site. */
export class Reader {
  /** Take all texts, the vocabulary and the synonyms. */
  constructor({ texts, vocabulary, synonyms }) {
    Object.assign(this, { texts, vocabulary, synonyms, typos: new Typos(texts, vocabulary) });
  }

  /** Return the words of a query, each with its alternatives. */
  read(query) {
    const words = wordsOf(query);
    const groups = words.map((word, index) => this.#group(word, index === words.length - 1));
    for (let size = 2; size <= 3; size++)
      for (let i = 0; i + size <= groups.length; i++) this.#joinSynonyms(groups.slice(i, i + size));
    return groups;
  }

  #group(word, last) {
    const alternatives = HANGUL.test(word) || LETTER.test(word) ? this.#korean(word, last) : this.#latin(word);
    return { word, light: isLight(word), alternatives: unique(alternatives) };
  }

  /** Let neighbours that make a term, such as `base image`, find the term's synonyms as well. */
  #joinSynonyms(groups) {
    const joined = squeeze(groups.map(({ word }) => word).join(""));
    const names = [joined, ...[...withoutParticle(joined)].map(({ stem }) => stem)];
    const name = names.find((one) => this.synonyms.of(one).length);
    if (!name) return;
    const more = this.#synonymsOf(name, 1);
    for (const group of groups) group.alternatives = unique([...group.alternatives, ...more]);
  }

  #korean(word, last) {
    if (CONSONANTS.test(word)) return this.#initials(word);
    const token = squeeze(word);
    if (LETTER.test(token)) return this.#typed(token);
    if (/[a-z0-9]/.test(token)) return this.#mixed(token);
    const found = this.#forms(token);
    if (last || !found.length) found.push(...(this.texts.has(token) ? [] : this.#growing(token)));
    if (found.length) return found;
    const latin = toLatin(token);
    if (/^[a-z]{2,}$/.test(latin) && this.vocabulary.begins(latin)) return this.#latin(latin);
    const meant = this.#meant(token);
    const tail = meant.length ? null : this.typos.tail(token);
    return tail ? this.#exact(tail, PART) : meant;
  }

  /** Read a word with its particle, its ending or its parts. */
  #forms(token) {
    const noun = this.#noun(token);
    const found = [...this.#exact(noun), ...this.#synonymsOf(noun, 1)];
    if (noun === token && !this.vocabulary.isNoun(token)) found.push(...this.#verb(token));
    const compound = noun.length >= 4 && this.vocabulary.count(noun) < RARE ** 3 && this.vocabulary.split(noun);
    if (compound) found.push({ parts: compound, find: noun, weight: PART });
    if (!found.length) return [];
    return this.texts.count(noun) < RARE ? [...found, ...this.#meant(noun, 0.8)] : found;
  }

  #noun(token) {
    if (this.vocabulary.isNoun(token) || this.synonyms.of(token).length) return token;
    const noun = nounOfVerb(token);
    if (noun && this.texts.has(noun)) return noun;
    for (const { stem } of withoutParticle(token))
      if (this.vocabulary.count(stem) || this.synonyms.of(stem).length) return stem;
    if (this.texts.has(token) || this.vocabulary.near(token).length) return token;
    for (const { stem } of withoutParticle(token)) if (this.texts.has(stem)) return stem;
    return token;
  }

  #verb(token) {
    const known = verbStems(token)
      .map((stem) => ({ stem, find: formsPattern(stem) }))
      .filter(({ stem, find }) => (stem.length > 1 || token.length > 1) && this.vocabulary.beginsLike(find));
    return known.slice(0, 3).flatMap(({ stem, find }) => [
      { find, weight: stem.length > 1 ? 0.95 : 0.6, edge: true },
      ...this.#synonymsOf(stem, 1),
    ]);
  }

  #exact(token, weight = 1) {
    return this.texts.has(token) ? [{ find: token, weight, edge: token.length < 2 }] : [];
  }

  #synonymsOf(key, weight) {
    const sought = this.synonyms.of(key).map(soughtFor).filter((find) => typeof find !== "string" || this.texts.has(find));
    return sought.map((find) => {
      const edge = typeof find !== "string" || (!HANGUL.test(find) && find.length < 6);
      return { find, weight: weight * SYNONYM, edge };
    });
  }

  /** Read a word of Hangul with letters left over: half-typed, or typed with the wrong keyboard. */
  #typed(token) {
    const latin = toLatin(token);
    const growing = this.#growing(token);
    if (growing.length) return growing;
    if (/^[\x21-\x7e]{2,}$/.test(latin)) return this.#latin(latin);
    return this.#meant(token);
  }

  #growing(token) {
    const completions = this.vocabulary.completions(token);
    const found = completions.flatMap(({ word, weight }) => this.#guess(word, weight));
    if (found.length || token.length < 3) return found;
    const known = this.vocabulary.split(token.slice(0, -1)) ?? (this.texts.has(token.slice(0, -1)) ? [token.slice(0, -1)] : null);
    return known ? [{ find: token.slice(0, -1), parts: known, weight: 0.9 }] : [];
  }

  #initials(word) {
    const latin = toLatin(word);
    const guesses = this.vocabulary.ofInitials(word);
    if (!guesses.length && this.vocabulary.begins(latin)) return this.#latin(latin);
    return guesses.flatMap(({ word: guess, weight }) => this.#guess(guess, weight));
  }

  #guess(word, weight) {
    return [...this.#exact(word, weight), ...(weight > 0.6 ? this.#synonymsOf(word, weight) : [])];
  }

  /** Read a word of both scripts: Dockerfile을, EC2에, 애찯ㄱ-ce. */
  #mixed(token) {
    const runs = token.match(/[가-힣]+|[^가-힣]+/g);
    const particle = runs.length > 1 && HANGUL.test(runs.at(-1)) && [...withoutParticle(`xx${runs.at(-1)}`)].some(({ stem }) => stem === "xx");
    if (particle) {
      const stem = runs.slice(0, -1).join("");
      return HANGUL.test(stem) ? this.#mixed(stem) : this.#latin(stem);
    }
    const found = [...this.#exact(token), ...this.#synonymsOf(token, 1)];
    if (runs.length > 1) found.push({ find: token, parts: runs, weight: PART });
    return found;
  }

  /** Read a word without Hangul: a name, an option, a file, or Korean typed on a Latin keyboard. */
  #latin(word) {
    const token = squeeze(word);
    const bare = token.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
    const runs = token.match(/[a-z0-9]+/g) ?? [];
    const found = this.#latinExact(token);
    if (bare && bare !== token) found.push(...this.#latinExact(bare, 0.95));
    found.push(...this.#synonymsOf(bare, 1));
    const pieces = word.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const parts = pieces.length > 1 ? this.typos.spelled(pieces) : null;
    if (parts) found.push({ find: token, parts, weight: found.length ? 0.5 : PART, edge: true });
    if (!bare) return found;
    // What stands here once or twice may be a typo there, too.
    if (found.length) return /^[a-z]{6,}$/.test(token) && this.texts.count(token) < RARE ? [...found, ...this.#meant(token, 1.3)] : found;
    const hangul = toHangul(word);
    const korean = /[가-힣]/.test(hangul) || CONSONANTS.test(hangul) ? this.#hangulTyped(hangul) : [];
    if (korean.length) return korean;
    const meant = runs.flatMap((run) => this.#meant(run));
    return meant.length || !HANGUL.test(hangul) ? meant : this.#meant(squeeze(hangul), 0.8);
  }

  #latinExact(token, weight = 1) {
    const short = /^[a-z0-9]+$/.test(token) && token.length < 4;
    const alternatives = this.#exact(token, weight);
    return alternatives.map((one) => ({ ...one, edge: short, whole: short }));
  }

  #hangulTyped(hangul) {
    if (CONSONANTS.test(hangul)) return [];
    if (LETTER.test(hangul)) return this.#growing(squeeze(hangul));
    const token = squeeze(hangul);
    const found = this.#forms(token);
    return found.length ? found : this.#growing(token);
  }

  /** Guess what a word with a typo was meant to be. */
  #meant(token, weight = 1) {
    return this.typos.meant(token).flatMap((one) => {
      const noun = this.#noun(one.word);
      return [...this.#exact(noun, one.weight * weight), ...this.#synonymsOf(noun, one.weight * weight)];
    });
  }
}

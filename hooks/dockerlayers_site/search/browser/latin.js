/** What a word without Hangul may stand for: a name, an option, a file, or Korean typed on a Latin keyboard. */

import { HOW, as } from "./alternatives.js";
import { basesOf } from "./english.js";
import { CONSONANTS, HANGUL, LETTER } from "./hangul.js";
import { toHangul } from "./keyboard.js";
import { squeeze } from "./text.js";
import { humpsOf } from "./tokens.js";

const PART = 0.7;
const NAME = 0.8;
const OF_BASE = 0.9;
const SHORT = 4;
const RARE = 3;
const CERTAIN = 0.1;
const SMALLEST = 3;

/** Read words in Latin letters. */
export class Latin {
  /** Take the reader with all that it knows. */
  constructor(reader) {
    this.reader = reader;
  }

  /** Return the alternatives of a word. */
  read(word, last = false) {
    const token = squeeze(word);
    const bare = token.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
    const { reader } = this;
    const found = this.#exact(token);
    if (bare && bare !== token && bare.length > 1) found.push(...this.#exact(bare, 0.95));
    found.push(...reader.synonymsOf(bare, 1));
    if (!found.some(({ how }) => how === HOW.SYNONYM)) found.push(...this.#ofBase(bare));
    if (found.length) found.push(...this.sounding(bare));
    const name = /^[\w.-]*\/.*\/([\w.-]{2,})$/.exec(word.toLowerCase())?.[1];
    if (name) found.push(...this.#exact(squeeze(name), PART));
    const pieces = word.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const parts = pieces.length > 1 ? reader.typos.spelled(pieces) : null;
    if (parts) found.push({ find: token, parts, weight: found.length ? 0.5 : PART, edge: true, how: HOW.PART });
    // What stands here once or twice may be a typo there, too.
    if (found.length && /^[a-z]{6,}$/.test(token) && reader.corpus.count(token) < RARE) found.push(...reader.korean.meant(token, 1.3));
    if (last && found.length && !reader.corpus.ids.has(bare)) found.push(...this.#growing(bare));
    return found.length || !bare ? found : this.#guesses(word, token);
  }

  /** Read a word as a form of another: images as image, removing as remove, with what that is called in Korean. */
  #ofBase(word) {
    const { reader } = this;
    const base = basesOf(word).find((one) => reader.synonyms.of(one).length || reader.corpus.times(one) >= RARE);
    return base ? as(HOW.FORM, [...this.#exact(base, OF_BASE), ...reader.synonymsOf(base, OF_BASE)]) : [];
  }

  #guesses(word, token) {
    const { reader } = this;
    const hangul = toHangul(word);
    const typed = /[가-힣]/.test(hangul) || CONSONANTS.test(hangul) ? this.#hangulTyped(hangul) : [];
    if (typed.length) return as(HOW.LAYOUT, typed);
    const names = reader.typos.slipOf(token) ? [] : this.#names(token);
    if (names.length) return names;
    const parts = [humpsOf(word).filter((hump) => reader.corpus.has(hump)), this.#split(token)].find((one) => one?.length > 1);
    if (parts) return [{ find: token, parts, loose: true, weight: PART, how: HOW.PART }];
    const runs = token.match(/[a-z0-9]+/g) ?? [];
    const growing = this.#growing(token);
    if (growing.length) return growing;
    const meant = runs.flatMap((run) => reader.korean.meant(run));
    return meant.length || !HANGUL.test(hangul) ? meant : reader.korean.meant(squeeze(hangul), 0.8);
  }

  #growing(token) {
    const { reader } = this;
    return reader.vocabulary
      .completions(token)
      .flatMap(({ word, weight }) => as(HOW.GROWING, [...reader.exact(word, weight), ...(weight > 0.6 ? reader.synonymsOf(word, weight) : [])]));
  }

  #exact(token, weight = 1) {
    const short = /^[a-z0-9]+$/.test(token) && token.length < SHORT;
    const alternatives = this.reader.exact(token, weight).map((one) => ({ ...one, edge: short, whole: short }));
    // A single letter is a word only as it is: C, and C++ with its signs.
    return token.length < 2 && !this.reader.corpus.ids.has(token) ? [] : alternatives;
  }

  /** Return the names in Hangul of a word that the site has in Latin letters: 트랜잭션 of transaction. */
  sounding(token) {
    return this.#names(token).filter(({ find, skeleton }) => skeleton > 3 || this.reader.bridge.share(find, token));
  }

  #names(token) {
    if (!/^[a-z]{4,}$/.test(token)) return [];
    return this.reader.bridge
      .hangul(token)
      .filter(({ cost, skeleton }) => skeleton > 3 || cost < CERTAIN)
      .map(({ word, cost, skeleton }) => ({ find: word, skeleton, weight: NAME * (1 - cost), edge: true, how: HOW.NAME }));
  }

  /** Return the words that are written as one here, or null: docker and install. */
  #split(token) {
    if (!/^[a-z]{6,30}$/.test(token)) return null;
    const { corpus } = this.reader;
    const best = [{ cost: 0, words: [] }];
    for (let end = SMALLEST; end <= token.length; end++)
      for (let start = 0; start <= end - SMALLEST; start++) {
        const word = token.slice(start, end);
        if (!best[start] || corpus.times(word) < 2) continue;
        const cost = best[start].cost + 1 + 1 / word.length;
        if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, words: [...best[start].words, word] };
      }
    return best[token.length]?.words ?? null;
  }

  #hangulTyped(hangul) {
    if (CONSONANTS.test(hangul)) return [];
    const { korean, compounds } = this.reader;
    const token = squeeze(hangul);
    if (LETTER.test(hangul)) return korean.growing(token);
    const split = compounds.split(token);
    return split?.whole ? [{ find: token, parts: split.parts, weight: PART }] : korean.found(token, true);
  }
}

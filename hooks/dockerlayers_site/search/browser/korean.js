/** What a word in Hangul may stand for. */

import { HOW, as, unique } from "./alternatives.js";
import { CONSONANTS, LETTER, parts, syllable } from "./hangul.js";
import { toLatin } from "./keyboard.js";
import { couldBeName } from "./loanwords.js";
import { formsOf } from "./synonyms.js";
import { squeeze } from "./text.js";
import { isFiller } from "./tokens.js";
import { Verbs } from "./verbs.js";
import { nounsOfVerb, ofOneSyllable, withoutAdverb, withoutParticle } from "./words.js";

const RARE = 3;
/** A word that stands so often is not being typed. */
const OFTEN = 4;
const NAME = 0.8;
const LETTERS = 0.4;
const GROWN = 0.6;

/** Read words in Hangul. */
export class Korean {
  /** Take the reader with all that it knows. */
  constructor(reader) {
    this.reader = reader;
    this.verbs = new Verbs(reader);
  }

  /** Return the alternatives of a word; of the last one its reader may not have typed all. */
  read(word, last) {
    if (CONSONANTS.test(word)) return this.#initials(word);
    const token = squeeze(word);
    if (LETTER.test(token)) return this.#typed(token);
    const found = this.found(token, last);
    return found.length ? found : this.#guesses(token);
  }

  /** Return what a word is, or may become, as far as that is no guess. */
  found(token, last) {
    const found = this.forms(token);
    if (found.length && (!last || this.reader.corpus.times(token) >= OFTEN)) return found;
    const more = this.growing(token);
    if (!found.length) return more;
    // A word that is whole may still be typed on, but likelier is meant as it is, unless only a rare name sounds so.
    const { corpus, vocabulary } = this.reader;
    const become = more.find(({ find }) => !vocabulary.inflected.has(find));
    const isGrowing = become && found.every(({ how, find }) => how === HOW.NAME && corpus.times(find) < vocabulary.count(become.find));
    const [likely, other] = isGrowing ? [more, found] : [found, more];
    return [...likely, ...other.map((one) => ({ ...one, weight: GROWN * one.weight }))];
  }

  #guesses(token) {
    const { reader } = this;
    const latin = toLatin(token);
    if (/^[a-z]{2,}$/.test(latin) && reader.vocabulary.begins(latin)) return as(HOW.LAYOUT, reader.latin.read(latin));
    const meant = this.meant(token);
    if (meant.length) return meant;
    const names = this.#growingName(token);
    return names.length ? names : this.#letters(token);
  }

  /** Read a word with its particle or its ending, or as a name. */
  forms(token) {
    const noun = this.noun(token);
    const { reader } = this;
    const how = noun === token ? HOW.WRITTEN : HOW.FORM;
    const found = [...reader.exact(noun, 1, how), ...reader.synonymsOf(noun, 1)];
    if (!reader.vocabulary.isNoun(noun)) found.push(...this.#verb(token));
    return [...found, ...this.#names(noun, found.length > 0)];
  }

  /** Return the noun of which a word is a form, else the word. */
  noun(token) {
    const { vocabulary, synonyms, corpus } = this.reader;
    if (vocabulary.isNoun(token) || synonyms.of(token).length) return token;
    for (const bare of new Set([token, withoutAdverb(token)]))
      for (const noun of nounsOfVerb(bare)) if (vocabulary.isNoun(noun) || synonyms.of(noun).length || corpus.has(noun)) return noun;
    const short = ofOneSyllable(token);
    if (short && synonyms.of(short).length) return short;
    const isName = !corpus.has(token) && couldBeName(token) && this.reader.bridge.latin(token).some(({ skeleton }) => skeleton > 2);
    for (const { stem } of withoutParticle(token))
      if (isName ? vocabulary.isNoun(stem) : vocabulary.count(stem) || synonyms.of(stem).length) return stem;
    if (isName || corpus.has(token)) return token;
    for (const { stem } of withoutParticle(token))
      if (corpus.has(stem) || (couldBeName(stem) && this.reader.bridge.latin(stem).length)) return stem;
    return token;
  }

  #verb(token) {
    return this.verbs.stems(token).flatMap((stem) => [
      { ...formsOf(stem), weight: stem.length > 1 ? 0.95 : 0.6, how: HOW.FORM },
      ...this.reader.synonymsOf(stem, 1),
    ]);
  }

  /** Read a word as the Hangul spelling of a Latin name; where it is on the site itself only if that is beyond doubt. */
  #names(noun, known) {
    const { bridge, corpus, vocabulary, typos } = this.reader;
    // The glossary comes first; a word that says little is no name.
    if (!couldBeName(noun) || isFiller(noun) || this.reader.synonyms.of(noun).some((word) => /^[a-z]/i.test(word))) return [];
    const often = vocabulary.count(noun) >= RARE;
    const names = bridge.latin(noun);
    const slip = !known && names.length > 0 ? typos.slipOf(noun) : null;
    return names
      .filter(({ sure, cost, skeleton, word }) =>
        sure || (known ? skeleton > 2 && cost <= (often ? 0.1 : 0.2) && (skeleton > 3 || this.#isRarer(noun, word) || bridge.share(noun, word)) : vocabulary.count(slip) <= corpus.times(word)),
      )
      .map(({ word, cost, sure }) => ({ find: word, weight: NAME * (1 - cost / 2) * this.#common(word), edge: true, whole: !sure && word.length < 5, how: HOW.NAME }));
  }

  #isRarer(noun, latin) {
    return 2 * this.reader.corpus.count(noun) <= this.reader.corpus.times(latin);
  }

  #common(word) {
    return Math.min(1, 0.75 + Math.log10(1 + this.reader.corpus.count(word)) / 4);
  }

  /** Read a half-typed word: what it may become, or what was there before its last letter. */
  #typed(token) {
    const found = this.growing(token);
    const latin = toLatin(token);
    const other = !found.length && /^[a-z]/.test(latin) ? as(HOW.LAYOUT, this.reader.latin.read(latin)) : found;
    return other.length ? other : this.#growingName(token);
  }

  /** Return what a half-typed word may become. */
  growing(token) {
    const { vocabulary, corpus } = this.reader;
    const found = vocabulary.completions(token).flatMap(({ word, weight }) => this.#guess(word, weight, HOW.GROWING));
    if (found.length) return found;
    const before = beforeLast(token);
    if (before.length < 2 || !corpus.has(before)) return [];
    const whole = vocabulary.completions(before, 2).flatMap(({ word, weight }) => this.#guess(word, weight, HOW.GROWING));
    return unique([{ find: before, weight: 0.9, how: HOW.GROWING }, ...whole]);
  }

  /** Return the Latin names that a half-typed word may become, its last consonant perhaps the next syllable's first. */
  #growingName(token) {
    const whole = token.replace(/[ㄱ-ㅎㅏ-ㅣ]+$/, "");
    const starts = whole === token ? [token, beforeLast(token)] : [whole];
    const names = starts.map((start) => this.reader.bridge.growing(start)).find((some) => some.length) ?? [];
    return names.map(({ word, cost }) => ({ find: word, weight: NAME * (1 - cost), edge: true, how: HOW.NAME }));
  }

  #initials(word) {
    const { vocabulary, latin } = this.reader;
    const typed = toLatin(word);
    const guesses = vocabulary.ofInitials(word);
    if (!guesses.length && vocabulary.begins(typed)) return as(HOW.LAYOUT, latin.read(typed));
    return guesses.flatMap(({ word: guess, weight }) => this.#guess(guess, weight, HOW.INITIALS));
  }

  #guess(word, weight, how) {
    return as(how, [...this.reader.exact(word, weight), ...(weight > 0.6 ? this.reader.synonymsOf(word, weight) : [])]);
  }

  /** Guess what a word with a typo was meant to be. */
  meant(token, weight = 1) {
    return as(
      HOW.TYPO,
      this.reader.typos.meant(token).flatMap((one) => {
        const noun = this.noun(one.word);
        return [...this.reader.exact(noun, one.weight * weight), ...this.reader.synonymsOf(noun, one.weight * weight)];
      }),
    );
  }

  /** Look for a word by each two of its letters, most of which must be in a section. */
  #letters(token) {
    const stem = [...withoutParticle(token)].at(-1)?.stem ?? token;
    const pairs = [...stem].slice(1).map((letter, index) => stem[index] + letter);
    const here = pairs.filter((pair) => this.reader.corpus.has(pair));
    return here.length > 1 && here.length >= pairs.length / 2
      ? [{ find: stem, parts: here, loose: true, weight: LETTERS, how: HOW.LETTERS }]
      : [];
  }
}

/** Return a half-typed word without its last letter, which begins the next syllable: 배포 of 배폴. */
function beforeLast(token) {
  const known = parts(token.at(-1));
  if (!known) return token.slice(0, -1);
  const [initial, vowel, final] = known;
  return final ? token.slice(0, -1) + syllable(initial, vowel) : "";
}

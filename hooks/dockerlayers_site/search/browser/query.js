/** What a reader means: for each word of the query its alternatives. */

import { HOW, as, unique } from "./alternatives.js";
import { Bridge } from "./bridge.js";
import { Compounds } from "./compounds.js";
import { basesOf } from "./english.js";
import { HANGUL, LETTER } from "./hangul.js";
import { Korean } from "./korean.js";
import { Latin } from "./latin.js";
import { Pasted } from "./pasted.js";
import { soughtFor } from "./synonyms.js";
import { squeeze } from "./text.js";
import { isEnglish, isFiller, isFunction, isLight, isLightVerb, isPasted, isPossible, wordsOf } from "./tokens.js";
import { Typos } from "./typos.js";
import { ofOneSyllable, withoutParticle } from "./words.js";

const SYNONYM = 0.8;
/** The more words than these one may stand for, the less sure is each. */
const FEW = 4;
const CERTAIN = 0.1;
const UNLIKELY = 0.6;

/** Read queries with what is known of the site. */
export class Reader {
  /** Take the words of the site, the vocabulary and the synonyms. */
  constructor({ corpus, vocabulary, synonyms }) {
    Object.assign(this, { corpus, vocabulary, synonyms });
    this.typos = new Typos(corpus, vocabulary);
    this.bridge = new Bridge(corpus, vocabulary);
    this.korean = new Korean(this);
    this.latin = new Latin(this);
    this.pasted = new Pasted(this);
    this.compounds = new Compounds({ vocabulary, synonyms, bridge: this.bridge, isVerb: (word) => this.korean.verbs.has(word) });
  }

  /** Return the words of a query, each with its alternatives; whether it was pasted, and whether it is of code. */
  read(query) {
    if (isPasted(query)) return this.pasted.read(query);
    const typed = wordsOf(query);
    const words = this.compounds.join(typed).flatMap((word, index, all) => this.#apart(word, index === all.length - 1));
    const groups = words.map((word, index) => this.#group(word, index === words.length - 1));
    if (isEnglish(typed)) groups.forEach((group) => (group.light ||= isFunction(group.word)));
    groups.forEach((group, index) => (group.light ||= index > 0 && isPossible(words[index - 1], group.word)));
    this.#preferNeighbours(groups);
    for (let size = 2; size <= 3; size++)
      for (let i = 0; i + size <= groups.length; i++) this.#joinSynonyms(groups.slice(i, i + size));
    const code = typed.some((word) => /[^가-힣ㄱ-ㅎㅏ-ㅣ\w]/.test(word));
    return { groups: withWeight(groups), pasted: false, code };
  }

  /** Return the parts of a word that is not one, unless a guess at the whole is better than what is left unknown. */
  #apart(word, last) {
    const token = squeeze(word);
    const split = this.compounds.split(token);
    if (!split || (!split.sure && this.#isName(token, last))) return [word];
    const whole = !split.sure && (this.typos.slipOf(token) || (last && this.vocabulary.completions(token).length));
    return whole ? [word] : split.parts;
  }

  /** Say whether a word is a name in the other script, or becomes one that it has nearly all of. */
  #isName(token, last) {
    const { bridge } = this;
    return bridge.latin(token).some(({ skeleton }) => skeleton > 2) || (last && bridge.growing(token).some(({ cost, skeleton }) => skeleton > 4 && cost < CERTAIN));
  }

  #group(word, last) {
    const alternatives = HANGUL.test(word) || LETTER.test(word) ? this.#hangul(word, last) : this.latin.read(word, last);
    // What says little is no slip for another word.
    const meant = isFiller(word) ? alternatives.filter(({ how }) => how !== HOW.TYPO) : alternatives;
    return { word, light: isLight(word, this.#isNoun(word)) || this.#isLightVerb(word), vague: HANGUL.test(word) && !meant.some((one) => this.#isNamed(one)), alternatives: unique(meant) };
  }

  /** Say whether a word is a verb that says little, no noun: 알아, not 주기. */
  #isLightVerb(word) {
    return /^[가-힣]+$/.test(word) && !this.#isNoun(word) && isLightVerb(word, this.korean.verbs.stems(word));
  }

  #isNoun(word) {
    return this.vocabulary.isNoun(word) || this.synonyms.of(word).length > 0;
  }

  /** Say whether what to look for is a noun, or stands in a title. */
  #isNamed({ find, forms }) {
    return !forms && (this.vocabulary.isNoun(find) || this.vocabulary.isInTitle(find));
  }

  #hangul(word, last) {
    return /[a-z0-9]/i.test(word) ? this.#mixed(squeeze(word)) : this.korean.read(word, last);
  }

  /** Read a word of both scripts: EC2에, 3장. */
  #mixed(token) {
    const runs = token.match(/[가-힣]+|[^가-힣]+/g);
    const particle = runs.length > 1 && HANGUL.test(runs.at(-1)) && [...withoutParticle(`xx${runs.at(-1)}`)].some(({ stem }) => stem === "xx");
    if (particle) {
      const stem = runs.slice(0, -1).join("");
      return HANGUL.test(stem) ? this.#mixed(stem) : this.latin.read(stem);
    }
    // A unit may have a particle, too: 10초나.
    const unit = HANGUL.test(runs.at(-1)) && ofOneSyllable(runs.at(-1));
    if (runs.length > 1 && unit && !this.corpus.has(token)) return this.#mixed(runs.slice(0, -1).join("") + unit);
    const found = [...this.exact(token), ...this.synonymsOf(token, 1)];
    if (runs.length > 1) found.push({ find: token, parts: runs, weight: 0.7, how: HOW.PART });
    return found;
  }

  /** Of what the last word may become, prefer what stands behind the word before it: 마운트 behind 바인드. */
  #preferNeighbours(groups) {
    const [before, last] = groups.slice(-2);
    const start = last && before.alternatives.find(({ find, how }) => find && how === HOW.WRITTEN)?.find;
    if (!start) return;
    const follows = new Set(last.alternatives.filter(({ find, how }) => how === HOW.GROWING && this.corpus.count(start + find) > 0));
    if (!follows.size) return;
    last.alternatives = last.alternatives.map((one) => {
      if (one.how !== HOW.GROWING) return one;
      return follows.has(one) ? { ...one, weight: Math.max(one.weight, 0.9) } : { ...one, weight: UNLIKELY * one.weight };
    });
  }

  /** Let neighbours that make a term, such as `base image`, find the term's synonyms as well. */
  #joinSynonyms(groups) {
    const joined = squeeze(groups.map(({ word }) => word).join(""));
    const names = [joined, ...[...withoutParticle(joined)].map(({ stem }) => stem)];
    const last = squeeze(groups.at(-1).word);
    names.push(...basesOf(last).map((base) => joined.slice(0, joined.length - last.length) + base));
    const name = names.find((one) => this.synonyms.of(one).length);
    const more = name ? this.synonymsOf(name, 1) : groups.length < 3 && groups.every(({ word }) => this.vocabulary.isNoun(word)) ? this.#joinedName(names) : [];
    for (const group of groups) group.alternatives = unique([...group.alternatives, ...more]);
  }

  /** Return the Latin name that words in Hangul spell together: dataframe of 데이터 프레임. */
  #joinedName(names) {
    const found = names.filter((name) => /^[가-힣]{4,}$/.test(name)).flatMap((name) => this.bridge.latin(name));
    const best = found.find(({ cost, skeleton }) => skeleton > 3 && cost < CERTAIN);
    return best ? [{ find: best.word, weight: SYNONYM, edge: true, how: HOW.NAME }] : [];
  }

  /** Return a word as an alternative, if it is on the site. */
  exact(token, weight = 1, how = HOW.WRITTEN) {
    return this.corpus.has(token) ? [{ find: token, weight, edge: token.length < 2, how }] : [];
  }

  /** Return the synonyms of a word or a verb's stem that are on the site. */
  synonymsOf(key, weight) {
    const sought = this.synonyms.of(key).map(soughtFor).filter(({ find, forms }) => forms || this.corpus.has(find));
    const sure = SYNONYM * Math.min(1, Math.sqrt(FEW / sought.length));
    return as(
      HOW.SYNONYM,
      sought.map((one) => ({ ...one, weight: weight * sure, ...boundsOf(one) })),
    );
  }
}

/** Return where a synonym has to begin and end with a word: a short one in Latin letters at both, cp is not in cpu. */
function boundsOf({ find, forms }) {
  const latin = !HANGUL.test(find);
  return { edge: Boolean(forms) || (latin && find.length < 6), whole: !forms && latin && find.length < 3 };
}

/** Return groups of which not all are light: 이유 alone is what is looked for. */
function withWeight(groups) {
  return groups.some(({ light, alternatives }) => !light && alternatives.length) ? groups : groups.map((group) => ({ ...group, light: false }));
}

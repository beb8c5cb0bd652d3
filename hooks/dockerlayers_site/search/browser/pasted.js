/** What a program said, pasted by a reader who wants to know what it means. */

import { HOW, unique } from "./alternatives.js";
import { basesOf, kinOf } from "./english.js";
import { HANGUL } from "./hangul.js";
import { sourceOf } from "./source.js";
import { subjectsOf } from "./subjects.js";
import { squeeze } from "./text.js";
import { humpsOf, isLight, isOften, wordsOfPasted } from "./tokens.js";

const RAREST = 20;
/** What a word counts for in the language of the site, in which pages speak of what the program says. */
const TRANSLATED = 0.7;
/** What another form of a word counts for: quota of quotas. */
const KIN = 0.5;
const NAME = /[a-z0-9]+(?:_[a-z0-9]+)+/g;
/** Of what it is about, shorter words than these are others' beginnings: env, jar. */
const SHORT = 5;

/** Read pasted texts. */
export class Pasted {
  /** Take the reader with all that it knows. */
  constructor(reader) {
    this.reader = reader;
  }

  /** Return the rarest words that the site has, and what they are about; all words as they follow each other; and who spoke. */
  read(query) {
    const sequence = wordsOfPasted(query).flatMap((one) => this.#known(one));
    const groups = new Map();
    for (const { word, argument, name } of sequence) {
      const known = groups.get(word);
      if (known) known.argument &&= argument;
      else groups.set(word, { word, argument, name: name && !isOften(word), light: isLight(word) || isOften(word), alternatives: this.#alternatives(word) });
    }
    const here = [...groups.values()].filter(({ alternatives }) => alternatives.length);
    const rarest = new Set([...here].sort((a, b) => this.#times(a.word) - this.#times(b.word)).slice(0, RAREST));
    const chosen = [...here.filter((group) => rarest.has(group)), ...this.#more(query)];
    return { groups: chosen, sequence, source: sourceOf(query, this.reader.synonyms), pasted: true, code: true };
  }

  /** Return a word in small letters, or the words that a name in camel case is made of where the site lacks it. */
  #known({ word, ...of }) {
    const small = word.toLowerCase();
    const words = HANGUL.test(word) || this.reader.corpus.ids.has(small) ? [small] : [small, ...humpsOf(word)];
    return words.map((one) => ({ word: one, ...of }));
  }

  /** Return groups for what a text is about, and for names of several words that it has: JAVA_HOME says more than java and home. */
  #more(query) {
    const names = new Set(query.toLowerCase().match(NAME));
    const all = [...subjectsOf(query).map((words) => ({ words, subject: true })), ...[...names].map((name) => ({ words: [name] }))];
    const groups = all.map(({ words, subject }) => ({ word: words[0], subject, vague: true, alternatives: unique(words.flatMap((word) => this.#whole(squeeze(word)))) }));
    return groups.filter(({ alternatives }) => alternatives.length);
  }

  #whole(word) {
    const edge = !HANGUL.test(word);
    return this.reader.exact(word).map((one) => ({ ...one, edge, whole: edge && word.length < SHORT }));
  }

  #times(word) {
    return this.reader.corpus.times(word) || 1;
  }

  #alternatives(word) {
    const { corpus, korean } = this.reader;
    if (HANGUL.test(word)) return corpus.count(word) ? korean.forms(word) : [];
    const whole = corpus.ids.has(word);
    const written = whole || (corpus.begins(word) && !isOften(word) && !isLight(word)) ? [{ find: word, weight: 1, edge: true, whole, how: HOW.WRITTEN }] : [];
    return unique([...written, ...this.#kin(word), ...this.#translated(word)]);
  }

  /** Return other forms of a word that the site has: who names a thing seldom does it in the words of an error. */
  #kin(word) {
    if (isOften(word) || isLight(word)) return [];
    const here = kinOf(word).filter((one) => this.reader.corpus.ids.has(one));
    return here.map((find) => ({ find, weight: KIN, edge: true, whole: true, how: HOW.FORM }));
  }

  /** Return the words of the site's language for one, or for that of which it is a form: 삭제 for removing, else one that sounds so. */
  #translated(word) {
    if (isOften(word)) return [];
    const { reader } = this;
    const names = [word, ...basesOf(word)];
    const name = names.find((one) => reader.synonyms.of(one).length);
    const found = name ? reader.synonymsOf(name, TRANSLATED) : [];
    if (isLight(word) || found.some(({ find }) => HANGUL.test(find))) return found;
    return [...found, ...(names.map((one) => reader.latin.sounding(one)).find((some) => some.length) ?? [])];
  }
}

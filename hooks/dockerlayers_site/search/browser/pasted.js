/** What a program said, pasted by a reader who wants to know what it means. */

import { HOW, unique } from "./alternatives.js";
import { basesOf } from "./english.js";
import { HANGUL } from "./hangul.js";
import { sourceOf } from "./source.js";
import { humpsOf, isLight, isOften, wordsOfPasted } from "./tokens.js";

const RAREST = 20;
/** What a word counts for in the language of the site, in which pages speak of what the program says. */
const TRANSLATED = 0.7;

/** Read pasted texts. */
export class Pasted {
  /** Take the reader with all that it knows. */
  constructor(reader) {
    this.reader = reader;
  }

  /** Return the rarest words that the site has, and those in Hangul around them; all words as they follow each other; and who spoke. */
  read(query) {
    const sequence = wordsOfPasted(query).flatMap((one) => this.#known(one));
    const groups = new Map();
    for (const { word, argument } of sequence) {
      const known = groups.get(word);
      if (known) known.argument &&= argument;
      else groups.set(word, { word, argument, light: isLight(word) || isOften(word), alternatives: this.#alternatives(word) });
    }
    const here = [...groups.values()].filter(({ alternatives }) => alternatives.length);
    const rarest = new Set([...here].sort((a, b) => this.#times(a.word) - this.#times(b.word)).slice(0, RAREST));
    return { groups: here.filter((group) => rarest.has(group)), sequence, source: sourceOf(query, this.reader.synonyms), pasted: true, code: true };
  }

  /** Return a word in small letters, or the words that a name in camel case is made of where the site lacks it. */
  #known({ word, argument }) {
    const name = word.toLowerCase();
    const words = HANGUL.test(word) || this.reader.corpus.ids.has(name) ? [name] : [name, ...humpsOf(word)];
    return words.map((one) => ({ word: one, argument }));
  }

  #times(word) {
    return this.reader.corpus.times(word) || 1;
  }

  #alternatives(word) {
    const { corpus, korean } = this.reader;
    if (HANGUL.test(word)) return corpus.count(word) ? korean.forms(word) : [];
    const whole = corpus.ids.has(word);
    const written = whole || (corpus.begins(word) && !isOften(word) && !isLight(word)) ? [{ find: word, weight: 1, edge: true, whole, how: HOW.WRITTEN }] : [];
    return unique([...written, ...this.#translated(word)]);
  }

  /** Return the words of the site's language for one, or for that of which it is a form: 삭제 for removing. */
  #translated(word) {
    if (isOften(word)) return [];
    const { reader } = this;
    const name = [word, ...basesOf(word)].find((one) => reader.synonyms.of(one).length);
    return name ? reader.synonymsOf(name, TRANSLATED) : [];
  }
}

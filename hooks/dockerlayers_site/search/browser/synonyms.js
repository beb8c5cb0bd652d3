/** Words that mean the same, from the site's glossary; a verb stands there as 지우다. */

import { squeeze } from "./text.js";
import { verbForms } from "./words.js";

/** Know for each word its synonyms. */
export class Synonyms {
  /** Take groups of words. */
  constructor(groups) {
    this.byKey = new Map();
    this.names = [];
    this.verbs = new Set();
    for (const group of groups)
      for (const word of group) {
        const key = keyOf(word);
        const others = group.filter((other) => other !== word);
        this.byKey.set(key, [...(this.byKey.get(key) ?? []), ...others]);
        this.names.push(squeeze(word));
        if (isVerb(word)) this.verbs.add(key);
      }
  }

  /** Return the synonyms of a squeezed word or of a verb's stem. */
  of(key) {
    return this.byKey.get(key) ?? [];
  }
}

/** Return the key of a word: squeezed, a verb without its 다. */
export function keyOf(word) {
  return squeeze(isVerb(word) ? word.slice(0, -1) : word);
}

/** Return what to look for to find a word: itself, or all forms of a verb. */
export function soughtFor(word) {
  return isVerb(word) ? formsOf(word.slice(0, -1)) : { find: squeeze(word) };
}

/** Return what to look for to find all forms of a verb, from its stem. */
export function formsOf(stem) {
  return { find: `${stem}다`, forms: verbForms(stem), edge: true };
}

/** What may follow a stem of one syllable, 작은, so that it is no other word, 작업. */
const AFTER_SHORT = /^(?:[은을는게고다지면며기음습던자려아어았었니]|$)/;

/** Say whether a word that begins with a form of a verb may be one. */
export function mayBeForm(word, form) {
  return form.length > 1 || AFTER_SHORT.test(word.slice(form.length));
}

function isVerb(word) {
  return /^[가-힣]+다$/.test(word);
}

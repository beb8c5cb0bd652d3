/** What is told to the reader: which words were taken for others, and which are not on the site. */

import { HOW } from "./alternatives.js";
import { squeeze } from "./text.js";

const TOLD = new Set([HOW.NAME, HOW.LAYOUT, HOW.TYPO, HOW.LETTERS]);

/**
 * Return for each word that was not looked for as it was typed: the word, what it was taken for (null for a word that is
 * not on the site), and how that came about.
 */
export function understood(groups, corpus) {
  return groups.flatMap(({ word, light, alternatives }) => {
    if (!alternatives.length) return light || !/[가-힣a-z0-9]/i.test(word) ? [] : [{ from: word, to: null, how: null }];
    const best = alternatives.reduce((one, other) => (other.weight > one.weight ? other : one));
    if (!TOLD.has(best.how) || (best.find === squeeze(word) && best.how !== HOW.LETTERS)) return [];
    return [{ from: word, to: best.how === HOW.LETTERS ? best.parts.join(", ") : best.find, how: best.how }];
  });
}

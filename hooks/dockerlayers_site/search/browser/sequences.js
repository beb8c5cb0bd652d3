/** Where words follow each other as they do in a query: in a page that says the same, or quotes the same message. */

import { ABOUT, TITLE } from "./stream.js";
import { isLight, isOften } from "./tokens.js";

const PHRASE = { title: 3, body: 1.5 };
const IN_TITLE = 2;
const PAIR = 4;
/** What it is worth that a title is what the program said, or a text has it, or the most of it; one pair is no message. */
const MESSAGE = 2.6;
const OF_FIELD = { [TITLE]: 1, [ABOUT]: 0.7 };
const MOST = 0.6;
const LEAST = 2;
/** What a pair counts for by how many of its words most errors have. */
const BY_COMMON = [1, 0.6, 0.15];
/** What one counts for that is of an argument. */
const ARGUMENT = 0.3;
/** What its words weigh, in the mean, from which on a pair counts in full: one of common words says little. */
const TELLING = 0.8;
/** How much more a pair counts for each one right before it: a run of words is no chance. */
const RUN = 0.3;
/** So many signs may stand between two words: of unix:///var. */
const SIGNS = 4;

/**
 * Return for each section what the pairs of neighbours that it shares with a pasted text are worth, if any has most of them: the
 * more, the rarer they and their words are, and the more of them follow each other. The ranking has what the text's words weigh,
 * and all together.
 */
export function sequences(corpus, words, { groups, weights, total }) {
  const bonus = new Float32Array(corpus.size);
  const shares = new Float32Array(corpus.size);
  const messages = new Map(), inTexts = new Map(), runs = new Map();
  const weightOfWord = new Map(groups.map(({ word }, index) => [word, weights[index]]));
  const all = neighbours(words);
  all.forEach(([one, other], index) => {
    const found = pairs(corpus, one.word, other.word, messages);
    const telling = [one, other].reduce((sum, { word }) => sum + (weightOfWord.get(word) ?? 0), 0) / 2 / TELLING;
    const worth = PAIR * weightOf(one, other) * Math.min(1, telling) * (Math.log(1 + corpus.size / (found.size + 1)) / Math.log(1 + corpus.size));
    for (const [section, field] of found) {
      const run = runs.get(section)?.last === index - 1 ? runs.get(section).length + 1 : 0;
      runs.set(section, { last: index, length: run });
      bonus[section] += worth * (field === TITLE ? IN_TITLE : 1) * (1 + RUN * run);
      inTexts.set(section, (inTexts.get(section) ?? 0) + weightOf(one, other));
    }
  });
  const count = (section, found, pairs, weight = 1) => {
    const share = found / pairs;
    // The longer the message, the surer it is that one.
    if (share >= MOST) shares[section] = Math.max(shares[section], (weight * share * found) / (found + 1));
  };
  for (const [start, found] of messages) count(corpus.sections[start], found.size, pairsOfMessage(corpus, start), OF_FIELD[corpus.fields[start]]);
  const whole = all.reduce((sum, [one, other]) => sum + weightOf(one, other), 0);
  for (const [section, found] of inTexts) count(section, found, whole * Math.max(1, LEAST / all.length));
  // Where no text has the message, a pair that follows each other in one does so by chance: what it is about tells more.
  if (!shares.some((share) => share > 0)) return shares;
  shares.forEach((share, section) => (bonus[section] += MESSAGE * share * total));
  return bonus;
}

/** Return the pairs of words that follow each other, each pair once. */
function neighbours(words) {
  const all = new Map();
  words.slice(1).forEach((other, index) => all.set(`${words[index].word} ${other.word}`, [words[index], other]));
  return [...all.values()];
}

function weightOf(one, other) {
  const common = [one, other].filter(({ word }) => isOften(word) || isLight(word)).length;
  return BY_COMMON[common] * (one.argument && other.argument ? ARGUMENT : 1);
}

/** Count the pairs of words of a message from its start; one of two words says too little to be one. */
function pairsOfMessage(corpus, start) {
  let count = 0;
  for (let at = start; corpus.stream[at] && corpus.fields[at] === corpus.fields[start] && !isComma(corpus, at); at++) count += corpus.isSign(at) ? 0 : 1;
  return Math.max(LEAST, count - 1);
}

/** Return where the message that a place is of starts: titles, and what is said of a page, name several with commas between. */
function startOfMessage(corpus, place) {
  let start = place;
  while (start > 0 && corpus.fields[start - 1] === corpus.fields[place] && corpus.stream[start - 1] && !isComma(corpus, start - 1)) start--;
  return start;
}

function isComma(corpus, at) {
  return corpus.words[corpus.stream[at]] === ",";
}

/**
 * Return the sections in which one word follows another, signs between them aside, with the field in which they do; and note
 * the second word for the message in which that is, by its start.
 */
function pairs(corpus, one, other, messages) {
  const found = new Map();
  const next = corpus.ids.get(other);
  if (next === undefined) return found;
  corpus.eachWhole(one, (place) => {
    const field = corpus.fields[place];
    for (let at = place + 1; at <= place + 1 + SIGNS; at++) {
      if (corpus.stream[at] === next) {
        const section = corpus.sections[place];
        if (!(found.get(section) <= field)) found.set(section, field);
        if (field === TITLE || field === ABOUT) note(messages, startOfMessage(corpus, place), place);
        return;
      }
      if (!corpus.isSign(at)) return;
    }
  });
  return found;
}

function note(messages, start, place) {
  if (!messages.has(start)) messages.set(start, new Set());
  messages.get(start).add(place);
}

/** Give more to the sections in which one of some phrases stands, by the weight of its field; the second array, only where they have it themselves. */
export function reward(corpus, fields, [bonus, own], phrases, weight) {
  const best = new Map(), ofOwn = new Map();
  const raise = (values, section, value) => values.get(section) >= value || values.set(section, value);
  for (const phrase of phrases)
    corpus.each(phrase, (place) => {
      const section = corpus.sections[place];
      const field = corpus.fields[place];
      const value = field === TITLE ? PHRASE.title : PHRASE.body * fields[field];
      raise(best, section, value);
      if (field !== ABOUT) raise(ofOwn, section, value);
    });
  for (const [section, value] of best) bonus[section] += value * weight;
  for (const [section, value] of ofOwn) own[section] += value * weight;
}

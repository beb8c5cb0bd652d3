/** From a name in Hangul to the Latin words of the site that sound so, and back. Only words are tried, never texts. */

import { HANGUL } from "./hangul.js";
import { discord, soundOfHangul, soundsOfLatin } from "./loanwords.js";

/** How the letters of an abbreviation are called: 에스큐엘. */
const LETTERS = Object.entries({
  에이치: "h", 더블유: "w", 에이: "a", 에프: "f", 아이: "i", 제이: "j", 케이: "k", 에스: "s", 브이: "v", 엑스: "x", 와이: "y", 제트: "z", 아르: "r",
  비: "b", 씨: "c", 시: "c", 디: "d", 이: "e", 지: "g", 엘: "l", 엠: "m", 엔: "n", 오: "o", 피: "p", 큐: "q", 알: "r", 티: "t", 유: "u",
});
const MOST = 2;
const SHORT = 2;

/** Bridge between the two scripts with what the site has of each. */
export class Bridge {
  /** Take the words of the site, and its vocabulary. */
  constructor(corpus, vocabulary) {
    Object.assign(this, { corpus, vocabulary, known: new Map() });
  }

  /** Return the Latin words that a Hangul one may spell, the best first; `sure` where the site writes both together. */
  latin(word) {
    if (!this.known.has(word)) this.known.set(word, this.#latin(word));
    return this.known.get(word);
  }

  #latin(word) {
    if (word.length < 2) return [];
    const found = [...this.#sounding(word), ...this.#spelled(word)];
    const best = Math.min(...found.map(({ cost }) => cost));
    return found
      .filter(({ cost }) => cost <= best + 0.1)
      .sort((a, b) => a.cost - b.cost || this.corpus.times(b.word) - this.corpus.times(a.word))
      .slice(0, MOST)
      .map((one) => ({ ...one, sure: this.#together(word, one.word) }));
  }

  #sounding(word) {
    const sound = soundOfHangul(word);
    if (!sound) return [];
    return cheapest((this.#latinSounds().get(sound.skeleton) ?? []).map((one) => ({ ...one, cost: discord(sound, one.sound) })));
  }

  /** Find words of which some letters are called by their names: pnpm of 피엔피엠, mysql of 마이에스큐엘. */
  #spelled(word) {
    const found = [];
    for (const { before, rest, after } of lettersIn(word)) {
      const starts = before ? this.corpus.beginning(before).map((id) => this.corpus.words[id]) : this.#latinWords();
      for (const latin of starts) {
        if (!latin.endsWith(after) || latin.length < before.length + after.length) continue;
        const middle = latin.slice(before.length, latin.length - after.length);
        if (!rest !== !middle) continue;
        if (!rest) found.push({ word: latin, cost: 0 });
        else if (middle.length > 2) found.push(...alike(rest, middle).map((cost) => ({ word: latin, cost: cost + 0.05, skeleton: 3 })));
      }
    }
    return found;
  }

  /** Return the Hangul nouns of the site that spell a Latin word. */
  hangul(word) {
    if (!this.nouns) {
      this.nouns = new Map();
      for (const noun of this.vocabulary.allNouns()) put(this.nouns, soundOfHangul(noun)?.skeleton, noun);
    }
    const readings = soundsOfLatin(word);
    const found = readings.flatMap((reading) =>
      (this.nouns.get(reading.skeleton) ?? []).map((noun) => ({ word: noun, cost: discord(soundOfHangul(noun), reading), skeleton: reading.skeleton.length })),
    );
    return cheapest(found)
      .filter((one) => one.skeleton > SHORT || this.#together(one.word, word))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST);
  }

  #latinWords() {
    this.latins ??= this.corpus.words.filter((word) => /^[a-z][a-z0-9]{2,20}$/.test(word));
    return this.latins;
  }

  #latinSounds() {
    if (this.sounds) return this.sounds;
    this.sounds = new Map();
    for (const word of this.#latinWords())
      for (const spelling of word.length > 4 && /[^s]s$/.test(word) ? [word, word.slice(0, -1)] : [word])
        for (const sound of soundsOfLatin(spelling)) put(this.sounds, sound.skeleton, { word, sound, skeleton: sound.skeleton.length });
    return this.sounds;
  }

  /** Say whether the site writes one with the other in brackets: 레디스(Redis). */
  #together(hangul, latin) {
    const { corpus } = this;
    return [[hangul, latin], [latin, hangul]].some(([one, other]) => {
      const id = corpus.ids.get(one);
      if (id === undefined) return false;
      for (let post = corpus.posts[id]; post < corpus.posts[id + 1]; post++) {
        const at = corpus.places[post];
        if (corpus.words[corpus.stream[at + 1]] === "(" && corpus.words[corpus.stream[at + 2]] === other) return true;
      }
      return false;
    });
  }
}

/** Yield the ways in which a word begins or ends, or both, with names of letters. */
function* lettersIn(word) {
  const heads = [["", word], ...headsOf(word)];
  for (const [before, left] of heads)
    for (const [after, rest] of [["", left], ...tailsOf(left)])
      if (before.length + after.length > 1 || (before && rest.length > 1)) yield { before, rest, after };
}

function* headsOf(word) {
  for (const [name, letter] of LETTERS)
    if (word.startsWith(name)) {
      const left = word.slice(name.length);
      yield [letter, left];
      for (const [more, rest] of headsOf(left)) yield [letter + more, rest];
    }
}

function* tailsOf(word) {
  for (let from = 1; from < word.length; from++)
    for (const [letters, rest] of headsOf(word.slice(from)))
      if (!rest && letters.length > 1) yield [letters, word.slice(0, from)];
}

function alike(hangul, latin) {
  const sound = soundOfHangul(hangul);
  const costs = sound ? soundsOfLatin(latin).map((one) => discord(sound, one)) : [];
  return costs.filter((cost) => cost < Infinity).slice(0, 1);
}

function cheapest(found) {
  const best = new Map();
  for (const one of found) if (one.cost < (best.get(one.word)?.cost ?? Infinity)) best.set(one.word, one);
  return [...best.values()];
}

function put(map, key, value) {
  if (!key) return;
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

/** Say whether a word could be a name spelled in Hangul at all. */
export function couldBeName(word) {
  return word.length > 1 && HANGUL.test(word) && !/[ㄱ-ㅎㅏ-ㅣa-z0-9]/.test(word);
}

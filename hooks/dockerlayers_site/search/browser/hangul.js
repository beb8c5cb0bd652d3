/**
 * Hangul, taken apart and put together: syllables, the letters (jamo) they are made of, and half-typed words.
 * Letters are those of a keyboard: ㄲ is one, ㅘ and ㄳ are two.
 */

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const FIRST = 0xac00;
const COUNT = 11172;

/** Letters that are typed as two. */
const PAIRS = new Map(
  Object.entries({
    ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ",
    ㅄ: "ㅂㅅ", ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
  }),
);
const JOINED = new Map([...PAIRS].map(([joined, pair]) => [pair, joined]));

export const HANGUL = /[가-힣]/;
export const LETTER = /[ㄱ-ㅎㅏ-ㅣ]/;
export const CONSONANTS = /^[ㄱ-ㅎ]+$/;

/** Return the initial, vowel and final ("" for none) of a syllable, or null for any other character. */
export function parts(character) {
  const code = character.charCodeAt(0) - FIRST;
  if (!(code >= 0 && code < COUNT)) return null;
  return [INITIALS[Math.floor(code / 588)], VOWELS[Math.floor((code % 588) / 28)], FINALS[code % 28]];
}

/** Return the syllable of an initial, a vowel and perhaps a final. */
export function syllable(initial, vowel, final = "") {
  const code = INITIALS.indexOf(initial) * 588 + VOWELS.indexOf(vowel) * 28 + FINALS.indexOf(final);
  return String.fromCharCode(FIRST + code);
}

/** Return a text with every syllable taken apart into the letters of a keyboard. */
export function letters(text) {
  let out = "";
  for (const character of text)
    for (const letter of parts(character) ?? [character]) out += PAIRS.get(letter) ?? letter;
  return out;
}

/** Return a text with every syllable cut down to its initial. */
export function initials(text) {
  return [...text].map((character) => parts(character)?.[0] ?? character).join("");
}

/** Return consonants with those that a keyboard made one of two typed, such as ㄳ, apart again. */
export function separate(consonants) {
  return [...consonants].map((letter) => PAIRS.get(letter) ?? letter).join("");
}

/** Put letters together as an input method does: ㄷㅗㅋㅓ becomes 도커. */
export function compose(text) {
  let done = "";
  let now = ["", "", ""];
  const flush = (next) => {
    const [initial, vowel, final] = now;
    done += initial && vowel ? syllable(initial, vowel, final) : initial + vowel;
    now = next;
  };
  for (const letter of text) {
    const [initial, vowel, final] = now;
    if (VOWELS.includes(letter)) {
      const joined = JOINED.get(vowel + letter);
      if (final) {
        const [stays, moves] = PAIRS.get(final) ?? ["", final];
        now = [initial, vowel, stays];
        flush([moves, letter, ""]);
      } else if (!vowel) now[1] = letter;
      else if (joined) now[1] = joined;
      else flush(["", letter, ""]);
    } else if (INITIALS.includes(letter)) {
      const joined = final ? JOINED.get(final + letter) : letter;
      if (initial && vowel && FINALS.includes(joined)) now[2] = joined;
      else flush([letter, "", ""]);
    } else {
      flush(["", "", ""]);
      done += letter;
    }
  }
  flush([]);
  return done;
}

/** Return the source of a pattern for every syllable with an initial. */
export function withInitial(initial) {
  const from = syllable(initial, VOWELS[0]);
  return `[${from}-${String.fromCharCode(from.charCodeAt(0) + 587)}]`;
}

/** Return the source of a pattern for what a half-typed word may become, or null if it holds other than Hangul. */
export function growing(word) {
  if (!/^[가-힣ㄱ-ㅎ]+$/.test(word)) return null;
  const before = [...word.slice(0, -1)].map((one) => (parts(one) ? one : separate(one).replace(/./g, withInitial)));
  return before.join("") + growingSyllable(word.at(-1));
}

function growingSyllable(last) {
  const known = parts(last);
  if (!known) return separate(last).replace(/./g, withInitial);
  const [initial, vowel, final] = known;
  if (!final) {
    const longer = [...JOINED].filter(([pair]) => pair[0] === vowel).map(([, joined]) => joined);
    return `(?:${[vowel, ...longer].map((one) => anyFinal(initial, one)).join("|")})`;
  }
  const longer = [...JOINED].filter(([pair]) => pair[0] === final && FINALS.includes(JOINED.get(pair)));
  const [stays, moves] = PAIRS.get(final) ?? ["", final];
  const whole = [last, ...longer.map(([, joined]) => syllable(initial, vowel, joined))].join("");
  return `(?:[${whole}]${INITIALS.includes(moves) ? `|${syllable(initial, vowel, stays)}${withInitial(moves)}` : ""})`;
}

function anyFinal(initial, vowel) {
  const from = syllable(initial, vowel);
  return `[${from}-${String.fromCharCode(from.charCodeAt(0) + 27)}]`;
}

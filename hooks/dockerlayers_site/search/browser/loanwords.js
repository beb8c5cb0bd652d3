/**
 * Names in Latin letters and how Korean spells them, by rule: both have the same consonants (their skeleton), and between
 * them vowels that go with one another. 레디스 and redis are L, T, S, and 에 and 이 go with e and i.
 */

import { parts } from "./hangul.js";

/** Consonants by class, voiced and aspirated ones alike; ㅎ and h are too weak to tell words apart. */
const OF_HANGUL = classes({ K: "ㄱㄲㅋ", T: "ㄷㄸㅌ", P: "ㅂㅃㅍ", S: "ㅅㅆㅈㅉㅊ", L: "ㄹ", M: "ㅁ", N: "ㄴ" });
const OF_FINAL = classes({ K: "ㄱㄲㅋ", T: "ㄷㅅㅆㅌ", P: "ㅂㅍ", S: "ㅈㅊ", L: "ㄹ", M: "ㅁ", N: "ㄴㅇ" });
const OF_LATIN = classes({ K: "ckqg", T: "dt", P: "bpfv", S: "sjz", L: "lr", M: "m", N: "n" });

/** Latin letters that are spoken together; several readings are tried one after the other. */
const TOGETHER = [
  [/^tion/, ["S,io,N"]], [/^sion/, ["S,io,N"]], [/^ture/, ["S,u"]], [/^tch/, ["S"]], [/^sch/, ["SK", "S"]], [/^ch/, ["S", "K"]],
  [/^sh/, ["S"]], [/^ph/, ["P"]], [/^th/, ["S", "T"]], [/^gh/, ["", "K"]], [/^wh/, [",w"]], [/^ck/, ["K"]], [/^dg(?=e)/, ["S"]],
  [/^ng(?=[eiy])/, ["NS", "NK"]], [/^ng/, ["N", "NK"]], [/^x/, ["KS"]], [/^sc(?=[eiy])/, ["S"]], [/^c(?=[eiy])/, ["S"]],
  [/^g(?=[eiy])/, ["S", "K"]], [/^ij(?=[^aeiouy])/, [",i"]], [/^qu/, ["K,w"]], [/^q/, ["K"]], [/^h/, [""]], [/^kn/, ["N"]], [/^r(?![aeiouy])/, ["", "L"]],
];
/** The same by their first letter. */
const BY_LETTER = new Map();
for (const one of TOGETHER) {
  const letter = one[0].source[1];
  if (!BY_LETTER.has(letter)) BY_LETTER.set(letter, []);
  BY_LETTER.get(letter).push(one);
}
const READINGS = 6;

/** The Latin vowels that each of Hangul's stands for. */
const VOWELS = Object.fromEntries(
  Object.entries({
    ㅏ: "a|o|u|ia", ㅐ: "a|e|i", ㅑ: "ya|ia|a|ea", ㅒ: "ya", ㅓ: "e|u|o|a|i|ea", ㅔ: "e|a|i?e|oe", ㅕ: "ye|io|e|ia|ea|yo|eo", ㅖ: "ye|e",
    ㅗ: "o|a|u|w", ㅘ: "wa|oa|ua|o|wo", ㅙ: "wa|we", ㅚ: "oe|we|oi", ㅛ: "yo|io|eo", ㅜ: "u|o|w|ew|e[uw]", ㅝ: "wo|wa|o|ua|wor|u", ㅞ: "we|ue",
    ㅟ: "wi|ui|we|i", ㅠ: "u|ew|yu|you|iu|eu", ㅡ: "e?$", ㅢ: "ui|i", ㅣ: "i(?![oau])|e|y(?![oau])|ui", ㅏㅣ: "i|y|ai|uy", ㅏㅜ: "ou|ow|au|a", ㅔㅣ: "a|e[iay]|e", ㅗㅜ: "o|au", ㅣㅓ: "ea|ee|ie|ia|ei|i|e", ㅗㅏ: "oa|o",
    ㅣㅔ: "ie|ye|e", ㅣㅏ: "ia|ya|ea", ㅣㅗ: "io|eo", ㅠㅓ: "u|ew|ua", ㅜㅓ: "ou|ow|ua|ue", ㅔㅓ: "ai|a|ea|e", ㅗㅓ: "o", ㅏㅓ: "i|ou|ow", ㅓㅜ: "o",
  }).map(([vowel, latin]) => [vowel, new RegExp(`^(?:${latin})`)]),
);
const WORST = { 1: 0.05, 2: 0.13, 3: 0.17, more: 0.2 };

/** Return the skeleton of a word in Hangul and the vowels between its consonants, or null for any other. */
export function soundOfHangul(word) {
  let skeleton = "";
  const slots = [[]];
  const add = (one) => {
    if (!one) return;
    if (one === skeleton.at(-1) && !slots.at(-1).length) return;
    skeleton += one;
    slots.push([]);
  };
  for (const character of word) {
    const known = parts(character);
    if (!known) return null;
    const [initial, vowel, final] = known;
    add(OF_HANGUL.get(initial));
    slots.at(-1).push(vowel);
    add(OF_FINAL.get(final));
  }
  return { skeleton, slots };
}

/** Return the class of the first consonant of a word in Hangul, "" if it begins with a vowel. */
export function firstSound(word) {
  return OF_HANGUL.get(parts(word[0])?.[0]) ?? "";
}

/** Return how many consonants a Latin word is written with; more than are heard, but for x. */
export function consonantsIn(word) {
  let count = 0;
  for (const letter of word) count += letter === "x" ? 2 : OF_LATIN.has(letter) ? 1 : 0;
  return count;
}

/** What Latin letters may be heard as, at most, by the class of a consonant. */
const HEARD = { K: "ckqgx", T: "dth", P: "bpfvh", S: "sjzcgtxh", L: "lr", M: "m", N: "n" };

/** Say whether a Latin word has letters for the consonants of a skeleton, in their order: cheaply, before it is read. */
export function mayHave(word, skeleton) {
  let at = 0;
  for (const sound of skeleton) {
    const letters = HEARD[sound];
    while (at < word.length && !letters.includes(word[at])) at++;
    if (at === word.length) return false;
    // An x is two: its S is looked for where its K was.
    if (word[at] !== "x" || sound !== "K") at++;
  }
  return true;
}

/** Return the readings of a Latin word, each with its skeleton and the vowels between its consonants. */
export function soundsOfLatin(word) {
  let open = [{ rest: word, skeleton: "", slots: [""] }];
  const done = [];
  while (open.length && done.length < READINGS) {
    const { rest, skeleton, slots } = open.pop();
    if (!rest) {
      done.push({ skeleton, slots });
      continue;
    }
    const together = BY_LETTER.get(rest[0])?.find(([pattern]) => pattern.test(rest));
    const spoken = together?.[1] ?? [spokenOf(rest[0])];
    const left = rest.slice(together ? together[0].exec(rest)[0].length : 1);
    for (const one of spoken.toReversed()) open.push(spokenAfter({ rest: left, skeleton, slots }, one));
  }
  return done;
}

function spokenOf(letter) {
  return OF_LATIN.get(letter) ?? `,${letter}`;
}

/** Append what is spoken: consonants, after a comma vowels, after another consonants. */
function spokenAfter({ rest, skeleton, slots }, spoken) {
  const next = [...slots];
  spoken.split(",").forEach((piece, index) => {
    if (index % 2) next.push(next.pop() + piece);
    else
      for (const one of piece) {
        if (one === skeleton.at(-1) && !next.at(-1)) continue;
        skeleton += one;
        next.push("");
      }
  });
  return { rest, skeleton, slots: next };
}

/**
 * Say how ill the vowels of two words of one skeleton go together, from 0; Infinity where they are no spellings of one
 * word, or have fewer consonants than `least`.
 */
export function discord(hangul, latin, least = 2) {
  if (hangul.skeleton !== latin.skeleton || hangul.skeleton.length < least) return Infinity;
  const last = hangul.slots.length - 1;
  const costs = hangul.slots.map((vowels, index) => discordAt(vowels, latin.slots[index], index === last));
  if (costs[0] > 0.5) return Infinity;
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return mean <= (WORST[hangul.skeleton.length] ?? WORST.more) ? mean : Infinity;
}

/** Say how ill the beginning of a Latin word goes with a half-typed one in Hangul, of which its last vowels may be no end. */
export function discordOfBeginning(hangul, latin) {
  if (!latin.skeleton.startsWith(hangul.skeleton)) return Infinity;
  const last = hangul.slots.length - 1;
  const costs = hangul.slots.map((vowels, index) => (index === last && !vowels.length ? 0 : discordAt(vowels, latin.slots[index], index === last)));
  if (costs[0] > 0.5) return Infinity;
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return mean <= WORST.more ? mean : Infinity;
}

function discordAt(vowels, latin, last) {
  const full = vowels.filter((vowel) => vowel !== "ㅡ");
  if (!full.length) return latin === "" || (latin === "e" && last) ? 0 : latin === "e" || latin === "o" ? 0.25 : 0.7;
  if (!latin) return 0.8;
  const pair = VOWELS[full.slice(0, 2).join("")];
  if (pair?.test(latin)) return Math.max(0, full.length - 2);
  return (VOWELS[full[0]].test(latin) ? 0 : 0.7) + Math.max(0, full.length - Math.max(1, latin.length));
}

function classes(letters) {
  return new Map(Object.entries(letters).flatMap(([name, all]) => [...all].map((letter) => [letter, name])));
}

/** The finals with which Korean spells foreign words, by its rules for them. */
const FINALS = new Set(["", ..."ㄱㄴㄹㅁㅂㅅㅇ"]);
/** Initials that it does not spell them with: 빠름 is no form. */
const TENSE = new Set("ㄲㄸㅃㅉ");

/** Say whether a word could be a name spelled in Hangul at all: it is no verb with its ending, and is not half typed. */
export function couldBeName(word) {
  return /^[가-힣]{2,}$/.test(word) && !/(?:요|니다|는데|더니|[어아]서)$/.test(word) && [...word].every(isForeign);
}

function isForeign(syllable) {
  const [initial, , final] = parts(syllable);
  return FINALS.has(final) && !TENSE.has(initial);
}

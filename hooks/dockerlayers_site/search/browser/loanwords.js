/**
 * Names in Latin letters and how Korean spells them, by rule: both have the same consonants (their skeleton), each spelled as
 * Korean does, and between them vowels that go with one another. 레디스 and redis are L, T, S, and 에 and 이 go with e and i.
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
  // 즈 of depends, 츠 of sports; or one by one, as in 아이디에스.
  [/^ds(?![aeiouyh])/, ["S", "TS"]], [/^ts(?![aeiouyh])/, ["S", "TS"]],
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
    ㅏ: "a|o(?!o)|u|ia", ㅐ: "a|e|i", ㅑ: "ya|ia|a|ea", ㅒ: "ya", ㅓ: "e(?!e)|u|o|a|i|ea", ㅔ: "e|a|i?e|oe", ㅕ: "ye|io|e|ia|ea|yo|eo", ㅖ: "ye|e",
    ㅗ: "o|a|u|w", ㅘ: "wa|oa|ua|o|wo", ㅙ: "wa|we", ㅚ: "oe|we|oi", ㅛ: "yo|io|eo", ㅜ: "u|o|w|ew|e[uw]", ㅝ: "wo|wa|o|ua|wor|u", ㅞ: "we|ue",
    ㅟ: "wi|ui|we|i", ㅠ: "u|ew|yu|you|iu|eu", ㅡ: "e?$", ㅢ: "ui|i", ㅣ: "i(?![oau])|e|y(?![oau])|ui", ㅏㅣ: "i|y|ai|uy", ㅏㅜ: "ou|ow|au|a", ㅔㅣ: "a|e[iay]|e", ㅗㅜ: "o|au", ㅣㅓ: "ea|ee|ie|ia|ei|i|e", ㅗㅏ: "oa|o",
    ㅣㅔ: "ie|ye|e", ㅣㅏ: "ia|ya|ea", ㅣㅗ: "io|eo", ㅠㅓ: "u|ew|ua", ㅜㅓ: "ou|ow|ua|ue", ㅔㅓ: "ai|a|ea|e", ㅗㅓ: "o", ㅏㅓ: "i|ou|ow", ㅓㅜ: "o",
  }).map(([vowel, latin]) => [vowel, new RegExp(`^(?:${latin})`)]),
);
const WORST = { 1: 0.05, 2: 0.13, 3: 0.17, more: 0.2 };

/** What of a class Korean does not spell with a letter, by how the Latin word goes on: ㅅ is no j, and a final ㄹ no r. */
const NEVER = {
  ㄱ: /^(?:[ckq]|sch)/, ㅋ: /^n?g/, ㄷ: /^t(?!h)/, ㅌ: /^d/, ㅂ: /^[pf]/, ㅍ: /^[bv]/, ㅅ: /^(?:[jz]|d?g|tch|ture)/, ㅆ: /^(?:[jz]|d?g|tch|ture)/,
  ㅈ: /^(?:c|sc?h|tc?h)/, ㅉ: /^(?:c|sc?h|tc?h)/, ㅊ: /^(?:[js]|d?g)/, "-ㄹ": /^r/, "-ㅇ": /^n(?![ckqgx])/,
};

/** Return the skeleton of a word in Hangul, its letters (a final behind a dash) and the vowels between them, or null for any other. */
export function soundOfHangul(word) {
  let skeleton = "";
  const slots = [[]], spelled = [];
  const add = (one, letter) => {
    if (!one) return;
    if (one === skeleton.at(-1) && !slots.at(-1).length) return;
    skeleton += one;
    spelled.push(letter);
    slots.push([]);
  };
  for (const character of word) {
    const known = parts(character);
    if (!known) return null;
    const [initial, vowel, final] = known;
    add(OF_HANGUL.get(initial), initial);
    slots.at(-1).push(vowel);
    add(OF_FINAL.get(final), `-${final}`);
  }
  return { skeleton, spelled, slots };
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

/** Return the readings of a Latin word: the skeleton, how the word goes on from each of its consonants, and the vowels between. */
export function soundsOfLatin(word) {
  let open = [{ rest: word, skeleton: "", spelled: [], slots: [""] }];
  const done = [];
  while (open.length && done.length < READINGS) {
    const { rest, ...sound } = open.pop();
    if (!rest) {
      done.push(sound);
      continue;
    }
    const together = BY_LETTER.get(rest[0])?.find(([pattern]) => pattern.test(rest));
    const spoken = together?.[1] ?? [spokenOf(rest[0])];
    const left = rest.slice(together ? together[0].exec(rest)[0].length : 1);
    for (const one of spoken.toReversed()) open.push({ rest: left, ...spokenAfter(sound, one, rest) });
  }
  return done;
}

function spokenOf(letter) {
  return OF_LATIN.get(letter) ?? `,${letter}`;
}

/** Append what is spoken: consonants, after a comma vowels, after another consonants; `rest` is the word from there on. */
function spokenAfter({ skeleton, ...before }, spoken, rest) {
  const slots = [...before.slots], spelled = [...before.spelled];
  spoken.split(",").forEach((piece, index) => {
    if (index % 2) slots.push(slots.pop() + piece);
    else
      for (const one of piece) {
        if (one === skeleton.at(-1) && !slots.at(-1)) continue;
        skeleton += one;
        spelled.push(rest);
        slots.push("");
      }
  });
  return { skeleton, spelled, slots };
}

/**
 * Say how ill the vowels of two words of one skeleton go together, from 0; Infinity where they are no spellings of one
 * word, or have fewer consonants than `least`.
 */
export function discord(hangul, latin, least = 2) {
  if (hangul.skeleton !== latin.skeleton || hangul.skeleton.length < least) return Infinity;
  const last = hangul.slots.length - 1;
  const costs = hangul.slots.map((vowels, index) => discordAt(vowels, latin.slots[index], index === last));
  return discordOf(hangul, latin, costs, WORST[hangul.skeleton.length] ?? WORST.more);
}

/** Say how ill the beginning of a Latin word goes with a half-typed one in Hangul, of which its last vowels may be no end. */
export function discordOfBeginning(hangul, latin) {
  if (!latin.skeleton.startsWith(hangul.skeleton)) return Infinity;
  const last = hangul.slots.length - 1;
  const costs = hangul.slots.map((vowels, index) => (index === last && !vowels.length ? 0 : discordAt(vowels, latin.slots[index], index === last)));
  return discordOf(hangul, latin, costs, WORST.more);
}

/** Return the mean of what the vowels cost, Infinity where that is more than the worst or a consonant is not spelled so. */
function discordOf(hangul, latin, costs, worst) {
  if (costs[0] > 0.5 || hangul.spelled.some((letter, index) => NEVER[letter]?.test(latin.spelled[index]))) return Infinity;
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return mean <= worst ? mean : Infinity;
}

function discordAt(vowels, latin, last) {
  const full = vowels.filter((vowel) => vowel !== "ㅡ");
  if (!full.length) return latin === "" || (latin === "e" && last) ? 0 : latin === "e" || latin === "o" ? 0.25 : 0.7;
  // Korean puts ㅡ between two consonants, and no other vowel; the last may be of a letter's name: 디 of containerd.
  if (!latin) return last ? 0.8 : 1.2;
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

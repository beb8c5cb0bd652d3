/** What Korean hangs onto a word: particles after a noun, endings after a verb. By rule, without a dictionary. */

import { parts, syllable } from "./hangul.js";

const list = (text) => text.trim().split(/\s+/).sort((a, b) => b.length - a.length);

export const PARTICLES = list(`
  은 는 이 가 을 를 에 의 로 와 과 도 만 나 란 랑 께 인 들 별 용 시 때 요 야 며 고 면
  에서 에게 한테 에는 에도 에만 에선 에게서 에서는 에서도 에서의 에서만 으로 으로는 으로도 으로의 으로만 로는 로도 로의 로만
  로서 로써 으로서 으로써 으로부터 로부터 이나 이란 이라 라는 이라는 라고 이라고 라면 이라면 이랑 처럼 보다 부터 까지 까지의 까지는
  까지만 까지도 부터는 부터도 만으로 만은 에서부터 밖에는 이라도 라도 조차도 보다는 처럼은 마다 조차 밖에 대로 와의 과의 와는 과는 들은 들이 들을 들의 들에 들과 이며 이고 이다 입니다 인가 인가요 일까 일까요 이면 끼리 이냐
  이든 든지 하고 만의 만을 이란다 인지 였다 이었다 였습니다 이에요 예요 이죠 하고는 간의 간에 들끼리 뿐 뿐만 같은 란게 이란게
`);

/** What 하다, 되다 and others that make a verb of a noun may begin with. */
const DOING = /^(?:[하한할함합해했되된될됨됩돼됐]|시[키킨킬킴켜켰]|[받당][고는다아았을기지으은하한할해했]|적[인으이])/;
/** Words that a noun may have before its ending without being one with it. */
const MODEST = /^(?:안|못|잘)(?=.)/;

/** What an ending may begin with after a stem as it is; after one that took its beginning in, 지운다, it may be any. */
const AFTER = /^(?:[고기는다더던거게군구네냐니나든라려면며므자지습시세셔서십요야어아여었았을은음으까겠도길긴질]|$)/;
/** The syllables that endings are made of, and the helping verbs after them: 지우고싶은데요, 줄여주세요. */
const ENDINGS = "가거걸것게겠고구군기긴길까나냐냔네낸놓느는니닌다단달대더던데도든두둔둘뒀들듯때라락란래러려렸렵로록를리마막만며면못므방버법보본봐봤부분뿐서선세셔셨수습시신실십싶써아안않았야어었에여였오와왔요우위으은을음의이인일입있자잔잖재적점졌져좀죠주줄줘중지진질째처채터하한할함합해했회후";
const ENDING = new RegExp(`^[${ENDINGS}]*$`);
/** The same behind a verb that was made of a noun: 설치했는데안돼요 and 설치하다가, not 도커한글깨짐. */
const ENDING_OF_MADE = new RegExp(`^[${ENDINGS}되된될됨됩돼됐키킨킬킴켜켰못렇]*$`);

/** Endings that follow a stem itself, and none that an ending -어 has melted into: 하려고 is of 하다, of no 하리다. */
const OF_STEM = /^[고면는던더니네며기]/;
/** Vowels that an ending -어 melts into, and what they were before. */
const MELTED = new Map(Object.entries({ ㅝ: "ㅜ", ㅕ: "ㅣ", ㅘ: "ㅗ", ㅙ: "ㅚ", ㅏ: "ㅡ", ㅓ: "ㅡ" }));
const MELTS = new Map([...MELTED].map(([after, before]) => [before, after]));
const FUSED = "ㄴㄹㅁㅂㅆ";
/** Vowels in which no stem ends: 지웠다 is of 지우다 alone, and 쓰며 of 쓰다; but for these. */
const CONTRACTED = "ㅝㅘㅙㅕ";
const WHOLE = new Set(["켜", "펴"]);
/** Syllables with which endings begin, and no stem ends: 열었다 is of 열다 alone, and 쓰는 of 쓰다. */
const LINKS = "어아으느";
/** What a stem in ㅂ becomes before a vowel, 가벼운 of 가볍다, and one in 르, 빨라 of 빠르다. */
const SOFTENED = ["우", "운", "울", "움", "워", "웠"];
const DOUBLED = { ㅏ: ["라", "랐"], ㅗ: ["라", "랐"], other: ["러", "렀"] };

const KNOWN = new Set(PARTICLES);
const LONGEST = PARTICLES[0].length;

/** Yield what is left of a word when a particle is taken off, the longest particle first. */
export function* withoutParticle(word) {
  for (let length = Math.min(LONGEST, word.length - 2); length > 0; length--) {
    const suffix = word.slice(-length);
    if (KNOWN.has(suffix)) yield { stem: word.slice(0, -length), suffix };
  }
}

/** Return the syllable before a particle, 맥 of 맥에서, or null: many words begin so, it has to be known to be one. */
export function ofOneSyllable(word) {
  return word.length > 1 && KNOWN.has(word.slice(1)) ? word[0] : null;
}

/** Yield the nouns that 하다 or 되다 may have made a verb of, the longest first: 배포 of 배포했더니. */
export function* nounsOfVerb(word) {
  for (let length = word.length - 1; length >= 2; length--)
    if (DOING.test(word.slice(length)) && ENDING_OF_MADE.test(word.slice(length + 1))) yield word.slice(0, length);
}

/** Say whether an ending may begin like this, or there is none. */
export function beginsEnding(rest) {
  return AFTER.test(rest);
}

/** Return a word without 안, 못 or 잘 before it: 지워져요 of 안지워져요. */
export function withoutAdverb(word) {
  return word.length > 3 ? word.replace(MODEST, "") : word;
}

/** Return the stems that a word may be a form of, if it is a verb, the longest first: 지우 of 지웠더니. */
export function verbStems(word) {
  const stems = new Set();
  for (let length = word.length; length > 0; length--) {
    const rest = word.slice(length);
    for (const { stem, fused, melted } of stemsAt(word.slice(0, length)))
      if ((fused || (rest && AFTER.test(rest))) && ENDING.test(rest) && !(melted && OF_STEM.test(rest))) stems.add(stem);
  }
  // What became so, 지워진 or 느려졌다, is a form of 지우다 and 느리다.
  for (const stem of stems) if (stem.length > 2 && stem.endsWith("지")) verbStems(stem.slice(0, -1)).forEach((one) => stems.add(one));
  return [...stems].filter((stem) => (stem.length > 1 || word.length > 1) && !(stem.length > 1 && isContracted(stem.at(-1)))).sort((a, b) => b.length - a.length);
}

function isContracted(last) {
  const known = parts(last);
  // Nor with an ㄹ: 적어 is of no 적얼다.
  const isLinked = LINKS.includes(last) || (known?.[2] === "ㄹ" && LINKS.includes(syllable(known[0], known[1])));
  // Nor with the ㅆ of what is past: 열었는데 is of no 열었다.
  const isPast = known?.[2] === "ㅆ" && last !== "있";
  return isLinked || isPast || (known !== null && known[2] !== "ㅂ" && CONTRACTED.includes(known[1]) && !WHOLE.has(last));
}

/** Yield the stems of which a word's beginning may be a form, and whether that has taken an ending's beginning in. */
function* stemsAt(body) {
  yield { stem: body, fused: false };
  const known = parts(body.at(-1));
  if (!known) return;
  const before = body.slice(0, -1);
  const [initial, vowel, final] = known;
  yield* irregularStems(before, body.at(-1));
  if (final && !FUSED.includes(final)) return;
  if (final && final !== "ㅆ") {
    yield { stem: before + syllable(initial, vowel), fused: true };
    yield { stem: before + syllable(initial, vowel, "ㄹ"), fused: true };
  } else if (!final) yield { stem: before + syllable(initial, vowel, "ㄹ"), fused: false };
  if ((!final || final === "ㅆ") && MELTED.has(vowel)) yield { stem: before + syllable(initial, MELTED.get(vowel)), fused: true, melted: !final };
  if (final === "ㅆ") yield { stem: before + syllable(initial, vowel), fused: true };
}

/** Yield the stem in ㅂ or in 르 of which a word's beginning may be a form: 가볍 of 가벼운, 빠르 of 빨라. */
function* irregularStems(before, last) {
  const known = before && parts(before.at(-1));
  if (!known) return;
  const [initial, vowel, final] = known;
  const start = before.slice(0, -1);
  if (!final && SOFTENED.includes(last)) yield { stem: start + syllable(initial, vowel, "ㅂ"), fused: true };
  if (final === "ㄹ" && doubled(vowel).includes(last)) yield { stem: `${start}${syllable(initial, vowel)}르`, fused: true };
}

function doubled(vowel) {
  return DOUBLED[vowel] ?? DOUBLED.other;
}

/** Return the beginnings of all forms of a verb, from its stem: 지우, 지운, 지울, 지워 and so on of 지우. */
export function verbForms(stem) {
  const last = stem.at(-1);
  const known = parts(last);
  if (!known) return [stem];
  const [initial, vowel, final] = known;
  const before = stem.slice(0, -1);
  const forms = [stem];
  const add = (...made) => forms.push(...made.map((one) => before + one));
  if (final === "ㄹ") add(...(before ? ["", "ㄴ", "ㅂ"] : ["ㄴ", "ㅂ"]).map((end) => syllable(initial, vowel, end)));
  // A stem of one syllable without its ㄹ is many other words: 여는 is of 열다, 여기 is not.
  if (final === "ㄹ" && !before) add(...["는", "니", "시", "세"].map((end) => syllable(initial, vowel) + end));
  if (last === "르" && before) forms.push(...doubledForms(before));
  if (final === "ㄷ") add(syllable(initial, vowel, "ㄹ"));
  if (final === "ㅂ") add(...SOFTENED.map((end) => syllable(initial, vowel) + end));
  if (!final) {
    add(...["ㄴ", "ㄹ", "ㅁ", "ㅂ", "ㅆ"].map((end) => syllable(initial, vowel, end)));
    const melted = MELTS.get(vowel);
    if (melted) add(syllable(initial, melted), syllable(initial, melted, "ㅆ"));
  }
  return forms;
}

/** Return the forms of a verb in 르 before a vowel, from what is before it: 빨라 and 빨랐 of 빠. */
function doubledForms(before) {
  const known = parts(before.at(-1));
  if (!known || known[2]) return [];
  const [initial, vowel] = known;
  return doubled(vowel).map((end) => before.slice(0, -1) + syllable(initial, vowel, "ㄹ") + end);
}

/** What Korean hangs onto a word: particles after a noun, endings after a verb. By rule, without a dictionary. */

import { parts, syllable } from "./hangul.js";

const list = (text) => text.trim().split(/\s+/).sort((a, b) => b.length - a.length);

export const PARTICLES = list(`
  은 는 이 가 을 를 에 의 로 와 과 도 만 나 란 랑 께 인 들 별 용 시 때 요 야 며 고 면
  에서 에게 한테 에는 에도 에만 에선 에게서 에서는 에서도 에서의 에서만 으로 으로는 으로도 으로의 으로만 로는 로도 로의 로만
  로서 로써 으로서 으로써 으로부터 로부터 이나 이란 이라 라는 이라는 라고 이라고 라면 이라면 이랑 처럼 보다 부터 까지 까지의 까지는
  마다 조차 밖에 대로 와의 과의 와는 과는 들은 들이 들을 들의 들에 들과 이며 이고 이다 입니다 인가 인가요 일까 일까요 이면 끼리 이냐
  이든 든지 하고 만의 만을 이란다 인지 였다 이었다 였습니다 이에요 예요 이죠 하고는 간의 간에 들끼리 뿐 뿐만 같은 란게 이란게
`);

/** Endings of 하다 and 되다, which make a verb of a noun. */
const DOING = list(`
  하기 하는 한다 한 할 함 하고 하면 하려면 하려고 하여 하여서 해 해서 해야 했다 했던 했을 했습니다 합니다 하세요 하자 하지 하게 하도록 하며
  하거나 하는지 하는데 하는법 하나요 한다면 합시다 해요 해보기 해보자 하다 하던 하면서 하기에 하기를 하기위해 하기위한 할까 할까요 할때 해라 해주는
  되는 된다 된 될 됨 되고 되면 되어 되어서 돼 됐다 됐습니다 되었다 되었습니다 됩니다 되지 되게 되도록 되며 되거나 되나요 되다 되었을 됐을 될때
  시키기 시키는 시킨다 시킨 시킬 시키고 시키면 시켜 시켜서 시킵니다 받기 받는 당하는 중인 적인 적으로
`);

const ENDINGS = list(`
  기 는 다 고 면 지 게 며 자 던 니 은 을 어 아 려면 으려면 려고 으려고 도록 거나 는지 는가 나요 어서 아서 습니다 니다 었습니다 았습니다 었다 았다
  어요 아요 요 서 도 야 라 기를 기가 기에 지만 으면 으며 세요 으세요 는법 는데 네요 면서 으면서 어야 아야 는다 었던 았던 었을 았을 던데 냐
  ㄹ까 까 까요 을때 을때는 때 시오 십시오 보기 어보기 아보기 기위해 기위한 려는 으려는
`);

/** Vowels that an ending -어 melts into, and what they were before. */
const MELTED = new Map(Object.entries({ ㅝ: "ㅜ", ㅕ: "ㅣ", ㅘ: "ㅗ", ㅙ: "ㅚ", ㅏ: "ㅡ", ㅓ: "ㅡ" }));
const MELTS = new Map([...MELTED].map(([after, before]) => [before, after]));
const FUSED = "ㄴㄹㅁㅂㅆ";
/** Vowels in which no stem ends: 지웠다 is of 지우다 alone. */
const CONTRACTED = "ㅝㅘㅙ";

const KNOWN = new Set(PARTICLES);
const LONGEST = PARTICLES[0].length;

/** Yield what is left of a word when a particle is taken off, the longest particle first. */
export function* withoutParticle(word) {
  for (let length = Math.min(LONGEST, word.length - 2); length > 0; length--) {
    const suffix = word.slice(-length);
    if (KNOWN.has(suffix)) yield { stem: word.slice(0, -length), suffix };
  }
}

/** Return the noun that 하다 or 되다 made a verb of, or null: 배포 of 배포한다. */
export function nounOfVerb(word) {
  const ending = DOING.find((one) => word.length - one.length >= 2 && word.endsWith(one));
  return ending ? word.slice(0, -ending.length) : null;
}

/** Return the stems that a word may be a form of, if it is a verb: 지우 of 지운다. */
export function verbStems(word) {
  const bodies = [word];
  for (const ending of ENDINGS)
    if (word.length > ending.length && word.endsWith(ending)) bodies.push(word.slice(0, -ending.length));
  const stems = new Set();
  for (const body of bodies) for (const stem of unfused(body, body !== word)) stems.add(stem);
  // What became so, 지워진 or 느려졌다, is a form of 지우다 and 느리다.
  for (const stem of stems) if (stem.length > 2 && stem.endsWith("지")) verbStems(stem.slice(0, -1)).forEach((one) => stems.add(one));
  return [...stems].filter((stem) => stem.length > 1 || word.length > 1).sort((a, b) => b.length - a.length);
}

function* unfused(body, ended) {
  const known = parts(body.at(-1));
  if (!known) return;
  const before = body.slice(0, -1);
  const [initial, vowel, final] = known;
  const open = before + syllable(initial, vowel);
  if (ended) yield body;
  if (final && !FUSED.includes(final)) return;
  if (final && final !== "ㅆ") {
    yield open;
    yield before + syllable(initial, vowel, "ㄹ");
  } else if (ended && !final) yield before + syllable(initial, vowel, "ㄹ");
  if ((!final || final === "ㅆ") && MELTED.has(vowel)) yield before + syllable(initial, MELTED.get(vowel));
  if (final === "ㅆ" && !CONTRACTED.includes(vowel)) yield open;
}

/** Return the beginnings of all forms of a verb, from its stem: 지우, 지운, 지울, 지워 and so on of 지우. */
export function verbForms(stem) {
  const known = parts(stem.at(-1));
  if (!known) return [stem];
  const [initial, vowel, final] = known;
  const before = stem.slice(0, -1);
  const forms = [stem];
  const add = (...made) => forms.push(...made.map((one) => before + one));
  if (final === "ㄹ") add(...["", "ㄴ", "ㅂ"].map((end) => syllable(initial, vowel, end)));
  if (final === "ㄷ") add(syllable(initial, vowel, "ㄹ"));
  if (final === "ㅂ") add(...["우", "운", "울", "움", "워", "웠"].map((end) => syllable(initial, vowel) + end));
  if (!final) {
    add(...["ㄴ", "ㄹ", "ㅁ", "ㅂ", "ㅆ"].map((end) => syllable(initial, vowel, end)));
    const melted = MELTS.get(vowel);
    if (melted) add(syllable(initial, melted), syllable(initial, melted, "ㅆ"));
  }
  return forms;
}

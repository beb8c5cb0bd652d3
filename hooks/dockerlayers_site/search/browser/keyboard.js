/** The two-set Korean keyboard laid over QWERTY: words that were typed with the other one switched on. */

import { compose, letters } from "./hangul.js";

const LATIN = [..."qQwWeErRtTyuioOpPasdfghjklzxcvbnm"];
const KOREAN = [..."ㅂㅃㅈㅉㄷㄸㄱㄲㅅㅆㅛㅕㅑㅐㅒㅔㅖㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"];
const TO_KOREAN = new Map(LATIN.map((key, index) => [key, KOREAN[index]]));
const TO_LATIN = new Map(KOREAN.map((letter, index) => [letter, LATIN[index].toLowerCase()]));

/** Return what the keys of a Latin word make on a Korean keyboard: zjsxpdlsj becomes 컨테이너. */
export function toHangul(word) {
  const typed = [...word].map((key) => TO_KOREAN.get(key) ?? TO_KOREAN.get(key.toLowerCase()) ?? key);
  return compose(typed.join(""));
}

/** Return what the keys of a Korean word make on QWERTY, in small letters: 애찯ㄱ becomes docker. */
export function toLatin(word) {
  return [...letters(word)].map((letter) => TO_LATIN.get(letter) ?? letter).join("");
}

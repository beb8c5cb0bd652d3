/** Abbreviations as they are called in Korean, letter by letter: sql is 에스큐엘. */

/** How the letters of an abbreviation are called: 에스큐엘. */
const LETTERS = Object.entries({
  에이치: "h", 더블유: "w", 에이: "a", 에프: "f", 아이: "i", 제이: "j", 케이: "k", 에스: "s", 브이: "v", 엑스: "x", 와이: "y", 제트: "z", 아르: "r",
  비: "b", 씨: "c", 시: "c", 디: "d", 이: "e", 지: "g", 엘: "l", 엠: "m", 엔: "n", 오: "o", 피: "p", 큐: "q", 알: "r", 티: "t", 유: "u",
});

/** Yield the ways in which a word begins or ends, or both, with names of letters. */
export function* lettersIn(word) {
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

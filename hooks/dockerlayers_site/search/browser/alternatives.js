/**
 * What a word of a query may stand for. An alternative has what to look for: `find`; or `forms`, the beginnings of a
 * verb's forms; or `parts`, words that must come together. It has a weight up to 1, says whether only the beginning of a
 * word counts (`edge`) or a word as a whole (`whole`), and how it came about (`how`), which is told to the reader.
 */

/** How an alternative came about. */
export const HOW = Object.freeze({
  WRITTEN: "written", FORM: "form", SYNONYM: "synonym", NAME: "name", LAYOUT: "layout", GROWING: "growing", INITIALS: "initials",
  PART: "part", TYPO: "typo", LETTERS: "letters",
});

/** Return alternatives without those that another with more weight makes needless. */
export function unique(alternatives) {
  const best = new Map();
  for (const one of alternatives) {
    const key = `${one.find}${one.parts ? " +" : ""}`;
    if (!(best.get(key)?.weight >= one.weight)) best.set(key, one);
  }
  return [...best.values()];
}

/** Return alternatives with another account of how they came about. */
export function as(how, alternatives) {
  return alternatives.map((one) => ({ ...one, how }));
}

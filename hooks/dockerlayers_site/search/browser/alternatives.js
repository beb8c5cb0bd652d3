/**
 * What a word of a query may stand for. An alternative has what to look for (`find`, and `parts` that must come together),
 * a weight up to 1, and whether only the beginning of a word counts (`edge`) or a word as a whole (`whole`).
 */

/** Return alternatives without those that another with more weight makes needless. */
export function unique(alternatives) {
  const best = new Map();
  for (const one of alternatives) {
    const key = `${one.find}${one.parts ? " +" : ""}`;
    if (!(best.get(key)?.weight >= one.weight)) best.set(key, one);
  }
  return [...best.values()];
}

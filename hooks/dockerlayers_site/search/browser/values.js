/** What words are worth by where they stand, and which sections some of them touch. */

/** Value a word in a title by how much of the title it is, and whether it is the first. */
export function titleValue({ length, first }, place, found) {
  const share = Math.min(1, found / length);
  return 0.55 + 0.35 * share + (place === first ? 0.15 : 0) + (share === 1 ? 0.3 : 0);
}

/** Return weights by field as an array. */
export function weights(byField) {
  return Float32Array.from({ length: 4 }, (_, field) => byField[field]);
}

/** Return the sections that any value touches. */
export function union(values) {
  const [first, ...others] = values.map(({ touched }) => touched);
  const all = new Set(first);
  for (const touched of others) for (const section of touched) all.add(section);
  return all;
}

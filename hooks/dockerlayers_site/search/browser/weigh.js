/** What each word of a query weighs: the more, the rarer it is, and the more it says. */

const LEAST = 0.35, MOST = 1;
const LIGHT = 0.35, LIGHT_OF_PASTED = 0.2;
/** What a word counts for that is no noun and in no title: that it is rare tells nothing of a verb or an adverb. */
const VAGUE = 0.7;
/** What counts for less in a pasted text: what only its reader has. */
const ARGUMENT = 0.7;
/** What counts for more in one: a name in capitals, CORS and OOM, which stands wherever it is written about. */
const NAME = 1.4;
/** What counts for more, too, is what such a text is about: the more, the less of the text's own words any section has. */
const SUBJECT = 2, BY_WORDS = 1;
/** How much more a rare word of a pasted text says than a common one: most of its words say little. */
const RARITY = 1.5;

/** Weigh a word that is found in some sections, of so many. */
export function weigh({ light, vague, argument, name }, { touched }, { size, pasted }) {
  const rare = Math.log(1 + size / (touched.length + 1)) / Math.log(1 + size / 20);
  if (pasted) return Math.max(0.1, rare) ** RARITY * (light ? LIGHT_OF_PASTED : 1) * (argument ? ARGUMENT : 1) * (name ? NAME : 1);
  return Math.max(LEAST, Math.min(MOST, rare)) * (light ? LIGHT : vague ? VAGUE : 1);
}

/** Return weights, those of what a text is about by how many of its own words, as they weigh, stand together in any section. */
export function bySubjects(groups, values, weights, size) {
  if (!groups.some(({ subject }) => subject)) return weights;
  const found = new Float64Array(size);
  let all = 0;
  groups.forEach(({ subject }, index) => {
    if (subject) return;
    all += weights[index];
    for (const section of values[index].touched) found[section] += weights[index];
  });
  const share = found.reduce((most, one) => Math.max(most, one), 0) / (all || 1);
  return weights.map((weight, index) => (groups[index].subject ? weight * (SUBJECT - BY_WORDS * share) : weight));
}

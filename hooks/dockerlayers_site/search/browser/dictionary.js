/** Words that mean the same on any site: they come with the scripts, and an index says which of them are of use. */

const [NAME, ...GROUPS] = "SEARCH_DICTIONARY".split("\n");
/** So many groups are told by one digit. */
const BITS = 4;

/** Return the groups of which an index has a word; of one that counts others, as it is of another version, all. */
export function groupsOfUse({ dictionary, known }) {
  if (dictionary === undefined) return [];
  const isOfUse = (number) => dictionary !== NAME || parseInt(known[Math.floor(number / BITS)], 16) & (1 << number % BITS);
  return GROUPS.filter((_, number) => isOfUse(number)).map((group) => group.split(","));
}

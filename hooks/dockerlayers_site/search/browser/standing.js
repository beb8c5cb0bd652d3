/**
 * Which section of a page answers. What is said of all of the page, its description and other words for it, leads to the page
 * and to none of its sections: beside each other, they stand by their own words.
 */

import { WHOLE } from "./values.js";

/** How much of a word the page's title covers, and what the page's beginning counts for. */
const OF_PAGE = 0.7, HEAD = 0.8;
/** What a word of the page's title counts for, at most, and how much of a query it says where it says all of it. */
const NAMED = 1, ALL = 0.9;
/** More than anything counts for. */
const OF_ALL = 1e4;
/** How much more a section counts for under a heading that is all asked for. */
const ASKED_FOR = 2;
/** What is left of rounding counts for nothing. */
const TRACE = 1e-3;
/** What a section counts for under a heading that many pages have, and that is not asked for: it leads where nothing else does. */
const HABIT = 0.03;
/** On so many pages, and this share of all, a heading is one that they have by habit: 다음에 읽을 글. */
const LEAST_REPEATED = 8, REPEATED = 0.1;

/** Return how well a section answers beside others of its page, from a ranking. */
export function standing({ site, values, weights, total, own }, section) {
  const page = site.pages[section];
  let sum = 0, covered = 0, ofPage = 0, named = 0, whole = 0, uncapped = 0;
  values.forEach((group, index) => {
    const mine = ownOf(group, section), theirs = titledOf(group, page), heading = titledOf(group, section), weight = weights[index];
    if (!mine && !theirs) return;
    // What the page's title says is as much of one section as of another.
    sum += Math.min(mine, theirs ? NAMED : Infinity) * weight;
    uncapped += mine * weight;
    covered += (mine ? 1 : OF_PAGE) * weight;
    ofPage += theirs ? weight : 0;
    named += heading ? weight : 0;
    whole += isWhole(group, section) ? weight : 0;
  });
  const bonus = own?.[section] ?? 0;
  // Where the page's title says all, the page is meant, or the section under a heading that says nothing else.
  if (ofPage > ALL * total && (page === section || whole > ALL * total)) return OF_ALL * (whole > ALL * total ? 2 : 1) + Math.min(uncapped + bonus, OF_ALL - 1);
  const habit = site.repeated[section] && !named ? HABIT : 1;
  return (sum + bonus) * (covered / total) ** 2 * (page === section ? HEAD : whole ? ASKED_FOR : 1) * habit;
}

/** Return how much of a word a section has itself: without what is said of it elsewhere. */
function ownOf({ values }, section) {
  return best(values, ({ here, said }) => Math.max(0, here[section] - (said.get(section) ?? 0) - TRACE));
}

function titledOf({ values }, section) {
  return best(values, ({ titled }) => titled.get(section) ?? 0);
}

function isWhole({ values }, section) {
  return values.some(({ value }) => value.titled.get(section) >= WHOLE);
}

/** Return the most that an alternative is worth, by its weight. */
function best(values, worth) {
  let most = 0;
  for (const { one, value } of values) most = Math.max(most, one.weight * worth(value));
  return most;
}

/** Return for each section whether many pages have one under its heading: that says nothing of what it answers. */
export function repeated(docs, pages) {
  const many = Math.max(LEAST_REPEATED, REPEATED * new Set(pages).size);
  const counts = new Map();
  for (const { title } of docs) counts.set(title, (counts.get(title) ?? 0) + 1);
  return docs.map(({ title }) => counts.get(title) > many);
}

/** How well each section answers a query: in its title, its page's title, its text; all words, and close together. */

import { reward, sequences } from "./sequences.js";
import { aboutSource } from "./source.js";
import { squeeze } from "./text.js";
import { ABOUT, OPTION, PROSE, SAMPLE, TITLE } from "./stream.js";
import { mayBeForm } from "./synonyms.js";
import { Tally } from "./tally.js";
import { union, weights } from "./values.js";
import { bySubjects, weigh } from "./weigh.js";

const PAGE = 2.5;
/** What a word counts for in the middle of another: of a compound, or after a single syllable: 로그 in 프로그램. */
const INSIDE = 0.65;
const BURIED = 0.25;
/** What a Latin word counts for in which more letters follow: docker in dockerignore. */
const BEGINNING = 0.8;
/** What a word counts for that stands in another section of the page, and how much of a word that covers: in errors more. */
const ELSEWHERE = 0.1, ELSEWHERE_OF_PASTED = 0.3;
const COVERED = 0.3, COVERED_OF_PASTED = 0.6;
/** How much the more a section is worth the more of the query it has. */
const COMPLETE = 1.4;
/** What a word counts for by where it stands: for a query of words, and for one of code. */
const WORDS = weights({ [TITLE]: 1, [ABOUT]: 1, [PROSE]: 1, [SAMPLE]: 0.4, [OPTION]: 0.15 });
const CODE = weights({ [TITLE]: 1, [ABOUT]: 1, [PROSE]: 1, [SAMPLE]: 0.9, [OPTION]: 0.9 });
const SAMPLES = 0.7;
/** How much of a word's parts, of more than two, has to be in a section. */
const ENOUGH = 0.5;
const MAINS = 2;

/** Score all sections for a query that was read. */
export class Ranking {
  /** Take the site, the groups of a query, and what kind it is of: of code, pasted. */
  constructor(site, groups, query, { code = false, pasted = false, sequence = [], source = [] } = {}) {
    this.site = site;
    this.size = site.corpus.size;
    this.fields = code ? CODE : WORDS;
    // However often a word stands in samples, prose that has it says more of it.
    this.most = code ? Infinity : SAMPLES;
    this.pasted = pasted;
    this.scans = new Map();
    this.groups = groups.filter(({ alternatives }) => alternatives.length);
    this.values = this.groups.map((group) => this.#values(group));
    this.weights = bySubjects(this.groups, this.values, this.groups.map((group, index) => weigh(group, this.values[index], this)), this.size);
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0) || 1;
    this.about = aboutSource(site, source);
    [this.bonus, this.own] = pasted ? [sequences(site.corpus, sequence, this), null] : this.#phrases(squeeze(query));
  }

  /** Return the score of every section, 0 for one in which nothing of the query stands, and the others' numbers. */
  scores() {
    const { pages, boosts } = this.site;
    const { total, values, weights } = this;
    const [elsewhere, coveredThere] = this.pasted ? [ELSEWHERE_OF_PASTED, COVERED_OF_PASTED] : [ELSEWHERE, COVERED];
    const power = this.pasted ? 1 : COMPLETE;
    const scores = new Float32Array(this.size), sums = new Float64Array(this.size), covered = new Float64Array(this.size);
    const found = union(values, this.size);
    values.forEach(({ here, page, around }, index) => {
      const weight = weights[index];
      for (const section of found) {
        const first = pages[section];
        const mine = here[section], ofPage = page[first];
        const theirs = (first === section ? PAGE / 2 : PAGE) * ofPage + (mine ? 0 : elsewhere * around[first]);
        if (mine + theirs === 0) continue;
        sums[section] += (mine + theirs) * weight;
        covered[section] += (mine ? 1 : ofPage ? 0.7 : coveredThere) * weight;
      }
    });
    for (const section of found) {
      const first = pages[section];
      scores[section] = ((sums[section] + this.bonus[section]) / total) * (covered[section] / total) ** power * (first === section ? 1.15 : 1) * boosts[section] * (this.about?.[first] ?? 1);
    }
    return { scores, found };
  }

  /** Say whether a group is found in a section. */
  finds(index, section) {
    return this.values[index].here[section] > 0;
  }

  #values({ alternatives }) {
    const values = alternatives.map((one) => ({ one, value: one.parts ? this.#together(one) : this.#alone(one) }));
    const touched = union(values.map(({ value }) => value), this.size);
    const { here, page } = values.length === 1 && values[0].one.weight === 1 ? values[0].value : this.#best(values);
    const around = new Float32Array(this.size);
    for (const section of touched) around[this.site.pages[section]] = Math.max(around[this.site.pages[section]], here[section]);
    return { here, page, around, touched, values };
  }

  /** Return for each section the most that any alternative is worth. */
  #best(values) {
    const [here, page] = this.#arrays();
    for (const { one, value } of values)
      for (const section of value.touched) {
        here[section] = Math.max(here[section], value.here[section] * one.weight);
        page[section] = Math.max(page[section], value.page[section] * one.weight);
      }
    return { here, page };
  }

  #arrays() {
    return Array.from({ length: 2 }, () => new Float32Array(this.size));
  }

  #alone(one) {
    const key = `${one.find} ${one.edge} ${one.whole}`;
    if (!this.scans.has(key)) this.scans.set(key, this.#scan(one));
    return this.scans.get(key);
  }

  /** Value all that an alternative finds. */
  #scan({ find, forms, edge, whole }) {
    const { corpus } = this.site;
    const tally = new Tally(this.site, this);
    if (forms) for (const id of corpus.beginningLike(forms, mayBeForm)) tally.addWord(id, find.length, 1);
    else if (edge && whole && corpus.ids.has(find)) tally.addWord(corpus.ids.get(find), find.length, 1);
    else this.#scanText(tally, { find, edge, whole });
    return tally.value();
  }

  #scanText(tally, { find, edge, whole }) {
    const { corpus } = this.site;
    const latin = /[a-z]$/.test(find);
    const quality = (offset, rest) => (offset ? (find.length < 3 && offset < 2 ? BURIED : INSIDE) : latin && rest ? BEGINNING : 1);
    for (const [id, offset] of corpus.wordsWith(find, edge)) {
      const rest = corpus.words[id].length - offset - find.length;
      if (!(whole && rest)) tally.addWord(id, find.length, quality(offset, rest));
    }
    for (const { at, rest } of corpus.over(find)) if (!(whole && rest)) tally.add(at, find.length, quality(0, rest));
  }

  /** Value a word by its parts, which must be in a section or in its page's title. */
  #together({ parts, loose }) {
    const { pages } = this.site;
    const values = parts.map((part) => this.#alone({ find: part, edge: part.length < 4 && /^[a-z0-9]/.test(part) }));
    const here = new Float32Array(this.size);
    const touched = [];
    for (const section of union(values, this.size)) {
      let sum = 0, count = 0, own = false;
      for (const value of values) {
        const mine = value.here[section] || 0.5 * value.page[pages[section]];
        sum += mine;
        count += mine ? 1 : 0;
        own ||= value.here[section] > 0;
      }
      const share = count / values.length;
      if (!own || share < (loose ? ENOUGH : 1)) continue;
      here[section] = (sum / values.length) * share ** 2;
      touched.push(section);
    }
    return { here, page: new Float32Array(this.size), touched, titled: new Map(), said: new Map() };
  }

  /** Give more where neighbours of the query stand together, in whichever spelling, most where all do. */
  #phrases(query) {
    const bonus = new Float32Array(this.size), own = new Float32Array(this.size);
    if (this.groups.length < 2) return [bonus, own];
    const mains = this.groups.map(({ alternatives }) =>
      alternatives.filter(({ forms, parts, weight }) => !forms && !parts && weight > 0.5).slice(0, MAINS).map(({ find }) => find),
    );
    for (let i = 0; i + 1 < mains.length; i++) {
      const pairs = mains[i].flatMap((one) => mains[i + 1].map((other) => one + other));
      reward(this.site.corpus, this.fields, [bonus, own], pairs, (this.weights[i] + this.weights[i + 1]) / 2);
    }
    reward(this.site.corpus, this.fields, [bonus, own], [query], 1.3 * this.total);
    return [bonus, own];
  }
}

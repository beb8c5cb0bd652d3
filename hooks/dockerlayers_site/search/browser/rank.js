/** How well each section answers a query: in its title, its page's title, its text; all words, and close together. */

import { squeeze } from "./text.js";

const TITLE = 6;
const PAGE = 2.5;
/** What a word counts for in the middle of another: of a compound, or after a single syllable: 로그 in 프로그램. */
const INSIDE = 0.65;
const BURIED = 0.25;
/** What a Latin word counts for in which more letters follow: docker in dockerignore. */
const BEGINNING = 0.8;
const SATURATION = 1.2;
const BODY = 1.3;
const LIGHT = 0.35;
const PHRASE = { title: 3, body: 1.5 };

/** Score all sections for a query that was read. */
export class Ranking {
  /** Take the site (titles, bodies, and for each section its page's first) and the groups of a query. */
  constructor(site, groups, query) {
    this.site = site;
    this.size = site.pages.length;
    this.scans = new Map();
    this.groups = groups.filter(({ alternatives }) => alternatives.length);
    this.values = this.groups.map((group) => this.#values(group));
    this.weights = this.groups.map((group, index) => this.#weight(group, this.values[index]));
    this.bonus = this.#phrases(squeeze(query));
  }

  /** Return the score of every section; 0 for one in which nothing of the query stands. */
  scores() {
    const total = this.weights.reduce((sum, weight) => sum + weight, 0);
    const missing = total > 0 ? total : 1;
    return Float32Array.from({ length: this.size }, (_, section) => {
      const isPage = this.site.pages[section] === section;
      let sum = 0, covered = 0, own = 0;
      this.values.forEach(({ here, page }, index) => {
        const mine = here[section];
        const theirs = (isPage ? PAGE / 2 : PAGE) * page[this.site.pages[section]];
        if (mine + theirs === 0) return;
        sum += (mine + theirs) * this.weights[index];
        covered += (mine ? 1 : 0.7) * this.weights[index];
        own += mine;
      });
      if (!own) return 0;
      const first = isPage ? 1.15 : 1;
      return ((sum + this.bonus[section]) / missing) * (covered / missing) ** 2 * first * this.site.boosts[section];
    });
  }

  /** Say whether a group is found in a section. */
  finds(index, section) {
    return this.values[index].here[section] > 0;
  }

  #values({ alternatives }) {
    const here = new Float32Array(this.size);
    const page = new Float32Array(this.size);
    for (const one of alternatives) {
      const value = one.parts ? this.#together(one) : this.#alone(one);
      for (let section = 0; section < this.size; section++) {
        if (value.here[section] * one.weight > here[section]) here[section] = value.here[section] * one.weight;
        if (value.page[section] * one.weight > page[section]) page[section] = value.page[section] * one.weight;
      }
    }
    return { here, page };
  }

  #alone({ find, edge, whole }) {
    const key = `${find} ${edge} ${whole}`;
    if (!this.scans.has(key)) this.scans.set(key, this.#scan(find, edge, whole));
    return this.scans.get(key);
  }

  #scan(find, edge, entire) {
    const { titles, bodies } = this.site;
    const here = new Float32Array(this.size);
    const page = new Float32Array(this.size);
    const times = new Float32Array(this.size);
    this.#each(bodies, find, edge, entire, (section, at, length, quality) => {
      times[section] += quality;
    });
    for (let section = 0; section < this.size; section++) {
      const count = times[section];
      if (!count) continue;
      const long = 0.25 + (0.75 * bodies.length(section)) / this.site.average;
      here[section] = (BODY * count * (SATURATION + 1)) / (count + SATURATION * long);
    }
    this.#each(titles, find, edge, entire, (section, at, length, quality) => {
      const share = Math.min(1, length / this.site.heads[section]);
      const first = at === titles.starts[section] ? 0.15 : 0;
      const whole = share === 1 ? 0.3 : 0;
      const value = quality * (0.55 + 0.35 * share + first + whole);
      if (value <= page[section]) return;
      here[section] += TITLE * (value - page[section]);
      page[section] = value;
    });
    for (let section = 0; section < this.size; section++)
      if (this.site.pages[section] !== section) page[section] = 0;
    return { here, page };
  }

  #each(text, find, edge, whole, found) {
    const latin = typeof find === "string" && /[a-z]$/.test(find);
    text.each(find, (section, at, length) => {
      const begins = text.edges[at] === 1;
      if ((edge && !begins) || (whole && !text.edges[at + length])) return;
      const inside = length < 3 && text.edges[at - 1] ? BURIED : INSIDE;
      found(section, at, length, begins ? (latin && !text.edges[at + length] ? BEGINNING : 1) : inside);
    });
  }

  /** Value a word by its parts, all of which must be in a section or in its page's title. */
  #together({ parts }) {
    const values = parts.map((part) => this.#alone({ find: part, edge: part.length < 4 && /^[a-z0-9]/.test(part) }));
    const here = new Float32Array(this.size);
    for (let section = 0; section < this.size; section++) {
      const own = values.map((value) => value.here[section] || 0.5 * value.page[this.site.pages[section]]);
      if (own.every(Boolean) && values.some((value) => value.here[section]))
        here[section] = own.reduce((sum, value) => sum + value, 0) / own.length;
    }
    return { here, page: new Float32Array(this.size) };
  }

  /** Weigh a word by how rare it is. */
  #weight({ light }, { here }) {
    const found = here.reduce((count, value) => count + (value ? 1 : 0), 0);
    const rare = Math.log(1 + this.size / (found + 1)) / Math.log(1 + this.size / 20);
    return Math.max(0.35, Math.min(1.2, rare)) * (light ? LIGHT : 1);
  }

  /** Give more where neighbours of the query stand together, most where all do. */
  #phrases(query) {
    const bonus = new Float32Array(this.size);
    if (this.groups.length < 2) return bonus;
    const mains = this.groups.map(({ alternatives }) => alternatives.find(({ find }) => typeof find === "string")?.find);
    for (let i = 0; i + 1 < mains.length; i++) {
      if (!mains[i] || !mains[i + 1]) continue;
      this.#reward(bonus, mains[i] + mains[i + 1], (this.weights[i] + this.weights[i + 1]) / 2);
    }
    this.#reward(bonus, query, 1.3 * this.weights.reduce((sum, weight) => sum + weight, 0));
    return bonus;
  }

  #reward(bonus, phrase, weight) {
    const { titles, bodies } = this.site;
    const best = new Float32Array(this.size);
    bodies.each(phrase, (section) => (best[section] = PHRASE.body));
    titles.each(phrase, (section) => (best[section] = PHRASE.title));
    for (let section = 0; section < this.size; section++) bonus[section] += best[section] * weight;
  }
}

/** The search itself: takes Material's index, answers queries with the results that Material's page draws. */

import { Answer } from "./answer.js";
import { Corpus } from "./corpus.js";
import { groupsOfUse } from "./dictionary.js";
import { Reader } from "./query.js";
import { Ranking } from "./rank.js";
import { repeated, standing } from "./standing.js";
import { Synonyms } from "./synonyms.js";
import { Plains, bareTitle, plain, squeeze, visible } from "./text.js";
import { understood } from "./understood.js";
import { Vocabulary } from "./vocabulary.js";

const PAGES = 20;
const FLOOR = 0.12;
const TERMS = 5;
/** So many of the best sections are looked into for what was typed as it was typed. */
const LOOKED_INTO = 60;
/** Of so many of the first pages, the section that answers is looked for. */
const LANDED_ON = 5;

/** Answer queries about one site. */
export class Engine {
  /** Take `config` and `docs` of Material's search index. */
  constructor({ config, docs }) {
    this.docs = docs;
    this.plains = new Plains(docs);
    this.synonyms = new Synonyms([...groupsOfUse(config.korean), ...config.korean.synonyms]);
    const corpus = new Corpus(docs);
    const heads = docs.map(({ title }, section) => ({ length: Math.max(1, bareTitle(plain(title)).length), first: firstWord(corpus, section) }));
    const average = Math.max(1, corpus.stream.length / docs.length);
    const line = config.korean.line ?? "Dockerfile {line}";
    this.site = { corpus, line, heads, pages: corpus.pages, average, repeated: repeated(docs, corpus.pages), boosts: docs.map(({ boost = 1 }) => boost) };
    const vocabulary = new Vocabulary(corpus, this.synonyms.names);
    this.reader = new Reader({ corpus, vocabulary, synonyms: this.synonyms });
  }

  /** Get ready what the first query for a name or with a typo needs, which is not needed to be ready. */
  warm() {
    for (const word of ["도커", "컨테이너", "파이프", "스택", "레이어", "모듈", "노드", "이미지"]) this.reader.bridge.latin(word);
    this.reader.typos.spellings();
  }

  /**
   * Return Material's result for a query: items by page, the best first; suggestions; and nearest terms if none. Beside
   * it, what was understood of words that are not on the site as they were typed.
   */
  search(typed) {
    const query = visible(typed);
    if (!query.trim()) return { items: [], suggest: [], nearest: [], understood: [] };
    const read = this.reader.read(query);
    const ranking = new Ranking(this.site, read.groups, query, read);
    const { scores, found } = ranking.scores();
    const ordered = inOrder(found, scores);
    const asWritten = read.pasted ? () => 1 : this.#asWritten(query);
    for (const section of ordered.slice(0, LOOKED_INTO)) scores[section] *= asWritten(section);
    const answer = new Answer({ site: this.site, docs: this.docs, plains: this.plains, ranking, scores, groups: read.groups, query });
    const standingOf = (section) => {
      const stands = standing(ranking, section);
      return stands && stands * asWritten(section);
    };
    const pages = this.#pages(scores, ordered).slice(0, PAGES).map((sections, rank) => rank >= LANDED_ON ? sections : this.#byStanding(sections, scores, standingOf));
    const items = pages.map((sections, rank) => answer.items(sections, rank));
    const meant = understood(read.groups, this.reader.corpus);
    const help = !items.length || meant.some(({ to }) => !to);
    return { items, suggest: this.#suggest(query), nearest: help ? this.#nearest(query, meant) : [], understood: meant };
  }

  /** Return how a section's score changes by whether the identifiers of a query stand in it as typed: --no-cache is not no-cache. */
  #asWritten(query) {
    const words = query.toLowerCase().split(/\s+/).map((word) => word.replace(/(?<=[!-~])[가-힣]+$/, ""));
    const names = words.filter((word) => /^[!-~]*[a-z0-9][!-~]*$/.test(word) && /[^a-z0-9]/.test(word));
    if (!names.length) return () => 1;
    const known = new Map();
    return (section) => {
      if (!known.has(section)) known.set(section, this.#changeOf(section, names));
      return known.get(section);
    };
  }

  #changeOf(section, names) {
    const { title, text } = this.plains.of(section);
    const all = `${title} ${text}`.toLowerCase();
    const missing = names.filter((name) => !all.includes(name));
    return (missing.some((name) => name.startsWith("-")) ? 0.5 : 1) * (2 - missing.length / names.length);
  }

  /** Return the sections of each page, both the best first: a page is as good as its best section. */
  #pages(scores, found) {
    const pages = new Map();
    for (const section of inOrder(found, scores)) {
      const page = this.site.pages[section];
      if (!pages.has(page)) pages.set(page, []);
      pages.get(page).push(section);
    }
    return [...pages.values()];
  }

  /**
   * Return the sections of a page, the one first that answers best by itself, which may be one that lacks what is said of
   * all of the page; what comes first has the highest score.
   */
  #byStanding(sections, scores, standingOf) {
    const { pages } = this.site;
    const page = pages[sections[0]];
    const stands = new Map();
    for (let section = page; pages[section] === page; section++) stands.set(section, standingOf(section));
    const best = [...stands].reduce((one, other) => (other[1] > one[1] ? other : one))[0];
    const ordered = [...new Set([best, ...sections])].sort((a, b) => stands.get(b) - stands.get(a));
    const highest = ordered.map((section) => scores[section]).sort((a, b) => b - a);
    ordered.forEach((section, rank) => (scores[section] = highest[rank]));
    return ordered;
  }

  #suggest(query) {
    const last = query.split(/[\s-]+/).at(-1).toLowerCase();
    if (last.length < 2) return [];
    return this.reader.vocabulary.completions(last, 1).map(({ word }) => word);
  }

  /** Return the words of the site that are nearest to those of a query that are not on it, then those it is mostly about. */
  #nearest(query, meant) {
    const { vocabulary, corpus, typos } = this.reader;
    const absent = meant.filter(({ to }) => !to).map(({ from }) => from);
    const words = (absent.length ? absent : query.split(/\s+/)).map(squeeze).filter((word) => word.length > 1);
    const here = words.flatMap((word) => typos.nearest(word)).map(({ word }) => word).filter((word) => corpus.has(word));
    const terms = vocabulary.commonest(this.synonyms.names, TERMS, (name) => corpus.has(name));
    return [...new Set([...here, ...(terms.length ? terms : vocabulary.commonest(vocabulary.inTitles, TERMS))])].slice(0, TERMS);
  }
}

/** Return the sections that answer well enough beside the best one, the best first. */
function inOrder(sections, scores) {
  const floor = FLOOR * sections.reduce((most, section) => Math.max(most, scores[section]), 0);
  return sections.filter((section) => scores[section] > floor).sort((a, b) => scores[b] - scores[a]);
}

/** Return where the first word of a section's title stands, its number and signs aside. */
function firstWord(corpus, section) {
  for (let at = corpus.starts[section]; at < corpus.bodies[section]; at++)
    if (/[가-힣a-z]/.test(corpus.words[corpus.stream[at]])) return at;
  return corpus.starts[section];
}

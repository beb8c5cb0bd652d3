/** The search itself: takes Material's index, answers queries with the results that Material's page draws. */

import { Reader } from "./query.js";
import { Ranking } from "./rank.js";
import { marked, proseOf, rowsOf, shown, teaser, terms } from "./show.js";
import { Synonyms } from "./synonyms.js";
import { Text, Texts, bareTitle, plain, squeeze } from "./text.js";
import { Vocabulary } from "./vocabulary.js";

const PAGES = 20;
const SECTIONS = 5;
const FLOOR = 0.12;
const TERMS = 5;

/** Answer queries about one site. */
export class Engine {
  /** Take `config` and `docs` of Material's search index. */
  constructor({ config, docs }) {
    this.docs = docs;
    this.plains = [];
    this.synonyms = new Synonyms(config.korean.synonyms);
    const titles = new Text(docs.map(({ title }) => plain(title)));
    const bodies = new Text(docs.map(({ text, tags = [] }) => `${plain(text)} ${tags.join(" ")}`));
    const first = new Map();
    const pages = docs.map(({ location }, index) => {
      const [page] = location.split("#");
      if (!first.has(page)) first.set(page, index);
      return first.get(page);
    });
    const average = Math.max(1, bodies.all.length / docs.length);
    const heads = docs.map(({ title }) => Math.max(1, bareTitle(plain(title)).length));
    this.site = { titles, heads, bodies, pages, average, boosts: docs.map(({ boost = 1 }) => boost) };
  }

  /** Learn the words of the site, which the first query needs. */
  get reader() {
    if (!this.known) {
      const { titles, bodies } = this.site;
      const pairs = this.docs.flatMap(({ title }) => pairsOf(plain(title)));
      const vocabulary = new Vocabulary(bodies.words(), titles.words(), [...this.synonyms.names, ...pairs]);
      this.known = new Reader({ texts: new Texts(titles, bodies), vocabulary, synonyms: this.synonyms });
    }
    return this.known;
  }

  /** Return Material's result for a query: items by page, the best first; suggestions; and nearest terms if none. */
  search(query) {
    if (!query.trim()) return { items: [], suggest: [], nearest: [] };
    const groups = this.reader.read(query);
    const ranking = new Ranking(this.site, groups, query);
    const scores = this.#asWritten(ranking.scores(), query);
    const pages = this.#pages(scores).slice(0, PAGES);
    const view = { ranking, scores, pattern: shown(ranking.groups), groups, query };
    const items = pages.map(({ sections }) => this.#items(sections, view));
    return { items, suggest: this.#suggest(query), nearest: items.length ? [] : this.#nearest(query) };
  }

  /** Raise the sections in which the identifiers of a query stand as they were typed: --no-cache is not no-cache. */
  #asWritten(scores, query) {
    const names = query.toLowerCase().split(/\s+/).filter((word) => /^[!-~]*[a-z][!-~]*$/.test(word) && /[^a-z0-9]/.test(word));
    if (!names.length) return scores;
    return scores.map((score, section) => {
      if (!score) return 0;
      const { title, text } = this.#plain(section);
      const all = `${title} ${text}`.toLowerCase();
      const missing = names.filter((name) => !all.includes(name));
      const other = missing.some((name) => name.startsWith("-")) ? 0.5 : 1;
      return score * other * (2 - missing.length / names.length);
    });
  }

  /** Return pages with their sections, the best first. */
  #pages(scores) {
    const pages = new Map();
    scores.forEach((score, section) => {
      if (!score) return;
      const page = this.site.pages[section];
      if (!pages.has(page)) pages.set(page, []);
      pages.get(page).push(section);
    });
    const ranked = [...pages.values()].map((sections) => {
      sections.sort((a, b) => scores[b] - scores[a]);
      const more = sections.slice(1, SECTIONS).reduce((sum, section) => sum + scores[section], 0);
      return { sections, score: scores[sections[0]] + 0.06 * more };
    });
    ranked.sort((a, b) => b.score - a.score);
    return ranked.filter(({ score }) => score > FLOOR * ranked[0].score);
  }

  /** Return the items of one page: its sections, a line of a breakdown first where that is what was found. */
  #items(sections, view) {
    const best = view.scores[sections[0]];
    const items = sections.slice(0, SECTIONS).map((section) => this.#item(section, view));
    const row = this.#row(sections[0], view);
    if (row?.isAnswer) items.unshift({ ...items[0], ...row.item, score: best * 101 });
    else if (row) items.splice(1, 0, { ...items[0], ...row.item });
    const page = this.site.pages[sections[0]];
    if (!items.some(({ location }) => location === this.docs[page].location))
      items.push({ ...this.#item(page, view), score: 0 });
    return items;
  }

  #item(section, { ranking, scores, pattern, groups }) {
    const doc = this.docs[section];
    const { title, text } = this.#plain(section);
    const missing = groups.filter((group) => !group.light && !found(group, ranking, section)).map(({ word }) => word);
    const part = teaser(text, pattern);
    return {
      location: doc.location,
      title: marked(title, pattern),
      text: `<p>${marked(part, pattern)}</p>`,
      ...(doc.tags && { tags: doc.tags }),
      score: scores[section] * 100,
      terms: terms([title, part], pattern, missing),
    };
  }

  #plain(section) {
    const { title, text } = this.docs[section];
    this.plains[section] ??= { title: plain(title), text: plain(text).replace(/\s+/g, " ").trim() };
    return this.plains[section];
  }

  /** Find the line of a breakdown that has all that the section has of the query, unless its title has some. */
  #row(section, { ranking, pattern, query }) {
    const doc = this.docs[section];
    if (!doc.rows || !pattern || plain(doc.title).search(pattern) >= 0) return null;
    const asked = ranking.groups.filter((_, index) => ranking.finds(index, section));
    const patterns = asked.map((group) => shown([group])).filter(Boolean);
    const rows = rowsOf(doc).filter(({ id, code }) => id && patterns.every((one) => code.search(one) >= 0));
    const line = squeeze(query);
    const typed = asked.length > 1 && rows.find(({ code }) => squeeze(withoutComments(code).join("\n")).startsWith(line));
    const written = typed || rows.find(({ code }) => squeeze(code).includes(line));
    const row = written ?? rows[0];
    if (!row) return null;
    const place = marked(`${this.#plain(section).title} · Dockerfile ${row.line}행`, null);
    const code = row.code.includes("\n") ? `<pre>${marked(row.code, pattern)}</pre>` : "";
    const item = { location: row.location, title: marked(lineOf(row.code, pattern), pattern), text: `<p>${place}</p>${code}` };
    const prose = proseOf(doc);
    const inProse = written ? squeeze(prose).includes(line) : patterns.every((one) => prose.search(one) >= 0);
    // Where the prose has all that was asked for, the section is the answer, unless the line was typed as it begins.
    return { item, isAnswer: Boolean(typed) || !inProse };
  }

  #suggest(query) {
    const last = query.split(/[\s-]+/).at(-1).toLowerCase();
    if (last.length < 2) return [];
    return this.reader.vocabulary.completions(last, 1).map(({ word }) => word);
  }

  /** Return the words of the site that are nearest to those of a query, else those it is mostly about. */
  #nearest(query) {
    const { vocabulary, texts } = this.reader;
    const words = query.split(/\s+/).map(squeeze).filter((word) => word.length > 1);
    const near = words.flatMap((word) => vocabulary.nearest(word));
    const here = near.map(({ word }) => word).filter((word) => texts.has(word));
    return [...new Set(here.length ? here : vocabulary.commonest(this.synonyms.names))].slice(0, TERMS);
  }
}

/** Return each two neighbours of a title as one word, as a reader may write them. */
function pairsOf(title) {
  const words = title.toLowerCase().match(/[가-힣]+|[a-z0-9]+/g) ?? [];
  return words.slice(1).map((word, index) => words[index] + word).filter((pair) => /^[가-힣]{3,10}$/.test(pair));
}

function found(group, ranking, section) {
  const index = ranking.groups.indexOf(group);
  return index >= 0 && ranking.finds(index, section);
}

/** Return the line of an instruction to show: the first that was found, comments above it aside. */
function lineOf(code, pattern) {
  const lines = withoutComments(code);
  const line = lines.find((one) => one.search(pattern) >= 0) ?? lines[0];
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** Return the lines of an instruction, or all where there is none, as in a parser directive. */
function withoutComments(code) {
  const lines = code.split("\n");
  const own = lines.filter((line) => !/^\s*#/.test(line));
  return own.length ? own : lines;
}

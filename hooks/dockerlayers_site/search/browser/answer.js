/** The items of a page of results: its sections, and the line of a breakdown that was asked for. */

import { Found, marked, proseOf, rowsOf, teaser, terms } from "./show.js";
import { plain, squeeze } from "./text.js";

/** How many sections of a page are shown, by its rank: of the first most. */
const SECTIONS = [5, 4, 3, 3, 3];
const FEW = 2;

/** Make the items that answer one query. */
export class Answer {
  /** Take the site with its entries, what was asked, and how well each section answers. */
  constructor({ site, docs, plains, ranking, scores, groups, query }) {
    Object.assign(this, { site, docs, plains, ranking, scores, groups, query });
    // Of a query's words those are marked that say what was asked; of a message all.
    const telling = ranking.groups.filter(({ light }) => !light || ranking.pasted);
    this.found = new Found(telling.length ? telling : ranking.groups);
  }

  /** Return the items of one page: its sections, a line of a breakdown first where that is what was found. */
  items(sections, rank) {
    const best = this.scores[sections[0]] * 100;
    const items = sections.slice(0, SECTIONS[rank] ?? FEW).map((section) => this.#item(section));
    const row = this.#row(sections[0]);
    // What comes first has the highest score of its page: Enter opens it, and Material folds what has less.
    if (row?.isAnswer) items.unshift({ ...items[0], ...row.item, score: best * 1.01 });
    else if (row) items.splice(1, 0, { ...items[0], ...row.item });
    const page = this.site.pages[sections[0]];
    if (!items.some(({ location }) => location === this.docs[page].location))
      items.push({ ...this.#item(page), score: 0 });
    return items;
  }

  #item(section) {
    const { found, groups } = this;
    const doc = this.docs[section];
    const { title, text } = this.plains.of(section);
    // A word that is nowhere is told once, above all results; that a verb is missing says nothing.
    const missing = groups.filter((group) => group.alternatives.length && !group.light && !group.vague && !this.#finds(group, section)).map(({ word }) => word);
    const part = teaser(text, found);
    return {
      location: doc.location,
      title: marked(title, found),
      text: `<p>${marked(part, found)}</p>`,
      ...(doc.tags && { tags: doc.tags }),
      score: this.scores[section] * 100,
      terms: terms([title, part], found, missing),
    };
  }

  #finds(group, section) {
    const index = this.ranking.groups.indexOf(group);
    return index >= 0 && this.ranking.finds(index, section);
  }

  /** Find the line of a breakdown that has all that the section has of the query, unless its title has some. */
  #row(section) {
    const { ranking, query } = this;
    const doc = this.docs[section];
    if (!doc.rows || this.found.standsIn(plain(doc.title))) return null;
    const asked = ranking.groups.filter(({ subject }, index) => !subject && ranking.finds(index, section));
    const sought = asked.map((group) => new Found([group]));
    const rows = rowsOf(doc).filter(({ id, code }) => id && sought.every((one) => one.standsIn(code)));
    const line = squeeze(query);
    const typed = asked.length > 1 && rows.find(({ code }) => squeeze(withoutComments(code).join("\n")).startsWith(line));
    const written = typed || rows.find(({ code }) => squeeze(code).includes(line));
    const row = written ?? rows[0];
    if (!row) return null;
    const prose = proseOf(doc);
    const inProse = written ? squeeze(prose).includes(line) : sought.every((one) => one.standsIn(prose));
    // Where the prose has all that was asked for, the section is the answer, unless the line was typed as it begins.
    return { item: this.#rowItem(row, section), isAnswer: Boolean(typed) || !inProse };
  }

  #rowItem(row, section) {
    const place = marked(`${this.plains.of(section).title} · ${this.site.line.replace("{line}", row.line)}`, null);
    const code = row.code.includes("\n") ? `<pre>${marked(row.code, this.found)}</pre>` : "";
    return { location: row.location, title: marked(lineOf(row.code, this.found), this.found), text: `<p>${place}</p>${code}` };
  }
}

/** Return the line of an instruction to show: the first that was found, comments above it aside. */
function lineOf(code, found) {
  const lines = withoutComments(code);
  const line = lines.find((one) => found.standsIn(one)) ?? lines[0];
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** Return the lines of an instruction, or all where there is none, as in a parser directive. */
function withoutComments(code) {
  const lines = code.split("\n");
  const own = lines.filter((line) => !/^\s*#/.test(line));
  return own.length ? own : lines;
}

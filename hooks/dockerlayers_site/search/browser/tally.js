/** What one alternative of a word is worth in each section: counted place by place, then weighed by the section's length. */

import { ABOUT, PROSE, TITLE } from "./stream.js";
import { Sections, titleValue, worthOfPasted } from "./values.js";

const IN_TITLE = 6;
const SATURATION = 0.9;
const BODY = 1.3;
/** What a word counts for beside one of a title that is said of a section elsewhere. */
const SAID = 0.55;

/** Count places of a word. */
export class Tally {
  /** Take the site, what a word counts for by its field, the most that samples count for, and whether the query was pasted. */
  constructor(site, { fields, most, pasted }) {
    const { size } = site.corpus;
    Object.assign(this, { site, fields, most, pasted, samples: null });
    this.here = new Float32Array(size);
    this.page = new Float32Array(size);
    this.sections = new Sections(size);
    this.titled = new Map();
  }

  /** Count all places of a word of the site, by its id. */
  addWord(id, length, quality) {
    const { posts, places } = this.site.corpus;
    for (let post = posts[id], end = posts[id + 1]; post < end; post++) this.add(places[post], length, quality);
  }

  /** Count a place, with how much stands there of what is looked for, and how well. */
  add(place, length, quality) {
    const { corpus } = this.site;
    const section = corpus.sections[place];
    const field = corpus.fields[place];
    const worth = this.pasted ? quality * worthOfPasted(corpus, place) : quality;
    this.sections.add(section);
    if (field === PROSE) this.here[section] += worth;
    else if (field === ABOUT) this.page[section] = Math.max(this.page[section], worth * SAID);
    else if (field === TITLE) this.#addTitle(section, worth * titleValue(this.site.heads[section], place, length));
    else (this.samples ??= new Float32Array(this.here.length))[section] += worth * this.fields[field];
  }

  #addTitle(section, worth) {
    if (!(this.titled.get(section) >= worth)) this.titled.set(section, worth);
  }

  /** Return what the word is worth in the sections that it touches and in those of their pages; and what of that is of titles. */
  value() {
    const { corpus, pages, average } = this.site;
    const { here, page, samples, titled, pasted } = this;
    const said = new Map();
    const touched = this.sections.list;
    for (const section of touched) {
      if (samples) here[section] += Math.min(samples[section], this.most);
      // That a word of an error stands there is what counts, not how often or in how long a text.
      const long = pasted ? 1 : 0.25 + (0.75 * (corpus.starts[section + 1] - corpus.bodies[section])) / average;
      const count = pasted ? Math.min(1, here[section]) : here[section];
      const body = count && (BODY * count * (SATURATION + 1)) / (count + SATURATION * long);
      const heading = titled.get(section) ?? 0;
      if (page[section] > heading) said.set(section, IN_TITLE * (page[section] - heading));
      page[section] = Math.max(page[section], heading);
      here[section] = body + IN_TITLE * page[section];
      if (pages[section] !== section) page[section] = 0;
    }
    return { here, page, touched, titled, said };
  }
}

/**
 * The site's text as one long string without blanks, so that a word is found however it is spaced, and inside of
 * compounds. Beside it stands where words begin and where each section does.
 */

const BLANK = 0, HANGUL = 1, LATIN = 2, OTHER = 3;
const RANGES = [
  [HANGUL, "가힣ㄱㅎㅏㅣ"],
  [LATIN, "azAZ09"],
  [BLANK, "\t\r  \u00a0\u00a0\u2000\u200b\u200d\u200d\u2028\u2029\u202f\u202f\u3000\u3000\ufe0f\ufe0f\ufeff\ufeff__--"],
];
const KINDS = new Uint8Array(0x10000).fill(OTHER);
for (const [kind, ends] of RANGES)
  for (let i = 0; i < ends.length; i += 2) KINDS.fill(kind, ends.charCodeAt(i), ends.charCodeAt(i + 1) + 1);
const BREAK = 10;
const NAMED = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };

/** Return the text of a piece of the index's HTML. */
export function plain(html) {
  if (!/[<&]/.test(html)) return html;
  const text = html.replace(/<\/?(?:code|sub|sup|em|strong|mark)>/g, "").replace(/<[^>]*>/g, " ");
  return text.includes("&") ? text.replace(/&(?:lt|gt|amp|quot|#39);/g, (name) => NAMED[name]) : text;
}

/** Return a text as it is looked for: composed, small, without blanks and hyphens. */
export function squeeze(text) {
  return text.normalize("NFC").toLowerCase().replace(/[\s\u200b\u200d\ufe0f_-]+/g, "");
}

/** Return a title without what says nothing: its number, its signs, and the 란 of a question what something is. */
export function bareTitle(title) {
  return squeeze(title)
    .replace(/^[\d.)(\[\]~*#:]+/, "")
    .replace(/(?:이?란|[은는이가]무엇(?:인가|인가요|일까|일까요)?)?[?!.:\p{S}]*$/u, "");
}

/** Hold texts one after the other, squeezed. */
export class Text {
  /** Take the texts in the order of their sections. */
  constructor(texts) {
    const lower = texts.map((text) => text.toLowerCase());
    const size = lower.reduce((sum, text) => sum + text.length + 1, 0);
    const codes = new Uint16Array(size);
    this.edges = new Uint8Array(size + 1);
    this.starts = new Int32Array(texts.length + 1);
    let at = 0;
    lower.forEach((text, index) => {
      this.starts[index] = at;
      let last = BLANK;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        const kind = KINDS[code];
        if (kind !== BLANK) {
          this.edges[at] = kind !== last || kind === OTHER ? 1 : 0;
          codes[at++] = code;
        }
        last = kind;
      }
      this.edges[at] = 1;
      codes[at++] = BREAK;
    });
    this.starts[texts.length] = at;
    this.edges[at] = 1;
    this.all = new TextDecoder("utf-16le").decode(codes.subarray(0, at));
  }

  /** Say how long a section is. */
  length(section) {
    return this.starts[section + 1] - this.starts[section] - 1;
  }

  /** Return the squeezed text of a section. */
  section(index) {
    return this.all.slice(this.starts[index], this.starts[index + 1] - 1);
  }

  /** Say whether a word is anywhere. */
  has(word) {
    return this.all.includes(word);
  }

  /** Call back with section, position and length of every place where a string or a pattern stands, in order. */
  each(sought, found) {
    let section = 0;
    const report = (at, length) => {
      while (this.starts[section + 1] <= at) section++;
      found(section, at, length);
    };
    if (typeof sought === "string") {
      if (!sought) return;
      for (let at = this.all.indexOf(sought); at >= 0; at = this.all.indexOf(sought, at + sought.length))
        report(at, sought.length);
    } else for (const match of this.all.matchAll(sought)) report(match.index, match[0].length);
  }

  /** Return how often each word stands here, as a map. */
  words() {
    const counts = new Map();
    let from = 0;
    for (let at = 1; at <= this.all.length; at++) {
      if (!this.edges[at]) continue;
      if (KINDS[this.all.charCodeAt(from)] !== OTHER && at - from > 1 && at - from < 32) {
        const word = this.all.slice(from, at);
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      from = at;
    }
    return counts;
  }
}

/** Ask several texts as one. */
export class Texts {
  constructor(...texts) {
    this.texts = texts;
  }

  /** Say whether a word is anywhere. */
  has(word) {
    return this.texts.some((text) => text.has(word));
  }

  /** Return how often a word stands. */
  count(word) {
    let count = 0;
    for (const text of this.texts) text.each(word, () => count++);
    return count;
  }
}

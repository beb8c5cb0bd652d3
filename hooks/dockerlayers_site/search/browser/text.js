/** Texts of the index and of queries: what is text of a piece of HTML, what kind a character is of, how words are compared. */

export const BLANK = 0, HANGUL = 1, LATIN = 2, OTHER = 3;
const RANGES = [
  [HANGUL, "가힣ㄱㅎㅏㅣ"],
  [LATIN, "azAZ09"],
  [BLANK, "\t\r  \u00a0\u00a0\u2000\u200b\u200d\u200d\u2028\u2029\u202f\u202f\u3000\u3000\ufe0f\ufe0f\ufeff\ufeff__--"],
];
/** The kind of each character by its code. */
export const KINDS = new Uint8Array(0x10000).fill(OTHER);
for (const [kind, ends] of RANGES)
  for (let i = 0; i < ends.length; i += 2) KINDS.fill(kind, ends.charCodeAt(i), ends.charCodeAt(i + 1) + 1);
const NAMED = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };

/** Return the text of a piece of the index's HTML. */
export function plain(html) {
  if (!/[<&]/.test(html)) return html;
  const text = html.replace(/<\/?(?:code|sub|sup|em|strong|mark)>/g, "").replace(/<[^>]*>/g, " ");
  return text.includes("&") ? text.replace(/&(?:lt|gt|amp|quot|#39);/g, (name) => NAMED[name]) : text;
}

/** Return what was typed or pasted without the characters that no one sees, which the index does not have either. */
export function visible(query) {
  return query.replace(/[\u2060\u00ad\ufeff]/g, "");
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

/** Yield the parts of a section's HTML, each with whether it is a sample: what stands in `pre`. */
export function* partsOf(html) {
  let from = 0;
  for (let open = html.indexOf("<pre"); open >= 0; open = html.indexOf("<pre", from)) {
    const close = html.indexOf("</pre>", open);
    const end = close < 0 ? html.length : close + 6;
    yield { text: plain(html.slice(from, open)), sample: false };
    yield { text: plain(html.slice(open, end)), sample: true };
    from = end;
  }
  yield { text: plain(html.slice(from)), sample: false };
}

/** Return the runs of a squeezed word: 도커 and 3 of 도커3. */
export function runsOf(word) {
  return word.match(/[가-힣]+|[a-z0-9]+|[ㄱ-ㅎㅏ-ㅣ]+|[^]/g) ?? [];
}

const KEPT = 500;

/** Keep the plain texts of the sections that were shown last. */
export class Plains {
  constructor(docs) {
    this.docs = docs;
    this.known = new Map();
  }

  /** Return the title and the text of a section. */
  of(section) {
    if (!this.known.has(section)) {
      if (this.known.size > KEPT) this.known.clear();
      const { title, text } = this.docs[section];
      this.known.set(section, { title: plain(title), text: plain(text).replace(/\s+/g, " ").trim() });
    }
    return this.known.get(section);
  }
}

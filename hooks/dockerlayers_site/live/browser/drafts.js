/**
 * Drafts, kept in the reader's browser. Where that is denied, all works but this.
 */

const PREFIX = "dockerlayers:";

export class Draft {
  /** `name` tells it from others; `original` is what it is a draft of: of another text it is none. */
  constructor(name, original) {
    this.key = `${PREFIX}${name}`;
    this.original = original;
  }

  /** The draft, or null. */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && kept.original === this.original && typeof kept.text === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  /** Keep a text with what belongs to it; say whether that was possible. */
  write(text, more = {}) {
    try {
      if (text === this.original && !Object.keys(more).length) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify({ original: this.original, text, ...more }));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      /* there is none */
    }
  }

  /** Call a function when another tab of this browser writes the same draft. */
  watch(told, signal) {
    addEventListener("storage", (event) => { if (event.key === this.key && event.newValue) told(); }, { signal });
  }
}

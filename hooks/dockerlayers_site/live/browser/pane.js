/**
 * The text: a plain <textarea> with the numbers of its lines beside it, which a screen reader skips. Tab leaves it, and
 * the browser's own undo works, for what a button puts in as well.
 */

import { make, say } from "./words.js";

const MOST_ROWS = 32;
const MOST_UNDONE = 20_000;
const LEAST_ROWS = 6;

export class Pane {
  constructor({ text, label = say("text"), onInput }) {
    this.numbers = make("div", { class: "live-numbers", "aria-hidden": "true" });
    this.area = make("textarea", {
      class: "live-text",
      "aria-label": label,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      autocorrect: "off",
      wrap: "off",
    });
    this.element = make("div", { class: "live-pane" }, this.numbers, this.area);
    this.changed = new Set();
    this.wrong = 0;
    this.area.value = text;
    this.area.addEventListener("input", () => {
      this.number();
      onInput(this.text);
    });
    this.area.addEventListener("scroll", () => { this.numbers.scrollTop = this.area.scrollTop; });
    this.number();
  }

  get text() {
    return this.area.value;
  }

  /** Put another text in the place of all, so that it can be undone. */
  replace(text) {
    this.put(0, this.text.length, text);
  }

  /** Put a word in the place of another one: columns are counted from 1, in characters. */
  mend({ line, start, end, word }) {
    const before = this.text.split("\n").slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const units = [...this.text.split("\n")[line - 1]];
    const width = (count) => units.slice(0, count - 1).join("").length;
    this.put(before + width(start), before + width(end), word);
  }

  put(start, end, text) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    /* A browser takes half a minute to insert ten thousand lines so that they can be undone. */
    if (text.length > MOST_UNDONE || !document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, start, end, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }

  /** Mark the lines that were changed, and the one at fault. */
  mark(changed, wrong = 0) {
    this.changed = new Set(changed);
    this.wrong = wrong;
    this.number(true);
  }

  number(anew = false) {
    const count = this.text.split("\n").length;
    this.area.rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, count));
    if (!anew && count === this.count) return;
    this.count = count;
    const marked = [...new Set([...this.changed, this.wrong])].filter((one) => one > 0 && one <= count).sort((a, b) => a - b);
    const parts = [];
    let next = 1;
    const plain = (last) => {
      let text = "";
      for (; next <= last; next++) text += `${next}\n`;
      if (text) parts.push(text);
    };
    for (const line of marked) {
      plain(line - 1);
      parts.push(make("span", { class: line === this.wrong ? "live-wrong" : "live-changed" }, `${next++}`), "\n");
    }
    plain(count);
    this.numbers.replaceChildren(...parts);
  }
}

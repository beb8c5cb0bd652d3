/**
 * Follows a text: asks the library about the latest one, never about two at once, and tells what comes of it.
 */

import { ask } from "./engine.js";

/** So many lines, and no more, are followed while one types. */
export const MOST_LINES = 2000;
const MOST_LETTERS = 400_000;
/** A breakdown with more letters takes so long to put in that it is shown when the reader rests. */
const MOST_AT_ONCE = 600_000;

export class Follower {
  /** `question` makes the question for a text; the others are told an answer, which is waited for, or why there is none. */
  constructor({ question, onAnswer, onTrouble }) {
    Object.assign(this, { question, onAnswer, onTrouble, busy: false, latest: null });
  }

  /** Follow to this text. */
  async to(text) {
    this.latest = { text };
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.latest) await this.step();
    } finally {
      this.busy = false;
    }
  }

  async step() {
    const { text } = this.latest;
    this.latest = null;
    const lines = text.split("\n").length;
    if (lines > MOST_LINES || text.length > MOST_LETTERS) {
      this.onTrouble("long", { lines, most: MOST_LINES });
      return;
    }
    try {
      const answer = await ask(this.question(text));
      if (!this.latest || (answer.html ?? "").length <= MOST_AT_ONCE) await this.onAnswer(answer, text);
    } catch (error) {
      this.onTrouble(error.reason ?? "broken", { detail: error.message });
    }
    await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
  }
}

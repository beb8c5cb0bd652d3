/**
 * A text, the breakdown that follows it, and between them what the edit comes to and what is wrong with it.
 */

import { Follower } from "./follow.js";
import { Pane } from "./pane.js";
import { PAGES, button, make, parse, say } from "./words.js";
import { show } from "./view.js";

/** So long the reader has to rest before an error, or a summary for who hears it, is told, in milliseconds. */
const REST = 600;

export class Lab {
  /**
   * `original` is what an edit is compared with, `settings` how the text is built; `figure` is a breakdown that is there,
   * `view` how the next one is shown, under its id; `more` is what else is asked. `onText` is told each text, `onAnswer`
   * each answer. `begun` is how the original is built, if not as the text is at first.
   */
  constructor({
    text, original, settings = {}, begun = { ...settings }, view = {}, figure, more = {}, onText = () => {}, onAnswer = () => {},
  }) {
    Object.assign(this, { original, settings, begun, view, figure, more, onText, onAnswer });
    this.answer = null;
    this.isShown = figure.querySelector(".bd-row") !== null;
    this.pane = new Pane({ text, onInput: (value) => this.typed(value) });
    this.fault = make("div", { class: "live-fault", role: "status" });
    this.delta = make("div", { class: "live-delta", role: "status" });
    this.stale = make("p", { class: "live-stale", hidden: true }, say("stale"));
    this.trouble = make("p", { class: "live-trouble-line", role: "alert", hidden: true });
    this.seen = make("div", { class: "live-seen" }, this.trouble, this.delta, this.stale, figure);
    this.element = make(
      "div",
      { class: "live-split" },
      make("div", { class: "live-left" }, this.pane.element, this.fault),
      this.seen,
    );
    this.follower = new Follower({
      question: (value) => this.ask(value),
      onAnswer: (answer, value) => this.told(answer, value),
      onTrouble: (reason, slots) => this.failed(reason, slots),
    });
  }

  ask(text) {
    return {
      text: { text, ...this.settings },
      before: { text: this.original, ...this.begun },
      view: { root_id: this.figure.id, language: document.documentElement.lang || "ko", pages: PAGES, ...this.view },
      ...this.more,
    };
  }

  typed(text) {
    clearTimeout(this.resting);
    this.onText(text);
    void this.follower.to(text);
  }

  /** Ask again: something beside the text was changed. */
  again() {
    void this.follower.to(this.pane.text);
  }

  async told(answer, text) {
    this.trouble.hidden = true;
    clearTimeout(this.resting);
    if (answer.refused !== undefined) {
      this.failed("refused", { detail: answer.refused });
      return;
    }
    this.answer = answer;
    if (answer.fault) this.resting = setTimeout(() => this.tellFault(answer.fault), this.fault.firstChild ? 0 : REST);
    else await this.tellGood(answer, text);
    this.onAnswer(answer, text);
  }

  async tellGood(answer, text) {
    this.fault.replaceChildren();
    this.pane.area.removeAttribute("aria-invalid");
    this.stale.hidden = true;
    this.figure = await show(this.figure, answer);
    this.isShown = true;
    this.pane.mark(text === this.original ? [] : (answer.lines ?? []));
    this.resting = setTimeout(() => {
      const isEdited = text !== this.original && answer.delta;
      this.delta.replaceChildren(...(isEdited ? [parse(answer.delta)] : []));
    }, this.delta.firstChild ? 0 : REST);
  }

  tellFault(fault) {
    this.pane.area.setAttribute("aria-invalid", "true");
    this.pane.mark(this.pane.changed, fault.line);
    this.stale.hidden = !this.isShown;
    const mend = fault.mend && make(
      "button",
      { type: "button", class: "live-button", on: { click: () => this.pane.mend(fault.mend) } },
      fault.mend.label,
    );
    this.fault.replaceChildren(parse(fault.html), ...(mend ? [mend] : []));
  }

  failed(reason, slots) {
    this.trouble.hidden = false;
    this.trouble.replaceChildren(say(`trouble-${reason}`, slots));
    if (["slow", "broken", "offline", "missing", "blocked"].includes(reason)) {
      this.trouble.append(" ", button("again", () => this.again(), "live-quiet"));
    }
    this.stale.hidden = !this.isShown;
  }
}

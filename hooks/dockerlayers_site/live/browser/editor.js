/**
 * «Change it» on a breakdown: its Dockerfile becomes a text, and the breakdown follows. Done, it stands as it is now.
 */

import { Draft } from "./drafts.js";
import { start } from "./engine.js";
import { Lab } from "./lab.js";
import { load } from "./loading.js";
import { addStyles } from "./styles.js";
import { emptyFigure } from "./view.js";
import { WORDS, button, make, parse, say } from "./words.js";

/** Read what an edit needs: the reader means to begin one. */
export function prepare() {
  addStyles();
  start().catch(() => {});
}

const opening = new WeakSet();

/** Let the reader change a breakdown. Where the library does not come, the page is as it was. */
export async function open(figure, opener) {
  if (opening.has(figure)) return;
  opening.add(figure);
  try {
    await addStyles();
    const head = figure.querySelector(".bd-bar, .bd-head");
    if (await load((block) => head.after(block))) new Editing(figure, opener);
  } finally {
    opening.delete(figure);
  }
}

/** How a breakdown was made: its text and what its fence asks for; of a comparison, what it is compared with. */
export function readFigure(figure) {
  const given = JSON.parse(figure.closest("[data-live]")?.dataset.live ?? "{}");
  const isCompared = given.before !== undefined;
  const title = figure.querySelector(".bd-title");
  const section = title?.querySelector(".bd-sr")?.textContent.replace(/^\s*·\s*/, "");
  return {
    text: figure.dataset.edited ?? given.text ?? window.dockerlayers.sourceOf(figure),
    compared: isCompared ? { text: given.before, titles: given.titles, begun: { build_args: given.args ?? {} } } : null,
    settings: { target: given.target ?? null, build_args: given.args ?? {} },
    view: {
      section: section || null,
      ranges: given.lines ?? null,
      has_advice: given.advice ?? true,
      is_brief: given.brief ?? false,
      compared_id: isCompared ? figure.id : null,
    },
  };
}

class Editing {
  constructor(figure, opener) {
    const { text, compared, settings, view } = readFigure(figure);
    this.draft = new Draft(`${location.pathname}#${figure.id}`, text);
    const kept = this.draft.read();
    this.text = text;
    this.untouched = figure;
    this.opener = opener;
    this.closing = new AbortController();
    this.saved = make("span", { class: "live-saved", role: "status" });
    this.head = make(
      "div",
      { class: "live-head" },
      make("p", { class: "live-title" }, figure.querySelector(".bd-path, .bd-title").firstChild?.textContent ?? ""),
      this.saved,
      make("span", { class: "live-gap" }),
      button("reset", () => this.lab.pane.replace(text), "live-quiet"),
      WORDS["playground-at"] ? button("share", () => this.share(), "live-quiet") : null,
      button("done", () => this.close(), "live-done"),
    );
    this.frame = make("section", { class: "live", "aria-label": say("editing") });
    figure.replaceWith(this.frame);
    this.lab = new Lab({
      text: kept?.text ?? text,
      original: compared?.text ?? text,
      settings,
      begun: compared?.begun,
      view,
      figure: compared ? emptyFigure(figure.id) : figure.cloneNode(true),
      more: compared ? { compare: compared.titles } : {},
      onText: (value) => this.save(value),
    });
    this.frame.append(this.head, this.lab.element);
    this.lab.again();
    this.lab.pane.area.focus({ preventScroll: true });
    if (kept) this.saved.textContent = say("draft-back");
    this.draft.watch(() => { this.saved.textContent = say("draft-elsewhere"); }, this.closing.signal);
  }

  save(text) {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      this.saved.textContent = this.draft.write(text) ? say("saved") : say("not-saved");
    }, 400);
  }

  async share() {
    const { openShare } = await import("./share.js");
    const { target, build_args: args } = this.lab.settings;
    openShare({ text: this.lab.pane.text, target, args, asked: this.lab.figure.dataset.asked }, this.lab);
  }

  /* As it was, if nothing was changed; else the breakdown of what it is now, which can be changed on. */
  close() {
    this.closing.abort();
    const { text } = this.lab.pane;
    this.draft.write(text);
    const { figure, answer } = this.lab;
    let shown = this.untouched;
    if (text !== this.text) {
      shown = figure;
      if (answer?.fault) shown = parse(answer.html).firstElementChild;
      else if (answer?.compared) shown = this.compare(answer.compared, text);
      shown.querySelector("figcaption")?.after(this.note());
    }
    this.frame.replaceWith(shown);
    window.dockerlayers.refresh([shown, ...shown.querySelectorAll("[data-bd]")].filter((one) => one.matches("[data-bd]")));
    shown.querySelector(".bd-tool--edit")?.focus({ preventScroll: true });
  }

  /* What was a comparison is one again, under the name that it had. */
  compare(html, text) {
    const shown = parse(html).querySelector("figure");
    shown.querySelector(".bd-title").replaceWith(this.untouched.querySelector(".bd-title").cloneNode(true));
    shown.dataset.edited = text;
    return shown;
  }

  note() {
    const back = button("back", () => {
      this.draft.forget();
      const now = document.getElementById(this.untouched.id);
      now.replaceWith(this.untouched);
      this.untouched.querySelector(".bd-tool--edit")?.focus({ preventScroll: true });
    }, "live-quiet");
    return make("p", { class: "live-note" }, say("changed-note"), " ", back);
  }
}

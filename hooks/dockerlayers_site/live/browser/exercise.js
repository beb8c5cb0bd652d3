/**
 * An exercise: the text to be mended, its goals judged with every edit, and in this browser whether it was solved.
 */

import { Draft } from "./drafts.js";
import { Lab } from "./lab.js";
import { load } from "./loading.js";
import { addStyles } from "./styles.js";
import { emptyFigure } from "./view.js";
import { button, make, parse } from "./words.js";

/** Let the reader solve it; `solved` is told when all goals are met. */
export async function solve(root, opener, solved) {
  await addStyles();
  const body = root.querySelector(".live-exercise-body");
  if (!(await load((block) => body.before(block)))) return;
  const { text, goals } = JSON.parse(root.dataset.exercise);
  const draft = new Draft(`${location.pathname}#${root.id}`, text);
  const judged = make("div", { class: "live-judged", role: "status" }, body.querySelector(".live-goals"));
  const lab = new Lab({
    text: draft.read()?.text ?? text,
    original: text,
    figure: emptyFigure(`${root.id}-now`),
    more: { goals },
    onText: (value) => draft.write(value),
    onAnswer: (answer) => {
      judged.replaceChildren(parse(answer.goals.html));
      if (answer.goals.is_done) solved();
    },
  });
  lab.seen.prepend(judged);
  body.replaceWith(lab.element);
  opener.replaceWith(button("reset", () => lab.pane.replace(text), "live-quiet"));
  lab.again();
  lab.pane.area.focus({ preventScroll: true });
}

/**
 * The text as it was and as it is now, side by side, as the library compares two Dockerfiles.
 */

import { ask } from "./engine.js";
import { button, make, parse, say } from "./words.js";

/** Show the comparison above all else, until it is closed. */
export async function showComparison(lab, fail) {
  let answer;
  try {
    answer = await ask({ ...lab.ask(lab.pane.text), compare: [say("at-first"), say("now")] });
  } catch {
    fail();
    return;
  }
  const shown = answer.compared ? parse(answer.compared) : make("p", {}, say("compare-fault"));
  const dialog = make(
    "dialog",
    { class: "live-dialog live-wide", "aria-label": say("compare-start"), on: { close: () => dialog.remove() } },
    make("div", { class: "live-dialog-head" }, make("h2", {}, say("compare-start")), button("close", () => dialog.close(), "live-quiet")),
    shown,
  );
  document.body.append(dialog);
  window.dockerlayers.refresh();
  dialog.showModal();
}

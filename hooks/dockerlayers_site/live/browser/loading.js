/**
 * What is shown while Python comes, and what is said when it does not.
 */

import { start, stop } from "./engine.js";
import { button, make, megabytes, say } from "./words.js";

/** Start the engine, with a block at a place that tells how far it is; return whether it is ready. */
export async function load(place) {
  const read = make("span", { class: "live-read" });
  const bar = make("progress", { max: "1", "aria-label": say("loading-bar") });
  let give = () => {};
  const given = new Promise((resolve) => { give = resolve; });
  const block = make(
    "div",
    { class: "live-loading" },
    make("p", { class: "live-loading-title", role: "status" }, make("b", {}, say("loading"))),
    read,
    bar,
    make("p", { class: "live-fine" }, say("loading-once")),
    button("stop", () => give("stopped")),
  );
  const late = setTimeout(() => place(block), 150);
  const outcome = await Promise.race([
    given,
    start(({ read: count, total }) => {
      bar.value = count / total;
      read.textContent = say("loading-read", { read: megabytes(count), total: megabytes(total) });
    }).then(() => "ready", (error) => error.reason ?? "broken"),
  ]);
  clearTimeout(late);
  block.remove();
  if (outcome === "stopped") stop("stopped");
  if (outcome === "ready" || outcome === "stopped") return outcome === "ready";
  return tellTrouble(place, outcome);
}

/* Says what to do; a second try is offered, and its outcome is that of all. */
function tellTrouble(place, reason) {
  return new Promise((resolve) => {
    const settle = (again) => () => {
      block.remove();
      resolve(again ? load(place) : false);
    };
    const block = make(
      "div",
      { class: "live-loading live-trouble", role: "alert" },
      make("p", {}, make("b", {}, say("trouble")), " ", say(`trouble-${reason}`)),
      button("again", settle(true)),
      button("close", settle(false), "live-quiet"),
    );
    place(block);
  });
}

/**
 * The breakdown beside the text: a new one takes the place of the old one, and what the reader has opened, asked and
 * chosen stays.
 */

import { make, parse, say } from "./words.js";

/** The figure of a breakdown that is yet to come. */
export const emptyFigure = (id) =>
  make("figure", { class: "bd", id }, make("figcaption", { class: "bd-head" }, make("p", { class: "bd-title" }, say("text"))));

/**
 * Show the breakdown of an answer in the place of a figure, and return it. Each step is a task of its own: all at once would
 * hold up the reader's next letter.
 */
export async function show(figure, answer) {
  const next = parse(answer.html).querySelector("figure");
  await aTask();
  const title = figure.querySelector(".bd-title");
  next.querySelector(".bd-title").replaceWith(title.cloneNode(true));
  mark(next, answer.changed ?? []);
  window.dockerlayers?.refresh?.([next]);
  await aTask();
  recall(next, remember(figure)); // in the task that puts it in place: between two the reader may open something
  keepHeights(figure, next);
  figure.replaceWith(next);
  void next.offsetHeight; // laid out here, and not with all that a frame does besides
  return next;
}

/* A message comes sooner than a timer. */
const aTask = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(null);
});

/* Only what is in sight is laid out (live.css). The rest is taken to be as high as it was, so that nothing moves. */
const PARTS = ".bd-row, .bd-finds, .bd-image";

function keepHeights(figure, next) {
  const heights = new Map([...figure.querySelectorAll(PARTS)].map((part) => [part.id || part.className, part.clientHeight]));
  for (const part of next.querySelectorAll(PARTS)) {
    const height = heights.get(part.id || part.className);
    if (height) part.style.containIntrinsicBlockSize = `auto calc(${height}px - var(--gap, 0px))`;
  }
}

/* Rows are known by their ids, which hang on what they say and not on where they stand. */
function mark(figure, changed) {
  for (const [id, became] of changed) {
    const row = figure.querySelector(`#${CSS.escape(id)}`);
    if (!row) continue;
    row.dataset.became = became;
    (row.querySelector(".bd-say") ?? row).append(" ", make("span", { class: "live-mark" }, say(`${became}-mark`)));
  }
}

function remember(figure) {
  const { asked } = figure.dataset;
  return {
    folds: new Map(nameFolds(figure).map(([name, fold]) => [name, fold.open])),
    target: figure.querySelector(".bd-pick-target")?.selectedOptions[0]?.textContent,
    asked,
    row: asked?.startsWith("line:") ? figure.querySelector(`.bd-row[value="${asked.slice(5)}"]`)?.id : null,
  };
}

/* A fold is known by its row and how many stand before it there; beside the rows, by how many of its kind do. */
function nameFolds(figure) {
  const counts = new Map();
  return [...figure.querySelectorAll("details")].map((fold) => {
    const home = fold.closest(".bd-row")?.id ?? "";
    const place = home || fold.className;
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    return [`${home} ${fold.className} ${count}`, fold];
  });
}

function recall(figure, { folds, target, asked, row }) {
  for (const [name, fold] of nameFolds(figure)) {
    const was = folds.get(name);
    if (was !== undefined) fold.open = was;
  }
  const select = figure.querySelector(".bd-pick-target");
  const index = select ? [...select.options].findIndex((one) => one.textContent === target) : -1;
  if (index > 0) {
    select.selectedIndex = index;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const now = row ? figure.querySelector(`#${CSS.escape(row)}`) : null;
  if (asked) window.dockerlayers.ask(figure, now ? `line:${now.value}` : asked);
}

/* Enhances finished breakdowns. Nothing here adds content or knows Docker: what a change rebuilds, and what each
   target makes, was written when the page was built. Without scripts all of it is there to read.
   This module starts the others, lights up a row with its layer, and opens everything for print. */
(() => {
  const parts = [];
  const done = new WeakMap();

  function start() {
    for (const root of document.querySelectorAll("[data-bd]")) {
      root.dataset.bdOn = "";
      const seen = done.get(root) ?? new Set();
      done.set(root, seen);
      for (const part of parts.filter((one) => !seen.has(one))) {
        seen.add(part);
        part(root);
      }
    }
  }

  /* Material tells of every page through document$, also when it swaps pages without loading. */
  function onEveryPage(action) {
    if (window.document$) window.document$.subscribe(action);
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action);
    else action();
  }

  const keyOf = (element) => element.dataset.line ?? element.dataset.for;

  window.dockerlayers = {
    /* Call a function once with every breakdown, now and on later pages. */
    add(part) {
      parts.push(part);
      onEveryPage(start);
    },
    onEveryPage,
    /* The anchor of the row that an element is, or stands for. */
    keyOf,
    /* All rows, and all that stands for one: segments, slabs, links, entries of the history. */
    marked: (root) => root.querySelectorAll("[data-line], [data-for]"),
  };

  /* A row and its layers, from either side. */
  window.dockerlayers.add((root) => {
    function light(event) {
      const from = event.target.closest?.("[data-line], [data-for]");
      const key = from && root.contains(from) ? keyOf(from) : undefined;
      for (const element of window.dockerlayers.marked(root)) {
        element.classList.toggle("is-on", key !== undefined && keyOf(element) === key);
      }
    }
    for (const name of ["pointerover", "focusin", "pointerleave"]) root.addEventListener(name, light);
  });

  /* Browsers without ::details-content print only what is open. */
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll(".bd details:not([open])")];
    shut.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => shut.forEach((details) => { details.open = false; }));
})();

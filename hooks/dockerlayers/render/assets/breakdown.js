/* Enhances finished breakdowns. Nothing here adds content or knows Docker: what a change rebuilds, and what each
   target makes, was written when the page was built. Without scripts all of it is there to read.
   This module starts the others, and lights up a row with its layer. */
(() => {
  const parts = [];
  const done = new WeakMap();

  function start(roots = document.querySelectorAll("[data-bd]")) {
    for (const root of roots) {
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
      onEveryPage(() => start());
    },
    onEveryPage,
    /* Do the same for breakdowns that came into the page since, or for these, which are to come. */
    refresh: start,
    /* The anchor of the row that an element is, or stands for. */
    keyOf,
    /* All rows, and the layers that stand for one. */
    marked: (root) => root.querySelectorAll("[data-line], [data-for]"),
    /* Make a button with a text, and put it to the end of an element. */
    addButton(parent, className, text) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = className;
      button.textContent = text;
      parent.append(button);
      return button;
    },
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
})();

/* Enhances finished breakdowns. Nothing here adds content or knows Docker: what a change rebuilds, and what each
   target makes, was written when the page was built. Without scripts all of it is there to read.
   This module starts the others: on a breakdown that comes near the view at once, on the rest one by one when there is time. */
(() => {
  const parts = [];
  /* So many are made ready as soon as there is time, the rest when the page has rested for so long, in milliseconds. A turn takes
     one after the other as long as so much time is left of it: behind each turn the page is drawn anew. */
  const FEW = 8, REST = 2000, LEFT = 8;
  const whenIdle = window.requestIdleCallback ?? ((action) => setTimeout(action, 200));
  /* What was done to a breakdown. */
  const done = new WeakMap();
  const far = new IntersectionObserver((entries) => {
    start(entries.filter((one) => one.isIntersecting).map((one) => one.target));
  }, { rootMargin: "100%" });

  function start(roots) {
    for (const root of roots) {
      far.unobserve(root);
      root.dataset.bdOn = "";
      const seen = done.get(root) ?? new Set();
      done.set(root, seen);
      for (const part of parts.filter((one) => !seen.has(one))) {
        seen.add(part);
        part(root);
      }
    }
  }

  const all = () => [...document.querySelectorAll("[data-bd]")];

  function look() {
    for (const root of all()) {
      if (done.has(root)) start([root]);
      else far.observe(root);
    }
  }

  function startNext(count, turn) {
    do {
      const root = all().find((one) => !done.has(one));
      if (!root) return;
      start([root]);
      if (--count === 0) return;
    } while (turn?.timeRemaining() > LEFT);
    whenIdle((next) => startNext(count, next));
  }

  /* Material tells of every page through document$, also when it swaps pages without loading. */
  function onEveryPage(action) {
    if (window.document$) window.document$.subscribe(action);
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action);
    else action();
  }

  const keyOf = (element) => element.dataset.line ?? element.dataset.for;

  window.dockerlayers = {
    /* Call a function once with every breakdown as it comes near, now and on later pages. */
    add(part) {
      parts.push(part);
      look();
    },
    onEveryPage,
    /* Do the same for breakdowns that came into the page since, or at once for these, which may be yet to come. */
    refresh: (roots) => (roots ? start(roots) : look()),
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

  onEveryPage(() => {
    look();
    /* It is always drawn, and what it gets is drawn with it: as soon as it is seen, the page would have to be laid out again. */
    start(all().slice(0, 1));
    whenIdle((turn) => startNext(FEW, turn));
    setTimeout(() => whenIdle((turn) => startNext(Infinity, turn)), REST);
  });
})();

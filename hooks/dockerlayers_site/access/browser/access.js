/**
 * What is wider than its place scrolls within it: here it gets a place among the keys' stops, and a table a name, as long
 * as it scrolls. The buttons that Material adds to code are made no landmark.
 */

"use strict";

(() => {
  const WORDS = ACCESS_WORDS;
  const TABLES = ".md-typeset__scrollwrap";
  const BOXES = `${TABLES}, article pre > code, article pre, .note-math--block, .note-diagram-drawing`;

  const scrolls = (box) => box.scrollWidth > box.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(box).overflowX);

  function look(box) {
    const isWide = scrolls(box);
    if (isWide === "reached" in box.dataset) return;
    if (isWide && box.tabIndex >= 0) return; // it can be reached already
    if (isWide) {
      box.dataset.reached = "";
      box.tabIndex = 0;
    } else {
      delete box.dataset.reached;
      box.removeAttribute("tabindex");
    }
    if (!box.matches(TABLES)) return;
    for (const [name, value] of [["role", "group"], ["aria-label", WORDS["wide-table"]]])
      if (isWide) box.setAttribute(name, value);
      else box.removeAttribute(name);
  }

  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => look(target.closest(BOXES) ?? target)));

  function watch(root) {
    for (const box of root.querySelectorAll(BOXES)) {
      sizes.observe(box);
      if (box.matches(TABLES)) for (const table of box.querySelectorAll("table")) sizes.observe(table);
    }
    for (const tools of root.querySelectorAll(".md-code__nav")) unmark(tools);
  }

  /** A button to copy is no navigation: many landmarks without a name lead nowhere. */
  function unmark(tools) {
    tools.setAttribute("role", "presentation");
  }

  /** Tables are put into boxes, diagrams drawn, and buttons put to code, when a script gets to them. */
  const additions = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const one of addedNodes) {
        if (one.nodeType !== Node.ELEMENT_NODE) continue;
        if (one.matches(".md-code__nav")) unmark(one);
        else if (one.matches(BOXES) || one.querySelector(BOXES)) watch(one.parentElement);
      }
  });

  /* Material opens all folds for the printer: of a breakdown, what the reader has opened is printed, and all sentences. */
  const folds = (selector) => document.querySelectorAll(`.bd details${selector}`);
  window.addEventListener("beforeprint", () => {
    for (const fold of folds(":not([open])")) fold.dataset.shut = "";
  }, { capture: true });
  window.addEventListener("afterprint", () => {
    for (const fold of folds("[data-shut]")) delete fold.dataset.shut;
  });

  function start() {
    watch(document);
    additions.disconnect();
    additions.observe(document.querySelector("article") ?? document.body, { childList: true, subtree: true });
  }

  /* Material tells of every page through this, also when it swaps pages without loading. */
  if (window.document$) window.document$.subscribe(start);
  else start();
})();

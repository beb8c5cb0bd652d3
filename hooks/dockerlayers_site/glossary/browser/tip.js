/**
 * What a term means, shown beside it: for a pointer that rests on it, for the focus of the keys, and for a first touch. It
 * stays while the pointer is on it, and goes with Escape. Without this script a term is a link to its entry all the same.
 */

"use strict";

(() => {
  const WORDS = TERM_WORDS;
  /* By the id of its entry, which the link leads to. */
  const MEANINGS = TERM_MEANINGS;
  const TERM = "a.term[data-term]";
  const REST = 250;
  const LEAVE = 200;
  const GAP = 6;
  if (!HTMLElement.prototype.showPopover) return;

  let tip;
  let shown = null;
  let timer = 0;

  function later(what, delay) {
    clearTimeout(timer);
    timer = setTimeout(what, delay);
  }

  /** In the landmark of its page: what stands outside of all is lost to those who go by them. */
  function make() {
    tip = document.createElement("div");
    tip.id = "term-tip";
    tip.className = "term-tip";
    tip.setAttribute("role", "tooltip");
    tip.popover = "manual";
    tip.addEventListener("pointerenter", () => clearTimeout(timer));
    tip.addEventListener("pointerleave", () => later(hide, LEAVE));
    (document.querySelector("main") ?? document.body).append(tip);
  }

  function show(term, hint) {
    clearTimeout(timer);
    if (shown === term) return;
    hide();
    if (!tip?.isConnected) make();
    tip.textContent = MEANINGS[term.hash.slice(1)];
    if (hint) tip.append(Object.assign(document.createElement("small"), { textContent: hint }));
    term.setAttribute("aria-describedby", tip.id);
    shown = term;
    tip.showPopover();
    place(term);
  }

  /** Below the line that the term is in, or above where there is no room. */
  function place(term) {
    const word = term.getClientRects()[0];
    const { clientWidth, clientHeight } = document.documentElement;
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.max(GAP, Math.min(word.left, clientWidth - width - GAP));
    const hasRoom = word.bottom + GAP + height < clientHeight || word.top < height + GAP;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(hasRoom ? word.bottom + GAP : word.top - GAP - height) + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidePopover();
  }

  const termOf = (event) => (event.target instanceof Element ? event.target.closest(TERM) : null);

  document.addEventListener("pointerover", (event) => {
    const term = event.pointerType === "mouse" ? termOf(event) : null;
    if (term) later(() => show(term), term === shown ? 0 : REST);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && termOf(event)) later(hide, LEAVE);
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event);
    if (term?.matches(":focus-visible")) show(term);
  });
  document.addEventListener("focusout", (event) => {
    if (termOf(event)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event);
    if (!term) return tip?.contains(event.target) || hide();
    if (event.pointerType !== "touch" || term === shown) return;
    event.preventDefault();
    show(term, WORDS["term-again"]);
  });
  window.addEventListener("resize", hide);
})();
